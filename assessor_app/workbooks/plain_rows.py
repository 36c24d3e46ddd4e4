"""The sheets of any workbook as rows of text, for grids that this program did not make."""

from datetime import date
from pathlib import Path

from assessor_app.workbooks.grid import CellValue, Sheet
from assessor_app.workbooks.package_reader import read_content

MOST_COLUMNS = 60


def plain_rows(file: Path) -> tuple[tuple[str, list[list[str]]], ...]:
    """The visible sheets that hold something: title and rows. Raises Refused for no acceptable workbook.

    A cell that is merged into another has the text of that one, as it looks on the sheet.
    """
    content, _ = read_content(file)
    found = ((sheet.title, _rows(sheet)) for sheet in content.sheets if sheet.visible)
    return tuple((title, rows) for title, rows in found if rows)


def _rows(sheet: Sheet) -> list[list[str]]:
    columns = [column for cells in sheet.rows.values() for column, cell in cells.items() if not cell.blank]
    if not columns:
        return []
    first, last = min(columns), min(max(columns), min(columns) + MOST_COLUMNS - 1)
    numbers = sorted(number for number, cells in sheet.rows.items() if any(not cell.blank for cell in cells.values()))
    return [[_cell(sheet, number, column) for column in range(first, last + 1)] for number in numbers]


def _cell(sheet: Sheet, row: int, column: int) -> str:
    area = sheet.merged_into(row, column)
    cell = sheet.cell(area.top, area.left) if area else sheet.cell(row, column)
    return "" if cell.error or cell.value is None else _text(cell.value)


def _text(value: CellValue) -> str:
    if isinstance(value, date):
        return value.isoformat()
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
