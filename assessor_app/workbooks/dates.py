"""Dates as people type them: real dates, day/month/year in text, a month, a year, or no date at all."""

import re
from collections.abc import Callable
from datetime import date

from assessor_app.workbooks.cells import read_text
from assessor_app.workbooks.remarks import Remarks, quoted
from assessor_app.workbooks.sheet_reader import date_of_serial
from assessor_app.workbooks.tables import Row

_DAY_ZERO = date(1899, 12, 30)
_YEARS = range(1990, 2101)
_SERIALS = range(20_000, 80_000)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ][\d:.]+Z?)?")
_NUMERIC = re.compile(r"(\d{1,2})\s*[./-]\s*(\d{1,2})\s*[./-]\s*(\d{2}|\d{4})")
_NAMED = re.compile(r"(?:[A-Za-z]+day,?\s+)?(\d{1,2})(?:st|nd|rd|th)?\s+([A-Za-z]{3,9})\.?,?\s+(\d{4})")
_MONTH = re.compile(r"([A-Za-z]{3,9})\.?,?\s+(\d{4})")
_ISO_MONTH = re.compile(r"(\d{4})-(\d{2})|(\d{1,2})/(\d{4})")


def read_date(row: Row, column: str, remarks: Remarks) -> str:
    """A date as "2026-03-14", "2026-03" or "2026"; the text itself, with a warning, when it is none of these;
    "" when there is nothing, or no such day exists."""
    cell, where = row.cell(column), row.where(column)
    if isinstance(cell.value, date):
        return _from_date(cell.value, where, remarks)
    if isinstance(cell.value, (int, float)) and not isinstance(cell.value, bool):
        return _from_number(cell.value, where, remarks)
    text = read_text(row, column, remarks)
    return _from_text(text, where, remarks) if text else ""


def _from_date(value: date, where: str, remarks: Remarks) -> str:
    serial = (value - _DAY_ZERO).days
    if serial in _YEARS:
        message = (
            f"The year {serial} was typed into a date cell, which made {value.isoformat()} of it; kept as {serial}."
        )
        remarks.warning("year-as-date", where, message)
        return str(serial)
    if value.year not in range(2000, 2101):
        remarks.warning("unlikely-date", where, f"The date {value.isoformat()} is unlikely; check it.")
    return value.isoformat()


def _from_number(value: float, where: str, remarks: Remarks) -> str:
    if value in _YEARS:
        return _partial(str(int(value)), where, remarks)
    if int(value) in _SERIALS:
        found = date_of_serial(value, _DAY_ZERO).isoformat()
        remarks.warning("serial-date", where, f"The number {value:g} was read as the date {found}.")
        return found
    return _free(f"{value:g}", where, remarks)


def _from_text(text: str, where: str, remarks: Remarks) -> str:
    forms: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], str, Remarks], str]], ...] = (
        (_ISO, lambda found, *at: _day(found, (3, 2, 1), False, *at)),
        (_NUMERIC, lambda found, *at: _day(found, (1, 2, 3), True, *at)),
        (_NAMED, lambda found, *at: _day(found, (1, 2, 3), False, *at)),
        (_MONTH, lambda found, *at: _month(found[1], found[2], found[0], *at)),
        (_ISO_MONTH, lambda found, *at: _month(found[2] or found[3], found[1] or found[4], found[0], *at)),
    )
    for pattern, read in forms:
        found = pattern.fullmatch(text)
        if found:
            return read(found, where, remarks)
    if text.isdecimal() and int(text[:6]) in _YEARS:
        return _partial(text, where, remarks)
    return _free(text, where, remarks)


def _day(found: re.Match[str], order: tuple[int, int, int], may_be_swapped: bool, where: str, remarks: Remarks) -> str:
    day, year = int(found[order[0]]), int(found[order[2]])
    month = _month_number(found[order[1]])
    year += 2000 if year < 100 else 0
    if month is None:
        return _free(found[0], where, remarks)
    try:
        value = date(year, month, day)
    except ValueError:
        message = f"{quoted(found[0])} is no day of the calendar (day/month/year); it was left out."
        remarks.error("no-such-day", where, message)
        return ""
    if may_be_swapped:
        ambiguous = day <= 12 and month <= 12 and day != month
        remark = remarks.warning if ambiguous else remarks.note
        code = "ambiguous-date" if ambiguous else "text-date"
        remark(code, where, f"The text {quoted(found[0])} was read as {value.isoformat()} (day/month/year).")
    return value.isoformat()


def _month(name: str, year: str, text: str, where: str, remarks: Remarks) -> str:
    number = _month_number(name)
    if number is None or int(year) not in _YEARS:
        return _free(text, where, remarks)
    return _partial(f"{year}-{number:02d}", where, remarks)


def _month_number(text: str) -> int | None:
    if text.isdecimal():
        number = int(text)
        return number if 1 <= number <= 12 or len(text) == 2 else None
    short = text[:3].lower()
    return _MONTHS.index(short) + 1 if short in _MONTHS else None


def _partial(text: str, where: str, remarks: Remarks) -> str:
    remarks.note("partial-date", where, f"Only {text} is given; kept as that.")
    return text


def _free(text: str, where: str, remarks: Remarks) -> str:
    remarks.warning("no-date", where, f"{quoted(text)} is not a date; kept as typed.")
    return text
