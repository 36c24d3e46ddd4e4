"""Data tables: a header that repeats, thin rules, the first column as row header."""

from collections.abc import Sequence
from typing import TypeAlias

from reportlab.platypus import CondPageBreak, Flowable

from assessor_app.reports.page.blocks import LevelWord, draw_stack, heights, split_stack
from assessor_app.reports.page.canvas import canvas_of
from assessor_app.reports.page.drawing import colour
from assessor_app.reports.page.paper import TEXT_HEIGHT
from assessor_app.reports.page.prose import Prose, place
from assessor_app.reports.page.styles import CELL, COLUMN_HEADER, ROW_HEADER, Style
from assessor_app.reports.page.text import Phrase
from assessor_app.reports.tagging.flowables import TaggedFlowable, tag_all
from assessor_app.reports.tagging.node import COLUMN_HEADER as OF_COLUMN
from assessor_app.reports.tagging.node import ROW_HEADER as OF_ROW
from assessor_app.reports.tagging.node import Node

GUTTER = 8
"""Points kept free at the right of every column but the last."""

FEWEST_ROWS = 2
"""Rows that stay on the page where a table begins, and that go on to the next."""

Cell: TypeAlias = "Phrase | Flowable"
Row = list[Flowable]


class Caption(Prose):
    """The words above a table. They belong to it, so that the table places them in the tree."""

    heads = True

    def __init__(self, words: str, style: Style) -> None:
        super().__init__(words, style, "Caption")

    def tag(self, parent: Node) -> None:
        """Nothing: see `tag_table`."""


def tag_table(
    parent: Node, caption: Caption | None, header: Row, rows: Sequence[Row], bookmarks: Sequence[str] = ()
) -> None:
    """One Table element, however many pages the table takes. The first cell of a row is its header."""
    table = Node("Table", parent)
    if caption is not None:
        caption.node = Node("Caption", table)
    line = Node("TR", table)
    for cell in header:
        _tag_cell(cell, Node("TH", line, attributes=OF_COLUMN))
    for index, row in enumerate(rows):
        line = Node("TR", table)
        line.anchor = bookmarks[index] if index < len(bookmarks) else ""
        for column, cell in enumerate(row):
            _tag_cell(cell, Node("TD", line) if column else Node("TH", line, attributes=OF_ROW))


def _tag_cell(cell: Flowable, node: Node) -> None:
    words = cell.text if isinstance(cell, LevelWord) else cell
    if isinstance(words, Prose):
        words.node = node
        if isinstance(cell, LevelWord):
            cell.say_bars()
    else:
        tag_all([words], node)


