"""The seal of an award as shapes: wavy rings, bars filled up to the award's step, and its word. Drawn on a page and
written as SVG from the same shapes."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from math import cos, pi, sin
from typing import Final, TypeAlias

from reportlab.pdfgen.canvas import Canvas

from assessor_app.reports.page import fonts
from assessor_app.reports.page.drawing import Point, colour, draw_text, text_width

PETALS: Final = 24
OUTER_RINGS, INNER_RINGS = 6, 4
STEPS: Final = 360
UPPER, LOWER = 1.1, 0.86
"""Room for a line of the word in the disc, and for one below it, in radii."""
EASILY_READ, LEAST_WORD = 0.15, 0.118
"""Sizes of its type in radii: 11 and 9 points on a certificate."""


@dataclass(frozen=True, slots=True)
class Ring:
    """A closed curve. width: of its line."""

    points: tuple[Point, ...]
    width: float


@dataclass(frozen=True, slots=True)
class Disc:
    """A circle; a line of no width is not drawn."""

    radius: float
    width: float
    filled: bool


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of the scale."""

    left: float
    bottom: float
    width: float
    height: float
    filled: bool


@dataclass(frozen=True, slots=True)
class Tick:
    """The sign of a mark that is simply held."""

    points: tuple[Point, ...]
    width: float


@dataclass(frozen=True, slots=True)
class Word:
    """A word in the middle. size: of the type."""

    text: str
    baseline: float
    size: float


Shape: TypeAlias = Ring | Disc | Bar | Tick | Word


def emblem(radius: float, word: str, filled: int, steps: int) -> Iterator[Shape]:
    """The shapes of a seal round the origin, y upwards. steps: how many awards the mark has; one shows a tick."""
    yield Disc(radius * 1.05, 0, True)
    for points in _rings(OUTER_RINGS, 0.78):
        yield Ring(tuple((x * radius, y * radius) for x, y in points), radius * 0.0042)
    for points in _rings(INNER_RINGS, 0.88):
        yield Ring(tuple((x * radius * 0.8, y * radius * 0.8) for x, y in points), radius * 0.0037)
    yield Disc(radius * 0.7, radius * 0.0144, True)
    yield Disc(radius * 0.66, radius * 0.0052, False)
    height, low = radius * 0.42, radius * 0.02
    if steps > 1:
        yield from _bars(height, low, filled, steps)
    else:
        tick = ((-0.42, 0.42), (-0.1, 0.1), (0.5, 0.86))
        yield Tick(tuple((x * height, low + y * height) for x, y in tick), radius * 0.06)
    yield from _words(word, radius)


def draw_emblem(canvas: Canvas, centre: Point, ink: str, shapes: Iterator[Shape]) -> None:
    """Draw the shapes round a point. ink: a colour token."""
    canvas.saveState()
    canvas.translate(*centre)
    canvas.setStrokeColor(colour(ink))
    for shape in shapes:
        _draw(canvas, shape, ink)
    canvas.restoreState()


def _draw(canvas: Canvas, shape: Shape, ink: str) -> None:
    match shape:
        case Ring(points, width) | Tick(points, width):
            canvas.setLineWidth(width)
            path = canvas.beginPath()
            path.moveTo(*points[0])
            for point in points[1:]:
                path.lineTo(*point)
            if isinstance(shape, Ring):
                path.close()
            canvas.drawPath(path, stroke=1, fill=0)
        case Disc(radius, width, filled):
            canvas.setFillColor(colour("paper"))
            canvas.setLineWidth(width)
            canvas.circle(0, 0, radius, stroke=int(width > 0), fill=int(filled))
        case Bar(left, bottom, width, height, filled):
            canvas.setFillColor(colour(ink))
            canvas.setLineWidth(width * 0.22)
            canvas.rect(left, bottom, width, height, stroke=int(not filled), fill=int(filled))
        case Word(text, baseline, size):
            middle = text_width(text, fonts.DISPLAY, size) / 2
            draw_text(canvas, (-middle, baseline), text, fonts.DISPLAY, size, ink)


def _bars(height: float, low: float, filled: int, steps: int) -> Iterator[Bar]:
    wide, outline = height * 0.27, height * 0.06
    left = -height * (0.27 * steps + 0.15 * (steps - 1)) / 2
    for place in range(steps):
        tall, x = height * (0.46 + 0.54 * place / (steps - 1)), left + place * height * 0.42
        if place < filled:
            yield Bar(x, low, wide, tall, True)
        else:
            yield Bar(x + outline / 2, low + outline / 2, wide - outline, tall - outline, False)


def _words(word: str, radius: float) -> Iterator[Word]:
    """The word on one line, or on the two that are largest; none at all where it could not be read."""
    parts = word.split()
    one = min(0.25, UPPER / max(_width(word), 0.01))
    breaks = [(" ".join(parts[:at]), " ".join(parts[at:])) for at in range(1, len(parts))]
    two = {pair: min(0.2, UPPER / _width(pair[0]), LOWER / _width(pair[1])) for pair in breaks}
    best = max(two, key=lambda pair: two[pair], default=None)
    if best and one < EASILY_READ and two[best] > max(one, LEAST_WORD):
        size = two[best]
        yield Word(best[0], -radius * 0.24, size * radius)
        yield Word(best[1], -radius * (0.24 + size * 1.15), size * radius)
    elif one >= LEAST_WORD:
        yield Word(word, -radius * 0.30, one * radius)


def _width(words: str) -> float:
    return text_width(words, fonts.DISPLAY, 1)


@cache
def _rings(count: int, inner: float) -> tuple[tuple[Point, ...], ...]:
    """Wavy circles of radius 1, each turned a little: a seal's edge."""
    found = []
    for ring in range(count):
        points = []
        for step in range(STEPS):
            angle = 2 * pi * step / STEPS
            size = (1 + inner) / 2 + (1 - inner) / 2 * cos(PETALS * angle + 2 * pi * ring / count)
            points.append((size * cos(angle), size * sin(angle)))
        found.append(tuple(points))
    return tuple(found)
