"""Figure: two readings of every strand on one track each: the school's and ours, before and now, ours and a second."""

from collections.abc import Callable
from dataclasses import dataclass

from reportlab.pdfgen.canvas import Canvas

from assessor_app.domain.scheme.edition import Aspect, Scheme, Strand
from assessor_app.reports.page import fonts
from assessor_app.reports.page.blocks import Figure
from assessor_app.reports.page.drawing import colour, draw_text, text_width
from assessor_app.reports.page.paper import TEXT_WIDTH
from assessor_app.reports.page.prose import fitting
from assessor_app.reports.page.styles import Style
from assessor_app.reports.page.words import say

ROW, BETWEEN, HEAD = 14.6, 5.0, 20.0
LAST_TICK, STEP, LONGEST_TRACK, BEFORE_TRACK = 344.0, 82.0, 164.0, 26.0
WORDS = 378.0
TITLE = Style(fonts.REGULAR, 10, 14)
MOST_ROWS = 36


@dataclass(frozen=True, slots=True)
class Pair:
    """Two levels by rank, 0 for none. The first is drawn open, the second filled."""

    first: int
    second: int

    @property
    def differs(self) -> bool:
        """True when there are two levels and they are not the same."""
        return bool(self.first and self.second and self.first != self.second)


@dataclass(frozen=True, slots=True)
class Comparison:
    """What is compared. first, second: a strand's rank; says: what a row says at its end; opening: the first sentence
    of the alternative text; by: what follows a level's name there, as "in 2021" and "now"; stresses: whether a row's
    words are bold."""

    first: Callable[[Strand], int]
    second: Callable[[Strand], int]
    says: Callable[[Pair], str]
    opening: str
    by: tuple[str, str]
    stresses: Callable[[Pair], bool] = lambda pair: pair.differs

    def pair(self, strand: Strand) -> Pair:
        """Both ranks of a strand."""
        return Pair(self.first(strand), self.second(strand))


def comparison(scheme: Scheme, compared: Comparison) -> Figure:
    """One row a strand, aspects in tinted bands."""
    aspects = [aspect for aspect in scheme.aspects if _graded(aspect)]
    rows = sum(len(_graded(aspect)) for aspect in aspects)
    height = rows * ROW + (len(aspects) - 1) * BETWEEN + HEAD

    def paint(canvas: Canvas) -> None:
        for words, x in _head(scheme, track_of(scheme)):
            middle = x - text_width(words, fonts.SEMIBOLD, 9.5) / 2
            draw_text(canvas, (middle, height - 10), words, fonts.SEMIBOLD, 9.5, "text2")
        top = height - HEAD + 1
        for aspect in aspects:
            _draw_band(canvas, scheme, compared, aspect, top)
            top -= len(_graded(aspect)) * ROW + BETWEEN

    return Figure(height, paint, alternative(scheme, compared))


def alternative(scheme: Scheme, compared: Comparison) -> str:
    """The figure in words."""
    first, second = compared.by
    rows = (
        f"{strand.number} {strand.title}: {_name(scheme, strand, pair.first)} {first}, "
        f"{_name(scheme, strand, pair.second)} {second}."
        for strand in scheme.graded
        for pair in (compared.pair(strand),)
    )
    return f"{compared.opening} {' '.join(rows)}"


def _graded(aspect: Aspect) -> list[Strand]:
    """What of an aspect has a level to compare."""
    return [strand for strand in aspect.strands if not strand.narrative]


@dataclass(frozen=True, slots=True)
class Track:
    """The line that levels stand on, from its first tick. Points."""

    start: float

    @property
    def room(self) -> float:
        """Where a strand's title must end."""
        return self.start - BEFORE_TRACK

    def tick(self, levels: int, rank: int) -> float:
        """Where a rank stands on a scale of so many levels."""
        return self.start + (LAST_TICK - self.start) * (rank - 1) / max(1, levels - 1)


