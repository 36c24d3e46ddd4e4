"""The list of clashes at the left: which wait, which are decided, how far it is."""

from typing import NamedTuple

from PySide6.QtCore import QModelIndex, QRectF, QSize, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyleOptionViewItem, QVBoxLayout, QWidget

from assessor_app.ui.kit.labels import PlainLabel
from assessor_app.ui.kit.painted import WorkBar
from assessor_app.ui.kit.painting import paint_current_row
from assessor_app.ui.kit.row_ground import paint_ring
from assessor_app.ui.kit.rows import Index, RowDelegate, RowModel, make_plain
from assessor_app.ui.kit.wrapped_text import paint_wrapped, wrapped_height
from assessor_app.ui.screens.settle.session import SettleSession
from assessor_app.ui.theme import Theme
from assessor_app.ui.type_scale import TypeRole

LEFT, RIGHT = 36, 8
"""Room beside a row's words, in logical pixels at 100 %."""


class ClashRow(NamedTuple):
    """Where it is, what it is, and how it is decided, "" while it waits."""

    first: str
    second: str
    decided: str


class ClashRows(RowModel[ClashRow]):
    """One row a clash. A clash keeps its place, whatever becomes of it."""

    def key_of(self, row: ClashRow) -> object:
        return None

    def words_of(self, row: ClashRow) -> str:
        return row.first

    def spoken_of(self, row: ClashRow) -> str:
        return ", ".join((row.first, row.second, row.decided or self.tr("to settle")))


def _lines(row: ClashRow) -> tuple[tuple[str, TypeRole], tuple[str, TypeRole]]:
    below = f"{row.second}. {row.decided}" if row.decided else row.second
    return (row.first, "label"), (below, "caption")


class ClashDelegate(RowDelegate[ClashRow]):
    """Paints a clash on two lines with an icon that says whether it is decided."""

    def __init__(self, theme: Theme, parent: QListView) -> None:
        super().__init__(theme, parent)
        theme.changed.connect(parent.doItemsLayout)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        theme, lines = self._theme, _lines(self.row(index))
        room = self._view.viewport().width() - theme.px(LEFT + RIGHT)
        heights = (wrapped_height(words, theme.font(role), room, theme.px(18)) for words, role in lines)
        return QSize(theme.px(160), round(max(sum(heights), theme.px(36)) + theme.px(14)))

    def paint_row(self, painter: QPainter, box: QRectF, index: Index, state: QStyle.StateFlag) -> None:
        theme, row, box = self._theme, self.row(index), box.adjusted(0, 1, 0, -1)
        if state & QStyle.StateFlag.State_Selected:
            paint_current_row(painter, box, theme)
        name, ink = ("circle-check", "ok") if row.decided else ("git-merge", "warn")
        picture = theme.pixmap(name, ink, 15)
        painter.drawPixmap(round(box.left() + theme.px(10)), round(box.top() + theme.px(9)), picture)
        inner = box.adjusted(theme.px(LEFT), theme.px(6), -theme.px(RIGHT), 0)
        for (words, role), ink in zip(_lines(row), ("text", "text2"), strict=True):
            painter.setPen(theme.colour(ink))
            inner.setTop(inner.top() + paint_wrapped(painter, inner, words, theme.font(role), theme.px(18)))
        paint_ring(painter, box, theme, state)


class ClashNav(QWidget):
    """`went` carries the place of the clash that the person wants to see."""

    went = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        px = theme.px
        self.title = PlainLabel("", "heading")
        self.told = PlainLabel(self.tr("Nothing is written until you finish."), "caption", "text2", wrap=True)
        self.bar = WorkBar(theme)
        self.list = QListView()
        self.rows = ClashRows(self.list)
        self.list.setModel(self.rows)
        self.list.setItemDelegate(ClashDelegate(theme, self.list))
        make_plain(self.list, self.tr("Clashes"))
        self.list.setResizeMode(QListView.ResizeMode.Adjust)
        self.list.selectionModel().currentChanged.connect(lambda now, _before: self._go(now))
        column = QVBoxLayout(self)
        column.setContentsMargins(px(14), px(14), px(10), px(10))
        column.setSpacing(px(6))
        for widget in (self.title, self.told, self.bar):
            column.addWidget(widget)
        column.addWidget(self.list, 1)

    def show_session(self, session: SettleSession) -> None:
        """Show what is decided and where the person is."""
        whole = len(session.clashes)
        self.title.setText(self.tr("{done} of {all} settled").format(done=session.used, all=whole))
        self.bar.set_work(session.used, whole)
        self.rows.set_rows(
            [
                ClashRow(
                    clash.where or clash.what, clash.what if clash.where else "", choice.words if choice.used else ""
                )
                for clash in session.clashes
                for choice in [session.choice_of(clash)]
            ]
        )
        here = self.rows.index(session.at)
        if here != self.list.currentIndex():
            self.list.setCurrentIndex(here)

    def _go(self, index: QModelIndex) -> None:
        if index.isValid():
            self.went.emit(index.row())
