"""The smallest choice from classes of like strands, for a formula whose counts share strands.

A formula is `(count, None, mask)`: so many from the classes whose bits are set; or `(at_least, formulas, mask)`: so
many of these, which speak of the classes whose bits are set. Classes are gone through in order, with a bound on what
the rest costs at least. The bound is exact where counts are apart or inside one another, so that nothing is tried in
vain there; elsewhere the search deepens strand by strand (iterative deepening A*) and no failure is met twice.
"""

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Any

Code = tuple[int, Any, int]
Choice = tuple[tuple[int, int], ...]
"""How many of which class, for the classes of which any are taken."""

HOLDS: Code = (0, None, 0)
FAILS: Code = (-1, None, 0)
NEVER = 1 << 30
"""A cost that no set has."""


def shared_sets(formula: Code, sizes: Sequence[int]) -> tuple[int, Iterator[Choice]] | None:
    """The cost and every choice of so many; None when nothing does it. sizes: of each class."""
    search = _Search(sizes)
    code = search.reduced(formula)
    for cost in range(search.bound(code), sum(sizes) + 1):
        found = search.choices(code, 0, cost)
        first = next(found, None)
        if first is not None:
            return cost, chain([first], found)
    return None


class _Search:
    def __init__(self, sizes: Sequence[int]) -> None:
        self._sizes = sizes
        self._room: dict[int, int] = {}
        self._bounds: dict[Code, int] = {}
        self._failed: dict[tuple[Code, int], int] = {}
        """The most that is known not to be enough for what is left at a class."""

    def choices(self, code: Code, place: int, budget: int) -> Iterator[Choice]:
        """Every choice, from this class on, with which the rest holds and that costs the budget."""
        if code is HOLDS:
            yield ()
            return
        if self.bound(code) > budget or self._failed.get((code, place), -1) >= budget:
            return
        any_found = False
        for taken in reversed(range(min(self._sizes[place], _most(code, place), budget) + 1)):
            for others in self.choices(self.after(code, place, taken), place + 1, budget - taken):
                any_found = True
                yield (((place, taken), *others) if taken else others)
        if not any_found:
            self._failed[code, place] = budget

    def bound(self, code: Code) -> int:
        """No choice for the rest of the formula costs less; NEVER when nothing does it."""
        if code[1] is None:
            return NEVER if code is FAILS else code[0]
        known = self._bounds.get(code)
        if known is None:
            known = self._bounds[code] = self._joined_bound(code)
        return known

    def _joined_bound(self, code: Code) -> int:
        at_least, parts, _ = code
        bounds = sorted((self.bound(part), part[2]) for part in parts)
        if at_least == len(parts):
            return _nested_bound(bounds)
        chosen = bounds[:at_least]
        apart = sum(mask.bit_count() for _, mask in bounds) == code[2].bit_count()
        return sum(bound for bound, _ in chosen) if apart else chosen[-1][0]

    def after(self, code: Code, place: int, taken: int) -> Code:
        """What is left when so many of this class are taken and the class is done with."""
        count, parts, mask = code
        if not mask >> place & 1:
            return code
        if parts is None:
            return self.reduced((count - taken, None, mask & ~(1 << place)))
        return _joined(count, [self.after(part, place, taken) for part in parts])

    def reduced(self, code: Code) -> Code:
        """The same formula with what holds and what cannot hold any more taken out."""
        count, parts, mask = code
        if parts is not None:
            return _joined(count, [self.reduced(part) for part in parts])
        if count <= 0:
            return HOLDS
        return code if count <= self._left(mask) else FAILS

    def _left(self, mask: int) -> int:
        room = self._room.get(mask)
        if room is None:
            room = self._room[mask] = sum(size for place, size in enumerate(self._sizes) if mask >> place & 1)
        return room


def _most(code: Code, place: int) -> int:
    """The most of this class that any count still asks for."""
    count, parts, mask = code
    if not mask >> place & 1:
        return 0
    return count if parts is None else max(_most(part, place) for part in parts)


def _nested_bound(bounds: Sequence[tuple[int, int]]) -> int:
    """For parts that must all hold: what lies inside a part may pay for it, what lies apart may not."""
    apart: list[tuple[int, int]] = []
    for bound, mask in sorted(bounds, key=lambda each: each[1].bit_count()):
        inside = [each for each in apart if each[1] & ~mask == 0]
        if all(each in inside or each[1] & mask == 0 for each in apart):
            apart = [each for each in apart if each not in inside]
            apart.append((max(bound, sum(paid for paid, _ in inside)), mask))
    return max(sum(bound for bound, _ in apart), max(bound for bound, _ in bounds))


def _joined(at_least: int, parts: Sequence[Code]) -> Code:
    still, touched = [], 0
    for part in parts:
        if part is HOLDS:
            at_least -= 1
        elif part is not FAILS:
            still.append(part)
            touched |= part[2]
    if at_least <= 0:
        return HOLDS
    if at_least > len(still):
        return FAILS
    return still[0] if len(still) == 1 else (at_least, tuple(still), touched)
