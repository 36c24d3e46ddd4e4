"""The three sheets with rows: self-assessment, evidence, action plan."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import islice

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from assessor_app.domain.assessment.submission import Answers, SubmittedAction, SubmittedEvidence, SubmittedStrand
from assessor_app.domain.scheme.edition import Scheme, Strand
from assessor_app.workbooks import appearance
from assessor_app.workbooks.choices import level_list
from assessor_app.workbooks.drop_downs import choose_from_list, limit_confidence, prompt_for_date
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
from assessor_app.workbooks.row_heights import fit_row, lines_needed

EVIDENCE_ROWS = 60
ACTION_ROWS = 40
_SPARE_ROWS = 20
NOT_GRADED = "Not graded"

_ALIGNMENTS = {
    "date": appearance.TO_THE_LEFT,
    "due": appearance.TO_THE_LEFT,
    "confidence": appearance.CENTRED,
}

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
    _close_levels_of_narratives(sheet, scheme, plan)
    _offer_levels(sheet, scheme, plan)
    limit_confidence(sheet, plan, len(rows))


def _close_levels_of_narratives(sheet: Worksheet, scheme: Scheme, plan: SheetPlan) -> None:
    """What is only written about has no level to choose."""
    column = plan.columns.index(plan.column("level")) + 1
    for number, strand in enumerate(scheme.strands, HEADING_ROW + 1):
        if strand.narrative:
            appearance.close(appearance.cell_at(sheet, number, column), NOT_GRADED)


def _offer_levels(sheet: Worksheet, scheme: Scheme, plan: SheetPlan) -> None:
    """Each strand with the levels of its own scale."""
    lists: dict[str, list[int]] = {}
    for place, strand in enumerate(scheme.strands):
        if not strand.narrative:
            lists.setdefault(level_list(scheme, strand.scale), []).append(place)
    words = f"Choose the {scheme.terms.level} that fits best. Leave it empty if none does."
    for name, places in lists.items():
        choose_from_list(sheet, plan, "level", places, name, words)


def _strand_row(scheme: Scheme, strand: Strand, answer: SubmittedStrand | None) -> dict[str, Value]:
    row: dict[str, Value] = {
        "id": strand.id,
        "number": strand.number,
        "aspect": scheme.aspect_of(strand.id).title,
        "strand": _title_and_question(strand),
    }
    row |= {f"d.{level.id}": strand.descriptors.get(level.id, "") for level in scheme.levels_of(strand)}
    if answer:
        row["level"] = scheme.level(answer.level).name if answer.level else ""
        row["narrative"] = answer.text
        row["evidence"] = "; ".join(answer.evidence)
        row["confidence"] = answer.confidence
    return row


def _title_and_question(strand: Strand) -> Value:
    if not strand.question:
        return strand.title
    return CellRichText(
        TextBlock(InlineFont(rFont=appearance.FACE, sz=11, b=True), strand.title), f"\n{strand.question}"
    )


def _add_evidence(workbook: Workbook, scheme: Scheme, evidence: Sequence[SubmittedEvidence]) -> None:
    rows: list[dict[str, Value]] = [
        {"id": item.code, "title": item.title, "where": item.location, "date": item.dated, "kind": item.kind}
        for item in evidence
    ]
    rows += _blank_rows("E", {item.code for item in evidence}, max(EVIDENCE_ROWS - len(rows), _SPARE_ROWS))
    sheet = _add_sheet(workbook, scheme, EVIDENCE, rows, "B")
    choose_from_list(sheet, EVIDENCE, "kind", len(rows), "qm_kinds", "Choose the nearest kind.")
    prompt_for_date(sheet, EVIDENCE, "date", len(rows))


def _add_actions(workbook: Workbook, scheme: Scheme, actions: Sequence[SubmittedAction]) -> None:
    plan = action_plan(scheme)
    rows = [_action_row(scheme, action) for action in actions]
    rows += _blank_rows("P", {action.code for action in actions}, max(ACTION_ROWS - len(rows), _SPARE_ROWS))
    sheet = _add_sheet(workbook, scheme, plan, rows, "B")
    choose_from_list(
        sheet, plan, "strand", len(rows), "qm_strands", f"Choose the {scheme.terms.strand} this action serves."
    )
    prompt_for_date(sheet, plan, "due", len(rows))


def _action_row(scheme: Scheme, action: SubmittedAction) -> dict[str, Value]:
    label = strand_label(scheme, scheme.strand(action.strand)) if action.strand else ""
    row: dict[str, Value] = {"id": action.code, "strand": label, "action": action.text, "lead": action.lead}
    return row | {"due": action.due, "success": action.success}


def _blank_rows(letter: str, taken: set[str], count: int) -> Iterable[dict[str, Value]]:
    """Rows that hold only the next free codes."""
    codes = (f"{letter}{number}" for number in range(1, len(taken) + count + 1))
    return islice(({"id": code} for code in codes if code not in taken), count)


def _add_sheet(
    workbook: Workbook, scheme: Scheme, plan: SheetPlan, rows: Sequence[Mapping[str, Value]], freeze: str
) -> Worksheet:
    sheet: Worksheet = workbook.create_sheet(plan.title)
    _write_headings(sheet, scheme, plan)
    for number, row in enumerate(rows, HEADING_ROW + 1):
        for position, column in enumerate(plan.columns, 1):
            _write_value(appearance.cell_at(sheet, number, position), column, row.get(column.id))
        _fit(sheet, number, plan, row)
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
        heading = appearance.cell_at(sheet, HEADING_ROW, position)
        heading.value = column.heading
        heading.font = appearance.HEADING
        heading.fill = appearance.ANSWER_HEADING_FILL if column.answer else appearance.HEADING_FILL
        heading.alignment = appearance.WRAPPED
        heading.border = appearance.BOX
        sheet.column_dimensions[get_column_letter(position)].width = column.width
    fit_row(sheet, HEADING_ROW, max(lines_needed(column.heading, column.width) for column in plan.columns))
    sheet.row_dimensions[2].hidden = sheet.row_dimensions[3].hidden = True


def _fit(sheet: Worksheet, number: int, plan: SheetPlan, row: Mapping[str, Value]) -> None:
    """Rows without a text keep the height of one line, so that an empty list stays short."""
    texts = ((str(row[column.id]), column.width) for column in plan.columns if row.get(column.id))
    lines = max(lines_needed(text, width) for text, width in texts)
    if lines > 1:
        fit_row(sheet, number, lines)


def _write_value(cell: Cell, column: Column, value: Value) -> None:
    if column.answer:
        appearance.answer(cell, _ALIGNMENTS.get(column.id, appearance.WRAPPED))
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
