"""Where people sign: a box on the page with a real, empty signature field, and what a signed field shows in it."""

import io
from collections.abc import Sequence
from typing import Any, Final

from reportlab.pdfgen.canvas import Canvas

from assessor_app.reports.page import fonts
from assessor_app.reports.page.canvas import canvas_of
from assessor_app.reports.page.drawing import colour, draw_text
from assessor_app.reports.page.line_breaking import lines
from assessor_app.reports.page.paper import MM
from assessor_app.reports.page.styles import Style
from assessor_app.reports.page.text import Run
from assessor_app.reports.page.words import say
from assessor_app.reports.tagging.fields import add_signature_field
from assessor_app.reports.tagging.finishing import finish
from assessor_app.reports.tagging.flowables import TaggedFlowable
from assessor_app.reports.tagging.node import Node

BOX: Final = (100 * MM, 34 * MM)
ASSESSOR: Final = "Assessor"
VERIFIER: Final = "Verifier"
TIMESTAMP: Final = "Timestamp"

INSET = 20.0
SIZES: Final = ((17.0, 1), (14.0, 1), (12.0, 2), (10.0, 3), (9.0, 3))
"""Type sizes of a name, and on how many lines it may stand in each."""


class SignatureBox(TaggedFlowable):
    """An outlined box that a signature fills. name: of the field; spoken: what a screen reader says of it.

    The line for a pen belongs to the field's own appearance, so that a signature takes its place.
    """

    def __init__(self, name: str, spoken: str) -> None:
        super().__init__()
        self.name = name
        self.spoken = spoken
        self.node = Node("Form")

    def tag(self, parent: Node) -> None:
        self.node = Node("Form", parent)

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        self.width, self.height = BOX
        return BOX

    def draw(self) -> None:
        canvas = canvas_of(self)
        canvas.setStrokeColor(colour("line_control"))
        canvas.setLineWidth(0.75)
        canvas.roundRect(0, 0, self.width, self.height, 4, stroke=1, fill=0)
        form = f"to-sign-{self.name}"
        canvas.beginForm(form, 0, 0, self.width, self.height)
        _draw_line_to_sign(canvas, self.width)
        canvas.endForm()
        add_signature_field(canvas, self.node, self.name, self.spoken, BOX, form)


class TimestampField(TaggedFlowable):
    """A field without size for a time stamp over the whole file. It is made beforehand, since nothing may be added to
    a signed report but what fills its fields."""

    def __init__(self) -> None:
        super().__init__()
        self.node = Node("Form")

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        self.width = self.height = 0
        return 0, 0

    def tag(self, parent: Node) -> None:
        self.node = Node("Form", parent)

    def draw(self) -> None:
        add_signature_field(canvas_of(self), self.node, TIMESTAMP, say("sign_off.time_stamp"))


def signature_appearance(name: str, details: Sequence[str], width: float = BOX[0], height: float = BOX[1]) -> bytes:
    """A one-page PDF of the size of the field (points), drawn into it on signing. No validity is claimed: that is
    for the reader program to say."""
    fonts.prepare()
    out = io.BytesIO()
    options: dict[str, Any] = {"initialFontName": fonts.REGULAR}  # its published type is wrong
    canvas = Canvas(out, pagesize=(width, height), invariant=1, **options)
    canvas.setFillColor(colour("level"))
    canvas.rect(10, 10, 2, height - 20, stroke=0, fill=1)
    size, laid = name_lines(name, width - INSET - 10)
    y = height - 26 + max(0, len(laid) - 2) * 8
    for line in laid:
        draw_text(canvas, (INSET, y), "".join(run.text for run in line), fonts.DISPLAY, size)
        y -= size * 1.2
    y -= max(0.0, 18 - size * 1.2)
    for place, detail in enumerate(details):
        draw_text(canvas, (INSET, y), detail, fonts.CODE if place else fonts.REGULAR, 10, "text2")
        y -= 14
    canvas.showPage()
    canvas.save()
    return finish(out.getvalue())


def name_lines(name: str, room: float) -> tuple[float, list[list[Run]]]:
    """The name at 17 points, at 14, on two lines of 12, or on three of 10 or 9; what is longer still ends with "…"."""
    for size, most in SIZES:
        laid = list(lines(name, Style(fonts.DISPLAY, size), room))
        if len(laid) <= most:
            return size, laid
    last = laid[most - 1][-1]
    laid[most - 1][-1] = Run(f"{last.text.rstrip()[:-1]}…", last.face)
    return size, laid[:most]


def _draw_line_to_sign(canvas: Canvas, width: float) -> None:
    y = 13 * MM
    canvas.setStrokeColor(colour("text2"))
    canvas.setLineWidth(0.6)
    canvas.line(10, y, width - 10, y)
    draw_text(canvas, (10, y - 13), say("sign_off.sign_here"), fonts.REGULAR, 9.5, "text2")
