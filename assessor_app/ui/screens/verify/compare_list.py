"""The table of both marks at the left: strand, assessor, verifier, outcome; and its filter."""

from PySide6.QtCore import (
    QItemSelection,
    QModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QListView, QStyle, QStyleOptionViewItem, QVBoxLayout, QWidget

from assessor_app.domain.second.comparing import Comparison
from assessor_app.ui.kit.painting import elided, paint_levels
from assessor_app.ui.kit.row_ground import paint_ground, paint_ring
from assessor_app.ui.kit.rows import Index, RowDelegate, RowModel, make_plain
from assessor_app.ui.kit.segmented import Segmented
from assessor_app.ui.kit.wrapped_text import paint_wrapped, wrapped_height
from assessor_app.ui.screens.verify.compare_rows import ALL, DIFFERENCES, TO_AGREE, Outcome, Row, counts, rows_for
from assessor_app.ui.screens.verify.whole import Whole
from assessor_app.ui.theme import Theme
from assessor_app.ui.type_scale import TypeRole

WIDTH, ROW = 398, 30
COLUMNS = (238, 188, 108)
"""Where the assessor's bars, the verifier's and the outcome begin, in logical pixels from the right edge."""
NAME_LEFT, GAP, BARS = 10, 8, 20


class CompareRows(RowModel[Row]):
    """The rows; headings can be neither chosen nor reached."""

    def is_heading(self, row: Row) -> bool:
        return not row.strand

    def words_of(self, row: Row) -> str:
        return row.title

    def spoken_of(self, row: Row) -> str:
        return row.spoken

    def place_of(self, strand: str) -> QModelIndex:
        """The row of a strand; an invalid one when the filter hides it."""
        found = (place for place, row in enumerate(self.rows) if row.strand == strand)
        return self.index(next(found, -1)) if strand else QModelIndex()


class CompareDelegate(RowDelegate[Row]):
    """Paints a heading or a strand with both marks; a difference has a sign and a word, never colour alone."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        row, theme = self.row(index), self._theme
        width = self._view.viewport().width()
        least = theme.px(max(ROW, theme.control if theme.control > 32 else 0))
        height = wrapped_height(row.title, theme.font("label"), self._room(row, width), theme.line("body"))
        below = self._outcome_height(row) if row.strand else 0
        return QSize(width, max(least, round(max(height, below)) + theme.px(12)))

    def _outcome_height(self, row: Row) -> float:
        room = self._theme.px(COLUMNS[2] - BARS - GAP)
        return wrapped_height(row.words, self._theme.font("caption-strong"), room, self._theme.line("caption"))

    def _room(self, row: Row, width: float) -> float:
        px = self._theme.px
        return width - px(NAME_LEFT) - (px(COLUMNS[0]) + px(GAP) if row.strand else px(NAME_LEFT))

    def paint_row(self, painter: QPainter, box: QRectF, index: Index, state: QStyle.StateFlag) -> None:
        row, theme, box = self.row(index), self._theme, box.adjusted(0, 1, 0, -1)
        current = bool(state & QStyle.StateFlag.State_Selected)
        if row.strand:
            paint_ground(painter, box, theme, state)
        role: TypeRole = "label" if current else "body" if row.strand else "caption-medium"
        painter.setPen(theme.colour("text" if row.strand else "text2"))
        font, line = theme.font(role), theme.line("body")
        room = self._room(row, box.width())
        height = wrapped_height(row.title, font, room, line)
        name = QRectF(box.left() + theme.px(NAME_LEFT), box.center().y() - height / 2, room, height)
        paint_wrapped(painter, name, row.title, font, line)
        if row.strand:
            self._paint_marks(painter, box, row)
        if current:
            paint_ring(painter, box, theme, state)

    def _paint_marks(self, painter: QPainter, box: QRectF, row: Row) -> None:
        theme, px, middle = self._theme, self._theme.px, box.center().y()
        for column, rank in zip(COLUMNS, (row.first, row.second), strict=False):
            bars = QRectF(box.right() - px(column), middle - px(7), px(15), px(14))
            paint_levels(painter, bars, theme, rank, row.of)
        if row.first != row.second:
            painter.setFont(theme.font("heading"))
            painter.setPen(theme.colour("warn"))
            between = QRectF(box.right() - px(COLUMNS[0]) + px(17), box.top(), px(30), box.height())
            painter.drawText(between, Qt.AlignmentFlag.AlignCenter, "\u2260")
        self._paint_outcome(painter, QRectF(box.right() - px(COLUMNS[2]), box.top(), px(COLUMNS[2]), box.height()), row)

    def _paint_outcome(self, painter: QPainter, box: QRectF, row: Row) -> None:
        theme, px, middle = self._theme, self._theme.px, box.center().y()
        if row.outcome is Outcome.SAME:
            painter.drawPixmap(QPointF(box.left(), middle - px(7)), theme.pixmap("check", "ok", 14))
            return
        if row.outcome in (Outcome.AGREED, Outcome.WITH_OTHER, Outcome.TO_CONFIRM):
            bars = QRectF(box.left(), middle - px(7), px(15), px(14))
            paint_levels(painter, bars, theme, row.agreed, row.of)
            box = box.adjusted(px(BARS), 0, 0, 0)
        waits = row.outcome in (Outcome.TO_AGREE, Outcome.TO_CONFIRM)
        font, line = theme.font("caption-strong" if waits else "caption"), theme.line("caption")
        painter.setPen(theme.colour("warn" if waits else "text2"))
        words = box.adjusted(0, 0, -px(GAP), 0)
        words.setTop(middle - wrapped_height(row.words, font, words.width(), line) / 2)
        paint_wrapped(painter, words, row.words, font, line)


class _Heads(QWidget):
    """The names of the columns."""

    def __init__(self, theme: Theme, leads: bool) -> None:
        super().__init__()
        self._theme = theme
        own, other = self.tr("You"), self.tr("Assessor")
        first, second = (own, self.tr("Verifier")) if leads else (other, own)
        self._words = (first, second, self.tr("Outcome"))

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(WIDTH), self._theme.px(26))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, px, painter = self._theme, self._theme.px, QPainter(self)
        painter.setFont(theme.font("caption-medium"))
        painter.setPen(theme.colour("text2"))
        right = self.width() - px(9)
        elided(painter, QRectF(px(9 + NAME_LEFT), 0, right - px(COLUMNS[0]) - px(30), self.height()), self.tr("Strand"))
        for column, words in zip(COLUMNS, self._words, strict=True):
            half = QFontMetricsF(painter.font()).horizontalAdvance(words) / 2 - px(7) if column != COLUMNS[2] else 0
            box = QRectF(right - px(column) - half, 0, px(90), self.height())
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)
        painter.end()


class CompareList(QWidget):
    """`strand_chosen` when the person moves to another strand."""

    strand_chosen = Signal(str)

    def __init__(self, theme: Theme, whole: Whole) -> None:
        super().__init__()
        self._theme, self._whole = theme, whole
        self._found: Comparison | None = None
        self._current, self._quiet = "", False
        self.filter = Segmented(theme, self.tr("Which strands"), ((TO_AGREE, ""), (DIFFERENCES, ""), (ALL, "")))
        self.filter.chosen.connect(lambda _which: self.refresh())
        self.heads = _Heads(theme, whole.leads)
        self.view = QListView()
        self.rows = CompareRows(self.view)
        self.view.setModel(self.rows)
        self.view.setItemDelegate(CompareDelegate(theme, self.view))
        make_plain(self.view, self.tr("Both marks"))
        self.view.setMouseTracking(True)
        self.view.setResizeMode(QListView.ResizeMode.Adjust)
        self.view.selectionModel().selectionChanged.connect(self._on_selection)
        column = QVBoxLayout(self)
        px = theme.px
        column.setContentsMargins(0, px(12), 0, px(8))
        column.setSpacing(px(6))
        top = QVBoxLayout()
        top.setContentsMargins(px(16), 0, px(16), 0)
        top.addWidget(self.filter)
        column.addLayout(top)
        column.addWidget(self.heads)
        column.addWidget(self.view, 1)
        self.view.setViewportMargins(px(9), 0, px(9), 0)
        theme.changed.connect(self.view.doItemsLayout)

    def show_comparison(self, found: Comparison, current: str) -> None:
        """Show both marks with this strand as the current one; what waits is shown first when there is any."""
        first = self._found is None
        self._found, self._current = found, current
        if first:
            self.filter.choose(TO_AGREE if counts(found, self._whole)[TO_AGREE] else ALL)
        self.refresh()

    def refresh(self) -> None:
        """Show the rows under the filter."""
        if self._found is None:
            return
        many = counts(self._found, self._whole)
        words = {
            TO_AGREE: self.tr("To agree {count}"),
            DIFFERENCES: self.tr("Differences {count}"),
            ALL: self.tr("All {count}"),
        }
        self.filter.set_choices(tuple((which, words[which].format(count=many[which])) for which in words))
        self._quiet = True
        self.rows.set_rows(rows_for(self._found, self._whole, self.filter.current, self._current))
        place = self.rows.place_of(self._current)
        if place.isValid():
            self.view.setCurrentIndex(place)
        else:
            self.view.selectionModel().clear()
        self._quiet = False

    def focus_first(self) -> None:
        """Put the keyboard on the list."""
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_selection(self, chosen: QItemSelection, _before: QItemSelection) -> None:
        if not self._quiet:
            for index in chosen.indexes():
                self.strand_chosen.emit(self.rows.rows[index.row()].strand)
