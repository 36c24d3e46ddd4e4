"""How the workbook looks and prints: fonts, fills, page set-up, protection."""

from typing import cast

from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.worksheet.header_footer import HeaderFooterItem
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from assessor_app.workbooks.text import escape, strip_controls, unify_lines

FACE = "Calibri"
TITLE = Font(name=FACE, size=16, bold=True, color="FF1F3864")
NOTICE = Font(name=FACE, size=11, bold=True, color="FF7A2E00")
LABEL = Font(name=FACE, size=11, bold=True)
HEADING = Font(name=FACE, size=11, bold=True, color="FFFFFFFF")
WORDING = Font(name=FACE, size=10)
HEADING_FILL = PatternFill("solid", fgColor="FF1F3864")
ANSWER_HEADING_FILL = PatternFill("solid", fgColor="FF7A4B00")
ANSWER_FILL = PatternFill("solid", fgColor="FFFFF8DC")
WRAPPED = Alignment(wrap_text=True, vertical="top")
TO_THE_LEFT = Alignment(wrap_text=True, vertical="top", horizontal="left")
CENTRED = Alignment(wrap_text=True, vertical="top", horizontal="center")
_LINE = Side(style="thin", color="FF8C8C8C")
BOX = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
UNLOCKED = Protection(locked=False)
A4 = 9


def cell_at(sheet: Worksheet, row: int, column: int) -> Cell:
    """The cell to write into; the sheets made here have no merged ones."""
    return cast(Cell, sheet.cell(row, column))


def put_text(cell: Cell, text: str) -> None:
    """Write text as text, even where it begins with = or looks like an error value; no program may run it."""
    if not text:
        return
    clean = escape(strip_controls(unify_lines(text))[0])
    cell.value = clean
    cell.data_type = "s"
    cell.quotePrefix = clean.startswith(("=", "+", "-", "@", "'"))


def answer(cell: Cell, alignment: Alignment = WRAPPED) -> None:
    """Make a cell one that the institution fills in: unlocked, boxed, pale yellow."""
    cell.protection = UNLOCKED
    cell.fill = ANSWER_FILL
    cell.border = BOX
    cell.alignment = alignment


def close(cell: Cell, text: str) -> None:
    """Make a cell one that nobody fills in, with the words that say why."""
    cell.protection, cell.fill = Protection(), PatternFill()
    put_text(cell, text)


def protect(sheet: Worksheet, may_insert_rows: bool) -> None:
    """Lock what is not an answer, without a password; columns and rows may still be made larger."""
    sheet.protection.sheet = True
    sheet.protection.formatColumns = False
    sheet.protection.formatRows = False
    sheet.protection.formatCells = False
    sheet.protection.insertRows = not may_insert_rows


def set_page(sheet: Worksheet, footer: str, landscape: bool = True, repeat: str = "") -> None:
    """A4, as wide as the page, headings repeated, a footer with what this is and the page number."""
    sheet.page_setup.orientation = "landscape" if landscape else "portrait"
    sheet.page_setup.paperSize = A4
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_margins.left = sheet.page_margins.right = 0.4
    sheet.page_margins.top = sheet.page_margins.bottom = 0.8
    line = cast(HeaderFooterItem, sheet.oddFooter)
    line.left.text, line.right.text = footer.replace("&", "&&"), "&P / &N"
    line.left.size = line.right.size = 8
    if repeat:
        sheet.print_title_rows = repeat
