"""What the schema cannot say: that ids are unique, that what is named exists, that the rule can be met.

Everything here also works on a file whose shape is wrong, so that one check lists all that is to be mended.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from assessor_app.domain.journal.operation import Json
from assessor_app.domain.scheme.edition import NOT_ENOUGH, PLACEHOLDERS
from assessor_app.schemes.links import problems_of_links
from assessor_app.schemes.positions import Finding, Place
from assessor_app.schemes.rule_checks import problems_of_rules
from assessor_app.schemes.texts import languages_of
from assessor_app.schemes.tolerant import (
    Member,
    all_levels,
    all_strands,
    list_of,
    mapping_of,
    member,
    members,
    scales_of,
    text_of,
)

_TIME = re.compile("[0-9]{2}:[0-9]{2}")
_PLACEHOLDER = re.compile(r"\{[^{}]*\}?|\}")


def problems_of_meaning(content: Json) -> Iterator[Finding]:
    """The problems that only show when parts of the file are set against each other."""
    scales = scales_of(content)
    yield from _unique(content)
    yield from _levels(content)
    for strand in all_strands(content):
        yield from _scale(strand, scales)
    yield from _rules(content, scales[""])
    yield from problems_of_rules(content)
    yield from problems_of_links(content)
    for session in members(content, "debriefs"):
        yield from _debrief(session)


def _levels(content: Json) -> Iterator[Finding]:
    """One id stands for one level of one scale, so that a level can be named without its scale."""
    seen: set[str] = set()
    for level in all_levels(content):
        found = text_of(level, "id")
        if found == NOT_ENOUGH:
            yield Finding((*level.place, "id"), "reserved-id", f"The id {NOT_ENOUGH!r} is the program's own.")
        if found in languages_of(content):
            words = f"The id {found!r} is a language of this file; call the level something else."
            yield Finding((*level.place, "id"), "reserved-id", words)
        if found and found in seen:
            yield Finding((*level.place, "id"), "repeated-id", f"The id {found!r} is that of another level already.")
        seen.add(found)


def _scale(strand: Member, scales: dict[str, list[str]]) -> Iterator[Finding]:
    scale = text_of(strand, "scale")
    if scale not in scales:
        named = ", ".join(each for each in scales if each) or "it has only the main one"
        words = f"{scale!r} is none of this file's scales ({named})."
        yield Finding((*strand.place, "scale"), "unknown-scale", words)
    elif strand.content.get("narrative") is True:
        if "descriptors" in strand.content:
            words = "What is written about and not graded has no descriptors; take them or `narrative` out."
            yield Finding((*strand.place, "descriptors"), "narrative-descriptors", words)
    else:
        yield from _descriptors(strand, [level for level in scales[scale] if level])


def _unique(content: Json) -> Iterator[Finding]:
    award = member(content, "award")
    lists = [
        (members(content, "levels"), ("name",)),
        (members(content, "aspects"), ("id", "title", "short")),
        (members(award.content, "outcomes", award.place), ("id", "name")),
    ]
    for key in ("debriefs", "sources", "facts", "scales", "overlays", "cycle_facts", "stages", "forms", "report"):
        lists.append((members(content, key), ("id",)))
    for key in ("remarks", "commitments"):
        lists.append((members(award.content, key, award.place), ("id",)))
    for form in members(content, "forms"):
        lists.append((members(form.content, "fields", form.place), ("id",)))
    lists += [
        (members(aspect.content, "strands", aspect.place), ("id", "title")) for aspect in members(content, "aspects")
    ]
    for rows, keys in lists:
        for key in keys:
            yield from _repeated(rows, key)


def _repeated(rows: list[Member], key: str) -> Iterator[Finding]:
    seen: set[str] = set()
    for row in rows:
        text = text_of(row, key)
        if text and text in seen:
            yield Finding((*row.place, key), f"repeated-{key}", f"The {key} {text!r} stands in this list already.")
        seen.add(text)


def _descriptors(strand: Member, levels: list[str]) -> Iterator[Finding]:
    place = (*strand.place, "descriptors")
    descriptors = mapping_of(strand.content, "descriptors")
    if descriptors is None:
        return
    for level in levels:
        if level not in descriptors:
            yield Finding((*place, level), "missing-descriptor", f"There is no descriptor for the level {level!r}.")
    seen: dict[Json, str] = {}
    for level, text in descriptors.items():
        if level not in levels:
            words = f"{level!r} is none of the levels ({', '.join(levels)})."
            yield Finding((*place, level), "unknown-level", words)
        if isinstance(text, str) and text in seen:
            words = f"This says the same as {seen[text]!r}, so nobody could choose between the two."
            yield Finding((*place, level), "same-descriptor", words)
        if isinstance(text, str):
            seen.setdefault(text, level)


def _rules(content: Json, levels: list[str]) -> Iterator[Finding]:
    """Each outcome has one rule; by-aspect rules rise from outcome to outcome."""
    award = member(content, "award")
    order: list[tuple[Place, int, int]] = []
    for outcome in members(award.content, "outcomes", award.place):
        if ("needs" in outcome.content) == ("every_aspect" in outcome.content):
            words = "An outcome has one rule: `every_aspect:` or `needs:`, and not both."
            yield Finding((*outcome.place, "needs"), "one-rule", words)
        rule = mapping_of(outcome.content, "every_aspect") or {}
        level, least = rule.get("at_level"), rule.get("at_least")
        if isinstance(least, int) and isinstance(level, str) and level in levels:
            order.append(((*outcome.place, "every_aspect"), levels.index(level), least))
    for (_, level_before, least_before), (place, level_now, least_now) in pairwise(order):
        if (level_now, least_now) <= (level_before, least_before) or least_now < least_before:
            words = "Outcomes go from low to high, and this one does not ask for everything the one before asks for."
            yield Finding(place, "outcome-order", f"{words} Ask for more than it does, or change their order.")


def _debrief(session: Member) -> Iterator[Finding]:
    starts, ends = text_of(session, "starts"), text_of(session, "ends")
    if _TIME.fullmatch(starts) and _TIME.fullmatch(ends) and ends <= starts:
        yield Finding((*session.place, "ends"), "debrief-times", f"The session ends ({ends}) before it has begun.")
    for number, point in enumerate(list_of(session.content, "standard_points")):
        for found in _PLACEHOLDER.findall(point) if isinstance(point, str) else ():
            if found not in PLACEHOLDERS:
                words = f"{found} is not filled in by the program. It fills in: {', '.join(PLACEHOLDERS)}."
                yield Finding((*session.place, "standard_points", number), "unknown-placeholder", words)
