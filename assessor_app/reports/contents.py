"""The list "In this report": titles known from the story, page numbers filled in when all pages are drawn."""

from collections.abc import Sequence

from assessor_app.reports import fonts
from assessor_app.reports.canvas import LateDrawing, ReportCanvas, canvas_of
from assessor_app.reports.drawing import draw_text
from assessor_app.reports.prose import Prose
from assessor_app.reports.story import Entry
from assessor_app.reports.styles import TIGHT, Style
from assessor_app.reports.tagging.flowables import TaggedFlowable
from assessor_app.reports.tagging.node import Node
from assessor_app.reports.text import cleaned

NUMBER_ROOM = 36
SIZES = (
    (11, TIGHT),
    (13, Style(size=10.5, leading=14.5)),
    (15, Style(size=10.5, leading=13)),
    (1000, Style(size=10, leading=12)),
)
"""Most entries and how they are set, so that what a mark has many sections of still stands on the cover."""


class Contents(TaggedFlowable):
    """One line an entry. `entries` may still grow until the document is laid out."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        super().__init__()
        self.entries = entries
        self._lines: list[Prose] = []
        self._style = TIGHT
        self._node = Node("TOC")

    def tag(self, parent: Node) -> None:
        """Only the list itself: its entries are known when it is drawn."""
        self._node = Node("TOC", parent)

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        self._style = next(style for most, style in SIZES if len(self.entries) <= most)
        self._lines = [Prose(entry.title, self._style) for entry in self.entries]
        self.width = available_width
        self.height = sum(line.wrap(available_width - NUMBER_ROOM, 0)[1] for line in self._lines)
        return self.width, self.height

    def draw(self) -> None:
        top = self.height
        for entry, line in zip(self.entries, self._lines, strict=True):
            canvas = canvas_of(self)
            link = line.node = Node("Link", Node("Reference", Node("TOCI", self._node)))
            line.draw_at(canvas, 0, top - line.height)
            canvas.link(link, entry.key, (0, top - line.height, self.width, top), cleaned(entry.title))
            baseline = top - fonts.ascent(TIGHT.face) * self._style.size
            canvas.draw_late(_number(link, entry.key, (self.width, baseline), self._style.size))
            top -= line.height


def _number(link: Node, key: str, end: tuple[float, float], size: float) -> LateDrawing:
    right, baseline = end

    def draw(canvas: ReportCanvas) -> None:
        page = f" {canvas.starts[key]}"  # the space keeps readers from joining it to the title
        wide = fonts.width(page, fonts.CODE, size)
        with canvas.mark(link):
            draw_text(canvas, (right - wide, baseline), page, fonts.CODE, size)

    return draw
