"""The results of an assessment as a table for spreadsheets. Whatever people wrote stays text: nothing is a formula."""

import csv
import io
from collections.abc import Sequence
from typing import Final

from assessor_app.workbooks.text import LONGEST, escape, strip_controls

DANGEROUS: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""What makes a spreadsheet read a cell of a CSV file as a formula, wide forms too (OWASP, CSV injection)."""

UNSEEN: Final = " \u00a0\u200b\ufeff"
"""What a spreadsheet may pass over at the start of a cell."""

WIDEST, WIDEST_OF_LONG = 28, 48
"""Characters of a column, and of one with texts of more than `LONG`, so that the table can be read on one page's width
and a row seldom needs more than a spreadsheet's highest."""
LONG: Final = 600
LONGEST_FOOTER: Final = 200
"""Characters of the title at the foot of a page; with the page's number a footer may have 255."""


def results_csv(header: Sequence[str], rows: Sequence[Sequence[str]]) -> bytes:
    """The table as CSV in UTF-8 (RFC 4180, with the mark that Excel looks for). A text that a spreadsheet would take
    for a formula gets an apostrophe before it."""
    out = io.StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerows([[_harmless(cell) for cell in row] for row in (header, *rows)])
    return out.getvalue().encode("utf-8-sig")


def results_workbook(title: str, header: Sequence[str], rows: Sequence[Sequence[str]]) -> bytes:
    """The table as a workbook with one sheet, every cell of the kind text: as wide as a page, rows as high as their
    words need, the header repeated on paper."""
    import openpyxl
    from openpyxl.utils import get_column_letter

    from assessor_app.workbooks.appearance import BOX, HEADING, HEADING_FILL, WORDING, WRAPPED, set_page
    from assessor_app.workbooks.row_heights import fit_row, lines_needed

    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Results"
    for down, row in enumerate((header, *rows), start=1):
        for across, words in enumerate(row, start=1):
            cell = sheet.cell(down, across)
            cell.value = escape(strip_controls(words)[0])[:LONGEST]
            cell.data_type = "s"
            cell.alignment, cell.border = WRAPPED, BOX
            cell.font = WORDING if down > 1 else HEADING
            if down == 1:
                cell.fill = HEADING_FILL
    widths = [_width(column) for column in zip(header, *rows, strict=True)]
    for across, wide in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(across)].width = wide
    for down, row in enumerate((header, *rows), start=1):
        fit_row(sheet, down, max(lines_needed(words, wide) for words, wide in zip(row, widths, strict=True)))
    sheet.freeze_panes = "C2"
    named = strip_controls(title)[0]
    set_page(sheet, named[:LONGEST_FOOTER], repeat="1:1")
    book.properties.title = named
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _width(column: Sequence[str]) -> int:
    longest = max(map(len, column))
    word = max(len(part) for words in column for part in words[:LONGEST].split() or [""])
    return max(min(longest + 3, WIDEST_OF_LONG if longest > LONG else WIDEST), min(word + 3, WIDEST))


def _harmless(text: str) -> str:
    shown = strip_controls(text)[0]  # a spreadsheet drops them, and reads what follows
    return f"'{shown}" if shown.lstrip(UNSEEN).startswith(DANGEROUS) else shown
