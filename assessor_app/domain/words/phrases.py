"""How a sentence begins and how a day is written, alike on screen, on paper and on the command line."""

from datetime import date, datetime
from typing import Final

from assessor_app.domain.words.passages import first_letter, plain

MONTHS: Final = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
WEEKDAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
"""Of the program's own sentences. strftime would take the computer's language once Qt has set the locale."""


def capital(words: str) -> str:
    """With a capital first letter; the rest as it is."""
    return first_letter(words, str.upper)


def small(words: str) -> str:
    """With a small first letter, unless the first word is an abbreviation."""
    return words if plain(words)[1:2].isupper() else first_letter(words, str.lower)


def day_words(day: date) -> str:
    """ "22 November 2026"; of a moment, its own day."""
    return f"{day_and_month(day)} {day.year}"


def day_and_month(day: date) -> str:
    """ "22 November"."""
    return f"{day.day} {MONTHS[day.month - 1]}"


def short_day_words(day: date) -> str:
    """ "22 Nov 2026", where there is little room."""
    return f"{day.day} {MONTHS[day.month - 1][:3]} {day.year}"


def moment_words(moment: datetime) -> str:
    """ "22 November 2026 at 09:05", in the moment's own time zone."""
    return f"{day_words(moment)} at {moment:%H:%M}"
