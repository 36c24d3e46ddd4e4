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

WIDEST: Final = 60
"""Characters."""


def results_csv(header: Sequence[str], rows: Sequence[Sequence[str]]) -> bytes:
    """The table as CSV in UTF-8 (RFC 4180, with the mark that Excel looks for). A text that a spreadsheet would take
    for a formula gets an apostrophe before it."""
    out = io.StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerows([[_harmless(cell) for cell in row] for row in (header, *rows)])
    return out.getvalue().encode("utf-8-sig")


def results_workbook(title: str, header: Sequence[str], rows: Sequence[Sequence[str]]) -> bytes:
    """The table as a workbook with one sheet, every cell of the kind text, the header repeated on paper."""
    import openpyxl
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Results"
    for down, row in enumerate((header, *rows), start=1):
        for across, words in enumerate(row, start=1):
            cell = sheet.cell(down, across)
            cell.value = escape(strip_controls(words)[0])[:LONGEST]
            cell.data_type = "s"
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            cell.font = Font(bold=down == 1)
    for across, column in enumerate(zip(header, *rows, strict=True), start=1):
        wide = min(WIDEST, max(len(words) for words in column) + 2)
        sheet.column_dimensions[get_column_letter(across)].width = wide
    sheet.freeze_panes, sheet.print_title_rows = "C2", "1:1"
    book.properties.title = strip_controls(title)[0]
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _harmless(text: str) -> str:
    shown = strip_controls(text)[0]  # a spreadsheet drops them, and reads what follows
    return f"'{shown}" if shown.lstrip(UNSEEN).startswith(DANGEROUS) else shown
