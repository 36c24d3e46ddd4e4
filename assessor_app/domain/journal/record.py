"""Rules about the fields of the record: what a path names, which lane a field travels in, what it can hold.

An entity is named by a path, `assessment/<id>/strand/<strand>`; a kind is the path with its names left open. Which
kinds and fields there are stands in `record_fields`.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from assessor_app.domain.journal.record_fields import KINDS
from assessor_app.domain.journal.record_kind import Form, Kind, LaneKind
from assessor_app.errors import WrongUse


@dataclass(frozen=True, slots=True)
class Place:
    """Where an entity path leads: its kind and the values of its key columns."""

    kind: Kind
    key: tuple[str, ...]


@lru_cache(maxsize=4096)
def place_of(entity: str) -> Place:
    """Find the kind of an entity path. Raises WrongUse when no kind has this shape."""
    parts = entity.split("/")
    for kind, pattern in _PATTERNS.get((len(parts), *parts[:3:2]), ()):
        if all(_fits(p, part) for p, part in zip(pattern, parts, strict=True)):
            return Place(kind, tuple(part for p, part in zip(pattern, parts, strict=True) if p.startswith("{")))
    raise WrongUse(f"Nothing in the record is called {entity!r}; nothing was changed.", "unknown-entity")


def _patterns() -> dict[tuple[int | str, ...], list[tuple[Kind, list[str]]]]:
    found: dict[tuple[int | str, ...], list[tuple[Kind, list[str]]]] = {}
    for kind in KINDS:
        pattern = kind.path.split("/")
        found.setdefault((len(pattern), *pattern[:3:2]), []).append((kind, pattern))
    return found


_PATTERNS = _patterns()
"""Kinds and their paths, by how many parts a path has and the first two of its fixed words."""


def _fits(pattern: str, part: str) -> bool:
    return bool(part) and (pattern.startswith("{") or pattern == part)


def lane_of(entity: str, field: str) -> str:
    """Name of the lane an operation on this field travels in, for example `judgement/7c9e...`."""
    place = place_of(entity)
    if field not in place.kind.fields:
        raise WrongUse(f"{place.kind.table} has no field {field!r}; nothing was changed.", "unknown-field")
    return f"{place.kind.lane_of(field).value}/{place.key[0]}"


def shared_lanes(assessment: str, institution: str) -> tuple[str, ...]:
    """The lanes of one visit that a bundle carries; private notes are not among them."""
    return (f"institution/{institution}", f"visit/{assessment}", f"judgement/{assessment}")


def may_be_undone(entity: str, field: str) -> bool:
    """True for what a person changes on purpose while judging: undo takes it back, and it can be set again. Not the
    facts of the visit (but its timetable), signed reports, the mark that a file was looked at, or a note being
    typed."""
    place = place_of(entity)
    own = place.kind.lane_of(field) in (LaneKind.JUDGEMENT, LaneKind.PRIVATE, LaneKind.LOCAL)
    changed = own or place.kind.table == "visit_session"
    return changed and place.kind.table not in _FACTS and (place.kind.table, field) not in _NOT_CHOSEN


_FACTS = frozenset({"report", "practice_mark", "second_mark", "counter_signature"})
"""What has effects beyond the record: a signed report, a consent, sealed marks, a counter-signature. It is
changed on purpose, never by an undo."""

_NOT_CHOSEN = frozenset({("evidence", "opened"), ("assessment", "capture_draft")})


def is_drawn(entity: str, field: str) -> bool:
    """True for the words of a debrief point that the program draws from what was written about a strand. Until
    somebody edits them they are nobody's decision, so two different ones are no conflict."""
    place = place_of(entity)
    return place.kind.table == "debrief_point" and field == "text" and not place.key[-1].isalnum()


def private_lane(assessment: str) -> str:
    """The lane of what stays on this computer unless its author ticks it."""
    return f"private/{assessment}"


def check_value(entity: str, field: str, value: object) -> None:
    """Raise WrongUse unless a field can hold the value. None empties any field; integers have 64 bits."""
    form = place_of(entity).kind.fields.get(field)
    if form is None:
        raise WrongUse(f"{entity} has no field {field!r}; nothing was changed.", "unknown-field")
    if value is not None and not _HOLDS[form](value):
        raise WrongUse(f"The value does not fit the field {field!r}; nothing was changed.", "wrong-value")


def _is_text(value: object) -> bool:
    return isinstance(value, str) and not _UNSTORABLE.search(value)


def _is_integer(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and -(2**63) <= value < 2**63


_UNSTORABLE = re.compile("[\0\ud800-\udfff]")
"""PostgreSQL cannot store the character of code 0, and half a surrogate pair has no UTF-8."""

_HOLDS: dict[Form, Callable[[object], bool]] = {
    Form.TEXT: _is_text,
    Form.INTEGER: _is_integer,
    Form.FLAG: lambda value: isinstance(value, bool),
    Form.JSON: lambda value: isinstance(value, str | int | float | bool | list | tuple | dict),
}
