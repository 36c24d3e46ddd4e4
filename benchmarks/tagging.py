"""Goal 13, tagging: a tagged report against the same story untagged, and against WeasyPrint with the same words."""

import html
import importlib.util
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from statistics import median
from time import process_time
from unittest.mock import patch

from reportlab.pdfgen.canvas import Canvas

from assessor_app.domain.assessment.report import ReportContent
from assessor_app.reports.documents.assessment_report import assessment_report
from assessor_app.reports.page import document, story
from assessor_app.reports.preview import page_count, page_text
from assessor_app.reports.tagging.canvas import TaggedCanvas
from benchmarks.bench import Bench
from benchmarks.figures import Figure
from benchmarks.rounds import Case, paired_ratio

STYLE = "@page { size: A4; margin: 25mm 22mm 23mm } body { font: 12pt/17pt Inter, sans-serif } p { margin: 0 0 7pt }"


def measure(bench: Bench, content: ReportContent) -> Iterator[Figure]:
    """Processor time, since that is what the goal is about. The untagged report has no links and no last pass;
    WeasyPrint is given the lines of our pages as plain paragraphs, which spares it tables, figures and layout."""
    pdf = assessment_report(content)
    cases = {"tagged": _busy(lambda: assessment_report(content)), "untagged": _busy(lambda: _untagged(content))}
    if importlib.util.find_spec("weasyprint"):
        page = _html(pdf)
        cases["weasyprint"] = _busy(lambda: _weasyprint(page))
    found = bench.interleaved(cases, bench.scale.rounds)
    most = {"untagged": (1.5, "the same story untagged"), "weasyprint": (0.25, "WeasyPrint, PDF/UA, same words")}
    for name, (goal, against) in most.items():
        if name in found:
            ours, floor = (1000 * median(found[each]) for each in ("tagged", name))
            ratio = paired_ratio(found["tagged"], found[name])
            yield Figure(13, f"tag {page_count(pdf)} pages, processor", "ms", ours, goal, against, floor, ratio)


def _busy(work: Callable[[], bytes]) -> Case:
    def case() -> float:
        began = process_time()
        work()
        return process_time() - began

    return case


def _untagged(content: ReportContent) -> bytes:
    """The report without nodes, marks, structure, metadata and last pass."""
    with ExitStack() as patches:
        for where, name, instead in (
            (story, "tag_all", lambda flowables, parent: None),
            (document, "finish", lambda pdf, attachments: pdf),
            (TaggedCanvas, "showPage", Canvas.showPage),
            (TaggedCanvas, "save", Canvas.save),
        ):
            patches.enter_context(patch.object(where, name, instead))
        return assessment_report(content)


def _html(pdf: bytes) -> str:
    lines = (line for page in range(page_count(pdf)) for line in page_text(pdf, page).splitlines())
    body = "".join(f"<p>{html.escape(line)}</p>" for line in lines if line.strip())
    return f'<html lang="en-GB"><head><title>Report</title><style>{STYLE}</style></head><body>{body}</body></html>'


def _weasyprint(page: str) -> bytes:
    import weasyprint

    made: bytes = weasyprint.HTML(string=page).write_pdf(pdf_variant="pdf/ua-1")
    return made
