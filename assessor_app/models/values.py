"""Stored text read back as the domain's values; what a later version or a mistake left there has a harmless reading."""

from datetime import date

from assessor_app.domain.summary import Stage


def day_of(text: str | None) -> date | None:
    """A stored day; None for an empty or impossible one."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None


def stage_of(text: str | None) -> Stage:
    """A stored stage; a later version's stage is shown as the first."""
    return Stage(text) if text in {stage.value for stage in Stage} else Stage.READING
