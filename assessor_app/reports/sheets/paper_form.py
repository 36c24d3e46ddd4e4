"""The judgement form on paper, for a day without power: one page a strand, in the order of the screen."""

from dataclasses import replace

from reportlab.platypus import Flowable

from assessor_app.domain.phrases import capital
from assessor_app.domain.report import ReportContent
from assessor_app.domain.scheme import Strand
from assessor_app.reports import fonts
from assessor_app.reports.blocks import LevelWord, label_row
from assessor_app.reports.paper import MM
from assessor_app.reports.prose import Prose
from assessor_app.reports.sheets.making import made
from assessor_app.reports.sheets.paper_parts import Row, TickBox, ToFillIn, WritingLines
from assessor_app.reports.story import Story
from assessor_app.reports.styles import H1, H2, KICKER, TIGHT, Style
from assessor_app.reports.table import Cell, data_table

DESCRIPTOR, SMALL_DESCRIPTOR = Style(size=11, leading=14.5), Style(size=10, leading=13)
LEVEL = Style(fonts.SEMIBOLD, 12, 16)
LONG_DESCRIPTOR = 45
"""Words; a longer one is set smaller, and fewer lines are left below."""


def paper_form(content: ReportContent) -> bytes:
    """A blank form for every strand as a PDF."""
    story = Story()
    for strand in content.scheme.graded:
        _strand(story, content, strand)
    left = f"{content.scheme.short_title}: judgement form"
    return made(story, content, "use roles, not names", left, f"Edition {content.scheme.edition}")


def _strand(story: Story, content: ReportContent, strand: Strand) -> None:
    scheme = content.scheme
    aspect = scheme.aspect_of(strand.id)
    kicker = Prose(f"{capital(scheme.terms.aspect)} {aspect.number}: {aspect.title}", KICKER)
    title, style = f"{strand.number} {strand.title}", replace(H1, after=2)
    if story.contents:
        story.page(title, f"form-{strand.id}", style, kicker)
    else:
        story.add(kicker)
        story.title(title, f"form-{strand.id}", style)
    if strand.question:
        story.add(Prose(strand.question, replace(TIGHT, after=8)))
    story.add(ToFillIn([capital(scheme.terms.institution), "Your name", "Date"], [0.46, 0.32, 0.22]))
    story.section(f"Tick the {scheme.terms.level} that fits best", replace(H2, size=13, leading=17, before=13))
    long = _levels(story, content, strand)
    if scheme.has_model_wording:
        story.gap(3)
        story.note(scheme.model_wording_notice)
    story.gap(5)
    for label, body in _rows(content, strand, long):
        story.add(label_row(label, body, 4))


def _levels(story: Story, content: ReportContent, strand: Strand) -> bool:
    """The levels, lowest first as on screen. True when their words are long."""
    scheme = content.scheme
    levels = scheme.levels_of(strand)
    texts = [strand.descriptors.get(level.id) or level.meaning or "No description." for level in levels]
    long = any(len(text.split()) > LONG_DESCRIPTOR for text in texts)
    style = SMALL_DESCRIPTOR if long else DESCRIPTOR
    rows: list[list[Cell]] = [
        [LevelWord(level.name, level.rank, len(levels), LEVEL), Prose(text, style), TickBox(17)]
        for level, text in zip(levels, texts, strict=True)
    ]
    not_yet = "Not enough evidence yet. Say below what you still need."
    rows.append([Prose("Not yet", LEVEL), Prose(not_yet, style), TickBox(17)])
    header = [capital(scheme.terms.level), "What it means", "Tick"]
    story.block([data_table(header, rows, [40 * MM, 110 * MM, 16 * MM])])
    return long


def _rows(content: ReportContent, strand: Strand, long: bool) -> list[tuple[str, list[Flowable]]]:
    """In the order of the report, so that typing it in is from top to bottom."""
    terms, names = content.scheme.terms, [level.name for level in content.scheme.levels_of(strand)]
    given: list[Flowable] = [TickBox(11, name) for name in (*names, "Not given")]
    ways: list[Flowable] = [TickBox(11, way) for way in ("Read", "Heard", "Seen")]
    return [
        (f"{capital(terms.institution)}'s view", [Row(given)]),
        ("What we saw", [WritingLines(1 if long else 3)]),
        ("Evidence", [Row(ways), WritingLines(1)]),
        ("Effect", [WritingLines(1 if long else 2)]),
        ("Strengths", [WritingLines(2)]),
        ("To develop", [WritingLines(2)]),
    ]
