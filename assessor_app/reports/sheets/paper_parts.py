"""What is filled in with a pen: lines to write on, boxes to tick, and their labels."""

from typing import Final

from reportlab.platypus import Flowable

from assessor_app.reports.page.canvas import canvas_of
from assessor_app.reports.page.drawing import colour, text_width
from assessor_app.reports.page.line_drawing import draw_words
from assessor_app.reports.page.paper import MM
from assessor_app.reports.page.styles import Style
from assessor_app.reports.tagging.flowables import TaggedFlowable
from assessor_app.reports.tagging.node import Node

LINE_STEP: Final = 8.5 * MM


class WritingLines(Flowable):
    """Empty lines to write on."""

    def __init__(self, count: int, step: float = LINE_STEP) -> None:
        super().__init__()
        self.count = count
        self.step = step

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        self.width, self.height = available_width, self.count * self.step
        return self.width, self.height

    def draw(self) -> None:
        self.canv.setStrokeColor(colour("line_control"))
        self.canv.setLineWidth(0.5)
        for line in range(self.count):
            self.canv.line(0, line * self.step, self.width, line * self.step)


class TickBox(TaggedFlowable):
    """A box to tick with a pen, and a word behind it. spoken: what is read where no word stands beside it."""

    def __init__(self, size: float, word: str = "", style: Style | None = None, spoken: str = "Box to tick") -> None:
        super().__init__()
        self.size, self.word, self.spoken = size, word, spoken
        self.style = style or Style(size=11, leading=15)
        self.figure = self.words = Node("P")

    def tag(self, parent: Node) -> None:
        if self.word:
            self.words = Node("P", parent)
        else:
            self.figure = Node("Figure", parent, self.spoken)

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        wide = text_width(self.word, self.style.face, self.style.size) + self.size / 2 if self.word else 0
        self.width, self.height = self.size + wide, self.size + 1
        return self.width, self.height

    def draw(self) -> None:
        canvas = canvas_of(self)
        if self.word:
            self._box()
            low = (self.size - self.style.size * 0.72) / 2
            draw_words(canvas, (self.size * 1.5, low), self.word, self.style, self.words)
            return
        x, y = canvas.absolutePosition(0, 0)
        place = f"{x:.2f} {y:.2f} {x + self.size:.2f} {y + self.size:.2f}"
        self.figure.attributes = f"/O /Layout /Placement /Block /BBox [{place}]"
        with canvas.mark(self.figure):
            self._box()

    def _box(self) -> None:
        self.canv.setStrokeColor(colour("line_control"))
        self.canv.setLineWidth(0.75)
        self.canv.rect(0.4, 0.4, self.size - 0.8, self.size - 0.8, stroke=1, fill=0)


class Row(TaggedFlowable):
    """Small parts beside one another, each at its own width; what does not fit starts another line."""

    def __init__(self, parts: list[Flowable], gap: float = 17) -> None:
        super().__init__()
        self.parts = parts
        self.gap = gap
        self._places: list[tuple[float, float]] = []

    def tag(self, parent: Node) -> None:
        for part in self.parts:
            if isinstance(part, TaggedFlowable):
                part.tag(parent)

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        left = down = 0.0
        self._places = []
        tall = max(part.wrap(available_width, available_height)[1] for part in self.parts)
        for part in self.parts:
            if left and left + part.width > available_width:
                left, down = 0.0, down + tall + 4
            self._places.append((left, down))
            left += part.width + self.gap
        self.width, self.height, self._tall = available_width, down + tall, tall
        return self.width, self.height

    def draw(self) -> None:
        for part, (left, down) in zip(self.parts, self._places, strict=True):
            part.drawOn(self.canv, left, self.height - down - self._tall)


class ToFillIn(TaggedFlowable):
    """Labels with a line behind each, on one line of the page. widths: shares of the whole."""

    def __init__(self, labels: list[str], shares: list[float]) -> None:
        super().__init__()
        self.labels, self.shares = labels, shares
        self.nodes: list[Node] = []

    def tag(self, parent: Node) -> None:
        self.nodes = [Node("P", parent) for _ in self.labels]

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        self.width, self.height = available_width, 18
        return self.width, self.height

    def draw(self) -> None:
        canvas, left, whole = canvas_of(self), 0.0, self.width + 10
        for label, share, node in zip(self.labels, self.shares, self.nodes, strict=True):
            draw_words(canvas, (left, 3), label, LABEL_FACE, node)
            start = left + text_width(label, LABEL_FACE.face, LABEL_FACE.size) + 6
            canvas.setStrokeColor(colour("line_control"))
            canvas.setLineWidth(0.5)
            canvas.line(start, 0, left + whole * share - 10, 0)
            left += whole * share


LABEL_FACE = Style("Inter-SemiBold", 10, 15, "text2")