def track_of(scheme: Scheme) -> Track:
    """As long as the longest scale asks for; what a short one leaves is for the titles."""
    steps = max(len(levels) for _, levels in scheme.levels_in_use) - 1
    return Track(LAST_TICK - min(LONGEST_TRACK, STEP * max(1, steps)))


def _head(scheme: Scheme, track: Track) -> list[tuple[str, float]]:
    """Words over the tracks and where: the levels, or only the ends where scales differ."""
    if scheme.has_own_scales:
        return [(say("detail.lowest"), track.start), (say("detail.highest"), LAST_TICK)]
    return [(level.name, track.tick(len(scheme.levels), level.rank)) for level in scheme.levels]


def _name(scheme: Scheme, strand: Strand, rank: int) -> str:
    return next((level.name for level in scheme.levels_of(strand) if level.rank == rank), say("detail.no_level"))


def _draw_band(canvas: Canvas, scheme: Scheme, compared: Comparison, aspect: Aspect, top: float) -> None:
    tall = len(_graded(aspect)) * ROW
    canvas.setFillColor(colour("bg"))
    canvas.roundRect(0, top - tall, TEXT_WIDTH, tall, 3, stroke=0, fill=1)
    for place, strand in enumerate(_graded(aspect)):
        pair = compared.pair(strand)
        y = top - place * ROW - 10.4
        _draw_row(canvas, scheme, strand, pair, y)
        face = fonts.SEMIBOLD if compared.stresses(pair) else fonts.REGULAR
        draw_text(canvas, (WORDS, y), compared.says(pair), face, 10)


def _draw_row(canvas: Canvas, scheme: Scheme, strand: Strand, pair: Pair, y: float) -> None:
    draw_text(canvas, (6, y), strand.number, fonts.CODE_MEDIUM, 9.5, "text2")
    left = max(28, 12 + text_width(strand.number, fonts.CODE_MEDIUM, 9.5))
    track, levels, middle = track_of(scheme), scheme.steps_of(strand), y + 3.2
    draw_text(canvas, (left, y), fitting(strand.title, TITLE, track.room - left), fonts.REGULAR, 10)
    _draw_track(canvas, track, levels, middle)
    _draw_pair(canvas, (track.tick(levels, pair.first), track.tick(levels, pair.second)), pair, middle)


def _draw_track(canvas: Canvas, track: Track, levels: int, y: float) -> None:
    canvas.setStrokeColor(colour("line_control"))
    canvas.setLineWidth(0.35)
    ticks = [track.tick(levels, rank) for rank in range(1, levels + 1)]
    canvas.line(ticks[0], y, ticks[-1], y)
    for x in ticks:
        canvas.line(x, y - 2, x, y + 2)


def _draw_pair(canvas: Canvas, ticks: tuple[float, float], pair: Pair, y: float) -> None:
    canvas.setStrokeColor(colour("level"))
    first, second = ticks
    if pair.differs:
        _draw_arrow(canvas, first, second, y)
    canvas.setLineWidth(1.1)
    if pair.first and pair.first != pair.second:
        canvas.setFillColor(colour("paper"))
        canvas.circle(first, y, 3.4, stroke=1, fill=1)
    canvas.setFillColor(colour("level"))
    if pair.second:
        canvas.circle(second, y, 4.6, stroke=0, fill=1)
    if pair.second and pair.first == pair.second:
        canvas.circle(second, y, 6.6, stroke=1, fill=0)


def _draw_arrow(canvas: Canvas, start: float, end: float, y: float) -> None:
    way = 1 if end > start else -1
    canvas.setFillColor(colour("level"))
    canvas.setLineWidth(1.6)
    canvas.line(start + way * 4, y, end - way * 9, y)
    head = canvas.beginPath()
    head.moveTo(end - way * 5, y)
    head.lineTo(end - way * 10.5, y + 3.2)
    head.lineTo(end - way * 10.5, y - 3.2)
    head.close()
    canvas.drawPath(head, stroke=0, fill=1)
