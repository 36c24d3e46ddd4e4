"""A story as a tagged PDF file: pages laid out in one run, metadata, the finishing pass."""

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate

from assessor_app.reports.page import fonts
from assessor_app.reports.page.canvas import ReportCanvas
from assessor_app.reports.page.paper import BOTTOM, HEIGHT, LEFT, TEXT_HEIGHT, TEXT_WIDTH, WIDTH
from assessor_app.reports.page.story import Story
from assessor_app.reports.page.text import cleaned
from assessor_app.reports.page.words import is_reviewed, say, spoken
from assessor_app.reports.tagging.finishing import Attachment, finish

PRODUCER: Final = "Assay"
COVER: Final = "cover"
PAGE: Final = "page"
"""Page templates: a document begins on the first, and goes on with the second after `NextPageTemplate(PAGE)`."""


@dataclass(frozen=True, slots=True)
class About:
    """What a document says of itself. language: BCP 47, as "en-GB"; day: the date it bears."""

    title: str
    language: str
    author: str
    subject: str
    keywords: tuple[str, ...]
    day: date


@dataclass(frozen=True, slots=True)
class Made:
    """A document and where its sections begin. starts: bookmark of a section to page, from 1."""

    pdf: bytes
    starts: dict[str, int]


@dataclass(frozen=True, slots=True)
class Dress:
    """What pages carry besides the story. furnish: draws what every page has, given its number and how many there
    are; paint_cover: draws under the first page. Both are artifacts; words that matter belong to the story."""

    furnish: Callable[[ReportCanvas, int, int], None]
    paint_cover: Callable[[Canvas], None] | None = None


def make_document(story: Story, about: About, dress: Dress, attachments: Sequence[Attachment] = ()) -> Made:
    """The document: PDF/UA-1 and PDF/A-2a, with attachments PDF/A-3a. The same story gives the same bytes."""
    fonts.prepare()
    if not is_reviewed(spoken().language):
        story.note(say("notes.unreviewed"))
    story.close()
    out = io.BytesIO()
    drawn: list[ReportCanvas] = []

    def canvas(*args: object, **options: object) -> ReportCanvas:
        options |= {"initialFontName": fonts.REGULAR, "part": 3 if attachments else 2}
        drawn.append(ReportCanvas(*args, furnish=dress.furnish, tree=story.tree, **options))
        drawn[0].date_as(about.day)
        return drawn[0]

    _template(out, about, dress).build(story.flowables, canvasmaker=canvas)
    return Made(finish(out.getvalue(), attachments), dict(drawn[0].starts))


def _template(out: io.BytesIO, about: About, dress: Dress) -> BaseDocTemplate:
    document = BaseDocTemplate(
        out,
        pagesize=(WIDTH, HEIGHT),
        lang=about.language,
        title=cleaned(about.title),
        author=cleaned(about.author),
        subject=cleaned(about.subject),
        keywords=[cleaned(word) for word in about.keywords],
        creator=PRODUCER,
        invariant=1,
        pageCompression=1,
    )
    paint = dress.paint_cover

    def begin(canvas: Canvas, _: BaseDocTemplate) -> None:
        if paint:
            paint(canvas)

    document.addPageTemplates([PageTemplate(COVER, [_frame()], onPage=begin), PageTemplate(PAGE, [_frame()])])
    return document


def _frame() -> Frame:
    return Frame(LEFT, BOTTOM, TEXT_WIDTH, TEXT_HEIGHT, 0, 0, 0, 0)
