"""What a kind of entity of the record is: its path, its fields with their forms, and the lane each travels in.

A lane is a separately numbered, hash-chained and signed sequence of one device's operations. Lanes keep apart
what may have to travel apart: the facts of an institution, the visit, the assessor's judgement (a verifier gets it
only after sealing), private notes (they stay on this computer unless ticked), and what never leaves this computer.
"""

from dataclasses import dataclass
from enum import Enum
from functools import lru_cache


class Form(Enum):
    """How a field's value is stored in its table."""

    TEXT = "text"
    INTEGER = "integer"
    FLAG = "flag"
    JSON = "json"


class LaneKind(Enum):
    """The part of the record a field travels in; the lane's name is this word, a slash and the id it is about."""

    INSTITUTION = "institution"
    VISIT = "visit"
    JUDGEMENT = "judgement"
    PRIVATE = "private"
    OFFICE = "office"
    """What the office keeps about an assessment and nobody else sees: complaints, appeals, notes of panels. No bundle
    carries it."""
    PRACTICE = "practice"
    """One entry of the repository of effective practice. It names no institution and goes to everybody."""
    LOCAL = "local"
    """Never leaves this computer, ticked or not: no bundle carries it, and none is taken in."""


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of entity. `path` alternates fixed words and names in braces; the names are the table's key."""

    table: str
    path: str
    fields: dict[str, Form]
    lane: LaneKind
    lanes: dict[str, LaneKind]

    @property
    def keys(self) -> tuple[str, ...]:
        """Names of the key columns, in path order."""
        return _keys_in(self.path)

    def lane_of(self, field: str) -> LaneKind:
        """The lane kind that a field of this kind travels in."""
        return self.lanes.get(field, self.lane)


@lru_cache
def _keys_in(path: str) -> tuple[str, ...]:
    return tuple(part[1:-1] for part in path.split("/") if part.startswith("{"))


def kind(table: str, path: str, lane: LaneKind, lanes: dict[str, LaneKind] | None = None, **fields: Form) -> Kind:
    """A kind with these fields, and `deleted`, which every kind has. lanes: of the fields that travel in another."""
    return Kind(table, path, {**fields, "deleted": Form.FLAG}, lane, lanes or {})
