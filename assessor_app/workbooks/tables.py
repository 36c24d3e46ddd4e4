"""Finding a data sheet and its columns, whatever was renamed, copied, moved or deleted."""

from collections.abc import Iterator
from dataclasses import dataclass

from assessor_app.workbooks.coordinates import address
from assessor_app.workbooks.grid import Cell, Content, Sheet
from assessor_app.workbooks.layout import MARK, Column, SheetPlan
from assessor_app.workbooks.remarks import Remarks, quoted
from assessor_app.workbooks.sheet_reader import MOST_ROWS
from assessor_app.workbooks.text import normalise

_SEARCHED_ROWS = 30


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table, addressed by column ids."""

    table: "Table"
    number: int

    def cell(self, column: str) -> Cell:
        """The cell in a column; an empty one when the column is gone."""
        return self.table.sheet.cell(self.number, self.table.columns.get(column, 0))

    def where(self, column: str = "") -> str:
        """Sheet and cell; the row's first cell when the column is gone or none is named."""
        return f"{self.table.sheet.title}!{address(self.number, self.table.columns.get(column, 1))}"


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet that was found, the row of its headings, and where each known column is."""

    sheet: Sheet
    heading_row: int
    columns: dict[str, int]

    def rows(self) -> Iterator[Row]:
        """Rows below the headings with something in a known column, top down."""
        known = set(self.columns.values())
        for number in sorted(self.sheet.rows):
            if number > self.heading_row and any(
                column in known and not (cell.blank and not cell.formula)
                for column, cell in self.sheet.rows[number].items()
            ):
                yield Row(self, number)


@dataclass(frozen=True, slots=True)
class _Found:
    sheet: Sheet
    heading_row: int
    marker: tuple[int, int] | None


def find_table(content: Content, plan: SheetPlan, remarks: Remarks) -> Table | None:
    """The sheet of a plan: by its hidden marker, otherwise by its headings; None when there is none."""
    found = [hit for sheet in content.sheets if (hit := _by_marker(sheet, plan))]
    if not found:
        found = [hit for sheet in content.sheets if (hit := _by_headings(sheet, plan))]
        for hit in found[:1]:
            message = "The sheet was recognised by its headings, because its hidden marker is missing."
            remarks.note("sheet-by-headings", f"{hit.sheet.title}!{address(hit.heading_row, 1)}", message)
    if not found:
        return None
    chosen = _prefer(found, plan, remarks)
    columns = _columns(chosen, plan, remarks)
    _remark_on_far_cells(chosen.sheet, remarks)
    return Table(chosen.sheet, chosen.heading_row, columns)


def _by_marker(sheet: Sheet, plan: SheetPlan) -> _Found | None:
    for number in sorted(sheet.rows)[:_SEARCHED_ROWS]:
        for column, cell in sorted(sheet.rows[number].items()):
            if cell.value == MARK + plan.code:
                return _Found(sheet, number + 2, (number, column))
    return None


def _by_headings(sheet: Sheet, plan: SheetPlan) -> _Found | None:
    wanted = {normalise(column.heading) for column in plan.columns}
    best, hits = 0, 0
    for number in sorted(sheet.rows)[:_SEARCHED_ROWS]:
        count = len(wanted & {normalise(cell.value) for cell in sheet.rows[number].values()})
        if count > hits:
            best, hits = number, count
    return _Found(sheet, best, None) if hits >= max(3, len(plan.columns) // 2) else None


def _prefer(found: list[_Found], plan: SheetPlan, remarks: Remarks) -> _Found:
    """The sheet with the plan's own title, then a visible one, then the first."""
    ordered = sorted(found, key=lambda hit: (hit.sheet.title != plan.title, not hit.sheet.visible))
    chosen = ordered[0]
    if len(ordered) > 1:
        names = ", ".join(quoted(hit.sheet.title) for hit in ordered)
        message = (
            f"There are {len(ordered)} copies of this sheet ({names}). Only {quoted(chosen.sheet.title)} was read."
        )
        remarks.error("two-sheets", f"{ordered[1].sheet.title}!A1", message)
    if chosen.sheet.title != plan.title:
        message = f"The sheet {quoted(plan.title)} was renamed to {quoted(chosen.sheet.title)}."
        remarks.note("sheet-renamed", f"{chosen.sheet.title}!A1", message)
    return chosen


def _columns(found: _Found, plan: SheetPlan, remarks: Remarks) -> dict[str, int]:
    columns = _columns_by_id(found, plan, remarks)
    headings = found.sheet.rows.get(found.heading_row, {})
    by_heading = {normalise(cell.value): number for number, cell in sorted(headings.items(), reverse=True)}
    for column in plan.columns:
        place = by_heading.get(normalise(column.heading))
        if column.id not in columns and place and place not in columns.values():
            columns[column.id] = place
        _remark_on_heading(found, column, columns.get(column.id), remarks)
    for number, cell in sorted(headings.items()):
        if number not in columns.values() and not cell.blank:
            where = f"{found.sheet.title}!{address(found.heading_row, number)}"
            remarks.note("added-column", where, f"The added column {quoted(cell.value)} is not loaded.")
    return columns


def _columns_by_id(found: _Found, plan: SheetPlan, remarks: Remarks) -> dict[str, int]:
    columns: dict[str, int] = {}
    if not found.marker:
        return columns
    ids = {MARK + column.id: column for column in plan.columns}
    row = found.marker[0] + 1
    for number, cell in sorted(found.sheet.rows.get(row, {}).items()):
        column = ids.get(str(cell.value))
        if column and column.id in columns:
            where = f"{found.sheet.title}!{address(found.heading_row, number)}"
            remarks.warning(
                "column-twice", where, f"The column {quoted(column.heading)} is there twice; the first is read."
            )
        elif column:
            columns[column.id] = number
    return columns


def _remark_on_heading(found: _Found, column: Column, place: int | None, remarks: Remarks) -> None:
    where = f"{found.sheet.title}!{address(found.heading_row, place or 1)}"
    if place is None:
        if column.answer:
            message = f"The column {quoted(column.heading)} is missing; its answers are lost."
            severity = remarks.error if column.id in ("level", "narrative", "title", "action") else remarks.warning
            severity("column-missing", where, message)
        elif not column.id.startswith("d."):
            remarks.note(
                "column-missing", where, f"The column {quoted(column.heading)} is missing; it can be done without."
            )
        return
    heading = found.sheet.cell(found.heading_row, place)
    if not heading.blank and normalise(heading.value) != normalise(column.heading):
        message = f"The heading {quoted(column.heading)} was changed to {quoted(heading.value)}."
        remarks.note("heading-edited", where, message)


def _remark_on_far_cells(sheet: Sheet, remarks: Remarks) -> None:
    if sheet.far:
        message = f"Cells beyond row {MOST_ROWS} or far to the right hold something; they are not loaded."
        remarks.warning("far-cells", f"{sheet.title}!{sheet.far[0]}", message)
