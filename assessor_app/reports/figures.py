"""The report's tables and figures of levels: strand profile, aspect bars, the school's judgements beside ours."""

from collections.abc import Mapping

from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Paragraph, Table

from assessor_app.domain.report import ReportContent
from assessor_app.domain.scheme import Aspect
from assessor_app.reports.drawing import Drawing, LevelWord, bars, heat_of, level_words, rank_of
from assessor_app.reports.fonts import CODE, REGULAR, SEMIBOLD
from assessor_app.reports.paper import WIDTH, ink, style
from assessor_app.reports.story import NO_PADDING, Cell, Story
from assessor_app.reports.text import plain, printable

MOST_COLUMNS = 5
"""More strands in an aspect than this do not fit side by side."""

Levels = Mapping[str, str | None]


def strand_profile(story: Story, content: ReportContent) -> None:
    """Add the table of every strand's level, tinted; aspects of uneven or great length become a plain list."""
    scheme = content.scheme
    sizes = {len(aspect.strands) for aspect in scheme.aspects}
    titles = {tuple(strand.title for strand in aspect.strands) for aspect in scheme.aspects}
    if len(sizes) > 1 or max(sizes) > MOST_COLUMNS or len(titles) > 1:
        _profile_list(story, content)
        return
    story.add(story.caption(f"{scheme.terms.level.capitalize()} of each {scheme.terms.strand}"))
    story.add(_profile_grid(content))


def _profile_grid(content: ReportContent) -> Table:
    scheme, columns = content.scheme, len(content.scheme.aspects[0].strands)
    aim = content.outlook.aspects[0].level_name
    names = ["", *(strand.title for strand in scheme.aspects[0].strands), aim]
    data: list[list[Flowable]] = [[Paragraph(printable(name), style("column-header")) for name in names]]
    look = [*NO_PADDING, ("VALIGN", (0, 0), (-1, -1), "MIDDLE"), ("INNERGRID", (1, 1), (-2, -1), 2.5, ink("paper"))]
    look += [("LEFTPADDING", (1, 0), (-1, -1), 5), ("BOTTOMPADDING", (0, 0), (-1, 0), 4)]
    for row, (aspect, seen) in enumerate(zip(scheme.aspects, content.outlook.aspects, strict=True), start=1):
        cells: list[Flowable] = [Paragraph(printable(f"{aspect.number} {aspect.short}"), style("row-header"))]
        for column, strand in enumerate(aspect.strands, start=1):
            heat = heat_of(scheme, rank_of(scheme, content.levels.get(strand.id)))
            look.append(("BACKGROUND", (column, row), (column, row), ink(f"heat{heat}")))
            cells.append(LevelWord(scheme, content.levels.get(strand.id), "row-header", ink(f"on_heat{heat}")))
        bold = "cell" if seen.met else "row-header"
        data.append([*cells, Paragraph(f"{seen.reached} of {seen.strands}", style(bold))])
    first, last = 102.6, 60.0
    middle = (WIDTH - first - last) / columns
    return Table(
        data,
        colWidths=[first, *([middle] * columns), last],
        rowHeights=[None, *([25] * len(scheme.aspects))],
        style=look,
    )


def _profile_list(story: Story, content: ReportContent) -> None:
    rows: list[list[Cell]] = [
        [f"{strand.number} {strand.title}", LevelWord(content.scheme, content.levels.get(strand.id), "cell")]
        for strand in content.scheme.strands
    ]
    terms = content.scheme.terms
    story.table(
        f"{terms.level.capitalize()} of each {terms.strand}",
        [terms.strand.capitalize(), "Our judgement"],
        rows,
        [WIDTH * 0.6, WIDTH * 0.4],
    )


def aspect_bars(content: ReportContent) -> Drawing:
    """Blocks for each aspect's strands, highest level first, with the line the next award needs."""
    aspects, row, left, block, gap = content.outlook.aspects, 21.0, 122.0, 42.0, 3.0
    height = len(aspects) * row + 20
    aim = content.outlook.next or content.outlook.award
    widest = max(aspect.strands for aspect in aspects)
    block = min(block, (WIDTH - left - 160) / widest - gap)

    def draw(canvas: Canvas) -> None:
        top, needed = height - 30, aspects[0].needed
        if aim:
            _goal_line(
                canvas,
                left + needed * (block + gap) - gap / 2,
                height,
                top - (len(aspects) - 1) * row - 6,
                f"{aim.name} needs {needed} {aspects[0].level_name}",
            )
        for number, (aspect, seen) in enumerate(zip(content.scheme.aspects, aspects, strict=True)):
            y = top - number * row - 2
            _write(canvas, 0, y + 3, f"{aspect.number} {aspect.short}", SEMIBOLD, 10.5)
            _blocks(canvas, content, aspect, (left, y, block, gap))
            words = f"{seen.reached} of {seen.strands} {seen.level_name}"
            words += f": reaches {aim.name}" if aim and seen.met else f": {seen.needed - seen.reached} short"
            _write(canvas, left + widest * (block + gap) + 8, y + 3, words, REGULAR if seen.met else SEMIBOLD, 10.5)

    return Drawing(WIDTH, height, draw)


