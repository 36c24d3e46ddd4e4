"""The list of clashes at the left: which wait, which are decided, how far it is."""

from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QVBoxLayout, QWidget

from assessor_app.ui.kit.labels import PlainLabel
from assessor_app.ui.kit.painted import WorkBar
from assessor_app.ui.kit.painting import paint_current_row, paint_focus
from assessor_app.ui.kit.wrapped_text import paint_wrapped, wrapped_height
from assessor_app.ui.screens.settle.session import SettleSession
from assessor_app.ui.theme import Theme
from assessor_app.ui.type_scale import TypeRole

Index = QModelIndex | QPersistentModelIndex
LEFT, RIGHT = 36, 8
"""Room beside a row's words, in logical pixels at 100 %."""
LINES_ROLE = int(Qt.ItemDataRole.UserRole) + 1


class ClashRows(QAbstractListModel):
    """One row a clash: where, what, and whether it is decided."""

    def __init__(self, parent: QListView) -> None:
        super().__init__(parent)
        self.rows: list[tuple[str, str, str]] = []

    def set_rows(self, rows: list[tuple[str, str, str]]) -> None:
        """Rows of (first line, second line, how it is decided or "")."""
        if len(rows) != len(self.rows):
            self.beginResetModel()
            self.rows = rows
            self.endResetModel()
        elif rows != self.rows:
            self.rows = rows
            self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        first, second, decided = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return first
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join((first, second, decided or self.tr("to settle")))
        return (first, second, decided) if role == LINES_ROLE else None


def _lines(index: Index) -> tuple[tuple[str, TypeRole], tuple[str, TypeRole]]:
    first, second, decided = index.data(LINES_ROLE)
    return (first, "label"), (f"{second}. {decided}" if decided else second, "caption")


class ClashDelegate(QStyledItemDelegate):
    """Paints a clash on two lines with an icon that says whether it is decided."""

    def __init__(self, theme: Theme, parent: QListView) -> None:
        super().__init__(parent)
        self._theme, self._view = theme, parent
        theme.changed.connect(parent.doItemsLayout)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        theme, lines = self._theme, _lines(index)
        room = self._view.viewport().width() - theme.px(LEFT + RIGHT)
        heights = (wrapped_height(words, theme.font(role), room, theme.px(18)) for words, role in lines)
        return QSize(theme.px(160), round(max(sum(heights), theme.px(36)) + theme.px(14)))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        _first, _second, decided = index.data(LINES_ROLE)
        theme, box = self._theme, QRectF(option.rect).adjusted(0, 1, 0, -1)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            paint_current_row(painter, box, theme)
        name, ink = ("circle-check", "ok") if decided else ("git-merge", "warn")
        picture = theme.pixmap(name, ink, 15)
        painter.drawPixmap(round(box.left() + theme.px(10)), round(box.top() + theme.px(9)), picture)
        inner = box.adjusted(theme.px(LEFT), theme.px(6), -theme.px(RIGHT), 0)
        for (words, role), ink in zip(_lines(index), ("text", "text2"), strict=True):
            painter.setPen(theme.colour(ink))
            inner.setTop(inner.top() + paint_wrapped(painter, inner, words, theme.font(role), theme.px(18)))
        if option.state & QStyle.StateFlag.State_HasFocus:
            paint_focus(painter, box, theme, theme.px(8))
        painter.restore()


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
        self.list.setProperty("plain", "true")
        self.list.setResizeMode(QListView.ResizeMode.Adjust)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName(self.tr("Clashes"))
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
                (clash.where or clash.what, clash.what if clash.where else "", choice.words if choice.used else "")
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
