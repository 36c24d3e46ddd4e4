"""Dates and times as people read them here."""

from datetime import date, datetime

from PySide6.QtCore import QDate, QLocale, QTime


def use_readable_locale() -> None:
    """Write dates in the language of the words: English, in this computer's territory when it is an English one."""
    system = QLocale.system()
    if system.language() != QLocale.Language.English:
        QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))


def short_time(at: datetime) -> str:
    """The time of day in local time, without seconds: "11:42"."""
    local = at.astimezone() if at.tzinfo else at
    return QLocale().toString(QTime(local.hour, local.minute), QLocale.FormatType.ShortFormat)


def short_date(day: date) -> str:
    """Day and month: "15 Nov"."""
    return _in_words(day, "d MMM")


def long_date(day: date) -> str:
    """Weekday, day and month: "Friday 15 Nov"."""
    return _in_words(day, "dddd d MMM")


def weekday(day: date) -> str:
    """ "Friday"."""
    return _in_words(day, "dddd")


def month(day: date) -> str:
    """The short name of the month: "Nov"."""
    return _in_words(day, "MMM")


def _in_words(day: date, pattern: str) -> str:
    return QLocale().toString(QDate(day.year, day.month, day.day), pattern)
