"""The cover's line work: computed curves in a corner, never under text."""

from collections.abc import Iterator
from functools import cache
from math import cos, pi, sin

from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.pathobject import PDFPathObject

from assessor_app.reports.page.drawing import colour
from assessor_app.reports.page.paper import HEIGHT, MM, WIDTH

CURVES = 30
STEPS = 90
CENTRE = (WIDTH - 16 * MM, HEIGHT + 16 * MM)
RADII = (92 * MM, 70 * MM)


def draw_corner(canvas: Canvas, bottom: float) -> None:
    """Quarter rings round the top right corner, each a little smaller and turned, above `bottom`."""
    canvas.saveState()
    clip = canvas.beginPath()
    clip.rect(0, bottom, WIDTH, HEIGHT - bottom)
    canvas.clipPath(clip, stroke=0, fill=0)
    canvas.setStrokeColor(colour("heat2"))
    canvas.setLineWidth(0.45)
    canvas.drawPath(_rings(), stroke=1, fill=0)
    canvas.restoreState()


@cache
def _rings() -> PDFPathObject:
    """All curves as one path; every cover has the same."""
    path = PDFPathObject()
    for ring in range(CURVES):
        first, *others = _points(ring / (CURVES - 1))
        path.moveTo(*first)
        for point in others:
            path.lineTo(*point)
    return path


def _points(share: float) -> Iterator[tuple[float, float]]:
    """One curve from left to right, as far as it is on the page."""
    for step in range(STEPS + 1):
        angle = pi + pi * step / STEPS
        ripple = 0.085 * sin(5 * angle + 2.6 * share) * (0.35 + 0.65 * share)
        size = 1 + ripple - 0.55 * share
        x, y = CENTRE[0] + RADII[0] * size * cos(angle), CENTRE[1] + RADII[1] * size * sin(angle)
        yield x, y
        if x > WIDTH + MM:
            return
