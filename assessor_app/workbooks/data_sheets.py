"""The three sheets with rows: self-assessment, evidence, action plan."""

from collections.abc import Mapping, Sequence
from datetime import date

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from assessor_app.domain.scheme import Scheme, Strand
from assessor_app.domain.submission import Answers, SubmittedAction, SubmittedEvidence, SubmittedStrand
from assessor_app.workbooks import appearance
from assessor_app.workbooks.layout import (
    EVIDENCE,
    HEADING_ROW,
    MARK,
    Column,
    SheetPlan,
    action_plan,
    self_assessment,
    strand_label,
)

EVIDENCE_ROWS = 60
ACTION_ROWS = 40
_SPARE_ROWS = 20

Value = str | int | CellRichText | None


def add_data_sheets(workbook: Workbook, scheme: Scheme, answers: Answers) -> None:
    """Append the three sheets, filled with `answers` and otherwise empty."""
    _add_self_assessment(workbook, scheme, answers)
    _add_evidence(workbook, scheme, answers.evidence)
    _add_actions(workbook, scheme, answers.actions)


def _add_self_assessment(workbook: Workbook, scheme: Scheme, answers: Answers) -> None:
    plan = self_assessment(scheme)
    given = {answer.strand: answer for answer in answers.strands}
    rows = [_strand_row(scheme, strand, given.get(strand.id)) for strand in scheme.strands]
    sheet = _add_sheet(workbook, scheme, plan, rows, "E")
    sheet.column_dimensions["A"].hidden = True
    _choose(
        sheet, plan, "level", len(rows), "qm_levels", "Choose the level that fits best. Leave it empty if none does."
    )
    _limit_confidence(sheet, plan, len(rows))


def _strand_row(scheme: Scheme, strand: Strand, answer: SubmittedStrand | None) -> dict[str, Value]:
    row: dict[str, Value] = {
        "id": strand.id,
        "number": strand.number,
        "aspect": scheme.aspect_of(strand.id).title,
        "strand": _title_and_question(strand),
    }
    row |= {f"d.{level.id}": strand.descriptors.get(level.id, "") for level in scheme.levels}
    if answer:
        row["level"] = scheme.level(answer.level).name if answer.level else ""
        row["narrative"] = answer.text
        row["evidence"] = "; ".join(answer.evidence)
        row["confidence"] = answer.confidence
    return row


def _title_and_question(strand: Strand) -> Value:
    if not strand.question:
        return strand.title
    return CellRichText(TextBlock(InlineFont(b=True), strand.title), f"\n{strand.question}")


def _add_evidence(workbook: Workbook, scheme: Scheme, evidence: Sequence[SubmittedEvidence]) -> None:
    rows: list[dict[str, Value]] = [
        {"id": item.code, "title": item.title, "where": item.location, "date": item.dated, "kind": item.kind}
        for item in evidence
    ]
    rows += _blank_rows("E", {item.code for item in evidence}, max(EVIDENCE_ROWS - len(rows), _SPARE_ROWS))
    sheet = _add_sheet(workbook, scheme, EVIDENCE, rows, "B")
    _choose(sheet, EVIDENCE, "kind", len(rows), "qm_kinds", "Choose the nearest kind.")
    _prompt_for_date(sheet, EVIDENCE, "date", len(rows))


def _add_actions(workbook: Workbook, scheme: Scheme, actions: Sequence[SubmittedAction]) -> None:
    plan = action_plan(scheme)
    rows = [_action_row(scheme, action) for action in actions]
    rows += _blank_rows("P", {action.code for action in actions}, max(ACTION_ROWS - len(rows), _SPARE_ROWS))
    sheet = _add_sheet(workbook, scheme, plan, rows, "B")
    _choose(sheet, plan, "strand", len(rows), "qm_strands", f"Choose the {scheme.terms.strand} this action serves.")
    _prompt_for_date(sheet, plan, "due", len(rows))


def _action_row(scheme: Scheme, action: SubmittedAction) -> dict[str, Value]:
    label = strand_label(scheme, scheme.strand(action.strand)) if action.strand else ""
    row: dict[str, Value] = {"id": action.code, "strand": label, "action": action.text, "lead": action.lead}
    return row | {"due": action.due, "success": action.success}


def _blank_rows(letter: str, taken: set[str], count: int) -> list[dict[str, Value]]:
    codes = (f"{letter}{number}" for number in range(1, len(taken) + count + 1))
    return [{"id": code} for code in codes if code not in taken][:count]


