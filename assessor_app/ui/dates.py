"""Dates and times as people read them here."""

import re
from datetime import UTC, date, datetime

from PySide6.QtCore import QDate, QLocale, QTime

from assessor_app.domain.journal.clock import local


def use_readable_locale() -> None:
    """Write dates in the language of the words: English, in this computer's territory when it is an English one."""
    system = QLocale.system()
    if system.language() != QLocale.Language.English:
        QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))


def utc_now() -> datetime:
    """The computer's clock, in UTC."""
    return datetime.now(UTC)


def short_time(at: datetime) -> str:
    """The time of day in local time, without seconds: "11:42"."""
    here = local(at) if at.tzinfo else at
    return QLocale().toString(QTime(here.hour, here.minute), QLocale.FormatType.ShortFormat)


def short_date(day: date) -> str:
    """Day and month: "15 Nov"."""
    return _in_words(day, "d MMM")


def long_date(day: date) -> str:
    """Weekday, day and month: "Friday 15 Nov"."""
    return _in_words(day, "dddd d MMM")


def recorded_date(stored: str) -> str:
    """A day of the record, "2026-11-22", as people read it: "22 Nov 2026". What is no day stays as it is."""
    try:
        return _in_words(date.fromisoformat(stored), "d MMM yyyy")
    except ValueError:
        return stored


def weekday(day: date) -> str:
    """ "Friday"."""
    return _in_words(day, "dddd")


def month(day: date) -> str:
    """The short name of the month: "Nov"."""
    return _in_words(day, "MMM")


def typed_date(typed: str) -> date:
    """The date in "22/11/2026", "22.11.2026", "22 Nov 2026", "22 November 2026" or "2026-11-22", day before month.

    Raises ValueError for anything else, and for years outside 2000 to 2099.
    """
    words = " ".join(typed.split())
    figures = re.fullmatch(r"(\d{1,2})[/. -](\d{1,2})[/. -](\d{4})", words)
    found = date.fromisoformat(words) if re.fullmatch(r"\d{4}-\d\d-\d\d", words) else None
    if figures:
        found = date(int(figures[3]), int(figures[2]), int(figures[1]))
    for pattern in ("d MMM yyyy", "d MMMM yyyy"):
        read = QLocale().toDate(words, pattern)
        if found is None and read.isValid():
            found = date(read.year(), read.month(), read.day())
    if found is None or not 2000 <= found.year < 2100:
        raise ValueError(typed)
    return found


def _in_words(day: date, pattern: str) -> str:
    return QLocale().toString(QDate(day.year, day.month, day.day), pattern)
