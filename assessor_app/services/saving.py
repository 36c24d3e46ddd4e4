"""What a caller learns once a change is on disk."""

from dataclasses import dataclass
from datetime import UTC, datetime

from assessor_app.domain.journal.operation import FieldState


@dataclass(frozen=True, slots=True)
class Saved:
    """A change that is on disk.

    operation: id of the operation that now holds the value, to pass back as `growing` while the same text is being
    typed (None when nothing had to change); at: when, UTC; state: the field's values now, whose `heads` are what
    the next edit has seen.
    """

    operation: str | None
    at: datetime
    state: FieldState


def utc_now() -> datetime:
    """The computer's clock, in UTC."""
    return datetime.now(UTC)


def saved(state: FieldState, at: datetime, wrote: str = "") -> Saved:
    """The answer to a change that left a field in `state`. wrote: the operation that holds the value, if any."""
    only = state.heads[0] if len(state.heads) == 1 else None
    return Saved(wrote if wrote in state.heads else only, at, state)
