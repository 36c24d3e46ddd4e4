"""The queue of second marks in words."""

from PySide6.QtCore import QCoreApplication

from assessor_app.domain.second.queue import QueueItem, Step
from assessor_app.ui.dates import long_date, short_date

WAITING, OTHERS, DONE = "waiting", "others", "done"
"""Sections of the queue."""


def _tr(text: str) -> str:
    return QCoreApplication.translate("verify", text)


def section_of(item: QueueItem) -> str:
    """The section an item stands in."""
    return WAITING if item.waiting else DONE if item.step is Step.DONE else OTHERS


def section_words(section: str) -> str:
    """The heading of a section."""
    return {WAITING: _tr("Waiting for you"), OTHERS: _tr("Waiting for others"), DONE: _tr("Agreed")}[section]


def chip_of(item: QueueItem) -> tuple[str, str]:
    """The chip's words and kind: the next thing to do, or who has it."""
    agree = _tr("1 to agree") if item.open == 1 else _tr("{count} to agree").format(count=item.open)
    return {
        Step.DECLARE: (_tr("Declare interests"), "accent"),
        Step.STOPPED: (_tr("Conflict of interest"), "neutral"),
        Step.TOO_LATE: (_tr("Too late to mark alone"), "neutral"),
        Step.MARK: (_tr("Mark on your own"), "accent"),
        Step.SEAL: (_tr("Seal your marks"), "warn"),
        Step.WAIT: (_tr("With {name}").format(name=item.other_name), "neutral"),
        Step.AGREE: (agree, "warn"),
        Step.SIGN: (_tr("Counter-sign report"), "warn"),
        Step.DONE: (_tr("Agreed"), "ok"),
    }[item.step]


def _other(item: QueueItem) -> str:
    """The other judge, where the chip does not name them already."""
    named = item.other_name and item.step is not Step.WAIT
    return _tr("with {name}").format(name=item.other_name) if named else ""


def marked_words(item: QueueItem) -> str:
    """How far the marking is."""
    return _tr("{done} of {all} marked").format(done=item.done, all=item.total)


def second_line(item: QueueItem) -> str:
    """Mark, place, the other judge and the day it is due."""
    other = _other(item)
    due = _tr("panel on {day}").format(day=short_date(item.due)) if item.due else ""
    return " \u00b7 ".join(filter(None, (item.mark, item.place, other, due)))


def spoken(item: QueueItem) -> str:
    """What a screen reader says of a row."""
    due = _tr("panel on {day}").format(day=long_date(item.due)) if item.due else ""
    other = _other(item)
    return ", ".join(filter(None, (item.institution, item.mark, other, due, chip_of(item)[0], marked_words(item))))