def _add_sheet(
    workbook: Workbook, scheme: Scheme, plan: SheetPlan, rows: Sequence[Mapping[str, Value]], freeze: str
) -> Worksheet:
    sheet: Worksheet = workbook.create_sheet(plan.title)
    _write_headings(sheet, scheme, plan)
    for number, row in enumerate(rows, HEADING_ROW + 1):
        for position, column in enumerate(plan.columns, 1):
            _write_value(sheet.cell(number, position), column, row.get(column.id))
    sheet.freeze_panes = f"{freeze}{HEADING_ROW + 1}"
    sheet.sheet_view.zoomScale = 90
    appearance.protect(sheet, may_insert_rows=plan.code != "sa")
    appearance.set_page(sheet, f"{scheme.title}, edition {scheme.edition}", repeat=f"1:{HEADING_ROW}")
    return sheet


def _write_headings(sheet: Worksheet, scheme: Scheme, plan: SheetPlan) -> None:
    sheet["B1"] = plan.title
    sheet["B1"].font = appearance.TITLE
    if plan.code == "sa" and scheme.has_model_wording:
        sheet["E1"] = scheme.model_wording_notice
        sheet["E1"].font = appearance.NOTICE
    sheet.cell(2, 1, MARK + plan.code)
    for position, column in enumerate(plan.columns, 1):
        sheet.cell(3, position, MARK + column.id)
        heading = sheet.cell(HEADING_ROW, position, column.heading)
        heading.font = appearance.HEADING
        heading.fill = appearance.ANSWER_HEADING_FILL if column.answer else appearance.HEADING_FILL
        heading.alignment = appearance.WRAPPED
        heading.border = appearance.BOX
        sheet.column_dimensions[get_column_letter(position)].width = column.width
    sheet.row_dimensions[2].hidden = sheet.row_dimensions[3].hidden = True


def _write_value(cell: Cell, column: Column, value: Value) -> None:
    if column.answer:
        appearance.answer(cell)
    else:
        cell.alignment, cell.border = appearance.WRAPPED, appearance.BOX
        if column.id.startswith("d."):
            cell.font = appearance.WORDING
    if column.id in ("date", "due"):
        write_date(cell, str(value or ""))
    elif isinstance(value, str):
        appearance.put_text(cell, value)
    elif value is not None:
        cell.value = value


def write_date(cell: Cell, text: str) -> None:
    """Write a whole date as a date that the spreadsheet can sort, anything else as typed."""
    try:
        cell.value = date.fromisoformat(text)
    except ValueError:
        appearance.put_text(cell, text)
    cell.number_format = "dd/mm/yyyy"


def _range(plan: SheetPlan, column: str, rows: int) -> str:
    letter = get_column_letter(plan.columns.index(plan.column(column)) + 1)
    return f"{letter}{HEADING_ROW + 1}:{letter}{HEADING_ROW + rows}"


def _choose(sheet: Worksheet, plan: SheetPlan, column: str, rows: int, name: str, help_text: str) -> None:
    rule = DataValidation(type="list", formula1=name, allow_blank=True, showErrorMessage=True, showInputMessage=True)
    rule.promptTitle, rule.prompt = plan.column(column).heading[:32], help_text
    rule.errorTitle, rule.error = "Not in the list", "Please choose from the list, or leave the cell empty."
    rule.errorStyle = "warning" if column == "kind" else "stop"
    rule.add(_range(plan, column, rows))
    sheet.add_data_validation(rule)


def _limit_confidence(sheet: Worksheet, plan: SheetPlan, rows: int) -> None:
    rule = DataValidation(type="whole", operator="between", formula1="1", formula2="5", allow_blank=True)
    rule.showErrorMessage = rule.showInputMessage = True
    rule.promptTitle, rule.prompt = "How sure are we?", "1 = a first impression, 5 = certain. Leave empty if unsure."
    rule.errorTitle, rule.error = "Not 1 to 5", "Please type a whole number from 1 to 5, or leave the cell empty."
    rule.add(_range(plan, "confidence", rows))
    sheet.add_data_validation(rule)


def _prompt_for_date(sheet: Worksheet, plan: SheetPlan, column: str, rows: int) -> None:
    rule = DataValidation(type="date", operator="greaterThan", formula1="36526", allow_blank=True)
    rule.showErrorMessage = rule.showInputMessage = True
    rule.errorStyle = "warning"
    rule.promptTitle, rule.prompt = plan.column(column).heading, "Day/month/year, for example 31/01/2026."
    rule.errorTitle, rule.error = "Not a date", "This is not a date such as 31/01/2026. Keep it all the same?"
    rule.add(_range(plan, column, rows))
    sheet.add_data_validation(rule)
