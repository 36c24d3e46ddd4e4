"""The logo of a mark's owner, scaled to fit and never stretched."""

import io
from typing import Final

from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from assessor_app.domain.words.passages import plain
from assessor_app.reports.page.canvas import canvas_of
from assessor_app.reports.page.drawing import Point, colour
from assessor_app.reports.page.paper import MM, TEXT_WIDTH
from assessor_app.reports.tagging.flowables import TaggedFlowable
from assessor_app.reports.tagging.node import Node

MOST: Final = (46 * MM, 20 * MM)
"""Room for it: width and height."""


class LogoAtRight(TaggedFlowable):
    """The logo at the right edge, beside what follows. It takes no height: `room` is what to keep free there."""

    def __init__(self, picture: bytes, spoken: str, most: tuple[float, float] = MOST) -> None:
        super().__init__()
        self.picture = picture
        self.spoken = spoken
        self.size = size_of(picture, most)
        self.node = Node("Figure")

    @property
    def room(self) -> float:
        """Points to keep free at the right."""
        return self.size[0] + 4 * MM

    def tag(self, parent: Node) -> None:
        self.node = Node("Figure", parent, plain(self.spoken))

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        self.width, self.height = available_width, 0
        return self.width, self.height

    def draw(self) -> None:
        canvas, (wide, tall) = canvas_of(self), self.size
        corner = (TEXT_WIDTH - wide, -tall)
        x, y = canvas.absolutePosition(*corner)
        self.node.attributes = bounds((x, y), wide, tall)
        with canvas.mark(self.node):
            draw_logo(canvas, self.picture, corner, self.size)


def size_of(picture: bytes, most: tuple[float, float] = MOST) -> tuple[float, float]:
    """Width and height in points, as large as the room allows."""
    wide, tall = ImageReader(io.BytesIO(picture)).getSize()
    scale = min(most[0] / wide, most[1] / tall)
    return wide * scale, tall * scale


def draw_logo(canvas: Canvas, picture: bytes, corner: Point, size: tuple[float, float]) -> None:
    """Draw it on white, with its lower left corner at a point."""
    canvas.setFillColor(colour("paper"))
    canvas.rect(*corner, *size, stroke=0, fill=1)
    canvas.drawImage(ImageReader(io.BytesIO(picture)), *corner, *size, mask="auto")


def bounds(corner: Point, width: float, height: float) -> str:
    """The attributes that tell readers where a figure stands on its page."""
    x, y = corner
    return f"/O /Layout /Placement /Block /BBox [{x:.2f} {y:.2f} {x + width:.2f} {y + height:.2f}]"
