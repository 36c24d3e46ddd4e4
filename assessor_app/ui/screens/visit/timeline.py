"""The timetable at the left: what is done, what is now, what comes next."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListView,
    QStyle,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from assessor_app.domain.visit.day import VisitSession, When
from assessor_app.ui.kit.buttons import Button
from assessor_app.ui.kit.labels import PlainLabel
from assessor_app.ui.kit.painting import paint_current_row
from assessor_app.ui.kit.row_ground import paint_ring
from assessor_app.ui.kit.rows import Index, RowDelegate, RowModel, make_plain
from assessor_app.ui.kit.wrapped_text import Paragraph, paint_wrapped, wrapped_height
from assessor_app.ui.theme import Theme

ROW = 54
LEFT, RIGHT = 87, 10
"""Room at the sides of a row's words, in logical pixels at 100 %."""
_WORDS = {When.DONE: "done", When.NOW: "now", When.NEXT: "next"}

Row = tuple[VisitSession, When]


class _Sessions(RowModel[Row]):
    def key_of(self, row: Row) -> object:
        return row[0].id

    def words_of(self, row: Row) -> str:
        return row[0].title

    def spoken_of(self, row: Row) -> str:
        session, when = row
        return ", ".join(part for part in (session.starts, session.title, session.detail, _WORDS[when]) if part)

    def tip_of(self, row: Row) -> str | None:
        return "\n".join(part for part in (row[0].title, row[0].detail) if part)


class _Delegate(RowDelegate[Row]):
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        theme, (session, _when) = self._theme, self.row(index)
        width = self._view.viewport().width() - theme.px(LEFT + RIGHT)
        title = wrapped_height(session.title, theme.font("label"), width, theme.line("label"))
        detail = wrapped_height(session.detail, theme.font("caption"), width, theme.px(18)) if session.detail else 0
        return QSize(theme.px(160), max(theme.px(ROW), round(title + detail + theme.px(16))))

    def paint_row(self, painter: QPainter, box: QRectF, index: Index, state: QStyle.StateFlag) -> None:
        theme, (session, when) = self._theme, self.row(index)
        words = box.adjusted(theme.px(76), theme.px(2), -theme.px(6), -theme.px(2))
        if state & QStyle.StateFlag.State_Selected:
            paint_current_row(painter, words, theme)
        painter.setPen(theme.colour("text" if when is When.NOW else "text2"))
        painter.setFont(theme.font("label" if when is When.NOW else "body", figures=True))
        times = QRectF(box.left() + theme.px(8), box.top() + theme.px(8), theme.px(42), theme.px(18))
        painter.drawText(times, Qt.AlignmentFlag.AlignVCenter, session.starts)
        self._paint_line(painter, box, index.row(), when)
        inner = words.adjusted(theme.px(11), theme.px(5), -theme.px(4), -theme.px(3))
        painter.setPen(theme.colour("text"))
        painter.setFont(theme.font("label"))
        title = wrapped_height(session.title, theme.font("label"), inner.width(), theme.line("label"))
        paint_wrapped(painter, inner, session.title, theme.font("label"), theme.line("label"))
        painter.setPen(theme.colour("text2"))
        below = inner.adjusted(0, title, 0, 0)
        paint_wrapped(painter, below, session.detail, theme.font("caption"), theme.px(18))
        paint_ring(painter, words, theme, state)

    def _paint_line(self, painter: QPainter, box: QRectF, row: int, when: When) -> None:
        theme = self._theme
        middle = QPointF(box.left() + theme.px(62), box.top() + theme.px(17))
        painter.setPen(QPen(theme.colour("line"), max(1, theme.px(2))))
        top = middle.y() if row == 0 else box.top()
        painter.drawLine(QPointF(middle.x(), top), QPointF(middle.x(), box.bottom()))
        if when is When.DONE:
            size = theme.px(15)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("surface"))
            painter.drawEllipse(middle, size / 2, size / 2)
            painter.drawPixmap(middle - QPointF(size / 2, size / 2), theme.pixmap("circle-check", "level", 15))
            return
        now = when is When.NOW
        painter.setBrush(theme.colour("surface"))
        painter.setPen(QPen(theme.colour("accent" if now else "line_control"), theme.px(4) if now else 1.5))
        painter.drawEllipse(middle, theme.px(5), theme.px(5))


class Timeline(QWidget):
    """Signals: `chosen` with a session's id; `edit_wanted`; `leave_wanted`."""

    chosen = Signal(str)
    edit_wanted = Signal()
    leave_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._quiet = False
        self.title = PlainLabel(self.tr("Today"), "heading")
        self.edit = Button(theme, self.tr("Edit"), "link", "pencil")
        self.edit.setAccessibleName(self.tr("Edit the timetable"))
        self.none = Paragraph(theme, self.tr("No timetable yet. Notes work without one."), "body", "text2")
        self.add = Button(theme, self.tr("Add times"), "secondary", "clock")
        self.leave = Button(theme, self.tr("Before you leave"), "secondary", "list-checks")
        self.list = QListView()
        self.rows = _Sessions(self.list)
        self._build(theme)
        self.edit.clicked.connect(self.edit_wanted)
        self.add.clicked.connect(self.edit_wanted)
        self.leave.clicked.connect(self.leave_wanted)
        self.list.selectionModel().selectionChanged.connect(lambda *_: self._on_selection())
        theme.changed.connect(self.list.doItemsLayout)

    def _build(self, theme: Theme) -> None:
        px = theme.px
        self.list.setModel(self.rows)
        self.list.setItemDelegate(_Delegate(theme, self.list))
        make_plain(self.list, self.tr("Timetable"))
        self.list.setResizeMode(QListView.ResizeMode.Adjust)
        head = QHBoxLayout()
        head.setContentsMargins(px(12), 0, px(4), 0)
        head.addWidget(self.title, 1)
        head.addWidget(self.edit)
        empty = QVBoxLayout()
        empty.setContentsMargins(px(12), 0, px(12), 0)
        empty.setSpacing(px(10))
        empty.addWidget(self.none)
        empty.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)
        foot = QVBoxLayout()
        foot.setContentsMargins(px(12), 0, px(12), 0)
        foot.addWidget(self.leave)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(4), px(10), px(2), px(14))
        column.setSpacing(px(8))
        for part in (head, empty):
            column.addLayout(part)
        column.addWidget(self.list, 1)
        column.addStretch(0)  # takes the room of a list that has nothing to show
        column.addLayout(foot)

    def show_sessions(self, rows: Sequence[Row], chosen: str, today: str, editable: bool) -> None:
        """Show the timetable with this session chosen. today: what stands above it."""
        self.title.setText(today)
        self.rows.set_rows(rows)
        self.list.setVisible(bool(rows))
        self.none.setVisible(not rows)
        self.add.setVisible(not rows and editable)
        self.edit.setVisible(bool(rows) and editable)
        self._quiet = True
        place = next((at for at, (session, _) in enumerate(self.rows.rows) if session.id == chosen), -1)
        if place >= 0:
            self.list.setCurrentIndex(self.rows.index(place))
        else:
            self.list.selectionModel().clear()
        self._quiet = False

    def _on_selection(self) -> None:
        index = self.list.currentIndex()
        if not self._quiet and index.isValid() and self.list.selectionModel().isSelected(index):
            self.chosen.emit(self.rows.rows[index.row()][0].id)
