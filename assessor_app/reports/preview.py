"""Pages of a PDF as pictures and as words."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pypdfium2

from assessor_app.domain.report import Picture
from assessor_app.errors import Refused

MOST_PIXELS = 4096
"""Widest picture that is made; a page asked for larger would take over 60 MB."""

_PDFIUM = threading.Lock()
"""PDFium is not made for several threads at once."""


def page_count(pdf: bytes) -> int:
    """How many pages it has. Raises Refused for what is no PDF."""
    with _opened(pdf) as document:
        return len(document)


def page_picture(pdf: bytes, page: int, width: int) -> Picture:
    """Page number `page` (from 0), `width` pixels wide, white where nothing is printed."""
    with _opened(pdf) as document:
        found = document[page]
        scale = min(width, MOST_PIXELS) / found.get_width()
        bitmap = found.render(scale=scale, rev_byteorder=False, prefer_bgrx=True)
        return Picture(bitmap.width, bitmap.height, bitmap.stride, bytes(bitmap.buffer))


def page_text(pdf: bytes, page: int) -> str:
    """The words of a page, in the order they are printed."""
    with _opened(pdf) as document:
        return str(document[page].get_textpage().get_text_bounded())


@contextmanager
def _opened(pdf: bytes) -> Iterator[pypdfium2.PdfDocument]:
    with _PDFIUM:
        try:
            document = pypdfium2.PdfDocument(pdf)
        except pypdfium2.PdfiumError as error:
            raise Refused("This PDF is damaged and cannot be shown. Nothing was changed.", "bad-pdf") from error
        try:
            yield document
        finally:
            document.close()
