"""The first sheet: what this is, how to fill it in, and the block about the institution."""

from openpyxl import Workbook
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from assessor_app.domain.assessment.submission import Answers
from assessor_app.domain.scheme.edition import Scheme
from assessor_app.workbooks import appearance
from assessor_app.workbooks.choices import NATIONS, settings_of
from assessor_app.workbooks.data_sheets import write_date
from assessor_app.workbooks.layout import MARK, READ_ME, READ_ME_CODE, Field, fields_of
from assessor_app.workbooks.row_heights import fit_row, lines_needed

FIRST_FIELD_ROW = 4
_TEXT_WIDTH = 72
_NOTICE = "Note"
_LISTS = {"nation": "qm_nations", "setting": "qm_settings"}


def add_read_me(workbook: Workbook, scheme: Scheme, answers: Answers) -> None:
    """Append the Read me sheet."""
    sheet: Worksheet = workbook.create_sheet(READ_ME)
    sheet["A1"] = MARK + READ_ME_CODE
    sheet["B1"] = scheme.title
    sheet["B1"].font = appearance.TITLE
    sheet["B2"] = f"Self-assessment workbook, edition {scheme.edition}. {scheme.owner}".strip()
    sheet.column_dimensions["A"].hidden = True
    sheet.column_dimensions["B"].width = 24
    sheet.column_dimensions["C"].width = _TEXT_WIDTH
    fields = fields_of(scheme)
    for row, field in enumerate(fields, FIRST_FIELD_ROW):
        _write_field(sheet, row, field, _shown(scheme, field, answers))
    _write_instructions(sheet, scheme, FIRST_FIELD_ROW + len(fields) + 1)
    appearance.protect(sheet, may_insert_rows=False)
    appearance.set_page(sheet, f"{scheme.title}, edition {scheme.edition}", landscape=False)


def _shown(scheme: Scheme, field: Field, answers: Answers) -> str:
    """A choice by its label, everything else as it was given."""
    value = str(getattr(answers, field.id))
    return {**NATIONS, **settings_of(scheme)}.get(value, value) if field.id in _LISTS else value


def _write_field(sheet: Worksheet, row: int, field: Field, value: str) -> None:
    sheet.cell(row, 1, MARK + field.id)
    label = sheet.cell(row, 2, field.label)
    label.font, label.alignment = appearance.LABEL, appearance.WRAPPED
    cell = appearance.cell_at(sheet, row, 3)
    appearance.answer(cell, appearance.TO_THE_LEFT)
    if field.id == "completed_on":
        write_date(cell, value)
    else:
        appearance.put_text(cell, value)
    _prompt(sheet, field, cell.coordinate)


def _prompt(sheet: Worksheet, field: Field, where: str) -> None:
    if field.id in _LISTS:
        rule = DataValidation(type="list", formula1=_LISTS[field.id], allow_blank=True, errorStyle="warning")
        rule.showErrorMessage = True
    else:
        rule = DataValidation(allow_blank=True)
    rule.showInputMessage = True
    rule.promptTitle, rule.prompt = field.label, field.help
    rule.add(where)
    sheet.add_data_validation(rule)


def _write_instructions(sheet: Worksheet, scheme: Scheme, first: int) -> None:
    for row, (heading, text) in enumerate(_instructions(scheme), first):
        left, right = sheet.cell(row, 2, heading), sheet.cell(row, 3, text)
        left.font, left.alignment, right.alignment = appearance.LABEL, appearance.WRAPPED, appearance.WRAPPED
        if heading == _NOTICE:
            right.font = appearance.NOTICE
        fit_row(sheet, row, lines_needed(text, _TEXT_WIDTH))


def _instructions(scheme: Scheme) -> list[tuple[str, str]]:
    terms = scheme.terms
    levels = "; or ".join(", ".join(level.name for level in scale) for _, scale in scheme.levels_in_use)
    lines = [
        (
            "How to fill it in",
            "Write in the pale yellow cells with a border. The Tab key moves from one answer to the next; each answer "
            "shows what is asked when you choose it.",
        ),
        (
            "Self-assessment",
            f"For every {terms.strand}, read the wording of the levels ({levels}), choose the one that fits best, and "
            "say what you do now and how you know. Name your evidence by its reference, for example E1; E4.",
        ),
        (
            "Evidence",
            "List each piece once. Give the file name as it is in the folder you send, or a link. Add rows if you "
            "need.",
        ),
        ("Action plan", f"List what you will do next and the {terms.strand} it serves. Add rows if you need."),
        (
            "Before you send it",
            "Save the workbook as .xlsx in Excel, LibreOffice or Google Sheets, without a password. Do not copy "
            "the sheets to another file and do not merge cells.",
        ),
    ]
    lines += [(level.name, level.meaning) for _, scale in scheme.levels_in_use for level in scale if level.meaning]
    if scheme.privacy:
        lines.append(("Privacy", scheme.privacy))
    if scheme.has_model_wording:
        lines.append((_NOTICE, scheme.model_wording_notice))
    return lines