class DataTable(TaggedFlowable):
    """Rows of flowables under a header. widths: points, together the width of the table; space: above a row's text
    and below it. caption: the words that stand above it in the story; closing: what stands under it, never without
    its last rows."""

    caption: Caption | None = None
    closing: Sequence[Flowable] = ()

    def __init__(
        self, header: Row, rows: Sequence[Row], widths: Sequence[float], space: float = 5, bookmarks: Sequence[str] = ()
    ) -> None:
        super().__init__()
        self.header = header
        self.rows = list(rows)
        self.widths = list(widths)
        self.space = space
        self.bookmarks = list(bookmarks)
        self.anchors: dict[int, str] = {}
        self._heights: list[float] = []

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        if self._heights:  # reportlab asks several times; the columns never change
            return self.width, self.height
        self._header = self._tallest(self.header) + 2 * self.space - 1
        self._heights = [self._tallest(row) + 2 * self.space for row in self.rows]
        self._closing = sum(heights(self.closing, available_width))
        self.width, self.height = sum(self.widths), self._header + sum(self._heights) + self._closing
        return self.width, self.height

    def close_with(self, closing: Sequence[Flowable]) -> None:
        """Put under the last rows what never stands on a page without them. Its place in the tree is the caller's."""
        self.closing, self._heights = closing, []

    def opening(self, available_width: float) -> float:
        """Height of the header and the rows that stay with it: two, or three where there are no more, since a third
        would stand alone."""
        self.wrap(available_width, 0)
        first = FEWEST_ROWS + (len(self.rows) == FEWEST_ROWS + 1)
        return self._header + sum(self._heights[:first])

    def split(self, available_width: float, available_height: float) -> list[Flowable]:
        self.wrap(available_width, available_height)
        room, fitting = available_height - self._header, 0
        while fitting < len(self.rows) and self._heights[fitting] <= room:
            room -= self._heights[fitting]
            fitting += 1
        if fitting == 0:
            return self._split_row(room) if self._must_split(available_height) else []
        if fitting == len(self.rows) - 1 and fitting > FEWEST_ROWS:
            return self._split_before(fitting - 1)  # no single row alone on a page
        if fitting == len(self.rows):
            return self._split_before_closing()
        return [self._part(self.rows[:fitting], 0), self._part(self.rows[fitting:], fitting)]

    def _split_before(self, row: int) -> list[Flowable]:
        """Goes on with a row on the next page, though this one has room for it."""
        return [self._part(self.rows[:row], 0), CondPageBreak(TEXT_HEIGHT / 2), self._part(self.rows[row:], row)]

    def _split_before_closing(self) -> list[Flowable]:
        """The last rows go on with what closes the table; all of it where there are no more rows than those."""
        fitting = len(self.rows) - FEWEST_ROWS
        if fitting > 0:
            return self._split_before(fitting)
        if self.height <= TEXT_HEIGHT:
            return []
        table = self._part(self.rows, 0)
        table.closing = ()
        return [table, *self.closing]

    def tag(self, parent: Node) -> None:
        tag_table(parent, self.caption, self.header, self.rows, self.bookmarks)

    def draw(self) -> None:
        if self._is_repeated:
            with canvas_of(self).running("Header"):
                top = self._draw_row(self.header, self.height, self._header)
        else:
            top = self._draw_row(self.header, self.height, self._header)
        self._rule(top, 1, "text")
        for index, (row, height) in enumerate(zip(self.rows, self._heights, strict=True)):
            if index < len(self.bookmarks) and self.bookmarks[index]:
                self.canv.bookmarkHorizontal(self.bookmarks[index], 0, top)
            top = self._draw_row(row, top, height)
            self._rule(top, 0.35, "line_control")
        draw_stack(self, self.closing, 0, top)

    def _must_split(self, available: float) -> bool:
        """True for a row taller than a page, where there is room for a good part of it: a row that the next page holds
        goes there whole, and no header stands twice on a page."""
        return self._header + self._heights[0] > TEXT_HEIGHT and available > TEXT_HEIGHT / 2

    @property
    def _is_repeated(self) -> bool:
        """True when the header was drawn on a page before: readers have heard it."""
        return all(isinstance(cell, Prose) and cell.node is None for cell in self.header)

    def _tallest(self, row: Row) -> float:
        return max(cell.wrap(width, 0)[1] for cell, width in zip(row, self._inner(), strict=True))

    def _inner(self) -> list[float]:
        return [width - GUTTER for width in self.widths[:-1]] + self.widths[-1:]

    def _draw_row(self, row: Row, top: float, height: float) -> float:
        left = 0.0
        for cell, width in zip(row, self.widths, strict=True):
            down = height - 4 - cell.height if row is self.header else self.space
            place(cell, self.canv, left, top - down - cell.height)
            left += width
        return top - height

    def _rule(self, y: float, thickness: float, ink: str) -> None:
        self.canv.setStrokeColor(colour(ink))
        self.canv.setLineWidth(thickness)
        self.canv.line(0, y, self.width, y)

    def _split_row(self, room: float) -> list[Flowable]:
        """The first row in two, for a row taller than the page."""
        parts = [
            split_stack([cell], width, room - 2 * self.space)
            for cell, width in zip(self.rows[0], self._inner(), strict=True)
        ]
        if not all(fitting for fitting, _ in parts):
            return []
        first = [fitting[0] for fitting, _ in parts]
        rest = [rest[0] if rest else Prose("", CELL) for _, rest in parts]
        return [self._part([first], 0), self._part([rest, *self.rows[1:]], 0, self.bookmarks[:1])]

    def _part(self, rows: Sequence[Row], start: int, drawn: Sequence[str] = ()) -> "DataTable":
        bookmarks = ["" if mark in drawn else mark for mark in self.bookmarks[start : start + len(rows)]]
        made = DataTable(self.header, rows, self.widths, self.space, bookmarks)
        made.closing = self.closing if rows and rows[-1] is self.rows[-1] else ()
        return made


def data_table(
    header: Sequence[str],
    rows: Sequence[Sequence[Cell]],
    widths: Sequence[float],
    space: float = 5,
    bookmarks: Sequence[str] = (),
) -> DataTable:
    """A table of text and flowables; text of the first column is set as row header."""
    return DataTable(
        [Prose(title, COLUMN_HEADER) for title in header],
        [[_cell(cell, column) for column, cell in enumerate(row)] for row in rows],
        widths,
        space,
        bookmarks,
    )


def _cell(cell: Cell, column: int) -> Flowable:
    return cell if isinstance(cell, Flowable) else Prose(cell, CELL if column else ROW_HEADER)
