"""The list of second marks: headings and rows of two lines, drawn by one delegate."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QListView, QSizePolicy, QStyle, QStyleOptionViewItem, QWidget

from assessor_app.domain.second.queue import QueueItem
from assessor_app.ui.kit.painting import chip_size, elided, paint_chip, paint_progress
from assessor_app.ui.kit.row_ground import paint_ground, paint_ring
from assessor_app.ui.kit.rows import Index, RowDelegate, RowModel, make_plain
from assessor_app.ui.kit.wrapped_text import paint_wrapped, wrapped_height
from assessor_app.ui.screens.verify.queue_words import (
    chip_of,
    marked_words,
    second_line,
    section_of,
    section_words,
    spoken,
)
from assessor_app.ui.theme import Theme

Row = QueueItem | str

HEADING, AROUND, NAME, DETAIL = 30, 9, 20, 18
"""Logical pixels of a heading, above and below a row's words, and of a line of its name and of what stands below."""
ROOM_FOR_BAR = 620
"""Width of a row in logical pixels at 100 % from which the bar has its own column."""


class QueueModel(RowModel[Row]):
    """Headings (a section's word) and items as rows; a heading can be neither chosen nor opened."""

    def show(self, items: Sequence[QueueItem]) -> None:
        """Show these, in their order, under the headings of their sections."""
        rows: list[Row] = []
        for item in items:
            if section_of(item) not in rows:
                rows.append(section_of(item))
            rows.append(item)
        self.set_rows(rows)

    def item(self, index: Index) -> QueueItem | None:
        """The item of a row, None for a heading."""
        row = self.rows[index.row()] if index.isValid() else None
        return row if isinstance(row, QueueItem) else None

    def is_heading(self, row: Row) -> bool:
        return not isinstance(row, QueueItem)

    def words_of(self, row: Row) -> str:
        return row.institution if isinstance(row, QueueItem) else section_words(row)

    def spoken_of(self, row: Row) -> str:
        return spoken(row) if isinstance(row, QueueItem) else section_words(row)


class QueueDelegate(RowDelegate[Row]):
    """Paints a heading, or names, work, chip and arrow."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(100, self.height_of(self.row(index)))

    def height_of(self, row: Row) -> int:
        """Logical pixels of a row: the names take what they need."""
        theme, px = self._theme, self._theme.px
        if not isinstance(row, QueueItem):
            return px(HEADING)
        left, room = self._chip_left(row, self._view.viewport().width()), px(48 + 8)
        name = wrapped_height(row.institution, theme.font("card"), left - room, px(NAME))
        below = wrapped_height(second_line(row), theme.font("caption"), left - room, px(DETAIL))
        return round(name + below) + px(2 * AROUND)

    def _wide(self, width: float) -> bool:
        return width >= self._theme.px(ROOM_FOR_BAR)

    def _chip_left(self, item: QueueItem, width: float) -> float:
        """Where the chip begins, from the left of the row."""
        px, chip = self._theme.px, chip_size(self._theme, chip_of(item)[0]).width()
        return width - px(48 + 130) - max(px(140), chip) if self._wide(width) else width - px(48) - chip

    def paint_row(self, painter: QPainter, box: QRectF, index: Index, state: QStyle.StateFlag) -> None:
        row = self.row(index)
        if isinstance(row, QueueItem):
            paint_ground(painter, box, self._theme, state)
            paint_ring(painter, box, self._theme, state)
            self._paint_item(painter, box, row)
        else:
            painter.setPen(self._theme.colour("text2"))
            painter.setFont(self._theme.font("caption-strong"))
            elided(painter, box.adjusted(self._theme.px(10), self._theme.px(6), 0, 0), section_words(row))

    def _paint_item(self, painter: QPainter, box: QRectF, item: QueueItem) -> None:
        theme, px = self._theme, self._theme.px
        middle, right = box.center().y(), box.right() - px(48)
        painter.drawPixmap(QPointF(box.left() + px(14), middle - px(10)), theme.pixmap("scale", "text2", 20))
        arrow = QPointF(box.right() - px(26), middle - px(8))
        painter.drawPixmap(arrow, theme.pixmap("chevron-right", "text2", 16))
        if self._wide(box.width()):
            self._paint_work(painter, QRectF(right - px(110), middle - px(15), px(110), px(30)), item)
        words, kind = chip_of(item)
        size, left = chip_size(theme, words), box.left() + self._chip_left(item, box.width())
        paint_chip(painter, QRectF(left, middle - size.height() / 2, size.width(), size.height()), theme, words, kind)
        names = QRectF(box.left() + px(48), box.top(), left - box.left() - px(56), box.height())
        self._paint_names(painter, names, item)

    def _paint_names(self, painter: QPainter, box: QRectF, item: QueueItem) -> None:
        theme, px = self._theme, self._theme.px
        box = box.adjusted(0, px(AROUND), 0, 0)
        painter.setPen(theme.colour("text"))
        box.setTop(box.top() + paint_wrapped(painter, box, item.institution, theme.font("card"), px(NAME)))
        painter.setPen(theme.colour("text2"))
        paint_wrapped(painter, box, second_line(item), theme.font("caption"), px(DETAIL))

    def _paint_work(self, painter: QPainter, box: QRectF, item: QueueItem) -> None:
        theme, px = self._theme, self._theme.px
        painter.setPen(theme.colour("text2"))
        painter.setFont(theme.font("caption", figures=True))
        elided(painter, QRectF(box.left(), box.top(), box.width(), px(18)), marked_words(item))
        bar = QRectF(box.left(), box.bottom() - px(6), box.width(), px(4))
        paint_progress(painter, bar, theme, item.done, item.total)


class QueueList(QListView):
    """As high as its rows, so that the page scrolls and not the list. `opened` carries the assessment's id."""

    opened = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.queue = QueueModel(self)
        self.setModel(self.queue)
        self._delegate = QueueDelegate(theme, self)
        self.setItemDelegate(self._delegate)
        make_plain(self, self.tr("Second marks"))
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.clicked.connect(self._open)
        theme.changed.connect(self._measure)

    def show_items(self, items: Sequence[QueueItem]) -> None:
        """Show these; the current one stays current when it is still there."""
        current = self.queue.item(self.currentIndex())
        self.queue.show(items)
        self._measure()
        ids = [row.assessment if isinstance(row, QueueItem) else "" for row in self.queue.rows]
        wanted = (
            current.assessment if current is not None and current.assessment in ids else next(filter(None, ids), "")
        )
        if wanted:
            self.setCurrentIndex(self.queue.index(ids.index(wanted)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self._open(self.currentIndex())
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def _open(self, index: Index) -> None:
        item = self.queue.item(index)
        if item is not None:
            self.opened.emit(item.assessment)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._measure()

    def _measure(self) -> None:
        height = sum(self._delegate.height_of(row) for row in self.queue.rows) + 2
        if height != self.minimumHeight():
            self.setFixedHeight(height)
        self.scheduleDelayedItemsLayout()
