"""How a sentence begins and how a day is written, alike on screen, on paper and on the command line."""

from datetime import date


def capital(words: str) -> str:
    """With a capital first letter; the rest as it is."""
    return words[:1].upper() + words[1:]


def day_words(day: date) -> str:
    """ "22 November 2026"; of a moment, its own day."""
    return f"{day.day} {day:%B %Y}"
