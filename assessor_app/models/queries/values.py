"""Stored text read back as the domain's values; what a later version or a mistake left there has a harmless reading."""

from datetime import date, datetime

from assessor_app.domain.assessment.summary import Stage
from assessor_app.domain.journal.clock import moment


def day_of(text: str | None) -> date | None:
    """A stored day; None for an empty or impossible one."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None


LONG_AGO = "1970-01-01T00:00:00Z"


def time_of(text: str | None, otherwise: str = "") -> str:
    """A stored time as the record writes it; `otherwise` for an empty one and for any other words.

    Use LONG_AGO where it counts that something has happened, not when.
    """
    try:
        at = datetime.fromisoformat(text or "")
        return text if text and 1970 <= at.year < 9999 and moment(at) == text else otherwise
    except ValueError:
        return otherwise


def stage_of(text: str | None) -> Stage:
    """A stored stage; a later version's stage is shown as the first."""
    return Stage(text) if text in {stage.value for stage in Stage} else Stage.READING
