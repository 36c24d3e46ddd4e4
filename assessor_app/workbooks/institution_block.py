"""The block about the institution on the Read me sheet."""

from collections.abc import Mapping

from assessor_app.domain.scheme.edition import Scheme
from assessor_app.workbooks.cells import read_text
from assessor_app.workbooks.choices import NATIONS, settings_of
from assessor_app.workbooks.dates import read_date
from assessor_app.workbooks.grid import Content, Sheet
from assessor_app.workbooks.layout import MARK, READ_ME, Field, fields_of
from assessor_app.workbooks.remarks import Remarks, quoted
from assessor_app.workbooks.tables import Row, Table
from assessor_app.workbooks.text import normalise

_SEARCHED_ROWS = 60
_ANSWER = "answer"


def read_institution(content: Content, scheme: Scheme, remarks: Remarks) -> dict[str, str]:
    """Values of `layout.fields_of` by field id; fields that are gone or empty are ""."""
    sheets = sorted(content.sheets, key=lambda sheet: (sheet.title != READ_ME, not sheet.visible))
    choices = {"nation": NATIONS, "setting": settings_of(scheme)}
    values = {field.id: _read_field(sheets, field, choices, remarks) for field in fields_of(scheme)}
    if not values["institution"]:
        message = f"The {scheme.terms.institution} is not named; add it after loading."
        remarks.error("no-institution", f"{READ_ME}!C4", message)
    return values


def _read_field(sheets: list[Sheet], field: Field, choices: Mapping[str, Mapping[str, str]], remarks: Remarks) -> str:
    row = _find_row(sheets, field)
    if row is None:
        return ""
    if field.id == "completed_on":
        return read_date(row, _ANSWER, remarks)
    text = read_text(row, _ANSWER, remarks)
    return _choice(text, choices[field.id], row.where(_ANSWER), remarks) if field.id in choices else text


def _find_row(sheets: list[Sheet], field: Field) -> Row | None:
    """The row with the field's hidden id, otherwise the one with its label; its answer is right of the label."""
    for wanted in (MARK + field.id, field.label):
        for sheet in sheets:
            for number in sorted(sheet.rows)[:_SEARCHED_ROWS]:
                column = _column_of(sheet, number, wanted)
                if column:
                    return Row(Table(sheet, 0, {_ANSWER: _answer_column(sheet, number, column, field)}), number)
    return None


def _column_of(sheet: Sheet, row: int, wanted: str) -> int:
    cells = sorted(sheet.rows[row].items())[:20]
    return next((column for column, cell in cells if normalise(cell.value) == normalise(wanted)), 0)


def _answer_column(sheet: Sheet, row: int, column: int, field: Field) -> int:
    label = _column_of(sheet, row, field.label) or column + (sheet.cell(row, column).value == MARK + field.id)
    filled = (place for place, cell in sorted(sheet.rows[row].items()) if place > label and not cell.blank)
    return next(filled, label + 1)


def _choice(text: str, choices: Mapping[str, str], where: str, remarks: Remarks) -> str:
    for choice, label in choices.items():
        if normalise(text) in (normalise(label), choice):
            return choice
    if text:
        remarks.note("own-words", where, f"{quoted(text)} is not in the list; kept as typed.")
    return text
