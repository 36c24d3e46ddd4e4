"""The cover: what this is, whose it is, who made it, what is in it."""

from dataclasses import replace

from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import KeepTogether, Spacer

from assessor_app.domain.assessment.report import ReportContent
from assessor_app.domain.award.outcome import outcome
from assessor_app.domain.scheme.visit import Reader
from assessor_app.domain.words.phrases import capital
from assessor_app.reports.content.facts import Facts
from assessor_app.reports.content.sentences import deciders, institution_of, recommended_to
from assessor_app.reports.page import fonts
from assessor_app.reports.page.blocks import label_row
from assessor_app.reports.page.contents import Contents
from assessor_app.reports.page.drawing import colour
from assessor_app.reports.page.line_work import draw_corner
from assessor_app.reports.page.logo import LogoAtRight
from assessor_app.reports.page.paper import HEIGHT, MM, TEXT_WIDTH, TOP, WIDTH
from assessor_app.reports.page.prose import Prose, fitting
from assessor_app.reports.page.story import Heading, Story
from assessor_app.reports.page.styles import (
    COVER_INSTITUTION,
    COVER_LINE,
    COVER_MARK,
    COVER_TITLE,
    NOTE,
    TIGHT,
    Style,
)
from assessor_app.reports.page.text import Foreign, Phrase
from assessor_app.reports.page.words import day, in_english, same_language, say, spoken
from assessor_app.reports.sections.model_wording import model_words
from assessor_app.reports.tagging.flowables import TaggedFlowable, tag_all
from assessor_app.reports.tagging.node import Node

BLOCK = 122 * MM
KEY = "cover"
RULE = 1.6 * MM
AFTER = 7 * MM
MARK_WIDTH = 90 * MM
"""Of the mark's name, beside the line work, which never stands under words."""
MOST_NAME_LINES = 4
BESIDE_LOGO = 4
"""Rows that leave room for the logo at their right."""
IN_WELSH = "Gofynnwch i ni am yr adroddiad hwn mewn print bras neu mewn fformat arall."


class CoverBlock(TaggedFlowable):
    """The words on the tint: the mark above, title, institution and visit below it."""

    def __init__(self, mark: Prose, title: Heading, below: list[Prose]) -> None:
        super().__init__()
        self.mark = mark
        self.title = title
        self.below = below

    def tag(self, parent: Node) -> None:
        tag_all([self.mark, self.title, *self.below], parent)

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        self.width, self.height = available_width, BLOCK - (HEIGHT - TOP) + RULE + AFTER
        return self.width, self.height

    def draw(self) -> None:
        self._place(self.mark, self.height, MARK_WIDTH)
        parts = [self.title, *self.below]
        tall = sum(part.wrap(TEXT_WIDTH, 0)[1] + part.style.after for part in parts)
        top = min(self.height - 48 * MM + 14, tall + AFTER + RULE + 10 * MM)
        top = max(top, tall + AFTER + RULE + 4 * MM)
        for part in parts:
            top = self._place(part, top) - part.style.after

    def _place(self, part: Prose, top: float, width: float = TEXT_WIDTH) -> float:
        part.wrap(width, 0)
        part.draw_at(self.canv, 0, top - part.height)
        return top - part.height


def write(story: Story, facts: Facts) -> None:
    """Write the cover."""
    content = facts.content
    title = Heading(capital(content.scheme.terms.report), _after(COVER_TITLE, 3 * MM), KEY, 0)
    whole = _full_name(content)
    name = fitting(whole, COVER_INSTITUTION, TEXT_WIDTH, MOST_NAME_LINES)
    if name != whole:  # the place stands in the rows below
        name = fitting(content.assessment.institution.name, COVER_INSTITUTION, TEXT_WIDTH, MOST_NAME_LINES)
    shown = _named(content) if name == whole else _in_its_language(content, name)
    below = [Prose(shown, _after(COVER_INSTITUTION, 2 * MM)), Prose(_occasion(content), COVER_LINE)]
    story.add(CoverBlock(Prose(content.scheme.title, COVER_MARK), title, below))
    rows: list[tuple[str, Phrase]] = [*_rows(facts)]
    if name != whole:
        rows.insert(0, (capital(content.scheme.terms.institution), _named(content)))
    logo = _logo(content)
    story.add(*logo)
    for place, (label, words) in enumerate(rows):
        beside = logo[0].room if logo and place < BESIDE_LOGO else 0
        story.add(label_row(label, [Prose(words, replace(TIGHT, indent=beside))], 2.6))
    story.gap(5 * MM)
    head = Prose(say("cover.contents"), Style(fonts.SEMIBOLD, 12, 17, after=2))
    foot = [Spacer(1, 3 * MM), Prose(_other_formats(), NOTE), *model_words(content)]
    story.add(KeepTogether([head, Contents(story.contents), *foot]))  # goes on whole where long names fill the cover


