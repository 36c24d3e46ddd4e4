"""Things that happened, one under another: what, who, when, and a line of detail."""

from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyleOptionViewItem

from assessor_app.ui.dates import short_date, short_time
from assessor_app.ui.kit.painting import paint_current_row
from assessor_app.ui.kit.row_ground import paint_ring
from assessor_app.ui.kit.rows import Index, RowDelegate, RowModel
from assessor_app.ui.kit.wrapped_text import paint_wrapped, wrapped_height
from assessor_app.ui.theme import Theme

SIDE = 14
"""Room at both sides of a line, in logical pixels at 100 %."""


@dataclass(frozen=True, slots=True)
class EventLine:
    """One thing that happened: what, who, when, from and to in words."""

    what: str
    who: str
    at: datetime
    before: str
    after: str

    @property
    def values(self) -> str:
        """From what to what."""
        return f"{self.before} → {self.after}" if self.before else self.after


class EventLines(RowModel[EventLine]):
    """The lines."""

    def words_of(self, row: EventLine) -> str:
        return row.what

    def spoken_of(self, row: EventLine) -> str:
        return f"{row.what}. {row.who}, {when_words(row)}. {row.values}"

    def tip_of(self, row: EventLine) -> str | None:
        return row.values


def when_words(line: EventLine) -> str:
    """Day and time on this computer."""
    local = line.at.astimezone()
    return f"{short_date(local.date())} {short_time(local)}"


def _below(line: EventLine) -> str:
    return " \u00b7 ".join(filter(None, (line.who, line.values)))


class EventDelegate(RowDelegate[EventLine]):
    """Paints a change on two lines."""

    def __init__(self, theme: Theme, parent: QListView) -> None:
        super().__init__(theme, parent)
        theme.changed.connect(parent.doItemsLayout)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        what, below = self._heights(self.row(index), self._view.viewport().width() - 2 * self._theme.px(SIDE))
        return QSize(self._theme.px(200), round(what + below + self._theme.px(20)))

    def _heights(self, line: EventLine, room: float) -> tuple[float, float]:
        """Of what happened, beside its time, and of who and what below it."""
        theme = self._theme
        what = wrapped_height(line.what, theme.font("label"), room - self._when_width(line), theme.px(18))
        return what, wrapped_height(_below(line), theme.font("body"), room, theme.px(18))

    def _when_width(self, line: EventLine) -> float:
        metrics = QFontMetricsF(self._theme.font("caption", figures=True))
        return metrics.horizontalAdvance(when_words(line)) + 1 + self._theme.px(12)

    def paint_row(self, painter: QPainter, box: QRectF, index: Index, state: QStyle.StateFlag) -> None:
        theme, line, box = self._theme, self.row(index), box.adjusted(0, 1, 0, -1)
        if state & QStyle.StateFlag.State_Selected:
            paint_current_row(painter, box, theme)
        inner = box.adjusted(theme.px(SIDE), theme.px(8), -theme.px(SIDE), 0)
        painter.setFont(theme.font("caption", figures=True))
        painter.setPen(theme.colour("text2"))
        what, _below_it = self._heights(line, inner.width())
        top = QRectF(inner.left(), inner.top(), inner.width(), theme.px(18))
        painter.drawText(top, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, when_words(line))
        painter.setPen(theme.colour("text"))
        beside = top.adjusted(0, 0, -self._when_width(line), 0)
        paint_wrapped(painter, beside, line.what, theme.font("label"), theme.px(18))
        painter.setPen(theme.colour("text2"))
        below = inner.translated(0, what + theme.px(2))
        paint_wrapped(painter, below, _below(line), theme.font("body"), theme.px(18))
        paint_ring(painter, box, theme, state)
