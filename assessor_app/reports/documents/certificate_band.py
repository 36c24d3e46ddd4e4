"""The band at the left of a certificate: line work, the seal, and the QR code."""

from dataclasses import dataclass
from functools import cache
from math import cos, pi, sin
from typing import Final

from reportlab.lib.colors import Color
from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.pathobject import PDFPathObject

from assessor_app.domain.award.credential import AwardStatement
from assessor_app.reports.documents.certificate_words import set_code
from assessor_app.reports.page import fonts
from assessor_app.reports.page.drawing import colour, draw_text, text_width
from assessor_app.reports.page.emblem import draw_emblem, emblem
from assessor_app.reports.page.paper import MM
from assessor_app.reports.page.words import say
from assessor_app.reports.tagging.canvas import TaggedCanvas
from assessor_app.reports.tagging.node import Node

EDGE, WIDTH, HEIGHT = 11 * MM, 76 * MM, 188 * MM
MIDDLE: Final = EDGE + WIDTH / 2
WAVES, TURNS = 26, 1.5
SEAL: Final = 27 * MM
SEAL_Y: Final = 147 * MM
CODE: Final = 56 * MM
"""Side of the QR code with its quiet zone: a signed award takes up to 61 modules, each of 0.8 mm or more."""
CODE_Y: Final = 42 * MM
QUIET: Final = 4
ADDRESS_SIZES: Final = (10, 9.5, 9)


@dataclass(frozen=True, slots=True)
class Band:
    """What the band shows. ink, soft: colour tokens of the award; code, check_at: as on `CertificateContent`."""

    award: AwardStatement
    ink: str
    soft: str
    code: str
    check_at: str


def draw_band(canvas: TaggedCanvas, page: Node, band: Band) -> None:
    """Draw what stands on the band; seal, code and the words under it are read in this order."""
    award = band.award
    word = award.outcome.name if award.has_steps else award.scheme.short_title
    steps = len(award.scheme.outcomes)
    bars = {"step": award.step, "steps": steps}
    said = say("certificate.seal_bars", word=word, **bars) if steps > 1 else say("certificate.seal", word=word)
    seal = Node("Figure", page, said, attributes=_box(MIDDLE - SEAL, SEAL_Y - SEAL, 2 * SEAL))
    with canvas.mark(seal):
        draw_emblem(canvas, (MIDDLE, SEAL_Y), band.ink, emblem(SEAL, word, award.step, steps))
    left = MIDDLE - CODE / 2
    canvas.setFillColor(colour("paper"))
    canvas.roundRect(left - MM, CODE_Y - MM, CODE + 2 * MM, CODE + 2 * MM, 4, stroke=0, fill=1)
    words = say("certificate.code", number=award.number, issuer=award.issuer)
    with canvas.mark(Node("Figure", page, words, attributes=_box(left, CODE_Y, CODE))):
        _draw_code(canvas, left, band.code)
    with canvas.mark(Node("P", page)):
        _centred(canvas, say("certificate.check"), fonts.SEMIBOLD, 10.5, 36 * MM)
        where = set_code(band.check_at or say("certificate.register"), fonts.REGULAR, ADDRESS_SIZES, WIDTH - 6 * MM)
        for place, line in enumerate(where.lines):
            _centred(canvas, line, where.face, where.size, 30.5 * MM - place * where.leading)


def draw_ground(canvas: TaggedCanvas, band: Band) -> None:
    """Draw the band itself: its tint, the line work, and the line that ends it."""
    canvas.saveState()
    clip = canvas.beginPath()
    clip.rect(EDGE, EDGE, WIDTH, HEIGHT)
    canvas.clipPath(clip, stroke=0, fill=0)
    canvas.setFillColor(colour(band.soft))
    canvas.rect(EDGE, EDGE, WIDTH, HEIGHT, stroke=0, fill=1)
    canvas.setStrokeColor(_mixed(colour(band.ink), colour(band.soft), 0.3))
    canvas.setLineWidth(0.35)
    canvas.drawPath(_lattice(), stroke=1, fill=0)
    canvas.restoreState()
    canvas.setStrokeColor(colour(band.ink))
    canvas.setLineWidth(0.9)
    canvas.line(EDGE + WIDTH, EDGE, EDGE + WIDTH, EDGE + HEIGHT)


def _draw_code(canvas: Canvas, left: float, code: str) -> None:
    import segno

    rows = list(segno.make(code, error="m", micro=False, boost_error=False).matrix)
    size = CODE / (len(rows) + 2 * QUIET)
    path = canvas.beginPath()
    for down, row in enumerate(rows):
        for across, dark in enumerate(row):
            if dark:
                path.rect(left + (across + QUIET) * size, CODE_Y + CODE - (down + QUIET + 1) * size, size, size)
    canvas.setFillColor(Color(0, 0, 0))
    canvas.drawPath(path, stroke=0, fill=1)


def _centred(canvas: Canvas, text: str, face: str, size: float, y: float) -> None:
    draw_text(canvas, (MIDDLE - text_width(text, face, size) / 2, y), text, face, size)


def _mixed(one: Color, other: Color, share: float) -> Color:
    parts = zip((one.red, one.green, one.blue), (other.red, other.green, other.blue), strict=True)
    return Color(*(a * share + b * (1 - share) for a, b in parts))


@cache
def _lattice() -> PDFPathObject:
    """Equal waves, evenly shifted: an even net, as on banknotes."""
    path, wide, left = PDFPathObject(), WIDTH + 12 * MM, EDGE - 6 * MM
    for wave in range(WAVES):
        shift = 2 * pi * wave / WAVES
        for step in range(241):
            share = step / 240
            swing = sin(2 * pi * TURNS * share + shift) * (0.78 + 0.22 * cos(4 * pi * share))
            point = (left + wide / 2 + wide / 2 * swing, EDGE + HEIGHT * share)
            (path.lineTo if step else path.moveTo)(*point)
    return path


def _box(left: float, bottom: float, side: float) -> str:
    corners = f"{left:.2f} {bottom:.2f} {left + side:.2f} {bottom + side:.2f}"
    return f"/O /Layout /Placement /Block /BBox [{corners}]"
