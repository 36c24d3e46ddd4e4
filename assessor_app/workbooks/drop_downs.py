"""Drop-downs and prompts: what each answer is to be, said where it is typed."""

from collections.abc import Sequence
from itertools import groupby

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from assessor_app.workbooks.layout import HEADING_ROW, SheetPlan


def _range(plan: SheetPlan, column: str, rows: int, first: int = 0) -> str:
    letter = get_column_letter(plan.columns.index(plan.column(column)) + 1)
    return f"{letter}{HEADING_ROW + 1 + first}:{letter}{HEADING_ROW + first + rows}"


def _ranges(plan: SheetPlan, column: str, places: Sequence[int]) -> list[str]:
    """One range for each run of rows that follow one another."""
    runs = [list(run) for _, run in groupby(enumerate(places), lambda each: each[1] - each[0])]
    return [_range(plan, column, len(run), run[0][1]) for run in runs]


def choose_from_list(
    sheet: Worksheet, plan: SheetPlan, column: str, rows: int | Sequence[int], name: str, help_text: str
) -> None:
    """Offer a list in a column; other kinds of evidence may be named after a warning, other levels may not.

    rows: how many, or the places (from 0) of those that it is offered in.
    """
    rule = DataValidation(type="list", formula1=name, allow_blank=True, showErrorMessage=True, showInputMessage=True)
    rule.promptTitle, rule.prompt = plan.column(column).heading[:32], help_text
    rule.errorTitle, rule.error = "Not in the list", "Choose from the list, or leave the cell empty."
    rule.errorStyle = "warning" if column == "kind" else "stop"
    for cells in [_range(plan, column, rows)] if isinstance(rows, int) else _ranges(plan, column, rows):
        rule.add(cells)
    sheet.add_data_validation(rule)


def limit_confidence(sheet: Worksheet, plan: SheetPlan, rows: int) -> None:
    """Ask for a whole number from 1 to 5."""
    rule = DataValidation(type="whole", operator="between", formula1="1", formula2="5", allow_blank=True)
    rule.showErrorMessage = rule.showInputMessage = True
    rule.promptTitle, rule.prompt = "How sure are we?", "1 = a first impression, 5 = certain. Leave empty if unsure."
    rule.errorTitle, rule.error = "Not 1 to 5", "Type a whole number from 1 to 5, or leave the cell empty."
    rule.add(_range(plan, "confidence", rows))
    sheet.add_data_validation(rule)


def prompt_for_date(sheet: Worksheet, plan: SheetPlan, column: str, rows: int) -> None:
    """Ask for a date, and take anything else after a warning."""
    rule = DataValidation(type="date", operator="greaterThan", formula1="36526", allow_blank=True)
    rule.showErrorMessage = rule.showInputMessage = True
    rule.errorStyle = "warning"
    rule.promptTitle, rule.prompt = plan.column(column).heading, "Day/month/year, for example 31/01/2026."
    rule.errorTitle, rule.error = "Not a date", "This is not a date such as 31/01/2026. Keep it all the same?"
    rule.add(_range(plan, column, rows))
    sheet.add_data_validation(rule)
