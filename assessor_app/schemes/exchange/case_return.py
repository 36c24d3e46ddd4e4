"""A package that this program wrote coming back: the edition as it was, with texts that others have changed since."""

import copy
from collections.abc import Mapping
from typing import Any, cast

from assessor_app.domain.journal.operation import Json
from assessor_app.domain.scheme.rubric_exchange import RubricReading
from assessor_app.schemes.checking import content_problems
from assessor_app.schemes.exchange.case_names import EXTENSION
from assessor_app.schemes.exchange.case_package import Package, Record, records
from assessor_app.schemes.exchange.case_writing import CaseWriter, TextPlace
from assessor_app.schemes.exchange.words import clean
from assessor_app.schemes.positions import Place

AT_ODDS = "The award rule, stages and forms of the edition: the package was changed elsewhere and no longer fits them."


def carried_edition(package: Package) -> Json:
    """The edition that a package carries in its extension; None when it has none that is whole."""
    extensions = package.document.get("extensions")
    found = extensions.get(EXTENSION) if isinstance(extensions, Mapping) else None
    if not isinstance(found, dict) or content_problems(found):
        return None
    return cast("Json", found)


def read_return(package: Package, edition: Json) -> RubricReading | None:
    """The edition with the package's own texts; None when parts were added or taken out elsewhere."""
    writer = CaseWriter(edition, "")
    here, there = _texts(writer.package()), _texts(package.record)
    if here.keys() != there.keys():
        return None
    content = copy.deepcopy(cast("dict[str, Any]", edition))
    changed = [place for place, text in here.items() if clean(there[place]) and clean(there[place]) != clean(text)]
    for place in changed:
        _put(content, writer.places[place], clean(there[place]))
    if changed and content_problems(content):
        return None
    words = f"Other languages of {len(changed)} texts that were changed elsewhere."
    return RubricReading(content=content, left_out=(words,) if changed and content.get("languages") else ())


def _texts(package: Record) -> dict[TextPlace, str]:
    """The texts that a package and an edition both have."""
    parts = [(item, ("fullStatement", "abbreviatedStatement")) for item in records(package, "CFItems")]
    criteria = [each for rubric in records(package, "CFRubrics") for each in records(rubric, "CFRubricCriteria")]
    levels = [level for criterion in criteria for level in records(criterion, "CFRubricCriterionLevels")]
    return {
        (str(part.get("identifier")), key): str(part.get(key) or "")
        for part, keys in [*parts, *((level, ("description",)) for level in levels)]
        for key in keys
    }


def _put(content: dict[str, Any], place: Place, text: str) -> None:
    at: Any = content
    for key in place[:-1]:
        if key == "descriptors" and key not in at:
            at[key] = {level["id"]: level["meaning"] for level in _scale(content, at)}
        at = at[key]
    at[place[-1]] = text


def _scale(content: dict[str, Any], strand: dict[str, Any]) -> list[dict[str, Any]]:
    scales = {scale["id"]: scale["levels"] for scale in content.get("scales", ())}
    found: list[dict[str, Any]] = scales.get(strand.get("scale"), content["levels"])
    return found
