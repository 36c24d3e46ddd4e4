"""Cell addresses: "G11" for row 11, column 7."""

import re
from dataclasses import dataclass

_ADDRESS = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})")


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle of cells, edges included."""

    top: int
    left: int
    bottom: int
    right: int

    def holds(self, row: int, column: int) -> bool:
        """True when the cell lies inside."""
        return self.top <= row <= self.bottom and self.left <= column <= self.right

    def __str__(self) -> str:
        return f"{address(self.top, self.left)}:{address(self.bottom, self.right)}"


def letters(column: int) -> str:
    """Column letters of a number from 1: 28 is "AB"."""
    name = ""
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def address(row: int, column: int) -> str:
    """The address of a cell."""
    return f"{letters(column)}{row}"


def parse_address(text: str) -> tuple[int, int] | None:
    """Row and column of "G11"; None when it is no address."""
    found = _ADDRESS.fullmatch(text)
    if not found:
        return None
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - 64
    return int(found[2]), column


def parse_area(text: str) -> Area | None:
    """The rectangle "H5:I6", or a single cell as one; None when it is neither."""
    first, _, last = text.partition(":")
    start, stop = parse_address(first), parse_address(last or first)
    return Area(start[0], start[1], stop[0], stop[1]) if start and stop else None
