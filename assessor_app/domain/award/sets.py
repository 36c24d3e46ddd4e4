"""The smallest sets of strands that make a rule hold, or fail, when each moves by one level.

Exact. A rule becomes a formula of counts ("2 of these 5 strands") joined by "so many of these parts". Parts that
share no strand are solved apart and put together; only parts that do share strands are searched, by strands that are
alike (a strand is like another when every count has both or neither), with each state of the rest seen once.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations, islice, product

from assessor_app.domain.award.shared import Code, shared_sets
from assessor_app.domain.award.standing import Standing


@dataclass(frozen=True)
class Take:
    """`count` of these strands must move."""

    count: int
    strands: tuple[str, ...]

    @cached_property
    def touched(self) -> frozenset[str]:
        """Every strand it speaks of."""
        return frozenset(self.strands)


@dataclass(frozen=True)
class Choose:
    """`at_least` of these parts must hold."""

    at_least: int
    parts: tuple["Formula", ...]

    @cached_property
    def touched(self) -> frozenset[str]:
        """Every strand it speaks of."""
        return frozenset().union(*(part.touched for part in self.parts))


Formula = Take | Choose
NOTHING = Take(0, ())
"""Holds as it is."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What it takes: `cost` strands, and every set of so many that does it, in no set twice."""

    cost: int
    sets: "Sequence[tuple[str, ...]]"


def smallest_sets(formula: Formula | None, most: int) -> tuple[tuple[str, ...], ...]:
    """The smallest sets, at most so many; none when no set does it or nothing has to move."""
    answer = _solved(formula, most) if formula is not None else None
    return tuple(answer.sets) if answer and answer.cost else ()


def rising(part: Standing) -> Formula | None:
    """What must rise for the part to hold; None when no rise by one level is enough."""
    if part.met:
        return NOTHING
    if not part.parts:
        return Take(part.missing, part.gains) if part.missing <= len(part.gains) else None
    return _chosen(part.needed, [rising(each) for each in part.parts])


def falling(part: Standing) -> Formula | None:
    """What must fall for a part that holds to fail; None when no fall by one level is enough."""
    if not part.met:
        return NOTHING
    if not part.parts:
        return Take(part.spare + 1, part.losses) if 0 <= part.spare < len(part.losses) else None
    return _chosen(len(part.parts) - part.needed + 1, [falling(each) for each in part.parts])


def _chosen(at_least: int, parts: Sequence[Formula | None]) -> Formula | None:
    possible = [part for part in parts if part is not None]
    open_parts = tuple(part for part in possible if part != NOTHING)
    still = at_least - (len(possible) - len(open_parts))
    if still <= 0:
        return NOTHING
    if still > len(open_parts):
        return None
    if still == len(open_parts):  # all of all is all, and finer parts share fewer strands
        flat = tuple(each for part in open_parts for each in _all_in(part))
        return flat[0] if len(flat) == 1 else Choose(len(flat), flat)
    return Choose(still, open_parts)


def _all_in(part: Formula) -> tuple[Formula, ...]:
    return part.parts if isinstance(part, Choose) and part.at_least == len(part.parts) else (part,)


def _solved(formula: Formula, most: int) -> Answer | None:
    if isinstance(formula, Take):
        return Answer(formula.count, list(islice(combinations(formula.strands, formula.count), most)))
    if formula.at_least == len(formula.parts):
        return _together([_block(block, most) for block in _blocks(formula.parts)], most)
    if formula.at_least == 1:
        return _either([_solved(part, most) for part in formula.parts], most)
    if _share_nothing(formula.parts):
        return _cheapest(formula.at_least, [_solved(part, most) for part in formula.parts], most)
    return _searched(formula, most)


def _block(parts: Sequence[Formula], most: int) -> Answer | None:
    return _solved(parts[0], most) if len(parts) == 1 else _searched(Choose(len(parts), tuple(parts)), most)


def _blocks(parts: Sequence[Formula]) -> list[list[Formula]]:
    """The parts, those that share a strand together, in the order of their first."""
    blocks: list[tuple[set[str], list[Formula]]] = []
    for part in parts:
        apart = [block for block in blocks if block[0].isdisjoint(part.touched)]
        shared = [block for block in blocks if not block[0].isdisjoint(part.touched)]
        touched = set(part.touched).union(*(block[0] for block in shared))
        blocks = [*apart, (touched, [each for block in shared for each in block[1]] + [part])]
    return [block for _, block in blocks]


def _share_nothing(parts: Sequence[Formula]) -> bool:
    return sum(len(part.touched) for part in parts) == len(frozenset().union(*(part.touched for part in parts)))


def _together(answers: Sequence[Answer | None], most: int) -> Answer | None:
    """All of the parts, none of which shares a strand with another."""
    found = [answer for answer in answers if answer is not None]
    if len(found) < len(answers):
        return None
    sets = islice(product(*(answer.sets for answer in found)), most)
    return Answer(sum(answer.cost for answer in found), [_flat(parts) for parts in sets])


def _either(answers: Sequence[Answer | None], most: int) -> Answer | None:
    """Any one of the parts: the sets of those that cost least, each set once."""
    found = [answer for answer in answers if answer is not None]
    if not found:
        return None
    cost = min(answer.cost for answer in found)
    sets = {frozenset(one): one for answer in found if answer.cost == cost for one in answer.sets}
    return Answer(cost, list(islice(sets.values(), most)))


def _cheapest(at_least: int, answers: Sequence[Answer | None], most: int) -> Answer | None:
    """The cheapest so many of the parts, none of which shares a strand with another; ties give several sets."""
    found = [answer for answer in answers if answer is not None]
    if len(found) < at_least:
        return None
    dearest = sorted(answer.cost for answer in found)[at_least - 1]
    sure = [answer for answer in found if answer.cost < dearest]
    tied = [answer for answer in found if answer.cost == dearest]
    sets = (
        _flat(parts)
        for chosen in combinations(tied, at_least - len(sure))
        for parts in product(*(answer.sets for answer in (*sure, *chosen)))
    )
    return Answer(sum(a.cost for a in sure) + dearest * (at_least - len(sure)), list(islice(sets, most)))


def _flat(parts: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(strand for part in parts for strand in part)


def _searched(formula: Choose, most: int) -> Answer | None:
    alike: dict[tuple[int, ...], list[str]] = {}
    takes = list(_takes(formula))
    order = dict.fromkeys(strand for take in takes for strand in take.strands)
    for strand in order:
        alike.setdefault(tuple(n for n, take in enumerate(takes) if strand in take.touched), []).append(strand)
    classes = list(alike.values())
    places = {strand: place for place, members in enumerate(classes) for strand in members}
    found = shared_sets(_coded(formula, places), [len(members) for members in classes])
    if found is None:
        return None
    cost, choices = found
    sets = (
        _flat(picked)
        for choice in choices
        for picked in product(*(combinations(classes[place], count) for place, count in choice))
    )
    return Answer(cost, list(islice(sets, most)))


def _takes(formula: Formula) -> Iterator[Take]:
    if isinstance(formula, Take):
        yield formula
    else:
        for part in formula.parts:
            yield from _takes(part)


def _coded(formula: Formula, places: dict[str, int]) -> Code:
    mask = 0
    for strand in formula.touched:
        mask |= 1 << places[strand]
    if isinstance(formula, Take):
        return (formula.count, None, mask)
    return (formula.at_least, tuple(_coded(part, places) for part in formula.parts), mask)
