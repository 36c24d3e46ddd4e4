"""Letters of the office: an appeal or a complaint has arrived, an award ends soon."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from reportlab.pdfgen.canvas import Canvas

from assessor_app.domain.phrases import day_words
from assessor_app.domain.report import ReportContent
from assessor_app.domain.scheme import Procedure
from assessor_app.reports import fonts
from assessor_app.reports.blocks import numbered
from assessor_app.reports.canvas import ReportCanvas
from assessor_app.reports.document import About, Dress, make_document
from assessor_app.reports.drawing import colour, draw_text, text_width
from assessor_app.reports.paper import HEIGHT, LEFT, MM, RIGHT
from assessor_app.reports.prose import Prose
from assessor_app.reports.story import Story
from assessor_app.reports.styles import H1, TIGHT, Style
from assessor_app.reports.text import Bold, Phrase

BODY: Final = Style(after=9)
MARK: Final = Style(fonts.DISPLAY, 15, 20, "level")
FOLDS: Final = (99 * MM, 198 * MM)
ADDRESS_FROM: Final = 51 * MM
TOP_OF_TEXT: Final = 25 * MM


@dataclass(frozen=True, slots=True)
class LetterFacts:
    """What a letter says beside the record. to: name and role of the reader; number: of the appeal or complaint;
    received: when it came; sender: who signs, role: as what; contact: where to write to."""

    to: str
    sender: str
    role: str
    number: str = ""
    received: date | None = None
    contact: str = ""


def appeal_letter(content: ReportContent, facts: LetterFacts) -> bytes:
    """An appeal has arrived: its number, what happens now, what counts."""
    return _procedure_letter(content, facts, "appeal", content.scheme.appeals)


def complaint_letter(content: ReportContent, facts: LetterFacts) -> bytes:
    """A complaint has arrived: its number and what happens now."""
    return _procedure_letter(content, facts, "complaint", content.scheme.complaints)


def renewal_letter(content: ReportContent, facts: LetterFacts, award: str, until: date) -> bytes:
    """An award ends soon: when, and how it is renewed. award: its name; until: its last day."""
    scheme = content.scheme
    words = scheme.renewal.meaning if scheme.renewal else ""
    story = _opened(content, facts, f"Your {award} {scheme.terms.award} ends on {day_words(until)}")
    held = f"{content.assessment.institution.name} holds the {award} {scheme.terms.award} of the {scheme.title}."
    story.paragraph([held, " Its last day is ", Bold(day_words(until)), "."], BODY)
    story.paragraph(words or f"To keep the {scheme.terms.award}, ask the {scheme.terms.office} for a new visit.", BODY)
    months = scheme.renewal.opens_months if scheme.renewal else 0
    if months:
        story.paragraph(f"Renewal opens {months} months before the last day.", BODY)
    return _closed(story, content, facts, f"Renewal of the {award} {scheme.terms.award}")


def _procedure_letter(content: ReportContent, facts: LetterFacts, word: str, procedure: Procedure | None) -> bytes:
    story = _opened(content, facts, f"We have received your {word}")
    when = f" on {day_words(facts.received)}" if facts.received else ""
    number: Phrase = [" Its number is ", Bold(facts.number), "."] if facts.number else []
    scheme, record = content.scheme, content.assessment
    about = f"about the {scheme.terms.visit} to {record.institution.name}"
    visit = f" on {day_words(record.visit_on)}" if record.visit_on else ""
    story.paragraph([f"Your {word} {about}{visit} reached us{when}.", *number], BODY)
    if procedure is not None:
        story.paragraph("What happens now:", replace(BODY, after=3))
        steps = [_step(step.text, facts.received, step.due_days) for step in procedure.steps]
        story.add(*numbered([Prose(step, TIGHT) for step in steps], 5))
        story.gap(7)
        if procedure.admissible:
            story.paragraph(procedure.admissible, BODY)
    stays = f"Your {scheme.terms.award} stays in force meanwhile. " if word == "appeal" else ""
    ask = f"write to {facts.contact}" if facts.contact else f"write to the {scheme.terms.office}"
    story.paragraph(
        f"{stays}If you have a question, or need this letter in another form, {ask} and give the number above.", BODY
    )
    return _closed(story, content, facts, f"We have received your {word}")


def _step(text: str, received: date | None, due_days: int) -> Phrase:
    """The date first, where the mark gives a time."""
    if not (received and due_days):
        return text
    return [Bold(f"By {day_words(_working_days_after(received, due_days))}: "), text]


def _working_days_after(start: date, days: int) -> date:
    """So many days later, without Saturdays and Sundays."""
    while days:
        start += timedelta(days=1)
        days -= start.weekday() < 5
    return start


def _opened(content: ReportContent, facts: LetterFacts, subject: str) -> Story:
    story, place = Story(), content.assessment.institution
    story.add(Prose(content.scheme.title, MARK))
    story.gap(ADDRESS_FROM - TOP_OF_TEXT - MARK.leading)
    for line in (facts.to, place.name, place.place):
        if line:
            story.add(Prose(line, TIGHT))
    story.gap(10 * MM)
    story.add(Prose(day_words(content.printed_on), TIGHT))
    story.gap(6 * MM)
    name = facts.to.partition(",")[0].strip()
    story.paragraph(f"Dear {name}" if name else "Dear colleague", BODY)
    story.title(subject, "subject", replace(H1, face=fonts.SEMIBOLD, size=14, leading=19, after=7))
    return story


def _closed(story: Story, content: ReportContent, facts: LetterFacts, title: str) -> bytes:
    story.paragraph("Yours sincerely", BODY)
    story.gap(13 * MM)
    story.add(Prose([Bold(facts.sender)], TIGHT), Prose(f"{facts.role}, {content.scheme.short_title}", TIGHT))
    about = About(
        title=f"{title}: {content.assessment.institution.name}",
        language=content.language,
        author=facts.sender,
        subject=content.scheme.title,
        keywords=tuple(filter(None, (content.assessment.reference, facts.number))),
        day=content.printed_on,
    )
    reference = "   ".join(filter(None, (content.assessment.reference, facts.number)))

    def furnish(canvas: ReportCanvas, page: int, pages: int) -> None:
        with canvas.running("Footer"):
            y = 12 * MM
            draw_text(canvas, (LEFT, y), reference, fonts.CODE, 9, "text2")
            words = f"Page {page} of {pages}"
            draw_text(canvas, (RIGHT - text_width(words, fonts.MEDIUM, 9), y), words, fonts.MEDIUM, 9, "text2")

    return make_document(story, about, Dress(furnish, _fold_marks)).pdf


def _fold_marks(canvas: Canvas) -> None:
    canvas.setStrokeColor(colour("line_control"))
    canvas.setLineWidth(0.4)
    for y in FOLDS:
        canvas.line(5 * MM, HEIGHT - y, 9 * MM, HEIGHT - y)
