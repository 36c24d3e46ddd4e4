"""The assessment report as a PDF: its sections in order, laid out in one run."""

import io
from dataclasses import dataclass

from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Frame, NextPageTemplate, PageTemplate

from assessor_app.domain.report import ReportContent
from assessor_app.reports import fonts
from assessor_app.reports.canvas import ReportCanvas
from assessor_app.reports.facts import Facts
from assessor_app.reports.paper import BOTTOM, HEIGHT, LEFT, TEXT_HEIGHT, TEXT_WIDTH, WIDTH
from assessor_app.reports.running import Running
from assessor_app.reports.sections import (
    actions,
    appeals,
    aspects,
    cover,
    debriefs,
    detail,
    method,
    register,
    sign_off,
    summary,
)
from assessor_app.reports.sentences import capital
from assessor_app.reports.story import Story
from assessor_app.reports.text import cleaned

PRODUCER = "Assay"


@dataclass(frozen=True, slots=True)
class MadeReport:
    """A report and where its sections begin. starts: bookmark of a section to page, from 1."""

    pdf: bytes
    starts: dict[str, int]


def assessment_report(content: ReportContent) -> bytes:
    """The report as a PDF with empty signature fields `Assessor` and `Verifier`. The same content gives the same
    bytes."""
    return made_report(content).pdf


def made_report(content: ReportContent) -> MadeReport:
    """The report, and the pages of its sections."""
    fonts.prepare()
    out = io.BytesIO()
    made: list[ReportCanvas] = []
    running = _running(content)

    def canvas(*args: object, **options: object) -> ReportCanvas:
        options |= {"initialFontName": fonts.REGULAR}
        made.append(ReportCanvas(*args, furnish=running.draw, **options))
        made[0].date_as(content.printed_on)
        made[0].setViewerPreference("DisplayDocTitle", "true")
        return made[0]

    _document(out, content).build(story_of(content).flowables, canvasmaker=canvas)
    return MadeReport(out.getvalue(), dict(made[0].starts))


def story_of(content: ReportContent) -> Story:
    """Everything that is printed, in reading order."""
    story, facts = Story(), Facts(content)
    story.add(NextPageTemplate("page"))
    cover.write(story, facts)
    rest = summary.write(story, facts)
    detail.write(story, facts, rest)
    aspects.write(story, facts)
    for section in (debriefs, actions, method, register, appeals, sign_off):
        section.write(story, facts)
    return story


def title_of(content: ReportContent) -> str:
    """ "Assessment report: Hollin Bank Community School"."""
    return cleaned(f"{capital(content.scheme.terms.report)}: {content.assessment.institution.name}")


def _document(out: io.BytesIO, content: ReportContent) -> BaseDocTemplate:
    record, scheme = content.assessment, content.scheme
    document = BaseDocTemplate(
        out,
        pagesize=(WIDTH, HEIGHT),
        lang=scheme.language or "en-GB",
        title=title_of(content),
        author=cleaned(record.lead_name),
        subject=cleaned(f"{scheme.title}, edition {scheme.edition}"),
        keywords=[cleaned(record.reference)],
        creator=PRODUCER,
        invariant=1,
        pageCompression=1,
    )
    document.addPageTemplates(
        [PageTemplate("cover", [_frame()], onPage=_paint_cover), PageTemplate("page", [_frame()])]
    )
    return document


def _frame() -> Frame:
    return Frame(LEFT, BOTTOM, TEXT_WIDTH, TEXT_HEIGHT, 0, 0, 0, 0)


def _paint_cover(canvas: Canvas, document: BaseDocTemplate) -> None:
    cover.paint(canvas)


def _running(content: ReportContent) -> Running:
    record = content.assessment
    state = f"Draft {content.draft}, not signed" if content.draft else ""
    parts = [record.reference, f"version {content.version}", f"data {content.fingerprint}"]
    return Running(
        institution=record.institution.name,
        document=f"{content.scheme.short_title}: {content.scheme.terms.report}",
        reference="   ".join(filter(None, parts)),
        notice=state,
    )
