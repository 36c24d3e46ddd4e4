"""The judgement form on paper, for a day without power: one page a strand, in the order of the screen."""

from collections.abc import Sequence
from dataclasses import replace

from reportlab.platypus import Flowable

from assessor_app.domain.assessment.report import ReportContent
from assessor_app.domain.scheme.edition import Strand
from assessor_app.domain.words.phrases import capital
from assessor_app.reports.content.facts import HEARD, READ, SEEN
from assessor_app.reports.page import fonts
from assessor_app.reports.page.blocks import LevelWord, heights, label_row
from assessor_app.reports.page.dressing import in_its_dress
from assessor_app.reports.page.paper import MM, TEXT_WIDTH
from assessor_app.reports.page.prose import Prose
from assessor_app.reports.page.story import Story
from assessor_app.reports.page.styles import H1, H2, KICKER, TIGHT, Style
from assessor_app.reports.page.table import Cell, data_table
from assessor_app.reports.page.words import say
from assessor_app.reports.sheets.making import made
from assessor_app.reports.sheets.paper_parts import Row, TickBox, ToFillIn, WritingLines

DESCRIPTOR, SMALL_DESCRIPTOR = Style(size=11, leading=14.5), Style(size=10, leading=13)
LEVEL = Style(fonts.SEMIBOLD, 12, 16)
LONG_DESCRIPTOR = 45
"""Words; a longer one is set smaller."""
LINES = ((4, 2, 2, 2, 3), (4, 1, 2, 2, 2), (3, 1, 2, 2, 2), (2, 1, 2, 2, 2), (1, 1, 1, 2, 2), (1, 1, 1, 1, 1))
"""To write on for what was seen, evidence, effect, strengths and what to develop: the first that the page holds."""


@in_its_dress
def paper_form(content: ReportContent) -> bytes:
    """A blank form for every strand as a PDF."""
    story = Story()
    for strand in content.scheme.graded:
        _strand(story, content, strand)
    left = say("paper_form.left", mark=content.scheme.short_title)
    foot = say("running.edition", edition=content.scheme.edition)
    return made(story, content, say("paper_form.document"), left, foot)


def _strand(story: Story, content: ReportContent, strand: Strand) -> None:
    scheme = content.scheme
    aspect = scheme.aspect_of(strand.id)
    kicker = Prose(
        say("detail.aspect", aspect=capital(scheme.terms.aspect), number=aspect.number, title=aspect.title), KICKER
    )
    title, style = f"{strand.number} {strand.title}", replace(H1, after=2)
    if story.contents:
        story.page(title, f"form-{strand.id}", style, kicker)
    else:
        story.add(kicker)
        story.title(title, f"form-{strand.id}", style)
    if strand.question:
        story.add(Prose(strand.question, replace(TIGHT, after=8)))
    story.add(
        ToFillIn(
            [capital(scheme.terms.institution), say("paper_form.your_name"), say("paper_form.date")], [0.46, 0.32, 0.22]
        )
    )
    story.section(say("paper_form.tick_best", level=scheme.terms.level), replace(H2, size=13, leading=17, before=13))
    _levels(story, content, strand)
    if scheme.has_model_wording:
        story.gap(3)
        story.note(say("notes.model_wording"))
    story.gap(5)
    room = story.room()
    choices = ([label_row(label, body, 4) for label, body in _rows(content, strand, lines)] for lines in LINES)
    rows = next(rows for place, rows in enumerate(choices, start=1) if place == len(LINES) or _height(rows) <= room)
    story.add(*rows)


def _height(rows: Sequence[Flowable]) -> float:
    return sum(heights(rows, TEXT_WIDTH))


def _levels(story: Story, content: ReportContent, strand: Strand) -> None:
    """The levels, lowest first as on screen."""
    scheme = content.scheme
    levels = scheme.levels_of(strand)
    texts = [strand.descriptors.get(level.id) or level.meaning or say("paper_form.no_description") for level in levels]
    long = any(len(text.split()) > LONG_DESCRIPTOR for text in texts)
    style = SMALL_DESCRIPTOR if long else DESCRIPTOR
    rows: list[list[Cell]] = [
        [
            LevelWord(level.name, level.rank, len(levels), LEVEL),
            Prose(text, style),
            _box(),
        ]
        for level, text in zip(levels, texts, strict=True)
    ]
    not_yet = Prose(say("paper_form.not_yet_means"), style)
    rows.append([Prose(say("paper_form.not_yet"), LEVEL), not_yet, _box()])
    header = [capital(scheme.terms.level), say("paper_form.means"), say("paper_form.tick")]
    story.block([data_table(header, rows, [40 * MM, 110 * MM, 16 * MM])])


def _box() -> TickBox:
    return TickBox(17, spoken=say("paper_form.box"))


def _rows(content: ReportContent, strand: Strand, lines: Sequence[int]) -> list[tuple[str, list[Flowable]]]:
    """In the order of the report, so that typing it in is from top to bottom. lines: as in `LINES`."""
    saw, evidence, effect, strengths, develop = (WritingLines(count) for count in lines)
    terms, names = content.scheme.terms, [level.name for level in content.scheme.levels_of(strand)]
    given: list[Flowable] = [TickBox(11, name) for name in (*names, say("none.not_given"))]
    ways: list[Flowable] = [TickBox(11, say(way)) for way in (READ, HEARD, SEEN)]
    return [
        (say("strand.view", institution=capital(terms.institution)), [Row(given)]),
        (say("strand.saw"), [saw]),
        (say("strand.evidence"), [Row(ways), evidence]),
        (say("strand.effect"), [effect]),
        (say("strand.strength.many"), [strengths]),
        (say("strand.develop"), [develop]),
    ]
