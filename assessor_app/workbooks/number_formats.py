"""Which cell styles show a day, so that their numbers are dates."""

import re
from collections.abc import Iterable

from assessor_app.workbooks.xml_events import Attributes, XmlReader

# ECMA-376 part 1, 18.8.30: the built-in formats that show a day; the rest of the ranges are its East Asian dates
_BUILT_IN_DATES = {14, 15, 16, 17, 22, *range(27, 37), *range(50, 59)}
_NOT_FORMAT = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.|_.|\*.')


class _Styles:
    def __init__(self) -> None:
        self.formats: dict[str, str] = {}
        self.styles: list[str] = []
        self._in_cell_styles = False

    def start(self, name: str, attributes: Attributes) -> None:
        if name == "numFmt":
            self.formats[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")
        elif name == "cellXfs":
            self._in_cell_styles = True
        elif name == "xf" and self._in_cell_styles:
            self.styles.append(attributes.get("numFmtId", ""))

    def end(self, name: str) -> None:
        if name == "cellXfs":
            self._in_cell_styles = False


def date_styles(xml: XmlReader, chunks: Iterable[bytes]) -> frozenset[int]:
    """Numbers of the cell styles that show a day."""
    read = _Styles()
    xml.read(chunks, read.start, read.end)
    return frozenset(number for number, style in enumerate(read.styles) if shows_date(style, read.formats.get(style)))


def shows_date(number: str, code: str | None) -> bool:
    """True when a number format shows a day: a built-in one, or a code with a d or y outside quotes."""
    if code is None:
        return number.isdecimal() and len(number) < 10 and int(number) in _BUILT_IN_DATES
    plain = _NOT_FORMAT.sub("", code.split(";")[0]).lower()
    return "general" not in plain and any(letter in plain for letter in "dy")
