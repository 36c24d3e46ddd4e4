"""A plain letter as a tagged PDF: from whom, to whom, when, about what, paragraphs."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from reportlab.pdfgen.canvas import Canvas

from assessor_app.domain.report import ENGLISH
from assessor_app.domain.template import PLAIN, Template
from assessor_app.reports.document import About, Dress, make_document
from assessor_app.reports.dressing import in_its_dress
from assessor_app.reports.logo import LogoAtRight
from assessor_app.reports.paper import MM
from assessor_app.reports.story import Story
from assessor_app.reports.words import day, say


@dataclass(frozen=True, slots=True)
class Letter:
    """What stands in it. sender, receiver: lines; language: BCP 47."""

    sender: Sequence[str]
    receiver: Sequence[str]
    day: date
    about: str
    paragraphs: Sequence[str]
    closing: str
    language: str = ENGLISH
    notice: str = ""
    """In small type below the closing: whose the wording is."""
    template: Template = PLAIN


@in_its_dress
def letter_pdf(letter: Letter) -> bytes:
    """The letter as PDF/UA-1 and PDF/A-2a."""
    story = Story()
    if letter.template.logo:
        story.add(LogoAtRight(letter.template.logo, say("cover.logo", mark=letter.sender[0])))
    story.paragraph("\n".join(line for line in letter.sender if line))
    story.gap(8 * MM)
    story.paragraph("\n".join(line for line in letter.receiver if line))
    story.gap(8 * MM)
    story.paragraph(day(letter.day))
    story.title(letter.about, key="letter")
    for words in letter.paragraphs:
        story.paragraph(words)
        story.gap(2 * MM)
    story.gap(6 * MM)
    story.paragraph(letter.closing)
    if letter.notice:
        story.gap(6 * MM)
        story.note(letter.notice)
    about = About(letter.about, letter.language, letter.closing, letter.about, (), letter.day)
    return make_document(story, about, Dress(_nothing)).pdf


def _nothing(_canvas: Canvas, _page: int, _pages: int) -> None:
    """A letter carries no header and no footer."""
