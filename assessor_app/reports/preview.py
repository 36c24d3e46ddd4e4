"""Pages of a PDF as pictures and as words, for the preview."""

import math
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pypdfium2

from assessor_app.domain.assessment.report import Picture
from assessor_app.errors import Refused

MOST_PIXELS = 4096
"""Width of the largest picture made; a wider one would take over 90 MB."""

MOST_AREA = MOST_PIXELS * 5_800
"""Pixels of the largest picture made: a page of paper at that width. Some pages are far longer than wide."""

_PDFIUM = threading.Lock()
"""PDFium must not be called by two threads at once, and pages are drawn in the background."""


def page_count(pdf: bytes) -> int:
    """How many pages a PDF has. Raises Refused ("bad-pdf") for what is none."""
    with _opened(pdf) as document:
        return len(document)


def page_picture(pdf: bytes, page: int, width: int) -> Picture:
    """One page (from 0) as a picture `width` pixels wide on white, signatures included."""
    with _opened(pdf) as document:
        document.init_forms()
        source = document[page]
        wide, high = source.get_size()
        if min(wide, high) <= 0:
            raise Refused("This page of the PDF has no size and cannot be shown. Nothing was changed.", "bad-pdf")
        scale = min(min(width, MOST_PIXELS) / wide, math.sqrt(MOST_AREA / (wide * high)))
        bitmap = source.render(scale=scale, force_bitmap_format=pypdfium2.raw.FPDFBitmap_BGRA)
        return Picture(bitmap.width, bitmap.height, bytes(bitmap.buffer))


def page_text(pdf: bytes, page: int) -> str:
    """The words of a page (from 0), in the order they were printed."""
    with _opened(pdf) as document:
        return str(document[page].get_textpage().get_text_bounded()).replace("\r\n", "\n")


@contextmanager
def _opened(pdf: bytes) -> Iterator[pypdfium2.PdfDocument]:
    with _PDFIUM:
        try:
            document = pypdfium2.PdfDocument(pdf)
        except pypdfium2.PdfiumError:
            raise Refused("This PDF is damaged and cannot be shown. Nothing was changed.", "bad-pdf") from None
        try:
            yield document
        finally:
            document.close()
