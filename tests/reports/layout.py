"""Where every character of a PDF stands, and how large it is."""

from collections.abc import Iterator
from ctypes import byref, c_double
from dataclasses import dataclass

import pypdfium2
from pypdfium2 import raw


@dataclass(frozen=True)
class Character:
    """One printed character. page: from 0; left, right, bottom, top: in points; size: of its type."""

    page: int
    text: str
    left: float
    right: float
    bottom: float
    top: float
    size: float


def characters(pdf: bytes) -> Iterator[Character]:
    """All that can be seen, in the order in which it is drawn."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        for number in range(len(document)):
            text = document[number].get_textpage()
            for place in range(text.count_chars()):
                letter = chr(raw.FPDFText_GetUnicode(text, place))
                if not letter.isspace() and letter.isprintable():
                    left, right, bottom, top = box = [c_double() for _ in range(4)]
                    raw.FPDFText_GetCharBox(text, place, *map(byref, box))
                    size = raw.FPDFText_GetFontSize(text, place)
                    yield Character(number, letter, left.value, right.value, bottom.value, top.value, size)
    finally:
        document.close()
