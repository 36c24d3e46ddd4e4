"""What a mark's owner changes in its documents without code: `template.yaml` and a logo in the mark's folder."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final, cast

from assessor_app.domain.assessment.report import ENGLISH
from assessor_app.domain.journal.operation import Json
from assessor_app.domain.paper_colours import award_ink
from assessor_app.domain.problem import Problem, Severity
from assessor_app.domain.scheme.edition import Scheme
from assessor_app.domain.scheme.template import PLAIN, Template
from assessor_app.errors import Refused
from assessor_app.schemes.loading import TEMPLATE
from assessor_app.schemes.positions import Finding, Located, read_located
from assessor_app.schemes.shape import problems_of_shape
from assessor_app.schemes.template_colours import TOKENS, problems_of_colours
from assessor_app.schemes.template_logo import problem_of_logo
from assessor_app.schemes.template_texts import any_text, problems_of_texts, texts_by_language
from assessor_app.schemes.tolerant import list_of, mapping_of

FILE: Final = TEMPLATE
SHAPE: Final = "template.schema.json"
FIRST, LAST = "summary", "sign-off"


def load_template(folder: Path, scheme: Scheme | None = None) -> Template:
    """The template in a mark's folder; one that changes nothing when there is none. Raises as `read_template`."""
    file = folder / FILE
    return read_template(file, scheme) if file.is_file() else PLAIN


def read_template(file: Path, scheme: Scheme | None = None) -> Template:
    """A template, held against an edition of its mark.

    Raises Refused with the first problem's file, line and key, and how many more there are.
    """
    located = _located(file)
    found = _problems(located, scheme)
    if found:
        more = f" There are {len(found)} problems in all." if len(found) > 1 else ""
        words = f"{found[0].where}: {found[0].message}{more} Nothing was made; mend the template."
        raise Refused(words, found[0].code)
    content = cast("Mapping[str, Any]", located.content or {})
    return _template(file, content, scheme)


def template_problems(file: Path, scheme: Scheme | None = None) -> tuple[Problem, ...]:
    """Everything that is wrong with a template, in the order of its lines."""
    try:
        return _problems(_located(file), scheme)
    except Refused as error:
        where, _, message = error.sentence.partition(": ")
        return (Problem(Severity.ERROR, error.code, where, message.removesuffix(_MEND)),)


def _located(file: Path) -> Located:
    try:
        return read_located(file)
    except Refused as error:
        if error.code == "empty":
            return Located(file, {}, {})
        raise Refused(error.sentence.replace(" The scheme was not loaded.", _MEND), error.code) from error


def _problems(located: Located, scheme: Scheme | None) -> tuple[Problem, ...]:
    content = located.content if isinstance(located.content, dict) else {}
    found = [*located.repeated, *problems_of_shape(_plain(located.content), SHAPE)]
    found += [*problems_of_colours(content, scheme), *problems_of_texts(content)]
    found += _problems_of_sections(content, scheme)
    if isinstance(content.get("logo"), str):
        found += [Finding(("logo",), "logo", words) for words in problem_of_logo(located.file, str(content["logo"]))]
    found.sort(key=lambda finding: located.line(finding.place))
    return tuple(located.problem(finding) for finding in found)


def _plain(content: Json) -> Json:
    """The content with one text where one for each language stands, as the schema's checks want it."""
    texts = mapping_of(content, "texts") if isinstance(content, dict) else None
    if not isinstance(content, dict) or texts is None:
        return content
    return {**content, "texts": {key: any_text(text) for key, text in texts.items()}}


def _problems_of_sections(content: dict[str, Json], scheme: Scheme | None) -> Iterator[Finding]:
    """Sections that the edition does not have, or that have a place of their own."""
    known = [section.id for section in scheme.report] if scheme else []
    seen: list[str] = []
    ends = {each.id: each.shows for each in scheme.report if each.shows in (FIRST, LAST)} if scheme else {}
    named = [each for each in list_of(content, "sections") if isinstance(each, str)]
    for number, found in enumerate(named):
        place = ("sections", number)
        if scheme and found not in known:
            names = ", ".join(known) or "it names none"
            words = f"{found!r} is no section of {scheme.title} {scheme.edition} ({names})."
            yield Finding(place, "unknown-section", words)
        elif found in seen:
            yield Finding(place, "repeated-section", f"{found!r} stands here a second time; keep one.")
        elif (ends.get(found) == FIRST and number) or (ends.get(found) == LAST and number + 1 < len(named)):
            yield Finding(place, "place-of-section", "Every report begins with the summary and ends with the sign-off.")
        seen.append(found)


def _template(file: Path, content: Mapping[str, Any], scheme: Scheme | None) -> Template:
    name = content.get("logo", "")
    own = {token: colour for key, colour in content.get("colours", {}).items() for token in TOKENS[key]}
    outcomes = [outcome.id for outcome in scheme.outcomes] if scheme else []
    for outcome, pair in content.get("awards", {}).items():
        ink, soft = award_ink(outcomes.index(outcome), len(outcomes)) if outcome in outcomes else ("", "")
        own |= {ink: pair["ink"], soft: pair["soft"]} if ink else {}
    return Template(
        logo=(file.parent / name).read_bytes() if name else b"",
        logo_name=name,
        check_at=content.get("check_at", ""),
        colours=own,
        sections=tuple(content.get("sections", ())),
        texts=texts_by_language(content.get("texts", {}), scheme.language if scheme else ENGLISH),
    )


_MEND: Final = " Nothing was made; mend the template."
