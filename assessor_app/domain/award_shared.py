"""The smallest choice from classes of like strands, for a formula whose counts share strands.

A formula is `(count, None, mask)`: so many from the classes whose bits are set; or `(at_least, formulas, mask)`: so
many of these, which speak of the classes whose bits are set. Classes are gone through in order. What is left of the
formula after some of them is all that matters for the rest, so every remainder is solved once (dynamic programming).
"""

from collections.abc import Iterator, Sequence
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
    cost = search.cost(code, 0)
    return None if cost >= NEVER else (cost, search.choices(code, 0))


class _Search:
    def __init__(self, sizes: Sequence[int]) -> None:
        self._sizes = sizes
        self._costs: dict[tuple[Code, int], int] = {}
        self._room: dict[int, int] = {}

    def cost(self, code: Code, place: int) -> int:
        """The fewest strands, from this class on, with which the rest of the formula holds."""
        if code is HOLDS:
            return 0
        if code is FAILS or place == len(self._sizes):
            return NEVER
        key = (code, place)
        known = self._costs.get(key)
        if known is None:
            known = self._costs[key] = min(
                (taken + self.cost(self.after(code, place, taken), place + 1) for taken in self._amounts(code, place)),
                default=NEVER,
            )
        return known

    def choices(self, code: Code, place: int) -> Iterator[Choice]:
        """Every choice of the lowest cost."""
        if code is HOLDS:
            yield ()
            return
        best = self.cost(code, place)
        for taken in self._amounts(code, place):
            rest = self.after(code, place, taken)
            if taken + self.cost(rest, place + 1) == best:
                for others in self.choices(rest, place + 1):
                    yield (((place, taken), *others) if taken else others)

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

    def _amounts(self, code: Code, place: int) -> range:
        return range(min(self._sizes[place], _most(code, place)) + 1)


def _most(code: Code, place: int) -> int:
    """The most of this class that any count still asks for."""
    count, parts, mask = code
    if not mask >> place & 1:
        return 0
    return count if parts is None else max(_most(part, place) for part in parts)


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
