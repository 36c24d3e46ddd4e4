"""What the schema cannot say: that ids are unique, and that what is named exists."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, cast

from assessor_app.domain.problem import Problem
from assessor_app.schemes.positions import Located


def problems_of_meaning(located: Located) -> Iterator[Problem]:
    """The problems of a file whose shape is right."""
    content = cast("Mapping[str, Any]", located.content)
    levels = [level["id"] for level in content["levels"]]
    yield from _repeated(located, ("levels",), levels)
    yield from _repeated(located, ("aspects",), [aspect["id"] for aspect in content["aspects"]])
    yield from _repeated(located, ("award", "outcomes"), [outcome["id"] for outcome in content["award"]["outcomes"]])
    yield from _repeated(located, ("debriefs",), [session["id"] for session in content["debriefs"]])
    for number, aspect in enumerate(content["aspects"]):
        place = ("aspects", number, "strands")
        yield from _repeated(located, place, [strand["id"] for strand in aspect["strands"]])
        for row, strand in enumerate(aspect["strands"]):
            yield from _descriptors(located, (*place, row, "descriptors"), strand["descriptors"], levels)
    yield from _rules(located, content, levels)


def _repeated(located: Located, place: tuple[str | int, ...], ids: Sequence[str]) -> Iterator[Problem]:
    twice = {one for one, times in Counter(ids).items() if times > 1}
    for number, one in enumerate(ids):
        if one in twice and ids.index(one) != number:
            yield located.problem((*place, number, "id"), "repeated-id", f"the id {one!r} stands here a second time")


def _descriptors(
    located: Located, place: tuple[str | int, ...], descriptors: Mapping[str, str], levels: Sequence[str]
) -> Iterator[Problem]:
    for level in levels:
        if level not in descriptors:
            yield located.problem(place, "missing-descriptor", f"there is no descriptor for the level {level!r}")
    for level in descriptors:
        if level not in levels:
            yield located.problem(
                (*place, level), "unknown-level", f"{level!r} is none of the levels {', '.join(levels)}"
            )


def _rules(located: Located, content: Mapping[str, Any], levels: Sequence[str]) -> Iterator[Problem]:
    fewest = min(len(aspect["strands"]) for aspect in content["aspects"])
    order: list[int] = []
    for number, outcome in enumerate(content["award"]["outcomes"]):
        place, rule = ("award", "outcomes", number, "every_aspect"), outcome["every_aspect"]
        if rule["at_level"] not in levels:
            yield located.problem((*place, "at_level"), "unknown-level", f"{rule['at_level']!r} is none of the levels")
            continue
        if rule["at_least"] > fewest:
            words = f"an aspect has only {fewest} strands, so {rule['at_least']} can never be reached"
            yield located.problem((*place, "at_least"), "unreachable", words)
        order.append(levels.index(rule["at_level"]) * 1000 + rule["at_least"])
        if order[-2:] != sorted(set(order[-2:])):
            words = "outcomes go from low to high, and this one asks for no more than the one before"
            yield located.problem(place, "order", words)
