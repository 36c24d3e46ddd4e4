"""One sheet's XML into cells, in one pass: values, formulas without a result, merged areas, links.

openpyxl would build a cell for every cell of a merged area, a row object for every formatted row, and needs a second
pass for formulas; a small file can keep it busy for minutes (docs/file-formats.md, Workbook).
"""

import math
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from assessor_app.workbooks.coordinates import address, parse_address, parse_area
from assessor_app.workbooks.grid import Cell, CellValue, Sheet
from assessor_app.workbooks.refusals import too_large
from assessor_app.workbooks.text import unescape
from assessor_app.workbooks.xml_events import Attributes, local

MOST_ROWS = 5000
MOST_COLUMNS = 200
MOST_CELLS = 60_000
MOST_MERGED = 2000
_FAR_NAMED = 20

_EMPTY_CELLS = rb'(?:<(?:[\w.-]+:)?c r="[A-Z0-9]+"[^<>]*/>)+'
_EMPTY_ROWS = rb'(?:<(?:[\w.-]+:)?row r="[0-9]+"[^<>]*(?:/>|>(?:' + _EMPTY_CELLS + rb")?</(?:[\w.-]+:)?row>))+"
_ROWS, _CELLS = re.compile(_EMPTY_ROWS), re.compile(_EMPTY_CELLS)
_TEXT_ELEMENTS = {"v", "f", "t"}


def without_empty(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Drop rows and cells that carry nothing but formatting: a million of them is one slip of the hand.

    Only those that say where they are go, because others count on them.
    """
    rest = b""
    for chunk in chunks:
        whole, mark, rest = (rest + chunk).rpartition(b">")
        yield _CELLS.sub(b"", _ROWS.sub(b"", whole + mark))
    yield rest


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What cells refer to: shared strings, which styles show dates, day 0 of the calendar, link targets by id."""

    file: Path
    strings: Sequence[str]
    date_styles: frozenset[int]
    day_zero: date
    links: Mapping[str, str]


class SheetReader:
    """Receives the events of one sheet's XML and fills a `Sheet`."""

    def __init__(self, sheet: Sheet, around: Surroundings) -> None:
        self._sheet = sheet
        self._around = around
        self._row = self._column = 0
        self._type = ""
        self._style = 0
        self._capture: list[str] | None = None
        self._phonetic = False
        self._value: str | None = None
        self._inline: list[str] = []
        self._formula = ""
        self._count = 0
        self._starts: dict[str, Callable[[Attributes], None]] = {
            "row": self._start_row,
            "c": self._start_cell,
            "mergeCell": self._take_merged,
            "hyperlink": self._take_link,
        }

    def start(self, name: str, attributes: Attributes) -> None:
        """An element begins."""
        handler = self._starts.get(name)
        if handler:
            handler(attributes)
        elif name == "rPh":
            self._phonetic = True
        elif name in _TEXT_ELEMENTS:
            self._capture = []

    def text(self, text: str) -> None:
        """Characters of the element begun last."""
        if self._capture is not None:
            self._capture.append(text)

    def end(self, name: str) -> None:
        """An element ends."""
        if name in _TEXT_ELEMENTS and self._capture is not None:
            self._take_text(name, "".join(self._capture))
            self._capture = None
        elif name == "rPh":
            self._phonetic = False
        elif name == "c":
            self._end_cell()

    def _start_row(self, attributes: Attributes) -> None:
        number = attributes.get("r", "")
        self._row = int(number) if number.isdecimal() and len(number) < 10 else self._row + 1
        self._column = 0

    def _start_cell(self, attributes: Attributes) -> None:
        place = parse_address(attributes.get("r", ""))
        self._row, self._column = place or (self._row, self._column + 1)
        self._type = attributes.get("t", "n")
        style = attributes.get("s", "0")
        self._style = int(style) if style.isdecimal() and len(style) < 10 else 0
        self._value, self._inline, self._formula = None, [], ""

    def _take_text(self, name: str, text: str) -> None:
        if name == "v":
            self._value = text
        elif name == "f":
            self._formula = text or "..."
        elif not self._phonetic:
            self._inline.append(text)

    def _end_cell(self) -> None:
        cell = self._cell()
        if cell.blank and not cell.formula:
            return
        if self._row > MOST_ROWS or self._column > MOST_COLUMNS:
            if len(self._sheet.far) < _FAR_NAMED:
                self._sheet.far.append(address(self._row, self._column))
            return
        self._count += 1
        if self._count > MOST_CELLS:
            raise too_large(self._around.file)
        self._sheet.rows.setdefault(self._row, {})[self._column] = cell

    def _cell(self) -> Cell:
        if self._inline:
            return Cell(unescape("".join(self._inline)), self._formula)
        if self._value is None or (self._type == "n" and not self._value.strip()):
            return Cell(None, self._formula)
        if self._type == "s":
            return Cell(self._shared(self._value), self._formula)
        if self._type == "e":
            return Cell(self._value, self._formula, error=True)
        return Cell(self._plain(self._value), self._formula)

    def _shared(self, index: str) -> str:
        position = int(index) if index.isdecimal() and len(index) < 10 else -1
        return self._around.strings[position] if 0 <= position < len(self._around.strings) else ""

    def _plain(self, text: str) -> CellValue:
        if self._type in ("str", "inlineStr"):
            return unescape(text)
        if self._type == "b":
            return text.strip() in ("1", "true")
        if self._type == "d":
            return _iso_date(text)
        return self._number(text)

    def _number(self, text: str) -> CellValue:
        try:
            number = float(text)
        except ValueError:
            return text
        if not math.isfinite(number):
            return text
        if self._style in self._around.date_styles and 1 <= number < 2_958_466:
            return date_of_serial(number, self._around.day_zero)
        return int(number) if number.is_integer() else number

    def _take_merged(self, attributes: Attributes) -> None:
        area = parse_area(attributes.get("ref", ""))
        if area is None or area.top > MOST_ROWS or area.left > MOST_COLUMNS:
            return
        self._sheet.merged.append(area)
        if len(self._sheet.merged) > MOST_MERGED:
            raise too_large(self._around.file)

    def _take_link(self, attributes: Attributes) -> None:
        place = parse_address(attributes.get("ref", "").partition(":")[0])
        target = self._around.links.get(local(attributes, "id"), "")
        if place and target:
            self._sheet.links[place] = target


def date_of_serial(serial: float, day_zero: date) -> date:
    """The day of a spreadsheet's day number. In the 1900 calendar, numbers up to 60 are off by one: it has a
    29 February 1900 that never was."""
    shift = 1 if day_zero.year == 1899 and serial < 60 else 0
    return day_zero + timedelta(days=int(serial) + shift)


def _iso_date(text: str) -> CellValue:
    try:
        return datetime.fromisoformat(text).date()
    except ValueError:
        return text
