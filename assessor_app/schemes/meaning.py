"""What the schema cannot say: that ids are unique, that what is named exists, that the rule can be met.

Everything here also works on a file whose shape is wrong, so that one check lists all that is to be mended.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from assessor_app.domain.operation import Json
from assessor_app.domain.scheme import NOT_ENOUGH, PLACEHOLDERS
from assessor_app.schemes.positions import Finding, Place
from assessor_app.schemes.tolerant import Member, list_of, mapping_of, member, members, text_of

_TIME = re.compile("[0-9]{2}:[0-9]{2}")
_PLACEHOLDER = re.compile(r"\{[^{}]*\}?|\}")


def problems_of_meaning(content: Json) -> Iterator[Finding]:
    """The problems that only show when parts of the file are set against each other."""
    levels = [text_of(level, "id") for level in members(content, "levels")]
    yield from _unique(content)
    yield from _provenance(content)
    for level in members(content, "levels"):
        if text_of(level, "id") == NOT_ENOUGH:
            yield Finding((*level.place, "id"), "reserved-id", f"The id {NOT_ENOUGH!r} is the program's own.")
    for strand in _strands(content):
        yield from _descriptors(strand, [level for level in levels if level])
    yield from _rules(content, levels)
    for session in members(content, "debriefs"):
        yield from _debrief(session)


def _strands(content: Json) -> Iterator[Member]:
    for aspect in members(content, "aspects"):
        yield from members(aspect.content, "strands", aspect.place)


def _unique(content: Json) -> Iterator[Finding]:
    award = member(content, "award")
    lists = [
        (members(content, "levels"), ("id", "name")),
        (members(content, "aspects"), ("id", "title", "short")),
        (members(content, "debriefs"), ("id",)),
        (members(content, "sources"), ("id",)),
        (members(content, "facts"), ("id",)),
        (members(award.content, "outcomes", award.place), ("id", "name")),
    ]
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


def _provenance(content: Json) -> Iterator[Finding]:
    known = [text_of(source, "id") for source in members(content, "sources")]
    for place, mapping in _mappings(content, ()):
        source = mapping.get("source")
        if isinstance(source, str) and source not in known:
            words = f"{source!r} is none of this file's sources ({', '.join(known) or 'it names none'})."
            yield Finding((*place, "source"), "unknown-source", words)
        if mapping.get("wording") == "source" and "source" not in mapping:
            words = "A text in the scheme's own words must say where it stands: add `source:`."
            yield Finding((*place, "wording"), "wording-without-source", words)


def _mappings(content: Json, place: Place) -> Iterator[tuple[Place, dict[str, Json]]]:
    if isinstance(content, dict):
        yield place, content
        for key, value in content.items():
            yield from _mappings(value, (*place, key))
    elif isinstance(content, list):
        for number, value in enumerate(content):
            yield from _mappings(value, (*place, number))


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
    award = member(content, "award")
    order: list[tuple[Place, int, int]] = []
    for outcome in members(award.content, "outcomes", award.place):
        place, rule = (*outcome.place, "every_aspect"), mapping_of(outcome.content, "every_aspect") or {}
        level, least = rule.get("at_level"), rule.get("at_least")
        if isinstance(level, str) and level not in levels:
            words = f"{level!r} is none of the levels ({', '.join(levels)})."
            yield Finding((*place, "at_level"), "unknown-level", words)
        if isinstance(least, int):
            yield from _reachable(content, place, least)
            if level in levels:
                order.append((place, levels.index(str(level)), least))
    for (_, level_before, least_before), (place, level_now, least_now) in pairwise(order):
        if (level_now, least_now) <= (level_before, least_before) or least_now < least_before:
            words = "Outcomes go from low to high, and this one does not ask for everything the one before asks for."
            yield Finding(place, "outcome-order", f"{words} Ask for more than it does, or change their order.")


def _reachable(content: Json, place: Place, least: int) -> Iterator[Finding]:
    sizes = {
        text_of(aspect, "title"): len(members(aspect.content, "strands", ())) for aspect in members(content, "aspects")
    }
    for title, size in sizes.items():
        if least > size > 0:
            words = f"{title} has only {size} to judge, so {least} can never be reached."
            yield Finding((*place, "at_least"), "unreachable-rule", words)


def _debrief(session: Member) -> Iterator[Finding]:
    starts, ends = text_of(session, "starts"), text_of(session, "ends")
    if _TIME.fullmatch(starts) and _TIME.fullmatch(ends) and ends <= starts:
        yield Finding((*session.place, "ends"), "debrief-times", f"The session ends ({ends}) before it has begun.")
    for number, point in enumerate(list_of(session.content, "standard_points")):
        for found in _PLACEHOLDER.findall(point) if isinstance(point, str) else ():
            if found not in PLACEHOLDERS:
                words = f"{found} is not filled in by the program. It fills in: {', '.join(PLACEHOLDERS)}."
                yield Finding((*session.place, "standard_points", number), "unknown-placeholder", words)
