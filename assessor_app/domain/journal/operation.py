"""One change to one field: the unit of journal, undo, audit trail and exchange.

A field is a multi-value register: an operation names the operations its author was looking at (`parents`), and a
value is current while no known operation names it. No clock decides anything (docs/data.md, section Merging).
"""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

Json: TypeAlias = "str | int | float | bool | Sequence[Json] | Mapping[str, Json] | None"


@dataclass(frozen=True, slots=True)
class Operation:
    """A change of `field` of `entity` to `value`.

    device: id of the installation that made it; lane: the part of the record it belongs to (see `record.lane_of`);
    seq: 1, 2, 3 ... without gaps within (device, lane); actor: person id; hlc: hybrid logical clock,
    milliseconds since 1970 times 65,536 plus a counter; parents: ids of the operations the author had on screen.
    """

    device: str
    lane: str
    seq: int
    actor: str
    hlc: int
    entity: str
    field: str
    value: Json
    parents: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """SHA-256 (hexadecimal) of the canonical bytes."""
        return id_of(self.canonical())

    def canonical(self) -> bytes:
        """One line of JSON without the line end: sorted keys, no spaces, UTF-8. This is what a segment carries."""
        return canonical_json(
            {
                "actor": self.actor,
                "device": self.device,
                "entity": self.entity,
                "field": self.field,
                "hlc": self.hlc,
                "lane": self.lane,
                "parents": sorted(self.parents),
                "seq": self.seq,
                "value": self.value,
            }
        )


def id_of(canonical: bytes) -> str:
    """The id of the operation with these canonical bytes."""
    return hashlib.sha256(canonical).hexdigest()


def canonical_json(value: Json) -> bytes:
    """The one spelling of a JSON value that is hashed or signed here."""
    return _ENCODER.encode(value).encode()


_ENCODER = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)


@dataclass(frozen=True, slots=True)
class CurrentValue:
    """One of the values that a field has now, with who wrote it. More than one different value is a conflict."""

    operation: str
    value: Json
    actor: str
    hlc: int


@dataclass(frozen=True, slots=True)
class FieldState:
    """All current values of a field, the provisional one first (highest clock, then highest operation id)."""

    values: tuple[CurrentValue, ...]

    @property
    def heads(self) -> tuple[str, ...]:
        """Every current operation: what settling a conflict names as its parents."""
        return tuple(sorted(current.operation for current in self.values))

    def showing(self, value: Json) -> tuple[str, ...]:
        """The current operations that set this value: what a form that shows it has seen (`seen`)."""
        same = canonical_json(value)
        return tuple(sorted(each.operation for each in self.values if canonical_json(each.value) == same))

    @property
    def on_screen(self) -> tuple[str, ...]:
        """What an edit that begins from `shown` has seen. The other sides of a conflict are not among it: typing over
        the value that happens to be shown must not decide against one that was never on screen."""
        return self.showing(self.shown)

    @property
    def shown(self) -> Json:
        """The value to show; provisional while the field is in conflict."""
        return self.values[0].value if self.values else None

    @property
    def in_conflict(self) -> bool:
        """True when people have set different values without having seen each other's."""
        return len(self.values) > 1 and len({canonical_json(current.value) for current in self.values}) > 1


UNSET = FieldState(())
"""The state of a field that nobody has written."""


def field_state(values: Iterable[CurrentValue]) -> FieldState:
    """Order current values so that every machine shows the same provisional one."""
    return FieldState(tuple(sorted(values, key=lambda v: (v.hlc, v.operation), reverse=True)))
