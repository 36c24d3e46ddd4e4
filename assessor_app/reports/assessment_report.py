"""The assessment report as a PDF: every part in order, with the two places to sign."""

import io
from collections.abc import Callable
from typing import Any

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, NextPageTemplate, PageTemplate

from assessor_app.domain.report import ReportContent
from assessor_app.identity.pdf_signatures import FieldBox, add_fields
from assessor_app.reports.drawing import corner_lines
from assessor_app.reports.fonts import CODE, MEDIUM, REGULAR, SEMIBOLD, register_fonts
from assessor_app.reports.paper import BOTTOM, HEIGHT, LEFT, PAGE_HEIGHT, PAGE_WIDTH, RIGHT, WIDTH, ink
from assessor_app.reports.sections.aspects import add_aspects
from assessor_app.reports.sections.closing import add_actions, add_debriefs, add_method, add_register, add_sign_off
from assessor_app.reports.sections.cover import add_cover
from assessor_app.reports.sections.detail import add_detail
from assessor_app.reports.sections.summary import add_summary
from assessor_app.reports.signature_box import Place
from assessor_app.reports.story import Heading, Story
from assessor_app.reports.text import plain

PARTS: tuple[tuple[str, Callable[[Story, ReportContent], None]], ...] = (
    ("cover", add_cover),
    ("summary", add_summary),
    ("detail", add_detail),
    ("aspects", add_aspects),
    ("debriefs", add_debriefs),
    ("actions", add_actions),
    ("method", add_method),
    ("register", add_register),
    ("sign-off", add_sign_off),
)
TINT_HEIGHT = 122 * mm
"""How far down the cover's tint reaches from the top of the page."""


def assessment_report(content: ReportContent) -> bytes:
    """The report, not signed, with the empty fields "Assessor" and "Verifier" where people sign."""
    document = _document(content)
    made, places = document.make()
    return add_fields(made, [FieldBox(role, page, box) for role, (page, box) in places.items()])


def page_starts(content: ReportContent) -> dict[str, int]:
    """The page (from 0) on which each heading of the first level stands, by its words."""
    document = _document(content)
    document.make()
    return document.starts


def _document(content: ReportContent) -> "_Document":
    register_fonts()
    return _Document(content)


class _Canvas(Canvas):  # type: ignore[misc]
    """A canvas that remembers where the signature boxes were drawn."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.signature_places: dict[str, Place] = {}


class _Document(BaseDocTemplate):  # type: ignore[misc]
    """Lays out the story until contents and page numbers stand still."""

    def __init__(self, content: ReportContent) -> None:
        scheme, record = content.scheme, content.assessment
        self.content = content
        self.starts: dict[str, int] = {}
        self._made = io.BytesIO()
        self._pages = self._last = 0
        self._canvas: _Canvas | None = None
        super().__init__(
            self._made,
            title=plain(f"{scheme.terms.report.capitalize()}: {record.institution.name}"),
            author=plain(record.lead_name),
            subject=plain(scheme.title),
            creator="Assay",
            lang=scheme.language,
            invariant=1,
        )
        self.addPageTemplates(
            [PageTemplate("cover", [_frame()], onPage=self._cover), PageTemplate("page", [_frame()], onPage=self._page)]
        )

    def make(self) -> tuple[bytes, dict[str, Place]]:
        """The finished PDF, and where to sign."""
        self.multiBuild(self._story(), canvasmaker=self._new_canvas)
        return self._made.getvalue(), self._canvas.signature_places if self._canvas else {}

    def afterFlowable(self, flowable: Flowable) -> None:
        """Headings of the first level enter the contents."""
        if isinstance(flowable, Heading) and flowable.level == 1:
            self.starts.setdefault(flowable.words, self.page - 1)
            if flowable.listed:
                self.notify("TOCEntry", (0, flowable.words, self.page, flowable.key))

    def handle_documentBegin(self) -> None:
        """The number of pages is that of the pass before."""
        self._pages = self._last
        super().handle_documentBegin()

    def afterPage(self) -> None:
        """Remember how many pages there are."""
        self._last = self.page

    def _story(self) -> list[Flowable]:
        story = Story()
        story.add(NextPageTemplate("page"))
        for _, add in PARTS:
            add(story, self.content)
        return story.flow

    def _new_canvas(self, *arguments: Any, **options: Any) -> _Canvas:
        self._canvas = _Canvas(*arguments, **options)
        return self._canvas

    def _cover(self, canvas: Canvas, document: BaseDocTemplate) -> None:
        bottom = PAGE_HEIGHT - TINT_HEIGHT
        canvas.saveState()
        canvas.setFillColor(ink("heat1"))
        canvas.rect(0, bottom, PAGE_WIDTH, TINT_HEIGHT, 0, 1)
        clip = canvas.beginPath()
        clip.rect(0, bottom, PAGE_WIDTH, TINT_HEIGHT)
        canvas.clipPath(clip, 0, 0)
        corner_lines(canvas, PAGE_WIDTH - 16 * mm, PAGE_HEIGHT + 16 * mm, 92 * mm, 70 * mm)
        canvas.restoreState()
        canvas.setFillColor(ink("level"))
        canvas.rect(0, bottom - 1.6 * mm, PAGE_WIDTH, 1.6 * mm, 0, 1)
        self._footer(canvas, document)

    def _page(self, canvas: Canvas, document: BaseDocTemplate) -> None:
        y, scheme = PAGE_HEIGHT - 14 * mm, self.content.scheme
        canvas.setFillColor(ink("text2"))
        canvas.setFont(MEDIUM, 9)
        canvas.drawString(LEFT, y, plain(self.content.assessment.institution.name)[:70])
        draft = f"Draft {self.content.draft}, not signed" if self.content.draft else ""
        canvas.setFont(SEMIBOLD if draft else REGULAR, 9)
        canvas.drawRightString(PAGE_WIDTH - RIGHT, y, draft or plain(f"{scheme.short_title}: {scheme.terms.report}"))
        canvas.setStrokeColor(ink("line_control"))
        canvas.setLineWidth(0.35)
        canvas.line(LEFT, y - 6, PAGE_WIDTH - RIGHT, y - 6)
        self._footer(canvas, document)

    def _footer(self, canvas: Canvas, document: BaseDocTemplate) -> None:
        content = self.content
        canvas.setFillColor(ink("text2"))
        canvas.setFont(CODE, 9)
        line = f"{content.assessment.reference}   version {content.version}   data {content.fingerprint}"
        canvas.drawString(LEFT, 12 * mm, plain(line))
        canvas.setFont(MEDIUM, 9)
        canvas.drawRightString(
            PAGE_WIDTH - RIGHT, 12 * mm, f"Page {document.page} of {max(self._pages, document.page)}"
        )


def _frame() -> Frame:
    return Frame(LEFT, BOTTOM, WIDTH, HEIGHT, 0, 0, 0, 0)
