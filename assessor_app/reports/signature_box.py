"""Where people sign: the printed box, and what a signed field shows inside it (design: documents section 10)."""

import io

from reportlab.lib.units import mm
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable

from assessor_app.reports.fonts import CODE, DISPLAY, REGULAR, register_fonts
from assessor_app.reports.paper import ink
from assessor_app.reports.text import plain

BOX_WIDTH, BOX_HEIGHT = 100 * mm, 34 * mm
_INSET = 1.0
"""Points between the printed box and the field, so that the box stays visible round a signature."""

Place = tuple[int, tuple[float, float, float, float]]
"""Page from 0, and left, bottom, right, top in points."""


class SignatureBox(Flowable):  # type: ignore[misc]
    """An empty box for one role. While drawing, it notes its place in the document's `signature_places`."""

    def __init__(self, role: str) -> None:
        super().__init__()
        self.width, self.height, self.role = BOX_WIDTH, BOX_HEIGHT, role

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        """The size is fixed."""
        return BOX_WIDTH, BOX_HEIGHT

    def draw(self) -> None:
        """The box, with a line for ink, so that the paper copy works too."""
        canvas = self.canv
        canvas.setStrokeColor(ink("line_control"))
        canvas.setLineWidth(0.75)
        canvas.roundRect(0, 0, BOX_WIDTH, BOX_HEIGHT, 4, 1, 0)
        canvas.setStrokeColor(ink("text2"))
        canvas.setLineWidth(0.6)
        canvas.line(10, 13 * mm, BOX_WIDTH - 10, 13 * mm)
        canvas.setFont(REGULAR, 9.5)
        canvas.setFillColor(ink("text2"))
        canvas.drawString(10, 13 * mm - 13, "Sign here, or sign in the program")
        left, bottom = canvas.absolutePosition(_INSET, _INSET)
        right, top = canvas.absolutePosition(BOX_WIDTH - _INSET, BOX_HEIGHT - _INSET)
        canvas.signature_places[self.role] = (canvas.getPageNumber() - 1, (left, bottom, right, top))


def signature_appearance(name: str, lines: tuple[str, ...]) -> bytes:
    """What a signed field shows, as a one-page PDF of the field's size. It says who and when, and no more: whether the
    signature is valid is the reader program's to say.
    """
    register_fonts()
    width, height = BOX_WIDTH - 2 * _INSET, BOX_HEIGHT - 2 * _INSET
    made = io.BytesIO()
    canvas = Canvas(made, pagesize=(width, height), pdfVersion=(1, 7), invariant=1)
    canvas.setFillColor(ink("paper"))
    canvas.rect(0, 0, width, height, 0, 1)
    canvas.setFillColor(ink("level"))
    canvas.rect(10, 10, 2, height - 20, 0, 1)
    size = next((size for size in (17, 14, 12) if stringWidth(plain(name), DISPLAY, size) <= width - 30), 10)
    canvas.setFillColor(ink("text"))
    canvas.setFont(DISPLAY, size)
    canvas.drawString(20, height - 26, plain(name))
    canvas.setFillColor(ink("text2"))
    for number, line in enumerate(lines):
        canvas.setFont(CODE if number else REGULAR, 10)
        canvas.drawString(20, height - 44 - number * 14, plain(line))
    canvas.showPage()
    canvas.save()
    return made.getvalue()
