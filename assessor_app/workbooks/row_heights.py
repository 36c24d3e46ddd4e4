"""Rows high enough for the text in them, and still growing while somebody types."""

from math import ceil

from openpyxl.worksheet.dimensions import RowDimension
from openpyxl.worksheet.worksheet import Worksheet

_POINTS_A_LINE = 13.5
_HIGHEST = 405.0
"""Points; spreadsheets go no higher than 409."""

_CHARACTERS_KEPT_BACK = 2
"""Words rarely fill a line to its end."""


class _GrowingRow(RowDimension):
    """A row whose height is a first guess: unless it is called custom, spreadsheets refit it to its text."""

    @property
    def customHeight(self) -> bool:
        return False


def lines_needed(text: str, width: float) -> int:
    """Lines that a text takes in a column `width` characters wide."""
    room = max(width - _CHARACTERS_KEPT_BACK, 4)
    return sum(max(1, ceil(len(line) / room)) for line in text.split("\n"))


def fit_row(sheet: Worksheet, row: int, lines: int) -> None:
    """Give a row a first height of so many lines."""
    sheet.row_dimensions[row] = _GrowingRow(sheet, index=row, ht=min(lines * _POINTS_A_LINE + 4, _HIGHEST))
