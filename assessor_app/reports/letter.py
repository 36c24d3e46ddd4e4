"""A plain letter as a tagged PDF: from whom, to whom, when, about what, paragraphs."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby

from reportlab.platypus import Flowable, KeepTogether, Spacer

from assessor_app.domain.report import ENGLISH
from assessor_app.domain.template import PLAIN, Template
from assessor_app.reports import fonts
from assessor_app.reports.blocks import bullets
from assessor_app.reports.document import About, make_document
from assessor_app.reports.dressing import in_its_dress
from assessor_app.reports.logo import LogoAtRight
from assessor_app.reports.paper import MM
from assessor_app.reports.prose import Prose
from assessor_app.reports.sheets.letter import BODY, letter_dress, opened_letter
from assessor_app.reports.styles import H1, NOTE, TIGHT
from assessor_app.reports.words import say

BULLET = "\N{BULLET} "
"""What a paragraph begins with that is one of several steps."""


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
    for is_step, texts in groupby(letter.paragraphs, lambda words: words.startswith(BULLET)):
        if is_step:
            story.add(*bullets([Prose(words.removeprefix(BULLET), TIGHT) for words in texts]))
            story.gap(3 * MM)
        else:
            for words in texts:
                story.paragraph(words, BODY)
    closing: list[Flowable] = [Spacer(1, 8 * MM), Prose(letter.closing, TIGHT)]
    closing += [Spacer(1, 6 * MM), Prose(letter.notice, NOTE)] if letter.notice else []
    story.add(KeepTogether(closing))
    about = About(letter.about, letter.language, letter.closing, letter.about, (), letter.day)
    return make_document(story, about, letter_dress(letter.reference)).pdf
