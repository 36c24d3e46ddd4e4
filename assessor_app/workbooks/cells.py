"""One cell into one answer: text, level, whole number, with a remark for everything that is not as it should be."""

import difflib
import re
from collections.abc import Sequence
from datetime import date

from assessor_app.domain.scheme.edition import Level
from assessor_app.workbooks.remarks import Remarks, quoted
from assessor_app.workbooks.tables import Row
from assessor_app.workbooks.text import LONGEST, cell_length, normalise, strip_controls, unify_lines

_NO_ANSWER = {"-", "\N{EN DASH}", "\N{EM DASH}", "n/a", "na", "none", "?", "."}


def read_text(row: Row, column: str, remarks: Remarks) -> str:
    """The text of a cell without spaces around it; "" when there is none or it cannot be used."""
    cell, where = row.cell(column), row.where(column)
    if cell.error:
        remarks.error(
            "error-value", where, f"The cell shows the spreadsheet error {cell.value}; type the answer itself."
        )
        return ""
    if cell.value is None:
        _remark_on_lost_answer(row, column, remarks)
        return ""
    if isinstance(cell.value, date):
        remarks.warning(
            "date-in-text", where, f"A date stands where text is expected; kept as {cell.value.isoformat()}."
        )
    return _clean(_as_text(cell.value), where, remarks)


def _remark_on_lost_answer(row: Row, column: str, remarks: Remarks) -> None:
    place = row.table.columns.get(column)
    if place is None:
        return
    area = row.table.sheet.merged_into(row.number, place)
    formula = row.cell(column).formula
    if area:
        message = f"This cell is merged into {area}, so it has no answer of its own. Unmerge it and fill each row."
        remarks.error("merged", row.where(column), message)
    elif formula:
        message = (
            f"The formula {quoted('=' + formula)} has no stored result. Type the answer, or save the file in Excel."
        )
        remarks.error("uncalculated", row.where(column), message)


def _as_text(value: str | int | float | bool | date) -> str:
    if isinstance(value, bool):
        return "Yes" if value else "No"
    return value.isoformat() if isinstance(value, date) else str(value)


def _clean(text: str, where: str, remarks: Remarks) -> str:
    length = cell_length(text)
    clean, removed = strip_controls(unify_lines(text))
    if removed:
        remarks.note("control-characters", where, f"Invisible control characters were removed ({removed}).")
    if length >= LONGEST:
        message = f"The text fills the cell to its limit of {LONGEST} characters; its end may be missing."
        remarks.warning("cut-off", where, message)
    return clean.strip()


def read_level(row: Row, column: str, levels: Sequence[Level], term: str, remarks: Remarks) -> str | None:
    """The id of the level chosen. Anything but a level's own name is a remark with a suggestion, never a guess.

    levels: those of the scale the row is judged on; term: what the mark calls a level.
    """
    text = read_text(row, column, remarks)
    where, typed = row.where(column), normalise(text)
    if not typed:
        return None
    named = next((level for level in levels if typed == normalise(level.name)), None)
    if named:
        if text != named.name:
            remarks.note("level-tidied", where, f"{quoted(text)} was read as {quoted(named.name)}.")
        return named.id
    if typed in _NO_ANSWER:
        remarks.note("no-level", where, f"{quoted(text)} was read as no {term} chosen.")
        return None
    _remark_on_level(text, where, levels, term, remarks)
    return None


def _remark_on_level(text: str, where: str, levels: Sequence[Level], term: str, remarks: Remarks) -> None:
    mentioned = [level for level in levels if re.search(rf"\b{re.escape(normalise(level.name))}\b", normalise(text))]
    if len(mentioned) > 1:
        remarks.error("two-levels", where, f"{quoted(text)} names more than one {term}. Choose one.")
        return
    suggestion = mentioned[0] if mentioned else _nearest(text, levels)
    names = ", ".join(level.name for level in levels)
    hint = f"Did you mean {quoted(suggestion.name)}?" if suggestion else f"Use one of: {names}."
    remarks.error("bad-level", where, f"{quoted(text)} is not a {term} to choose here. {hint}")


def _nearest(text: str, levels: Sequence[Level]) -> Level | None:
    if text.isdecimal():
        return next((level for level in levels if str(level.rank) == text), None)
    names = {normalise(level.name): level for level in levels}
    near = difflib.get_close_matches(normalise(text)[:80], names, 1, 0.7)
    return names[near[0]] if near else None


def read_confidence(row: Row, column: str, remarks: Remarks) -> int | None:
    """A whole number from 1 to 5; None when there is none."""
    text = read_text(row, column, remarks)
    if not text:
        return None
    if re.fullmatch("[1-5]", text):
        return int(text)
    found = re.match(r"\s*([1-5])\b(?![.,]\d)", text)
    hint = f" Did you mean {found[1]}?" if found else ""
    remarks.warning("bad-number", row.where(column), f"{quoted(text)} is not a whole number from 1 to 5.{hint}")
    return None
