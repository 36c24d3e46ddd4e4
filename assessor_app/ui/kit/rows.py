"""What the lists that are drawn row by row have in common: model, frame of the painting, look."""

from collections.abc import Sequence
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from assessor_app.ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex
Row = TypeVar("Row")


class RowModel(QAbstractListModel, Generic[Row]):
    """`rows` is what is listed, a value a row. A subclass says what a row is called, and which is only a heading."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: tuple[Row, ...] = ()

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Show these; where the same things stand in the same places, only what changed is drawn again."""
        before, after = self.rows, tuple(rows)
        if list(map(self.key_of, before)) != list(map(self.key_of, after)):
            self.beginResetModel()
            self.rows = after
            self.endResetModel()
            return
        self.rows = after
        for place, (old, new) in enumerate(zip(before, after, strict=True)):
            if old is not new and old != new:
                self.dataChanged.emit(self.index(place), self.index(place))

    def key_of(self, row: Row) -> object:
        """What makes a row the same thing as one of the rows before."""
        return row

    def is_heading(self, row: Row) -> bool:
        """True for a row that can be neither chosen nor reached."""
        return False

    def words_of(self, row: Row) -> str:
        """What a row is called."""
        raise NotImplementedError

    def spoken_of(self, row: Row) -> str:
        """What a screen reader says of a row."""
        raise NotImplementedError

    def tip_of(self, row: Row) -> str | None:
        """What is said where the mouse rests on a row."""
        return None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        return 0 if parent.isValid() else len(self.rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid() or self.is_heading(self.rows[index.row()]):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self.words_of(row)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.spoken_of(row)
        return self.tip_of(row) if role == Qt.ItemDataRole.ToolTipRole else None


class RowDelegate(QStyledItemDelegate, Generic[Row]):
    """Draws the rows of a `RowModel`."""

    def __init__(self, theme: Theme, view: QListView) -> None:
        super().__init__(view)
        self._theme, self._view = theme, view

    def row(self, index: Index) -> Row:
        """The value of a row. By the model, as Qt would make a list of a tuple that comes through `data`."""
        model = index.model()
        assert isinstance(model, RowModel)
        return model.rows[index.row()]  # type: ignore[no-any-return]  # the type that the subclass names

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.paint_row(painter, QRectF(option.rect), index, option.state)
        painter.restore()

    def paint_row(self, painter: QPainter, box: QRectF, index: Index, state: QStyle.StateFlag) -> None:
        """Draw a row into its box."""
        raise NotImplementedError


def make_plain(view: QListView, name: str) -> None:
    """A list without a frame, never wider than its place, that a screen reader calls so."""
    view.setProperty("plain", "true")
    view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    view.setAccessibleName(name)
