"""A plain letter as a tagged PDF: from whom, to whom, when, about what, paragraphs."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby

from reportlab.platypus import Flowable, KeepTogether, Spacer

from assessor_app.domain.assessment.report import ENGLISH
from assessor_app.domain.scheme.template import PLAIN, Template
from assessor_app.reports.page import fonts
from assessor_app.reports.page.blocks import bullets, heights
from assessor_app.reports.page.document import About, make_document
from assessor_app.reports.page.dressing import in_its_dress
from assessor_app.reports.page.logo import LogoAtRight
from assessor_app.reports.page.paper import MM, TEXT_WIDTH
from assessor_app.reports.page.prose import Prose
from assessor_app.reports.page.styles import H1, NOTE, TIGHT
from assessor_app.reports.page.words import say
from assessor_app.reports.sheets.letter import BODY, letter_dress, opened_letter

BULLET = "\N{BULLET} "
"""What a paragraph begins with that is one of several steps."""
MOST_KEPT = 60 * MM
"""Height of the last words that go with the name on a page."""


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
    reference: str = ""
    """At the foot of every page."""


@in_its_dress
def letter_pdf(letter: Letter) -> bytes:
    """The letter as PDF/UA-1 and PDF/A-2a."""
    picture = letter.template.logo
    logo = [LogoAtRight(picture, say("cover.logo", mark=letter.sender[0]))] if picture else []
    receiver = [line for line in letter.receiver if line]
    story = opened_letter(", ".join(filter(None, letter.sender)), logo, receiver, letter.day)
    story.title(letter.about, "letter", replace(H1, face=fonts.SEMIBOLD, size=14, leading=19, after=7))
    parts = [_part(is_step, texts) for is_step, texts in groupby(letter.paragraphs, _is_step)]
    *before, last = parts or [[]]
    for part in before:
        story.add(*part)
    kept = 2 if sum(heights(last[-2:], TEXT_WIDTH)) < MOST_KEPT else 0
    story.add(*last[: len(last) - kept])
    closing: list[Flowable] = [*last[len(last) - kept :], Spacer(1, 8 * MM), Prose(letter.closing, TIGHT)]
    closing += [Spacer(1, 6 * MM), Prose(letter.notice, NOTE)] if letter.notice else []
    story.add(KeepTogether(closing))  # nobody signs a page without words
    about = About(letter.about, letter.language, letter.closing, letter.about, (), letter.day)
    return make_document(story, about, letter_dress(letter.reference)).pdf


def _is_step(words: str) -> bool:
    return words.startswith(BULLET)


def _part(is_step: bool, texts: Iterable[str]) -> list[Flowable]:
    """Paragraphs, or steps and the space that ends them."""
    if not is_step:
        return [Prose(words, BODY) for words in texts]
    return [*bullets([Prose(words.removeprefix(BULLET), TIGHT) for words in texts]), Spacer(1, 3 * MM)]
