"""A CASE file as a rubric or an edition."""

from assessor_app.domain.scheme.rubric_exchange import Answers, Choice, Question, RubricReading
from assessor_app.errors import WrongUse
from assessor_app.schemes.exchange.case_items import read_items
from assessor_app.schemes.exchange.case_package import Package, read_packages
from assessor_app.schemes.exchange.case_return import AT_ODDS, carried_edition, read_return
from assessor_app.schemes.exchange.case_rubrics import has_rubrics, read_rubrics
from assessor_app.schemes.exchange.words import line, unusable

FORMAT = "CASE package"


def read_case(name: str, data: bytes, answers: Answers) -> RubricReading:
    """One package of a file. Raises Refused for what is no CASE package, WrongUse for an answer that fits nothing."""
    packages = read_packages(name, data)
    package, asked = _chosen(packages, answers)
    if package is None:
        return RubricReading(questions=asked)
    if not package.items and not has_rubrics(package):
        raise unusable(name, "The package has neither items nor rubrics.", "nothing-to-judge")
    edition = carried_edition(package)
    back = read_return(package, edition) if edition is not None else None
    if back is not None:
        return back
    if edition is not None:
        package.left_out.append(AT_ODDS)
    found = read_rubrics(package) if _by_criteria(package, answers) else read_items(package, answers)
    return RubricReading(found.rubric, found.content, (*asked, *found.questions), found.left_out)


def _by_criteria(package: Package, answers: Answers) -> bool:
    return has_rubrics(package) and not answers.get("strands")


def _chosen(packages: list[Package], answers: Answers) -> tuple[Package | None, tuple[Question, ...]]:
    if len(packages) == 1:
        return packages[0], ()
    choices = tuple(
        Choice(
            str(number), f"{line(package.document.get('title'), 90) or 'without a title'} ({len(package.items)} items)"
        )
        for number, package in enumerate(packages, start=1)
    )
    question = Question("package", "The file holds several packages. Which one?", choices)
    given = answers.get("package", ("",))[0]
    if not given:
        return None, (question,)
    if given not in {choice.value for choice in choices}:
        raise WrongUse(f"There is no package {given}; there are {len(packages)}. Nothing was imported.", "no-package")
    return packages[int(given) - 1], (question,)
