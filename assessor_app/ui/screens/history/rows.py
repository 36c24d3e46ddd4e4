"""The rows of the history: a heading for each day and person, and the changes under it."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtGui import QFontMetricsF

from assessor_app.domain.journal.field_words import shortened
from assessor_app.domain.journal.history_entries import HistoryEntry, days
from assessor_app.domain.words.phrases import capital
from assessor_app.ui.dates import long_date, short_time
from assessor_app.ui.kit.painting import beginning


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """A change, or (entry None) the heading above the changes of one person on one day."""

    heading: str = ""
    entry: HistoryEntry | None = None

    @property
    def time(self) -> str:
        """When, on this computer."""
        return short_time(self.entry.at) if self.entry else ""

    @property
    def values(self) -> str:
        """From what to what, shortened to a sentence for a screen reader."""
        if self.entry is None:
            return ""
        before, after = shortened(self.entry.before, 60), shortened(self.entry.after, 120)
        return f"{before} \u2192 {after}" if before else after

    def preview(self, metrics: QFontMetricsF, width: float) -> str:
        """From what to what on a line `width` pixels wide, cut at words; the newer value has the most room."""
        if self.entry is None:
            return ""
        if not self.entry.before:
            return beginning(self.entry.after, metrics, width)
        arrow = " \u2192 "
        room = width - metrics.horizontalAdvance(arrow)
        after = metrics.horizontalAdvance(beginning(self.entry.after, metrics, room))
        before = beginning(self.entry.before, metrics, max(room / 3, room - after))
        left = room - metrics.horizontalAdvance(before)
        return before + arrow + beginning(self.entry.after, metrics, left)

    @property
    def remark(self) -> str:
        """What else is to be known."""
        if self.entry is None:
            return ""
        if self.entry.clock_ahead:
            return "Made by a clock that is far ahead"
        return "Settled a clash" if self.entry.settled else ""

    @property
    def spoken(self) -> str:
        """What a screen reader says."""
        if self.entry is None:
            return self.heading
        parts = (self.entry.title, self.entry.who, self.time, self.values, self.remark)
        return ". ".join(part for part in parts if part)


def rows_of(entries: Sequence[HistoryEntry]) -> list[HistoryRow]:
    """Newest first, as given."""
    rows: list[HistoryRow] = []
    for day, who, group in days(entries):
        rows.append(HistoryRow(f"{long_date(day)}, {who}"))
        rows += [HistoryRow(entry=entry) for entry in group]
    return rows


def kinds_of(entries: Sequence[HistoryEntry]) -> list[tuple[str, str]]:
    """What can be filtered by: the last part of a field's name and its words, in alphabetical order."""
    found = {entry.field.rsplit("/", 1)[-1]: entry.what for entry in entries if entry.field and entry.strand}
    return sorted(((field, capital(words)) for field, words in found.items()), key=lambda each: each[1])


def people_of(entries: Sequence[HistoryEntry]) -> list[tuple[str, str]]:
    """Who made changes: id and name, in alphabetical order."""
    return sorted({entry.actor: entry.who for entry in entries}.items(), key=lambda each: each[1])
