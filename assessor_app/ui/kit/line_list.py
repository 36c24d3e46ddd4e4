"""A list of things with a title and two lines of detail, under headings; things can be ticked where that means
something."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFont, QKeyEvent, QMouseEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QListView, QStyle, QStyleOptionViewItem

from assessor_app.ui.kit.painting import chip_size, elided, paint_chip
from assessor_app.ui.kit.row_ground import paint_ground, paint_ring
from assessor_app.ui.kit.rows import Index, RowDelegate, RowModel, make_plain
from assessor_app.ui.kit.wrapped_text import paint_wrapped, wrapped_height
from assessor_app.ui.theme import Theme

HEADING, TEXT_FROM = 30, 40
TOP, TITLE, DETAIL, BETWEEN = 8, 20, 18, 1
"""Logical pixels above the title, of a line of it and of the lines below, and between them."""


class Line(NamedTuple):
    """One row. key: "" for a heading, which cannot be chosen; chip: a short word for how it stands, of a kind in
    `painting.CHIP_LOOKS`; ticked: None where nothing is ticked."""

    key: str
    title: str
    first: str = ""
    second: str = ""
    icon: str = ""
    chip: str = ""
    chip_kind: str = "neutral"
    ticked: bool | None = None

    @property
    def spoken(self) -> str:
        """What a screen reader says."""
        return ", ".join(part for part in (self.title, self.chip, self.first, self.second) if part)


class LineModel(RowModel[Line]):
    """The rows."""

    def is_heading(self, row: Line) -> bool:
        return not row.key

    def words_of(self, row: Line) -> str:
        return row.title

    def spoken_of(self, row: Line) -> str:
        return row.spoken

    def tip_of(self, row: Line) -> str | None:
        return "\n".join(part for part in (row.title, row.first, row.second) if part) if row.key else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        usual = super().flags(index)
        ticks = usual and self.rows[index.row()].ticked is not None
        return usual | Qt.ItemFlag.ItemIsUserCheckable if ticks else usual

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        ticked = self.rows[index.row()].ticked
        if role == Qt.ItemDataRole.CheckStateRole and ticked is not None:
            return Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked
        return super().data(index, role)


class LineDelegate(RowDelegate[Line]):
    """Paints a heading, or icon, title, two lines and chip."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        line, width = self.row(index), self._view.viewport().width()
        return QSize(100, self.height_of(line, width) if line.key else self._theme.px(HEADING))

    def height_of(self, line: Line, width: float) -> int:
        """Logical pixels of a row in a list of this width: every line of it takes what its words need."""
        px = self._theme.px
        tall = sum(wrapped_height(words, font, room, high) for words, font, room, high in self._parts(line, width))
        return round(tall) + px(2 * TOP + 2 * BETWEEN)

    def _parts(self, line: Line, width: float) -> tuple[tuple[str, QFont, float, float], ...]:
        """The title and the two lines below: words, type, the room they have and the height of a line."""
        theme, px = self._theme, self._theme.px
        room, small = width - px(TEXT_FROM) - px(12), theme.font("caption", figures=True)
        beside = room - chip_size(theme, line.chip).width() - px(8) if line.chip else room
        title = (line.title, theme.font("label"), room, px(TITLE))
        return (title, (line.first, small, beside, px(DETAIL)), (line.second, small, room, px(DETAIL)))

    def paint_row(self, painter: QPainter, box: QRectF, index: Index, state: QStyle.StateFlag) -> None:
        line, box = self.row(index), box.adjusted(0, 1, 0, -1)
        if line.key:
            paint_ground(painter, box, self._theme, state)
            paint_ring(painter, box, self._theme, state)
            self._paint_line(painter, box, line)
        else:
            self._paint_heading(painter, box, line)

    def _paint_heading(self, painter: QPainter, box: QRectF, line: Line) -> None:
        painter.setPen(self._theme.colour("text2"))
        painter.setFont(self._theme.font("caption-strong"))
        elided(painter, box.adjusted(self._theme.px(12), self._theme.px(6), 0, 0), line.title)

    def _paint_line(self, painter: QPainter, box: QRectF, line: Line) -> None:
        theme, px = self._theme, self._theme.px
        if line.ticked is None:
            picture = theme.pixmap(line.icon or "circle", "text2", 18)
            painter.drawPixmap(QPointF(box.left() + px(13), box.top() + px(11)), picture)
        else:
            self._paint_tick(painter, tick_box(box, theme), line.ticked)
        left, top = box.left() + px(TEXT_FROM), box.top() + px(TOP)
        for place, (words, font, room, high) in enumerate(self._parts(line, box.width())):
            if place == 1 and line.chip:
                self._paint_chip(painter, QPointF(left + box.width() - px(TEXT_FROM) - px(12), top), line)
            painter.setPen(theme.colour("text2" if place else "text"))
            top += paint_wrapped(painter, QRectF(left, top, room, high), words, font, high) + px(BETWEEN)

    def _paint_chip(self, painter: QPainter, right: QPointF, line: Line) -> None:
        size = chip_size(self._theme, line.chip)
        place = QRectF(right.x() - size.width(), right.y(), size.width(), self._theme.px(20))
        paint_chip(painter, place, self._theme, line.chip, line.chip_kind)

    def _paint_tick(self, painter: QPainter, box: QRectF, ticked: bool) -> None:
        theme = self._theme
        line = theme.colour("accent_fill" if ticked else "line_control")
        painter.setPen(QPen(line, 1.5))
        painter.setBrush(line if ticked else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box, theme.px(3), theme.px(3))
        if ticked:
            inset = theme.px(2)
            painter.drawPixmap(QPointF(box.left() + inset, box.top() + inset), theme.pixmap("check", "on_accent", 12))


