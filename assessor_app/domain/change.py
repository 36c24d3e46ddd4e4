"""What has happened to a record, for history, undo and import."""

from dataclasses import dataclass
from datetime import datetime

from assessor_app.domain.operation import FieldState, Json
from assessor_app.domain.record import place_of


@dataclass(frozen=True, slots=True)
class Change:
    """One operation as a line of history.

    actor: person id; at: UTC, by the clock of the device that made it; before: what its author had on screen
    (None when the field was empty); superseded: False while its value is still current.
    """

    operation: str
    device: str
    actor: str
    at: datetime
    entity: str
    field: str
    before: Json
    after: Json
    superseded: bool


@dataclass(frozen=True, slots=True)
class Conflict:
    """A field on which people set different values without having seen each other's. before: what both had seen."""

    entity: str
    field: str
    state: FieldState
    before: Json


@dataclass(frozen=True, slots=True)
class Undone:
    """What an undo or redo did. words: what was changed, as a noun; value: the field's value now."""

    words: str
    entity: str
    field: str
    value: Json
    state: FieldState


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What an import did. segments: new ones; known: ones that were here already and were skipped;
    operations: new ones; conflicts: fields (entity, field) touched by this import that are in conflict now."""

    segments: int
    known: int
    operations: int
    assessments: tuple[str, ...]
    conflicts: tuple[tuple[str, str], ...]


_WORDS = {
    "level": "judgement",
    "flagged": "flag",
    "reason": "reason for the level",
    "saw": "what was seen",
    "develop": "areas for development",
    "working_notes": "working notes",
    "said": "said mark",
    "heard_at": "heard mark",
    "position": "order of points",
    "finished_at": "end of the debrief",
}
_WORDS_OF_A_THING = {"note": "note", "debrief_point": "debrief point", "debrief_listener": "listener"}


def words_of(entity: str, field: str) -> str:
    """A noun for a field, for "Undid: ..."; a whole thing is named when it was added or deleted."""
    thing = _WORDS_OF_A_THING.get(place_of(entity).kind.table)
    if thing and field in ("deleted", "text", "name"):
        return thing
    return _WORDS.get(field, field.replace("_", " "))