def _goal_line(canvas: Canvas, x: float, top: float, bottom: float, words: str) -> None:
    canvas.setFont(SEMIBOLD, 9.5)
    canvas.setFillColor(ink("text"))
    canvas.drawCentredString(x, top - 9, plain(words))
    canvas.setStrokeColor(ink("text"))
    canvas.setLineWidth(1)
    canvas.line(x, top - 13, x, bottom)


def _blocks(canvas: Canvas, content: ReportContent, aspect: Aspect, place: tuple[float, float, float, float]) -> None:
    left, y, block, gap = place
    scheme = content.scheme
    ranks = sorted((rank_of(scheme, content.levels.get(strand.id)) for strand in aspect.strands), reverse=True)
    for number, rank in enumerate(ranks):
        heat, x = heat_of(scheme, rank), left + number * (block + gap)
        canvas.setFillColor(ink(f"heat{heat}"))
        canvas.setStrokeColor(ink("line_control"))
        canvas.setLineWidth(0.5)
        canvas.rect(x, y, block, 13, int(not rank), 1)
        bars(canvas, x + block / 2 - 4.4, y + 2.6, rank, len(scheme.levels), 8, ink(f"on_heat{heat}"))


def school_beside_ours(content: ReportContent, school: Levels) -> Drawing:
    """A line for each strand: open circle the school's judgement, filled ours, ringed where both agree."""
    scheme, row, between = content.scheme, 14.6, 5.0
    strands = sum(1 for _ in scheme.strands)
    height = strands * row + (len(scheme.aspects) - 1) * between + 20
    step = min(82.0, (WIDTH - 290) / max(1, len(scheme.levels) - 1))

    def draw(canvas: Canvas) -> None:
        for level in scheme.levels:
            _centre(canvas, 180 + (level.rank - 1) * step, height - 10, level.name)
        y = height - 30
        for aspect in scheme.aspects:
            canvas.setFillColor(ink("bg"))
            tall = len(aspect.strands) * row
            canvas.roundRect(0, y - tall + row - 4.2, WIDTH, tall, 3, 0, 1)
            for strand in aspect.strands:
                _write(canvas, 6, y, strand.number, CODE, 9.5, "text2")
                _write(canvas, 28, y, _cut(strand.title, 126), REGULAR, 10)
                ours, theirs = rank_of(scheme, content.levels.get(strand.id)), rank_of(scheme, school.get(strand.id))
                _dots(canvas, y + 3.2, step, len(scheme.levels), (ours, theirs))
                x = 180 + (len(scheme.levels) - 1) * step + 24
                _write(canvas, x, y, _comparison(ours, theirs), SEMIBOLD if ours < theirs else REGULAR, 10)
                y -= row
            y -= between

    return Drawing(WIDTH, height, draw)


def school_beside_ours_words(content: ReportContent, school: Levels) -> str:
    """The figure in words, every strand named."""
    scheme = content.scheme
    return " ".join(
        f"{strand.number} {strand.title}: the school {level_words(scheme, school.get(strand.id))}, "
        f"we {level_words(scheme, content.levels.get(strand.id))}."
        for strand in scheme.strands
    )


def _dots(canvas: Canvas, y: float, step: float, levels: int, ranks: tuple[int, int]) -> None:
    ours, theirs = ranks
    canvas.setStrokeColor(ink("line_control"))
    canvas.setLineWidth(0.35)
    canvas.line(180, y, 180 + (levels - 1) * step, y)
    for number in range(levels):
        canvas.line(180 + number * step, y - 2, 180 + number * step, y + 2)
    canvas.setStrokeColor(ink("level"))
    canvas.setLineWidth(1.1)
    if theirs and theirs != ours:
        canvas.setFillColor(ink("paper"))
        canvas.circle(180 + (theirs - 1) * step, y, 3.4, 1, 1)
    if ours:
        canvas.setFillColor(ink("level"))
        canvas.circle(180 + (ours - 1) * step, y, 4.6, 0, 1)
        if ours == theirs:
            canvas.circle(180 + (ours - 1) * step, y, 6.6, 1, 0)


def _comparison(ours: int, theirs: int) -> str:
    if not theirs:
        return "The school gave none"
    if not ours:
        return "No level"
    return "Same" if ours == theirs else f"{abs(ours - theirs)} {'higher' if ours > theirs else 'lower'}"


def _cut(words: str, width: float) -> str:
    words = plain(words)
    while stringWidth(words, REGULAR, 10) > width:
        words = words.rstrip("…")
        space = words.rstrip().rfind(" ")
        words = (words[:space] if space > 0 else words[:-2]).rstrip() + "…"
    return words


def _write(canvas: Canvas, x: float, y: float, words: str, face: str, size: float, colour: str = "text") -> None:
    canvas.setFont(face, size)
    canvas.setFillColor(ink(colour))
    canvas.drawString(x, y, plain(words))


def _centre(canvas: Canvas, x: float, y: float, words: str) -> None:
    canvas.setFont(SEMIBOLD, 9.5)
    canvas.setFillColor(ink("text2"))
    canvas.drawCentredString(x, y, plain(words))
