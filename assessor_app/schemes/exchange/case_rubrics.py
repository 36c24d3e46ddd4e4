"""The CFRubrics of a CASE package as a rubric: criteria with their levels say by themselves what they are."""

from collections.abc import Mapping
from typing import Any

from assessor_app.domain.scheme.rubric_exchange import FoundAspect, FoundLevel, FoundStrand, RubricReading
from assessor_app.domain.words.counting import counted
from assessor_app.schemes.exchange.case_items import document_rubric
from assessor_app.schemes.exchange.case_package import Package, Record, identifier_of, position_of, records
from assessor_app.schemes.exchange.words import clean, line, name_of


def has_rubrics(package: Package) -> bool:
    """Whether there is a criterion with two levels or more."""
    return any(len(_levels(criterion)) > 1 for rubric in package.rubrics for criterion in _criteria(rubric))


def read_rubrics(package: Package) -> RubricReading:
    """The rubric of all criteria; one whose levels are missing is only written about."""
    items = {item.identifier: item for item in package.items}
    groups: dict[str, list[FoundStrand]] = {}
    judged: set[str] = set()
    feedback = weights = 0
    for rubric in package.rubrics:
        for number, criterion in enumerate(_criteria(rubric), start=1):
            item = items.get(identifier_of(criterion.get("CFItemURI")))
            parent = _statement(item.parent.record) if item and item.parent else ""
            group = name_of(criterion.get("category"), parent, rubric.get("title"), package.document.get("title"))
            groups.setdefault(group or "General", []).append(_strand(criterion, item.record if item else {}, number))
            judged |= {item.identifier, *(above.identifier for above in item.above)} if item else set()
            feedback += sum(bool(level.get("feedback")) for level in _levels(criterion))
            weights += criterion.get("weight") not in (None, 1, 1.0)
    rubric_found = document_rubric(
        package, [FoundAspect(title, tuple(strands)) for title, strands in groups.items()], (), invented=False
    )
    left_out = list(package.left_out)
    left_out += [f"The feedback of {feedback} levels."] if feedback else []
    unjudged = len(items.keys() - judged)
    left_out += [f"{counted(unjudged, 'item')} that no criterion judges."] if unjudged else []
    left_out += [f"The weights of {weights} criteria; write an award rule instead."] if weights else []
    return RubricReading(rubric_found, left_out=tuple(left_out))


def _criteria(rubric: Record) -> list[Record]:
    return _in_order(records(rubric, "CFRubricCriteria"), "position")


def _levels(criterion: Record) -> list[Record]:
    """Lowest first: by score where the scores differ, by position where they do not."""
    levels = records(criterion, "CFRubricCriterionLevels")
    scores = {position_of(level.get("score"), -1e9) for level in levels}
    return _in_order(levels, "score" if len(scores) == len(levels) else "position")


def _in_order(found: list[Record], key: str) -> list[Record]:
    return sorted(found, key=lambda each: position_of(each.get(key), 1e9))


def _strand(criterion: Record, item: Mapping[str, Any], number: int) -> FoundStrand:
    levels = tuple(
        FoundLevel(line(level.get("quality"), 60), clean(level.get("description"))) for level in _levels(criterion)
    )
    code = line(item.get("humanCodingScheme"), 60)
    name = line(item.get("abbreviatedStatement"), 90)
    words = clean(criterion.get("description")) or _statement(item)
    title = name_of(" ".join(part for part in (code, name) if part), words, f"Criterion {number}")
    question = next((text for text in (_statement(item), words) if text and text != title), "")
    reference = line(item.get("uri") or criterion.get("uri"), 300)
    return FoundStrand(title, question, levels if len(levels) > 1 else (), (), reference, free=len(levels) < 2)


def _statement(record: Mapping[str, Any]) -> str:
    return clean(record.get("fullStatement"))