def _logo(content: ReportContent) -> list[LogoAtRight]:
    """The owner's logo, at the right edge of the label rows."""
    picture = content.template.logo
    return [LogoAtRight(picture, say("cover.logo", mark=content.scheme.title))] if picture else []


def paint(canvas: Canvas) -> None:
    """The tint over the top of the page, its line work and the rule below."""
    bottom = HEIGHT - BLOCK
    canvas.saveState()
    canvas.setFillColor(colour("heat1"))
    canvas.rect(0, bottom, WIDTH, BLOCK, stroke=0, fill=1)
    draw_corner(canvas, bottom)
    canvas.setFillColor(colour("level"))
    canvas.rect(0, bottom - RULE, WIDTH, RULE, stroke=0, fill=1)
    canvas.restoreState()


def status(content: ReportContent) -> str:
    """ "final", or which draft."""
    return say("cover.draft", draft=content.draft) if content.draft else say("cover.final")


def _rows(facts: Facts) -> list[tuple[str, str]]:
    content = facts.content
    record, scheme = content.assessment, content.scheme
    nation = " ".join(capital(part) for part in record.institution.nation.split("-"))
    place = in_english(", ".join(filter(None, (nation, record.institution.setting.replace("-", " ")))))
    framework = say("cover.framework_is", mark=scheme.short_title, edition=scheme.edition)
    framework += f" {place}." if place else ""
    version = {"version": content.version, "status": status(content)}
    reference = (
        say("cover.reference_is", reference=record.reference, **version)
        if record.reference
        else say("cover.version_is", **version)
    )
    return [
        (say("people.assessor"), record.lead_name or say("none.not_recorded")),
        (say("people.verifier"), record.verifier_name or say("none.not_named")),
        (say("cover.framework"), framework),
        *([(say("cover.purpose"), capital(record.purpose))] if record.purpose else []),
        *([(say("cover.last_visit"), _last_visit(facts))] if content.before else []),
        (say("cover.reference"), reference),
        (say("cover.for"), _readers(content)),
    ]


def _last_visit(facts: Facts) -> str:
    """When it was and what its signed judgements led to, by the rule of this edition."""
    content = facts.content
    led_to = outcome(content.scheme, facts.levels_before)
    on = day(content.before.visit_on) if content.before else ""
    return say("cover.recommended_then", day=on, award=led_to.name) if led_to else say("cover.nothing_then", day=on)


def _readers(content: ReportContent) -> str:
    """For whom this copy is. A copy with parts left out says so."""
    terms = content.scheme.terms
    deciding = deciders(content.scheme)
    names = {
        Reader.INSTITUTION: say("cover.institution", institution=terms.institution),
        Reader.PANEL: say("cover.the_deciders", deciders=deciding or terms.panel),
        Reader.PUBLIC: say("cover.everybody"),
        Reader.TEACHING_SCHOOL: say("cover.teaching_school"),
    }
    if content.reader is not None:
        return say("cover.copy", reader=names[content.reader])
    if not deciding:
        return names[Reader.INSTITUTION]
    return say("cover.and_deciders", institution=terms.institution, deciders=deciding)


def _named(content: ReportContent) -> Phrase:
    """Name and place, the name in its own language."""
    place = content.assessment.institution.place
    return [institution_of(content), f", {place}"] if place else [institution_of(content)]


def _in_its_language(content: ReportContent, name: str) -> Phrase:
    """A name that was cut, in the language of the whole."""
    whole = institution_of(content)
    return [Foreign(name, whole.language)] if isinstance(whole, Foreign) else name


def _full_name(content: ReportContent) -> str:
    institution = content.assessment.institution
    return ", ".join(filter(None, (institution.name, institution.place)))


def _occasion(content: ReportContent) -> str:
    record = content.assessment
    visit = f"{say('cover.visit', day=day(record.visit_on))} " if record.visit_on else ""
    return f"{visit}{recommended_to(content.scheme, record.panel_on)}"


def _other_formats() -> Phrase:
    """In the report's language, and in Welsh."""
    asked = say("cover.formats")
    return asked if same_language(spoken().language, "cy") else [f"{asked} ", Foreign(IN_WELSH, "cy")]


def _after(style: Style, space: float) -> Style:
    return Style(style.face, style.size, style.leading, style.colour, after=space)
