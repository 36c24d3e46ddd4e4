"""Things that happened, one under another: what, who, when, and a line of detail."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from assessor_app.ui.dates import short_date, short_time
from assessor_app.ui.kit.painting import elided, paint_current_row, paint_focus
from assessor_app.ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex
LINE_ROLE = int(Qt.ItemDataRole.UserRole) + 1


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


class EventLines(QAbstractListModel):
    """The lines."""

    def __init__(self, parent: QListView) -> None:
        super().__init__(parent)
        self.lines: tuple[EventLine, ...] = ()

    def set_lines(self, lines: tuple[EventLine, ...]) -> None:
        """Show these lines."""
        if lines != self.lines:
            self.beginResetModel()
            self.lines = lines
            self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        line = self.lines[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return line.what
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{line.what}. {line.who}, {when_words(line)}. {line.values}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return line.values
        return line if role == LINE_ROLE else None


def when_words(line: EventLine) -> str:
    """Day and time on this computer."""
    local = line.at.astimezone()
    return f"{short_date(local.date())} {short_time(local)}"


class EventDelegate(QStyledItemDelegate):
    """Paints a change on two lines."""

    def __init__(self, theme: Theme, parent: QListView) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(self._theme.px(200), self._theme.px(56))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line: EventLine = index.data(LINE_ROLE)
        theme, box = self._theme, QRectF(option.rect).adjusted(0, 1, 0, -1)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            paint_current_row(painter, box, theme)
        inner = box.adjusted(theme.px(14), theme.px(8), -theme.px(14), 0)
        painter.setFont(theme.font("caption", figures=True))
        painter.setPen(theme.colour("text2"))
        when = when_words(line)
        width = QFontMetricsF(painter.font()).horizontalAdvance(when) + 1
        top = QRectF(inner.left(), inner.top(), inner.width(), theme.px(18))
        painter.drawText(top, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, when)
        painter.setFont(theme.font("label"))
        painter.setPen(theme.colour("text"))
        elided(painter, top.adjusted(0, 0, -width - theme.px(12), 0), line.what)
        below = QRectF(inner.left(), inner.top() + theme.px(20), inner.width(), theme.px(18))
        painter.setFont(theme.font("caption-medium"))
        painter.setPen(theme.colour("text2"))
        painter.drawText(below, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, line.who)
        used = QFontMetricsF(painter.font()).horizontalAdvance(line.who) + theme.px(12)
        painter.setFont(theme.font("body"))
        elided(painter, below.adjusted(used, 0, 0, 0), line.values)
        if option.state & QStyle.StateFlag.State_HasFocus:
            paint_focus(painter, box, theme, theme.px(8))
        painter.restore()
