"""What a workbook holds, as values: only cells that exist, however far out somebody formatted the sheet."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from assessor_app.workbooks.coordinates import Area

CellValue = str | int | float | bool | date | None


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell. formula: without the leading "="; error: `value` is an error value such as #REF!."""

    value: CellValue = None
    formula: str = ""
    error: bool = False

    @property
    def blank(self) -> bool:
        """True when there is nothing to read: no value, or only spaces."""
        return self.value is None or (isinstance(self.value, str) and not self.value.strip())


EMPTY = Cell()


@dataclass(slots=True)
class Sheet:
    """One sheet. rows: row number to column number to cell; links: targets of hyperlinks by (row, column);
    far: addresses of cells beyond what is read."""

    title: str
    visible: bool
    rows: dict[int, dict[int, Cell]] = field(default_factory=dict)
    merged: list[Area] = field(default_factory=list)
    links: dict[tuple[int, int], str] = field(default_factory=dict)
    far: list[str] = field(default_factory=list)

    def cell(self, row: int, column: int) -> Cell:
        """The cell at a place; an empty one when there is none."""
        return self.rows.get(row, {}).get(column, EMPTY)

    def merged_into(self, row: int, column: int) -> Area | None:
        """The merged area that swallows this cell, unless the cell is the one that holds its value."""
        for area in self.merged:
            if area.holds(row, column) and (row, column) != (area.top, area.left):
                return area
        return None


@dataclass(frozen=True, slots=True)
class Content:
    """A whole workbook. properties: custom document properties; keywords: of the core properties."""

    sheets: tuple[Sheet, ...]
    properties: Mapping[str, str]
    keywords: str
