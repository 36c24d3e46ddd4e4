"""The list "In this report": titles known from the story, page numbers filled in when all pages are drawn."""

from collections.abc import Sequence

from assessor_app.reports.page import fonts
from assessor_app.reports.page.canvas import LateDrawing, ReportCanvas, canvas_of
from assessor_app.reports.page.drawing import draw_text
from assessor_app.reports.page.prose import Prose
from assessor_app.reports.page.story import Entry
from assessor_app.reports.page.styles import TIGHT, Style
from assessor_app.reports.page.text import cleaned
from assessor_app.reports.tagging.flowables import TaggedFlowable
from assessor_app.reports.tagging.node import Node

NUMBER_ROOM = 30
LARGE, ONE_COLUMN = 11, 13
"""Entries; more than the first are set smaller, more than the second in two columns, so that what a mark has many
sections of still stands on the cover."""
BETWEEN = 24
SMALLER = Style(size=10.5, leading=14.5)


class Contents(TaggedFlowable):
    """One line an entry. `entries` may still grow until the document is laid out."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        super().__init__()
        self.entries = entries
        self._columns: list[list[tuple[Entry, Prose]]] = []
        self._style = TIGHT
        self._node = Node("TOC")

    def tag(self, parent: Node) -> None:
        """Only the list itself: its entries are known when it is drawn."""
        self._node = Node("TOC", parent)

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        one = len(self.entries) <= ONE_COLUMN
        self._style = TIGHT if len(self.entries) <= LARGE else SMALLER
        lines = [(entry, Prose(entry.title, self._style)) for entry in self.entries]
        half = len(lines) if one else -(-len(lines) // 2)
        self._columns = [lines[:half]] if one else [lines[:half], lines[half:]]
        self._wide = available_width if one else (available_width - BETWEEN) / 2
        self.width = available_width
        self.height = max(sum(line.wrap(self._room, 0)[1] for _, line in column) for column in self._columns)
        return self.width, self.height

    @property
    def _room(self) -> float:
        """Width of a title."""
        return self._wide - NUMBER_ROOM

    def draw(self) -> None:
        for place, column in enumerate(self._columns):
            left, top = place * (self._wide + BETWEEN), self.height
            for entry, line in column:
                self._draw_entry(entry, line, left, top)
                top -= line.height

    def _draw_entry(self, entry: Entry, line: Prose, left: float, top: float) -> None:
        canvas, right = canvas_of(self), left + self._wide
        link = line.node = Node("Link", Node("Reference", Node("TOCI", self._node)))
        line.draw_at(canvas, left, top - line.height)
        canvas.link(link, entry.key, (left, top - line.height, right, top), cleaned(entry.title))
        baseline = top - fonts.ascent(TIGHT.face) * self._style.size
        canvas.draw_late(_number(link, entry.key, (right, baseline), self._style.size))


def _number(link: Node, key: str, end: tuple[float, float], size: float) -> LateDrawing:
    right, baseline = end

    def draw(canvas: ReportCanvas) -> None:
        page = f" {canvas.starts[key]}"  # the space keeps readers from joining it to the title
        wide = fonts.width(page, fonts.CODE, size)
        with canvas.mark(link):
            draw_text(canvas, (right - wide, baseline), page, fonts.CODE, size)

    return draw
