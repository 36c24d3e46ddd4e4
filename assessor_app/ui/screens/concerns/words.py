"""How appeals and complaints are spoken of in the window."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QCoreApplication

from assessor_app.domain.award.concern import RECEIPT, RECEIVED, ConcernKind, ConcernLine, StepStanding
from assessor_app.domain.words.phrases import day_words, short_day_words
from assessor_app.ui.kit.line_list import Line

OPEN, ANSWERED = "open", "answered"


def _tr(text: str) -> str:
    return QCoreApplication.translate("concerns", text)


def kind_words(kind: ConcernKind) -> str:
    """What it is."""
    return _tr("Appeal") if kind is ConcernKind.APPEAL else _tr("Complaint")


def key_of(line: ConcernLine) -> str:
    """What tells them apart in the list."""
    return f"{line.assessment}/{line.concern.id}"


def row_of(line: ConcernLine) -> Line:
    """One of them as a row of the list."""
    now = line.now
    chip, kind = (
        (_tr("Answered"), "neutral") if now is None else (_tr("Late"), "danger") if now.late else ("", "neutral")
    )
    return Line(
        key=key_of(line),
        title=_tr("{kind} from {name}").format(kind=kind_words(line.concern.kind), name=line.concern.from_name),
        first=line.institution,
        second=next_words(line),
        icon="scale" if line.concern.kind is ConcernKind.APPEAL else "message-square",
        chip=chip,
        chip_kind=kind,
    )


def next_words(line: ConcernLine) -> str:
    """What comes next and by when, short."""
    now = line.now
    if now is None:
        return _tr("Answered on {day}").format(day=short_day_words(date.fromisoformat(line.concern.closed_on)))
    step = step_name(line.steps, now.id)
    if not now.due_on:
        return step
    return _tr("{step} by {day}").format(step=step, day=short_day_words(date.fromisoformat(now.due_on)))


def step_name(steps: Sequence[StepStanding], step: str) -> str:
    """A step in a word or two; the mark's own words stand beside it. steps: all of the procedure."""
    known = {
        RECEIVED: _tr("Received"),
        RECEIPT: _tr("Confirm receipt"),
        "listen": _tr("Listen"),
        "clarify": _tr("Clarify"),
        "informal": _tr("Settle informally"),
        "investigate": _tr("Investigate"),
        "answer": _tr("Answer"),
    }
    place = [each.id for each in steps].index(step) + 1
    return known.get(step) or _tr("Step {place} of {all}").format(place=place, all=len(steps))


def due_words(step: StepStanding) -> str:
    """When a step was done, or is due."""
    if step.done:
        by = _tr(" by {name}").format(name=step.recorded.recorded_by) if step.recorded.recorded_by else ""
        return _tr("Done on {day}").format(day=day_words(date.fromisoformat(step.recorded.done_on))) + by
    if not step.due_on:
        return _tr("No time is set for it")
    day = day_words(date.fromisoformat(step.due_on))
    return _tr("Was due on {day}").format(day=day) if step.late else _tr("Due on {day}").format(day=day)
