"""The history of an assessment as a plain list, newest first."""

from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QListView, QStackedWidget, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QVBoxLayout

from assessor_app.domain.change import Change
from assessor_app.domain.people import Person
from assessor_app.ui.dates import short_date, short_time
from assessor_app.ui.kit.empty import Empty, Skeleton
from assessor_app.ui.kit.painting import elided, paint_current_row, paint_focus
from assessor_app.ui.kit.wrapped_text import Paragraph
from assessor_app.ui.ports import VisitsPort
from assessor_app.ui.screens.history.lines import HistoryLine, lines_of
from assessor_app.ui.screens.open_assessment import OpenAssessment
from assessor_app.ui.screens.tab import Tab
from assessor_app.ui.screens.telling import told
from assessor_app.ui.theme import Theme
from assessor_app.ui.worker import Worker

Index = QModelIndex | QPersistentModelIndex
LINE_ROLE = int(Qt.ItemDataRole.UserRole) + 1


class HistoryLines(QAbstractListModel):
    """The lines."""

    def __init__(self, parent: QListView) -> None:
        super().__init__(parent)
        self.lines: tuple[HistoryLine, ...] = ()

    def set_lines(self, lines: tuple[HistoryLine, ...]) -> None:
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


def when_words(line: HistoryLine) -> str:
    """Day and time on this computer."""
    local = line.at.astimezone()
    return f"{short_date(local.date())} {short_time(local)}"


class HistoryDelegate(QStyledItemDelegate):
    """Paints a change on two lines."""

    def __init__(self, theme: Theme, parent: QListView) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(self._theme.px(200), self._theme.px(56))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line: HistoryLine = index.data(LINE_ROLE)
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


class HistoryTab(Tab):
    """Read in the background each time it is entered."""

    def __init__(
        self, theme: Theme, worker: Worker, opened: OpenAssessment, visits: VisitsPort, person: Person
    ) -> None:
        super().__init__()
        self._worker, self._opened, self._visits, self._person = worker, opened, visits, person
        self.list = QListView()
        self.lines = HistoryLines(self.list)
        self.list.setModel(self.lines)
        self.list.setItemDelegate(HistoryDelegate(theme, self.list))
        self.list.setProperty("plain", "true")
        self.list.setUniformItemSizes(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName(self.tr("History, newest first"))
        self.list.setViewportMargins(theme.px(14), theme.px(12), theme.px(14), theme.px(12))
        self.empty = Empty(theme, "history", self.tr("Nothing has changed yet"),
                           self.tr("Every change is listed here, with who made it and when."))  # fmt: skip
        self.trouble = Paragraph(theme, "", "body", "danger")
        self._stack = QStackedWidget()
        for view in (Skeleton(theme, 6), self.list, self.empty, self.trouble):
            self._stack.addWidget(view)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)
        opened.changed.connect(lambda: self.enter() if self.isVisible() else None)

    def enter(self) -> None:
        assessment = self._opened.value.id
        self._worker.run(lambda: self._visits.history(assessment), self._show, self._fail, owner=self)

    def focus_first(self) -> None:
        self.list.setFocus()

    def _show(self, changes: tuple[Change, ...]) -> None:
        value, scheme = self._opened.value, self._opened.scheme
        self.lines.set_lines(lines_of(changes, value, scheme, self._person))
        self._stack.setCurrentWidget(self.list if self.lines.lines else self.empty)

    def _fail(self, error: BaseException) -> None:
        self.trouble.set_words(told(self._worker, error))
        self._stack.setCurrentWidget(self.trouble)
