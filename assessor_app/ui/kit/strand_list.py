"""The list of strands beside the page: grouped by aspect, with level, flag and notes, drawn by one delegate."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QItemSelection,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from assessor_app.ui.kit.painting import elided, paint_current_row, paint_focus, paint_levels
from assessor_app.ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex

ROW = 29
ROW_ROLE = int(Qt.ItemDataRole.UserRole) + 1


@dataclass(frozen=True, slots=True)
class StrandRow:
    """One row. An aspect's row has no `strand` and shows `count` at its right; rank as in `paint_levels`."""

    title: str
    strand: str = ""
    count: str = ""
    rank: int | None = None
    of: int = 3
    level: str = ""
    flagged: bool = False
    notes: int = 0
    conflict: bool = False

    def spoken(self) -> str:
        """What a screen reader says: "Culture, Enhancing, 3 notes, flagged"."""
        if not self.strand:
            return f"{self.title}, {self.count}"
        notes = {0: "", 1: "1 note"}.get(self.notes, f"{self.notes} notes")
        flag = "flagged" if self.flagged else ""
        return ", ".join(part for part in (self.title, self.level, notes, flag) if part)


class StrandRows(QAbstractListModel):
    """The rows of the list."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: tuple[StrandRow, ...] = ()

    def set_rows(self, rows: Sequence[StrandRow]) -> None:
        """Show these rows; when the same strands stand in the same places, only what changed is redrawn."""
        before, after = self.rows, tuple(rows)
        if [(row.strand, row.title) for row in before] != [(row.strand, row.title) for row in after]:
            self.beginResetModel()
            self.rows = after
            self.endResetModel()
            return
        self.rows = after
        for place, (old, new) in enumerate(zip(before, after, strict=True)):
            if old != new:
                self.dataChanged.emit(self.index(place), self.index(place))

    def place_of(self, strand: str) -> QModelIndex:
        """Index of a strand's row; an invalid one when the filter hides it."""
        for place, row in enumerate(self.rows):
            if row.strand == strand:
                return self.index(place)
        return QModelIndex()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return row.spoken()
        return row if role == ROW_ROLE else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid() or not self.rows[index.row()].strand:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class StrandDelegate(QStyledItemDelegate):
    """Paints aspect and strand rows."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(
            self._theme.px(120), self._theme.px(max(ROW, self._theme.control if self._theme.control > 32 else 0))
        )

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: StrandRow = index.data(ROW_ROLE)
        rect: QRect = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if row.strand:
            self._paint_strand(painter, QRectF(rect).adjusted(0, 1, 0, -1), row, option.state)
        else:
            self._paint_aspect(painter, QRectF(rect), row)
        painter.restore()

    def _paint_aspect(self, painter: QPainter, box: QRectF, row: StrandRow) -> None:
        theme = self._theme
        inner = box.adjusted(theme.px(10), theme.px(4), -theme.px(10), 0)
        painter.setFont(theme.font("caption-medium"))
        painter.setPen(theme.colour("text2"))
        width = QFontMetricsF(painter.font()).horizontalAdvance(row.count)
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, row.count)
        elided(painter, inner.adjusted(0, 0, -width - theme.px(8), 0), row.title)

    def _paint_strand(self, painter: QPainter, box: QRectF, row: StrandRow, state: QStyle.StateFlag) -> None:
        theme = self._theme
        current = bool(state & QStyle.StateFlag.State_Selected)
        if current:
            paint_current_row(painter, box, theme)
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("hover"))
            painter.drawRoundedRect(box, theme.px(8), theme.px(8))
        middle = box.center().y()
        bars = QRectF(box.left() + theme.px(10), middle - theme.px(7), theme.px(15), theme.px(14))
        paint_levels(painter, bars, theme, row.rank, row.of)
        right = self._paint_marks(painter, box, row)
        painter.setFont(theme.font("label" if current else "body"))
        painter.setPen(theme.colour("text"))
        left = bars.right() + theme.px(9)
        elided(painter, QRectF(left, box.top(), right - left - theme.px(4), box.height()), row.title)
        if current and state & QStyle.StateFlag.State_HasFocus:
            paint_focus(painter, box, theme, theme.px(8))

    def _paint_marks(self, painter: QPainter, box: QRectF, row: StrandRow) -> float:
        theme = self._theme
        middle, right = box.center().y(), box.right() - theme.px(11)
        if row.notes:
            painter.setFont(theme.font("caption", figures=True))
            painter.setPen(theme.colour("text2"))
            words = str(row.notes)
            width = QFontMetricsF(painter.font()).horizontalAdvance(words)
            painter.drawText(
                QRectF(right - width, box.top(), width + 1, box.height()), Qt.AlignmentFlag.AlignVCenter, words
            )
            right = self._icon(painter, "message-square", "text3", right - width - theme.px(4), middle)
        if row.flagged:
            right = self._icon(painter, "flag", "warn", right - (theme.px(7) if row.notes else 0), middle)
        if row.conflict:
            right = self._icon(painter, "git-merge", "warn", right - theme.px(7), middle)
        return right

    def _icon(self, painter: QPainter, name: str, ink: str, right: float, middle: float) -> float:
        size = self._theme.px(13)
        painter.drawPixmap(QPointF(right - size, middle - size / 2), self._theme.pixmap(name, ink, 13))
        return right - size


class StrandList(QListView):
    """The list itself. `strand_chosen` when the person moves to another strand."""

    strand_chosen = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = StrandRows(self)
        self.setModel(self.rows)
        self.setItemDelegate(StrandDelegate(theme, self))
        self.setProperty("plain", "true")
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("Strands"))
        self._quiet = False
        # The list makes a row current when the keyboard arrives; only a selection is a choice.
        self.selectionModel().selectionChanged.connect(self._on_selection)
        theme.changed.connect(self.doItemsLayout)

    def show_rows(self, rows: Sequence[StrandRow], current: str) -> None:
        """Show rows with this strand as the current one, without choosing it again."""
        self._quiet = True
        self.rows.set_rows(rows)
        place = self.rows.place_of(current)
        if place.isValid():
            self.setCurrentIndex(place)
        else:
            self.selectionModel().clear()
        self._quiet = False

    def _on_selection(self, chosen: QItemSelection, _before: QItemSelection) -> None:
        if not self._quiet:
            for index in chosen.indexes():
                self.strand_chosen.emit(self.rows.rows[index.row()].strand)
