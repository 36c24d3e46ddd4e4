"""The list of strands beside the page: grouped by aspect, with level, flag and notes, drawn by one delegate."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QItemSelection,
    QModelIndex,
    QPoint,
    QPointF,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyleOptionViewItem, QWidget

from assessor_app.ui.kit.note_drag import HeldNote, NoteDrop
from assessor_app.ui.kit.painting import paint_levels
from assessor_app.ui.kit.row_ground import paint_ground, paint_ring
from assessor_app.ui.kit.rows import Index, RowDelegate, RowModel, make_plain
from assessor_app.ui.kit.wrapped_text import paint_wrapped, wrapped_height
from assessor_app.ui.theme import Theme
from assessor_app.ui.type_scale import TypeRole

ROW = 29
PAD = 5
"""Room above and below a name of more than one line, in logical pixels at 100 %, as the other widths here."""
NAME_LEFT, MARKS_RIGHT, GAP = 34, 11, 4
NOTES, MARK = 31, 20
"""Widths of the places at the right: the number of notes (two figures and an icon); a flag, a clash."""


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


class StrandRows(RowModel[StrandRow]):
    """The rows of the list."""

    def key_of(self, row: StrandRow) -> object:
        return row.strand, row.title

    def is_heading(self, row: StrandRow) -> bool:
        return not row.strand

    def words_of(self, row: StrandRow) -> str:
        return row.title

    def spoken_of(self, row: StrandRow) -> str:
        return row.spoken()

    def place_of(self, strand: str) -> QModelIndex:
        """Index of a strand's row; an invalid one when the filter hides it."""
        for place, row in enumerate(self.rows):
            if row.strand == strand:
                return self.index(place)
        return QModelIndex()


class StrandDelegate(RowDelegate[StrandRow]):
    """Paints aspect and strand rows: names in full, on as many lines as they need; marks in places of their own."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        theme, row = self._theme, self.row(index)
        width = self._view.viewport().width()
        least = theme.px(max(ROW, theme.control if theme.control > 32 else 0))
        return QSize(width, max(least, round(self._name_height(row, width) + 2 * theme.px(PAD))))

    def name_room(self, row: StrandRow, width: float) -> float:
        """Pixels a row's name has in a list `width` pixels wide: what its own marks leave."""
        px = self._theme.px
        if not row.strand:
            count = QFontMetricsF(self._theme.font("caption-medium")).horizontalAdvance(row.count)
            return width - 2 * px(10) - count - px(8)
        notes = px(NOTES) if row.notes or row.flagged or row.conflict else 0
        marks = px(2 * MARK) if row.conflict else px(MARK) if row.flagged else 0
        return width - px(NAME_LEFT) - px(MARKS_RIGHT) - notes - marks - (px(GAP) if notes else 0)

    def _name_height(self, row: StrandRow, width: float) -> float:
        theme, room = self._theme, self.name_room(row, width)
        if not row.strand:
            return wrapped_height(row.title, theme.font("caption-medium"), room, theme.line("caption-medium"))
        # The current row is bolder: a row keeps its height when it becomes the current one.
        return max(wrapped_height(row.title, theme.font(role), room, theme.line("body")) for role in ("body", "label"))

    def paint_row(self, painter: QPainter, box: QRectF, index: Index, state: QStyle.StateFlag) -> None:
        row = self.row(index)
        if row.strand:
            self._paint_strand(painter, box.adjusted(0, 1, 0, -1), row, state)
        else:
            self._paint_aspect(painter, box, row)

    def _paint_aspect(self, painter: QPainter, box: QRectF, row: StrandRow) -> None:
        theme = self._theme
        inner = box.adjusted(theme.px(10), theme.px(4), -theme.px(10), 0)
        painter.setFont(theme.font("caption-medium"))
        painter.setPen(theme.colour("text2"))
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, row.count)
        self._paint_name(painter, inner, row, self.name_room(row, box.width()), "caption-medium")

    def _paint_name(self, painter: QPainter, box: QRectF, row: StrandRow, room: float, role: TypeRole) -> None:
        font, line = self._theme.font(role), self._theme.line("body" if row.strand else role)
        height = wrapped_height(row.title, font, room, line)
        paint_wrapped(painter, QRectF(box.left(), box.center().y() - height / 2, room, height), row.title, font, line)

    def _paint_strand(self, painter: QPainter, box: QRectF, row: StrandRow, state: QStyle.StateFlag) -> None:
        theme = self._theme
        current = bool(state & QStyle.StateFlag.State_Selected)
        paint_ground(painter, box, theme, state)
        middle = box.center().y()
        bars = QRectF(box.left() + theme.px(10), middle - theme.px(7), theme.px(15), theme.px(14))
        paint_levels(painter, bars, theme, row.rank, row.of)
        self._paint_marks(painter, box, row)
        painter.setPen(theme.colour("text"))
        inner = box.adjusted(theme.px(NAME_LEFT), 0, 0, 0)
        self._paint_name(painter, inner, row, self.name_room(row, box.width()), "label" if current else "body")
        if current:
            paint_ring(painter, box, theme, state)

    def _paint_marks(self, painter: QPainter, box: QRectF, row: StrandRow) -> None:
        theme = self._theme
        middle, right = box.center().y(), box.right() - theme.px(MARKS_RIGHT)
        if row.notes:
            painter.setFont(theme.font("caption", figures=True))
            painter.setPen(theme.colour("text2"))
            words = str(row.notes)
            width = QFontMetricsF(painter.font()).horizontalAdvance(words)
            painter.drawText(
                QRectF(right - width, box.top(), width + 1, box.height()), Qt.AlignmentFlag.AlignVCenter, words
            )
            self._icon(painter, "message-square", "text3", right - width - theme.px(4), middle)
        if row.flagged:
            self._icon(painter, "flag", "warn", right - theme.px(NOTES + MARK - 13), middle)
        if row.conflict:
            self._icon(painter, "git-merge", "warn", right - theme.px(NOTES + 2 * MARK - 13), middle)

    def _icon(self, painter: QPainter, name: str, ink: str, right: float, middle: float) -> None:
        size = self._theme.px(13)
        painter.drawPixmap(QPointF(right - size, middle - size / 2), self._theme.pixmap(name, ink, 13))


class StrandList(QListView):
    """The list itself. `strand_chosen` when the person moves to another strand; `note_dropped`: a note's id and the
    strand it was dropped on."""

    strand_chosen = Signal(str)
    note_dropped = Signal(str, str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = StrandRows(self)
        self.setModel(self.rows)
        self.setItemDelegate(StrandDelegate(theme, self))
        make_plain(self, self.tr("Strands"))
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMouseTracking(True)
        self._quiet = False
        NoteDrop(self.viewport(), self._take_note)
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

    def _take_note(self, note: HeldNote, place: QPoint) -> bool:
        index = self.indexAt(place)
        strand = self.rows.rows[index.row()].strand if index.isValid() else ""
        if strand:
            self.note_dropped.emit(note.id, strand)
        return bool(strand)

    def _on_selection(self, chosen: QItemSelection, _before: QItemSelection) -> None:
        if not self._quiet:
            for index in chosen.indexes():
                self.strand_chosen.emit(self.rows.rows[index.row()].strand)
