"""Figure: strands at each level in each aspect, highest first, against what the award aimed at needs."""

from collections.abc import Sequence

from reportlab.pdfgen.canvas import Canvas

from assessor_app.domain.award.outlook import AspectOutlook
from assessor_app.domain.scheme.edition import Outcome, Scheme
from assessor_app.reports.content.sentences import rank
from assessor_app.reports.page import fonts
from assessor_app.reports.page.blocks import Figure
from assessor_app.reports.page.drawing import bars_width, colour, draw_bars, draw_text, text_width
from assessor_app.reports.page.paper import TEXT_WIDTH, heat
from assessor_app.reports.page.prose import fitting
from assessor_app.reports.page.styles import ROW_HEADER, Style
from assessor_app.reports.page.words import say

ROW = 21.0
NAMES = 122.0
BLOCK, GAP, TALL = 42.0, 3.0, 13.0
MINIMUM = 12.0
BEFORE_WORDS = 8.0
LABEL = Style(fonts.SEMIBOLD, 9.5, 13.5)


def aspect_bars(scheme: Scheme, aim: Outcome, aspects: Sequence[AspectOutlook]) -> Figure:
    """One row an aspect; a black line after the block that the award needs of it."""
    height = len(aspects) * ROW + 20

    def paint(canvas: Canvas) -> None:
        block = _block(aim, aspects)
        words = NAMES + _most(aspects) * (block + GAP) + BEFORE_WORDS
        _draw_needed(canvas, aim, aspects, height, block)
        for place, aspect in enumerate(aspects):
            y = height - 32 - place * ROW
            _draw_row(canvas, scheme, aspect, y, block)
            face = fonts.REGULAR if aspect.met else fonts.SEMIBOLD
            said = fitting(standing(aim, aspect), Style(face, 10.5), TEXT_WIDTH - words)
            draw_text(canvas, (words, y + 3), said, face, 10.5)

    return Figure(height, paint, alternative(aim, aspects))


def alternative(aim: Outcome, aspects: Sequence[AspectOutlook]) -> str:
    """The figure in words."""
    level, alike = aspects[0].level_name, _alike(aspects)
    rows = " ".join(
        say(
            "detail.bars_row" if alike else "detail.bars_row_needs",
            aspect=aspect.short,
            count=aspect.reached,
            all=aspect.strands,
            **({} if alike else {"needed": aspect.needed}),
        )
        for aspect in aspects
    )
    if not alike:
        return f"{say('detail.bars_spoken_each', level=level, award=aim.name)} {rows}"
    return f"{say('detail.bars_spoken', level=level, award=aim.name, needed=aspects[0].needed)} {rows}"


def _alike(aspects: Sequence[AspectOutlook]) -> bool:
    """True when the award needs as many strands of one aspect as of the others."""
    return len({aspect.needed for aspect in aspects}) == 1


def standing(aim: Outcome, aspect: AspectOutlook) -> str:
    """ "3 of 4 Embedded: reaches Gold" or "2 of 4 Embedded: 1 short"."""
    counts = {"count": aspect.reached, "all": aspect.strands, "level": aspect.level_name}
    if aspect.met:
        return say("detail.bar_reaches", award=aim.name, **counts)
    return say("detail.bar_short", short=aspect.needed - aspect.reached, **counts)


def _block(aim: Outcome, aspects: Sequence[AspectOutlook]) -> float:
    """Width of a block: the design's, or what many strands or long words leave."""
    words = max(text_width(standing(aim, aspect), fonts.SEMIBOLD, 10.5) for aspect in aspects)
    return max(MINIMUM, min(BLOCK, (TEXT_WIDTH - NAMES - BEFORE_WORDS - words) / _most(aspects) - GAP))


def _most(aspects: Sequence[AspectOutlook]) -> int:
    return max(aspect.strands for aspect in aspects)


def _draw_needed(canvas: Canvas, aim: Outcome, aspects: Sequence[AspectOutlook], height: float, block: float) -> None:
    """A line through all rows, or one a row where aspects differ in what they need, and over it what it means."""
    needed, level = aspects[0].needed, aspects[0].level_name
    canvas.setStrokeColor(colour("text"))
    canvas.setLineWidth(1)
    if not _alike(aspects):
        label = fitting(say("detail.bar_needs_each", award=aim.name, level=level), LABEL, TEXT_WIDTH - NAMES)
        draw_text(canvas, (NAMES, height - 9), label, LABEL.face, LABEL.size)
        for place, aspect in enumerate(aspects):
            x, y = NAMES + aspect.needed * (block + GAP) - GAP / 2, height - 32 - place * ROW
            canvas.line(x, y + TALL + (ROW - TALL) / 2, x, y - (ROW - TALL) / 2)
        return
    x = NAMES + needed * (block + GAP) - GAP / 2
    label = fitting(say("detail.bar_needs", award=aim.name, count=needed, level=level), LABEL, TEXT_WIDTH)
    wide = text_width(label, LABEL.face, LABEL.size)
    draw_text(canvas, (max(0.0, min(x - wide / 2, TEXT_WIDTH - wide)), height - 9), label, LABEL.face, LABEL.size)
    canvas.line(x, height - 13, x, height - 36 - (len(aspects) - 1) * ROW)


def _draw_row(canvas: Canvas, scheme: Scheme, aspect: AspectOutlook, y: float, block: float) -> None:
    number = next(each.number for each in scheme.aspects if each.id == aspect.aspect)
    name = fitting(f"{number}. {aspect.short}", ROW_HEADER, NAMES - 6)
    draw_text(canvas, (0, y + 3), name, fonts.SEMIBOLD, 10.5)
    left = NAMES
    strands = zip(scheme.graded_in(aspect.aspect), aspect.levels, strict=True)
    for place, levels in sorted(
        ((rank(scheme, level), scheme.steps_of(strand)) for strand, level in strands), key=_height
    ):
        shade = heat(place, levels)
        canvas.setFillColor(colour(f"heat{shade}"))
        canvas.setStrokeColor(colour("line_control"))
        canvas.setLineWidth(0.5)
        canvas.rect(left, y, block, TALL, stroke=int(place == 0), fill=1)
        middle = left + block / 2 - (bars_width(8, levels) if place else 8) / 2
        draw_bars(canvas, (middle, y + 2.6), place, levels, 8, f"on_heat{shade}")
        left += block + GAP


def _height(block: tuple[int, int]) -> float:
    """Highest first: rank as a part of the scale's levels."""
    return -block[0] / block[1]
