"""Letters of the office: an appeal or a complaint has arrived, an award ends soon."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import zip_longest
from typing import Final

from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, KeepTogether, Spacer

from assessor_app.domain.assessment.report import ReportContent
from assessor_app.domain.award.concern import RECEIPT, RECEIVED
from assessor_app.domain.scheme.edition import Procedure
from assessor_app.domain.scheme.procedures import ProcedureStep
from assessor_app.reports.content.sentences import institution_of
from assessor_app.reports.page import fonts
from assessor_app.reports.page.blocks import numbered
from assessor_app.reports.page.canvas import ReportCanvas
from assessor_app.reports.page.document import About, Dress, make_document
from assessor_app.reports.page.drawing import colour, draw_text, text_width
from assessor_app.reports.page.dressing import in_its_dress
from assessor_app.reports.page.logo import LogoAtRight
from assessor_app.reports.page.paper import HEIGHT, LEFT, MM, RIGHT, TEXT_WIDTH
from assessor_app.reports.page.prose import Prose, fitting
from assessor_app.reports.page.story import Story
from assessor_app.reports.page.styles import H1, NOTE, TIGHT, Style
from assessor_app.reports.page.text import Bold, Phrase
from assessor_app.reports.page.words import bold, day, phrase, say, say_count

BODY: Final = Style(after=9)
MARK: Final = Style(fonts.DISPLAY, 15, 20, "level")
FOLDS: Final = (99 * MM, 198 * MM)
ADDRESS_FROM: Final = 51 * MM
TOP_OF_TEXT: Final = 25 * MM
SUBJECTS: Final = {
    "appeal": ("letters.appeal_received", "letters.appeal_about"),
    "complaint": ("letters.complaint_received", "letters.complaint_about"),
}


@dataclass(frozen=True, slots=True)
class LetterFacts:
    """What a letter says beside the record. to: name and role of the reader; number: of the appeal or complaint;
    received: when it came; sender: who signs, role: as what; contact: where to write to; due: by when each step of the
    procedure is due, None where the owner names no time."""

    to: str
    sender: str
    role: str
    number: str = ""
    received: date | None = None
    contact: str = ""
    due: tuple[date | None, ...] = ()


@in_its_dress
def appeal_letter(content: ReportContent, facts: LetterFacts) -> bytes:
    """An appeal has arrived: its number, what happens now, what counts."""
    return _procedure_letter(content, facts, "appeal", content.scheme.appeals)


@in_its_dress
def complaint_letter(content: ReportContent, facts: LetterFacts) -> bytes:
    """A complaint has arrived: its number and what happens now."""
    return _procedure_letter(content, facts, "complaint", content.scheme.complaints)


@in_its_dress
def renewal_letter(content: ReportContent, facts: LetterFacts, award: str, until: date) -> bytes:
    """An award ends soon: when, and how it is renewed. award: its name; until: its last day."""
    scheme = content.scheme
    words = scheme.renewal.meaning if scheme.renewal else ""
    name = next((each.name for each in scheme.outcomes if each.name == award), award)
    named = {"name": name, "award": scheme.terms.award}
    story = _opened(content, facts, say("letters.renewal", day=day(until), **named))
    holder, last = [institution_of(content)], bold(day(until))
    story.paragraph(phrase("letters.holds", institution=holder, mark=scheme.title, day=last, **named), BODY)
    terms = scheme.terms
    again = say("letters.new_visit", award=terms.award, office=terms.office, visit=terms.visit)
    months = scheme.renewal.opens_months if scheme.renewal else 0
    *before, last_words = [words or again, *([say_count("letters.opens", months)] if months else [])]
    for each in before:
        story.paragraph(each, BODY)
    return _closed(story, content, facts, say("letters.renewal_of", **named), last_words)


def _procedure_letter(content: ReportContent, facts: LetterFacts, word: str, procedure: Procedure | None) -> bytes:
    scheme, record = content.scheme, content.assessment
    subject, about = SUBJECTS[word]
    story = _opened(content, facts, say(subject))
    opening = phrase(
        about,
        visit=scheme.terms.visit,
        institution=[institution_of(content)],
        visited=_on(record.visit_on),
        received=_on(facts.received),
    )
    number: Phrase = [" ", *phrase("letters.number", number=bold(facts.number))] if facts.number else []
    story.paragraph([*opening, *number], BODY)
    if procedure is not None:
        story.paragraph(say("letters.now"), replace(BODY, after=3))
        steps = [_step(step.text, by) for step, by in _ahead(procedure, facts.due)]
        story.add(*numbered([Prose(step, TIGHT) for step in steps], 5))
        story.gap(7)
        if procedure.admissible:
            story.paragraph(procedure.admissible, BODY)
    stays = f"{say('letters.stays', award=scheme.terms.award)} " if word == "appeal" else ""
    office = scheme.terms.office
    ask = say("letters.ask_at", contact=facts.contact) if facts.contact else say("letters.ask_office", office=office)
    give = f" {say('letters.give_number')}" if facts.number else ""
    return _closed(story, content, facts, say(subject), f"{stays}{ask}{give}")


def _ahead(procedure: Procedure, due: tuple[date | None, ...]) -> list[tuple[ProcedureStep, date | None]]:
    """The steps after those that this letter ends, each with the day by which it is due."""
    every = list(zip_longest(procedure.steps, due[: len(procedure.steps)]))
    past = next((place for place, (step, _) in enumerate(every) if step.id not in (RECEIVED, RECEIPT)), 0)
    return every[past:]


def _on(when: date | None) -> str:
    return say("letters.on_day", day=day(when)) if when else ""


def _step(text: str, due: date | None) -> Phrase:
    """The date first, where the mark gives a time."""
    return [Bold(f"{say('letters.by', day=day(due))} "), text] if due else text


def _opened(content: ReportContent, facts: LetterFacts, subject: str) -> Story:
    place, picture = content.assessment.institution, content.template.logo
    logo = [LogoAtRight(picture, say("cover.logo", mark=content.scheme.title))] if picture else []
    lines = (facts.to, institution_of(content) if place.name else "", place.place)
    story = opened_letter(content.scheme.title, logo, [[line] for line in lines if line], content.printed_on)
    name = facts.to.partition(",")[0].strip()
    story.paragraph(say("letters.dear", name=name) if name else say("letters.dear_colleague"), BODY)
    story.title(subject, "subject", replace(H1, face=fonts.SEMIBOLD, size=14, leading=19, after=7))
    return story


def _closed(story: Story, content: ReportContent, facts: LetterFacts, title: str, last: str) -> bytes:
    """last: the paragraph that goes with the name on a page, since nobody signs a page without words."""
    closing: list[Flowable] = [
        Prose(last, BODY),
        Prose(say("letters.sincerely"), BODY),
        Spacer(1, 13 * MM),
        Prose([Bold(facts.sender)], TIGHT),
        Prose(f"{facts.role}, {content.scheme.short_title}", TIGHT),
        Spacer(1, 4 * MM),
        Prose(say("letters.model", owner=content.scheme.owner), NOTE),
    ]
    story.add(KeepTogether(closing))
    about = About(
        title=f"{title}: {content.assessment.institution.name}",
        language=content.language,
        author=facts.sender,
        subject=content.scheme.title,
        keywords=tuple(filter(None, (content.assessment.reference, facts.number))),
        day=content.printed_on,
    )
    reference = "   ".join(filter(None, (content.assessment.reference, facts.number)))

    return make_document(story, about, letter_dress(reference)).pdf


def letter_dress(reference: str) -> Dress:
    """What the pages of a letter carry: marks to fold by, the reference and the page below."""
    reference = fitting(reference, Style(fonts.CODE, 9), TEXT_WIDTH * 0.8)

    def furnish(canvas: ReportCanvas, page: int, pages: int) -> None:
        with canvas.running("Footer"):
            y = 12 * MM
            draw_text(canvas, (LEFT, y), reference, fonts.CODE, 9, "text2")
            words = say("running.page", page=page, pages=pages)
            draw_text(canvas, (RIGHT - text_width(words, fonts.MEDIUM, 9), y), words, fonts.MEDIUM, 9, "text2")

    return Dress(furnish, _fold_marks)


def opened_letter(head: str, logo: list[LogoAtRight], receiver: Sequence[Phrase], on: date) -> Story:
    """Who writes, in the window of the envelope to whom, and when."""
    story = Story()
    title = Prose(head, replace(MARK, indent=logo[0].room if logo else 0))
    title.wrap(TEXT_WIDTH, 0)
    story.add(*logo, title)
    story.gap(max(8 * MM, ADDRESS_FROM - TOP_OF_TEXT - title.height))
    for line in receiver:
        story.add(Prose(line, TIGHT))
    story.gap(10 * MM)
    story.add(Prose(day(on), TIGHT))
    story.gap(6 * MM)
    return story


def _fold_marks(canvas: Canvas) -> None:
    canvas.setStrokeColor(colour("line_control"))
    canvas.setLineWidth(0.4)
    for y in FOLDS:
        canvas.line(5 * MM, HEIGHT - y, 9 * MM, HEIGHT - y)
