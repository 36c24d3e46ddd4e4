"""Goal 13: making a report of some 40 pages and signing it, against a bare canvas with every mark's place known."""

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from statistics import median

import pypdfium2
import pypdfium2.raw as pdfium
from reportlab.pdfgen.canvas import Canvas

from assessor_app.reports.documents.assessment_report import assessment_report
from assessor_app.reports.page import fonts
from assessor_app.reports.page.paper import HEIGHT, WIDTH
from assessor_app.reports.page.signature_box import signature_appearance
from benchmarks import tagging
from benchmarks.bench import Bench
from benchmarks.figures import Figure
from benchmarks.profile import opened
from benchmarks.rounds import paired_ratio, timed

NOW = datetime(2026, 11, 22, tzinfo=UTC)
SIZE = 9.5
"""Type size of the floor's words, in points."""


@dataclass(frozen=True, slots=True)
class Page:
    """What stands on a page. words: left, baseline, text; boxes: left, bottom, width, height; all in points."""

    words: tuple[tuple[float, float, str], ...]
    boxes: tuple[tuple[float, float, float, float], ...]


def measure(bench: Bench) -> Iterator[Figure]:
    """Milliseconds to make and to sign a report; libraries are loaded, as they are for the second report of a day."""
    workplace = opened(bench.places.assessor)
    content = workplace.reporting.content(bench.places.assessments[0])
    pdf = assessment_report(content)
    pages = _pages(pdf)
    appearance = signature_appearance(workplace.person.name, ("Signed electronically",))
    found = bench.interleaved(
        {
            "ours": timed(lambda: assessment_report(content)),
            "floor": timed(lambda: _drawn(pages)),
            "sign": timed(lambda: workplace.key.sign_pdf(pdf, appearance, NOW)),
        },
        2 * bench.scale.rounds,
    )
    workplace.close()
    ours, floor, sign = (1000 * median(found[name]) for name in ("ours", "floor", "sign"))
    ratio = paired_ratio(found["ours"], found["floor"])
    yield Figure(
        13, f"make a report of {len(pages)} pages", "ms", ours, 2.5, "the same marks, bare canvas", floor, ratio
    )
    ratio = paired_ratio(found["sign"], found["ours"])
    yield Figure(13, "sign it", "ms", sign, 0.15, "making it", ours, ratio)
    yield from tagging.measure(bench, content)


def _pages(pdf: bytes) -> list[Page]:
    """Every run of words and every line, bar and box of a report, as it was drawn."""
    document = pypdfium2.PdfDocument(pdf)
    pages = [_page(document[number]) for number in range(len(document))]
    document.close()
    return pages


def _page(page: pypdfium2.PdfPage) -> Page:
    text, words, boxes = page.get_textpage(), [], []
    for mark in page.get_objects(max_depth=1):
        left, bottom, right, top = mark.get_bounds()
        if mark.type == pdfium.FPDF_PAGEOBJ_TEXT:
            words.append((left, bottom, _words(mark, text)))
        elif mark.type == pdfium.FPDF_PAGEOBJ_PATH:
            boxes.append((left, bottom, right - left, top - bottom))
    return Page(tuple(words), tuple(boxes))


def _words(mark: pypdfium2.PdfObject, text: pypdfium2.PdfTextPage) -> str:
    size = pdfium.FPDFTextObj_GetText(mark, text, None, 0)
    buffer = (pdfium.FPDF_WCHAR * size)()
    pdfium.FPDFTextObj_GetText(mark, text, buffer, size)
    return bytes(buffer).decode("utf-16-le").rstrip("\0")


def _drawn(pages: Sequence[Page]) -> bytes:
    """The floor: nothing has to be wrapped, measured or placed."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(WIDTH, HEIGHT), invariant=1, pageCompression=1)
    for page in pages:
        canvas.setFont(fonts.use(fonts.REGULAR), SIZE)
        for left, baseline, words in page.words:
            canvas.drawString(left, baseline, words)
        for box in page.boxes:
            canvas.rect(*box)
        canvas.showPage()
    canvas.save()
    return out.getvalue()
