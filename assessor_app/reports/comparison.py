"""Figure: the school's own judgement of each strand beside ours, on one track a strand."""

from dataclasses import dataclass

from reportlab.pdfgen.canvas import Canvas

from assessor_app.domain.scheme import Aspect, Scheme, Strand
from assessor_app.reports import fonts
from assessor_app.reports.blocks import Figure
from assessor_app.reports.drawing import colour, draw_text, text_width
from assessor_app.reports.facts import Facts
from assessor_app.reports.paper import TEXT_WIDTH
from assessor_app.reports.prose import fitting
from assessor_app.reports.styles import Style

ROW, BETWEEN, HEAD = 14.6, 5.0, 20.0
FIRST_TICK, TRACK = 180.0, 164.0
WORDS = 378.0
TITLE = Style(fonts.REGULAR, 10, 14)
MOST_ROWS = 36


@dataclass(frozen=True, slots=True)
class Pair:
    """Two levels by rank, 0 for none: the school's and ours."""

    school: int
    ours: int

    @property
    def words(self) -> str:
        """What the row says at its end."""
        if not self.school and not self.ours:
            return "No level"
        if not self.ours:
            return "Not judged by us"
        if not self.school:
            return "Ours only"
        if self.school == self.ours:
            return "Same"
        return "Ours is higher" if self.ours > self.school else "Ours is lower"


def comparison(facts: Facts) -> Figure:
    """One row a strand, aspects in tinted bands."""
    scheme = facts.content.scheme
    aspects = scheme.aspects
    rows = sum(len(aspect.strands) for aspect in aspects)
    height = rows * ROW + (len(aspects) - 1) * BETWEEN + HEAD

    def paint(canvas: Canvas) -> None:
        for level in scheme.levels:
            middle = _tick(scheme, level.rank) - text_width(level.name, fonts.SEMIBOLD, 9.5) / 2
            draw_text(canvas, (middle, height - 10), level.name, fonts.SEMIBOLD, 9.5, "text2")
        top = height - HEAD + 1
        for aspect in aspects:
            _draw_band(canvas, facts, aspect, top)
            top -= len(aspect.strands) * ROW + BETWEEN

    return Figure(height, paint, alternative(facts))


def alternative(facts: Facts) -> str:
    """The figure in words."""
    scheme = facts.content.scheme
    names = {0: "no level", **{level.rank: level.name for level in scheme.levels}}
    school = scheme.terms.institution
    rows = (
        f"{strand.number} {strand.title}: {names[facts.school_rank(strand)]} by the {school}, "
        f"{names[facts.our_rank(strand)]} by us."
        for strand in scheme.strands
    )
    return f"Each {scheme.terms.strand} as the {school} and we judged it. {' '.join(rows)}"


def _draw_band(canvas: Canvas, facts: Facts, aspect: Aspect, top: float) -> None:
    tall = len(aspect.strands) * ROW
    canvas.setFillColor(colour("bg"))
    canvas.roundRect(0, top - tall, TEXT_WIDTH, tall, 3, stroke=0, fill=1)
    for place, strand in enumerate(aspect.strands):
        _draw_row(canvas, facts, strand, top - place * ROW - 10.4)


def _draw_row(canvas: Canvas, facts: Facts, strand: Strand, y: float) -> None:
    scheme = facts.content.scheme
    pair = Pair(facts.school_rank(strand), facts.our_rank(strand))
    draw_text(canvas, (6, y), strand.number, fonts.CODE_MEDIUM, 9.5, "text2")
    left = max(28, 12 + text_width(strand.number, fonts.CODE_MEDIUM, 9.5))
    draw_text(canvas, (left, y), fitting(strand.title, TITLE, 154 - left), fonts.REGULAR, 10)
    middle = y + 3.2
    _draw_track(canvas, scheme, middle)
    _draw_pair(canvas, scheme, pair, middle)
    bold = bool(pair.school and pair.ours and pair.school != pair.ours)
    draw_text(canvas, (WORDS, y), pair.words, fonts.SEMIBOLD if bold else fonts.REGULAR, 10)


def _draw_track(canvas: Canvas, scheme: Scheme, y: float) -> None:
    canvas.setStrokeColor(colour("line_control"))
    canvas.setLineWidth(0.35)
    ticks = [_tick(scheme, level.rank) for level in scheme.levels]
    canvas.line(ticks[0], y, ticks[-1], y)
    for x in ticks:
        canvas.line(x, y - 2, x, y + 2)


def _draw_pair(canvas: Canvas, scheme: Scheme, pair: Pair, y: float) -> None:
    canvas.setStrokeColor(colour("level"))
    school, ours = _tick(scheme, pair.school), _tick(scheme, pair.ours)
    if pair.school and pair.ours and pair.school != pair.ours:
        _draw_arrow(canvas, school, ours, y)
    canvas.setLineWidth(1.1)
    if pair.school and pair.school != pair.ours:
        canvas.setFillColor(colour("paper"))
        canvas.circle(school, y, 3.4, stroke=1, fill=1)
    canvas.setFillColor(colour("level"))
    if pair.ours:
        canvas.circle(ours, y, 4.6, stroke=0, fill=1)
    if pair.ours and pair.school == pair.ours:
        canvas.circle(ours, y, 6.6, stroke=1, fill=0)


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


def _tick(scheme: Scheme, rank: int) -> float:
    return FIRST_TICK + TRACK * (rank - 1) / max(1, len(scheme.levels) - 1)
