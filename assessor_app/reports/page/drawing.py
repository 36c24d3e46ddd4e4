"""Small things drawn on a page: level bars, the award's roundel, one line of text."""

from functools import cache
from typing import TypeAlias

from reportlab.lib.colors import Color, HexColor
from reportlab.pdfgen.canvas import Canvas

from assessor_app.reports.page import fonts
from assessor_app.reports.page.dressing import hex_of
from assessor_app.reports.page.text import printable

_colour = cache(HexColor)

PAIR = 2
"""Levels of a scale that says met or not met."""

Point: TypeAlias = tuple[float, float]
"""Points from the left and from below, in the present coordinates."""


def colour(token: str) -> Color:
    """The colour of a token in the document that is being made."""
    return _colour(hex_of(token))


def draw_text(canvas: Canvas, at: Point, text: str, face: str, size: float, ink: str = "text") -> None:
    """One line with its start `at` a point. It ends with a space, or readers join it to the next one."""
    x, y = at
    canvas.setFillColor(colour(ink))
    for run in printable(f"{text} ", face):
        canvas.setFont(fonts.use(run.face), size)
        canvas.drawString(x, y, run.text)
        x += fonts.width(run.text, run.face, size)


def text_width(text: str, face: str, size: float) -> float:
    """Width in points of what `draw_text` draws."""
    return sum(fonts.width(run.text, run.face, size) for run in printable(text, face))


def bars_width(height: float, levels: int) -> float:
    """Width of the bars of a scale; of the ring, where there is no level."""
    return height * (0.27 * levels + 0.15 * (levels - 1))


def draw_bars(canvas: Canvas, at: Point, rank: int, levels: int, height: float, ink: str = "level") -> None:
    """Rising bars, filled up to the level, the rest hollow: readable in grey and on a photocopy.

    Rank 0 (no level) is a dashed ring, as on screen. A scale of two levels, met or not, is one square, filled or
    hollow.
    """
    x, y = at
    canvas.saveState()
    canvas.setFillColor(colour(ink))
    canvas.setStrokeColor(colour(ink))
    if rank <= 0:
        canvas.setLineWidth(height * 0.1)
        canvas.setDash(height * 0.17, height * 0.145)
        canvas.circle(x + height * 0.5, y + height * 0.5, height * 0.45, stroke=1, fill=0)
    elif levels == PAIR:
        _draw_square(canvas, at, rank == PAIR, bars_width(height, PAIR))
    else:
        _draw_scale(canvas, at, rank, levels, height)
    canvas.restoreState()


def _draw_square(canvas: Canvas, at: Point, filled: bool, side: float) -> None:
    outline = side * 0.12
    canvas.setLineWidth(outline)
    canvas.rect(at[0] + outline / 2, at[1] + outline / 2, side - outline, side - outline, stroke=1, fill=int(filled))


def _draw_scale(canvas: Canvas, at: Point, rank: int, levels: int, height: float) -> None:
    x, y = at
    outline = height * 0.06
    canvas.setLineWidth(outline)
    for place in range(levels):
        left, wide = x + place * height * 0.42, height * 0.27
        tall = height * (0.46 + 0.54 * place / max(1, levels - 1)) if levels > 1 else height
        if place < rank:
            canvas.rect(left, y, wide, tall, stroke=0, fill=1)
        else:
            canvas.rect(left + outline / 2, y + outline / 2, wide - outline, tall - outline, stroke=1, fill=0)


def draw_roundel(canvas: Canvas, at: Point, radius: float, ink: str, filled: int, steps: int) -> None:
    """A ring with as many filled bars as the award has steps."""
    x, y = at
    canvas.saveState()
    canvas.setFillColor(colour("paper"))
    canvas.setStrokeColor(colour(ink))
    canvas.setLineWidth(radius * 0.07)
    canvas.circle(x, y, radius, stroke=1, fill=1)
    canvas.setLineWidth(radius * 0.025)
    canvas.circle(x, y, radius * 0.84, stroke=1, fill=0)
    height = radius * 0.8
    wide = bars_width(height, steps) if filled else height
    draw_bars(canvas, (x - wide / 2, y - height / 2), filled, steps, height, ink)
    canvas.restoreState()
