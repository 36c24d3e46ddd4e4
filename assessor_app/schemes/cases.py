"""Files with cases to try an award rule with (resources/schemes/cases.schema.json)."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, cast

from assessor_app.domain.award.facts import AwardFacts
from assessor_app.domain.scheme.trial import Case, Expected
from assessor_app.errors import Refused
from assessor_app.schemes.decoding import value_of
from assessor_app.schemes.positions import Located, read_located
from assessor_app.schemes.shape import problems_of_shape

SCHEMA = "cases.schema.json"


def read_cases(file: Path) -> tuple[Case, ...]:
    """The cases of a file. Raises Refused, with file, line and key, for the first thing wrong with it."""
    located = read_located(file)
    found = [*located.repeated, *problems_of_shape(located.content, SCHEMA)]
    if found:
        first = located.problem(min(found, key=lambda finding: located.line(finding.place)))
        raise Refused(f"{first.where}: {first.message} Nothing was tried.", first.code)
    content = cast("Mapping[str, Any]", located.content)
    return tuple(_case(located, number, case) for number, case in enumerate(content["cases"]))


def _case(located: Located, number: int, content: Mapping[str, Any]) -> Case:
    facts = AwardFacts(
        values=content.get("facts", {}),
        signed=frozenset(content.get("signed", ())),
        in_force=content.get("in_force", {}),
        rows={form: tuple(rows) for form, rows in content.get("rows", {}).items()},
    )
    return Case(
        title=content["title"],
        where=f"{located.file.name}:{located.line(('cases', number))}",
        institution=content.get("institution", {}),
        every_level=content.get("every_level"),
        levels=content.get("levels", {}),
        facts=facts,
        expect=value_of(Expected, content.get("expect", {})),
    )