def tick_box(row: QRectF, theme: Theme) -> QRectF:
    """Where the box to tick is in a row."""
    return QRectF(row.left() + theme.px(13), row.top() + theme.px(10), theme.px(16), theme.px(16))


class LineList(QListView):
    """chosen: the key of the row that is current now; opened: Enter or a double click on it; pointed: one click on it;
    ticked: the key of a row whose tick was set or taken away, and which."""

    chosen = Signal(str)
    pointed = Signal(str)
    opened = Signal(str)
    ticked = Signal(str, bool)

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self._theme, self._quiet = theme, False
        self.lines = LineModel(self)
        self.setModel(self.lines)
        self.setItemDelegate(LineDelegate(theme, self))
        make_plain(self, name)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.doubleClicked.connect(lambda index: self.opened.emit(self.key_at(index)))
        theme.changed.connect(self.scheduleDelayedItemsLayout)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()  # names wrap, so the width decides the height

    @property
    def current(self) -> str:
        """The key of the current row, "" when there is none."""
        return self.key_at(self.currentIndex())

    def key_at(self, index: Index) -> str:
        """The key of a row."""
        return self.lines.rows[index.row()].key if index.isValid() else ""

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show these rows; the current one stays current when it is still there, else the first is."""
        before, place = self.current, self.currentIndex().row()
        if tuple(lines) != self.lines.rows:
            self._quiet = True
            self.lines.set_rows(lines)
            self._quiet = False
        keys = [line.key for line in lines]
        after = next((key for key in keys[max(place, 0) :] if key), next((key for key in keys if key), ""))
        self.choose(before if before and before in keys else after)

    def choose(self, key: str) -> None:
        """Make the row with this key current."""
        keys = [line.key for line in self.lines.rows]
        if key and key in keys:
            self.setCurrentIndex(self.lines.index(keys.index(key), 0))

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if not self._quiet and current.isValid():
            self.chosen.emit(self.key_at(current))

    def focusInEvent(self, event: QFocusEvent) -> None:
        if not self.currentIndex().isValid():
            self.choose(next((line.key for line in self.lines.rows if line.key), ""))
        super().focusInEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers()
        if plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(self.current)
        elif plain and event.key() == Qt.Key.Key_Space and self._may_tick(self.currentIndex()):
            self._turn(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        super().mouseReleaseEvent(event)
        if self._may_tick(index) and self._is_on_tick(index, event.position()):
            self._turn(index)
        elif event.button() == Qt.MouseButton.LeftButton and self.key_at(index):
            self.pointed.emit(self.key_at(index))

    def _is_on_tick(self, index: Index, place: QPointF) -> bool:
        reach = self._theme.px(6)
        box = tick_box(QRectF(self.visualRect(index)), self._theme)
        return box.adjusted(-reach, -reach, reach, reach).contains(place)

    def _may_tick(self, index: Index) -> bool:
        return index.isValid() and self.lines.rows[index.row()].ticked is not None

    def _turn(self, index: Index) -> None:
        line = self.lines.rows[index.row()]
        self.ticked.emit(line.key, not line.ticked)
