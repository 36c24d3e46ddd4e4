"""The list "In this report": titles known from the story, page numbers filled in when all pages are drawn."""

from collections.abc import Sequence

from reportlab.platypus import Flowable

from assessor_app.reports import fonts
from assessor_app.reports.canvas import LateDrawing, ReportCanvas, canvas_of
from assessor_app.reports.drawing import draw_text
from assessor_app.reports.prose import Prose
from assessor_app.reports.story import Entry
from assessor_app.reports.styles import TIGHT

NUMBER_ROOM = 36


class Contents(Flowable):
    """One line an entry. `entries` may still grow until the document is laid out."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        super().__init__()
        self.entries = entries
        self._lines: list[Prose] = []

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        self._lines = [Prose(entry.title, TIGHT) for entry in self.entries]
        self.width = available_width
        self.height = sum(line.wrap(available_width - NUMBER_ROOM, 0)[1] for line in self._lines)
        return self.width, self.height

    def draw(self) -> None:
        top = self.height
        for entry, line in zip(self.entries, self._lines, strict=True):
            line.draw_at(self.canv, 0, top - line.height)
            baseline = top - fonts.ascent(TIGHT.face) * TIGHT.size
            self.canv.linkRect("", entry.key, (0, top - line.height, self.width, top), relative=1, Border="[0 0 0]")
            canvas_of(self).draw_late(_number(entry.key, self.width, baseline))
            top -= line.height


def _number(key: str, right: float, baseline: float) -> LateDrawing:
    def draw(canvas: ReportCanvas) -> None:
        page = str(canvas.starts[key])
        wide = fonts.width(page, fonts.CODE, TIGHT.size)
        draw_text(canvas, (right - wide, baseline), page, fonts.CODE, TIGHT.size)

    return draw
