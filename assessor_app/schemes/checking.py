"""Everything that is wrong with a scheme file, each with file, line, key and what was expected."""

from pathlib import Path

from assessor_app.domain.journal.operation import Json
from assessor_app.domain.problem import Problem, Severity
from assessor_app.errors import Refused
from assessor_app.schemes.meaning import problems_of_meaning
from assessor_app.schemes.origins import problems_of_origin
from assessor_app.schemes.positions import Located, read_located
from assessor_app.schemes.shape import MOST_FOUND, problems_of_shape
from assessor_app.schemes.texts import plain_texts


def check_scheme(file: Path) -> tuple[Problem, ...]:
    """Every problem of a scheme file, in the order of its lines.

    A file that is not YAML has one problem, the place where reading stopped. Raises Unavailable when the file cannot
    be read at all.
    """
    try:
        located = read_located(file)
    except Refused as error:
        where, _, message = error.sentence.partition(": ")
        return (Problem(Severity.ERROR, error.code, where, message.removesuffix(" The scheme was not loaded.")),)
    return problems(located)


def problems(located: Located) -> tuple[Problem, ...]:
    """The same for a file that has been read: keys that stand twice, its shape, and what its values mean."""
    texts = plain_texts(located.content)
    found = [*located.repeated[:MOST_FOUND], *texts.findings, *problems_of_origin(located.content)]
    found += [*problems_of_shape(texts.content), *problems_of_meaning(texts.content)]
    found.sort(key=lambda finding: located.line(finding.place))
    return tuple(located.problem(finding) for finding in found)


def content_problems(content: Json) -> tuple[Problem, ...]:
    """The same for content that comes from no file, such as an edition that another file carries."""
    return problems(Located(Path("edition"), content, {}))
