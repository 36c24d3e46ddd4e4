"""The cover: what this is, whose it is, who made it, what is in it."""

from reportlab.pdfgen.canvas import Canvas

from assessor_app.domain.award import outcome
from assessor_app.domain.phrases import capital, day_words
from assessor_app.domain.report import ReportContent
from assessor_app.domain.scheme_visit import Reader
from assessor_app.reports import fonts
from assessor_app.reports.blocks import label_row
from assessor_app.reports.contents import Contents
from assessor_app.reports.drawing import colour
from assessor_app.reports.facts import Facts
from assessor_app.reports.line_work import draw_corner
from assessor_app.reports.paper import HEIGHT, MM, TEXT_WIDTH, TOP, WIDTH
from assessor_app.reports.prose import Prose, fitting
from assessor_app.reports.sentences import deciders, recommended_to
from assessor_app.reports.story import Heading, Story
from assessor_app.reports.styles import (
    COVER_INSTITUTION,
    COVER_LINE,
    COVER_MARK,
    COVER_TITLE,
    NOTE,
    TIGHT,
    Style,
)
from assessor_app.reports.tagging.flowables import TaggedFlowable, tag_all
from assessor_app.reports.tagging.node import Node
from assessor_app.reports.text import Foreign

BLOCK = 122 * MM
KEY = "cover"
RULE = 1.6 * MM
AFTER = 7 * MM
MOST_NAME_LINES = 4
OTHER_FORMATS = (
    "Ask us for this report in large print or another format. ",
    Foreign("Gofynnwch i ni am yr adroddiad hwn mewn print bras neu mewn fformat arall.", "cy"),
)


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
        self._place(self.mark, self.height)
        parts = [self.title, *self.below]
        tall = sum(part.wrap(TEXT_WIDTH, 0)[1] + part.style.after for part in parts)
        top = min(self.height - 48 * MM + 14, tall + AFTER + RULE + 10 * MM)
        top = max(top, tall + AFTER + RULE + 4 * MM)
        for part in parts:
            top = self._place(part, top) - part.style.after

    def _place(self, part: Prose, top: float) -> float:
        part.wrap(TEXT_WIDTH, 0)
        part.draw_at(self.canv, 0, top - part.height)
        return top - part.height


def write(story: Story, facts: Facts) -> None:
    """Write the cover."""
    content = facts.content
    title = Heading(capital(content.scheme.terms.report), _after(COVER_TITLE, 3 * MM), KEY, 0)
    whole = _full_name(content)
    name = fitting(whole, COVER_INSTITUTION, TEXT_WIDTH, MOST_NAME_LINES)
    below = [Prose(name, _after(COVER_INSTITUTION, 2 * MM)), Prose(_occasion(content), COVER_LINE)]
    story.add(CoverBlock(Prose(content.scheme.title, COVER_MARK), title, below))
    rows = _rows(facts)
    if name != whole:
        rows.insert(0, (capital(content.scheme.terms.institution), whole))
    for label, words in rows:
        story.add(label_row(label, [Prose(words, TIGHT)], 2.6))
    story.gap(5 * MM)
    story.add(Prose("In this report", Style(fonts.SEMIBOLD, 12, 17, after=2)), Contents(story.contents))
    story.gap(3 * MM)
    story.add(Prose(OTHER_FORMATS, NOTE))


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
    return f"draft {content.draft}, not signed" if content.draft else "final"


def _rows(facts: Facts) -> list[tuple[str, str]]:
    content = facts.content
    record, scheme = content.assessment, content.scheme
    place = ", ".join(filter(None, (capital(record.institution.nation), record.institution.setting)))
    framework = f"{scheme.short_title}, edition {scheme.edition}." + (f" {place}." if place else "")
    reference = f"{record.reference}, version" if record.reference else "Version"
    return [
        ("Assessor", record.lead_name or "Not recorded"),
        ("Verifier", record.verifier_name or "Not yet named"),
        ("Framework", framework),
        *([("Purpose", capital(record.purpose))] if record.purpose else []),
        *([("Last visit", _last_visit(facts))] if content.before else []),
        ("Reference", f"{reference} {content.version}, {status(content)}"),
        ("For", _readers(content)),
    ]


def _last_visit(facts: Facts) -> str:
    """When it was and what its signed judgements led to, by the rule of this edition."""
    content = facts.content
    led_to = outcome(content.scheme, facts.levels_before)
    on = day_words(content.before.visit_on) if content.before else ""
    return f"{on}: {led_to.name} recommended" if led_to else f"{on}: no award recommended"


def _readers(content: ReportContent) -> str:
    """For whom this copy is. A copy with parts left out says so."""
    terms = content.scheme.terms
    names = {
        Reader.INSTITUTION: f"The {terms.institution}",
        Reader.PANEL: capital(f"the {deciders(content.scheme) or terms.panel}"),
        Reader.PUBLIC: "Everybody",
    }
    if content.reader is None:
        deciding = deciders(content.scheme)
        return f"The {terms.institution} and the {deciding}" if deciding else f"The {terms.institution}"
    return f"{names[content.reader]}. The signed report has every section; this copy may leave some out."


def _full_name(content: ReportContent) -> str:
    institution = content.assessment.institution
    return ", ".join(filter(None, (institution.name, institution.place)))


def _occasion(content: ReportContent) -> str:
    record = content.assessment
    visit = f"Visit on {day_words(record.visit_on)}. " if record.visit_on else ""
    return f"{visit}{recommended_to(content.scheme, record.panel_on)}"


def _after(style: Style, space: float) -> Style:
    return Style(style.face, style.size, style.leading, style.colour, after=space)
