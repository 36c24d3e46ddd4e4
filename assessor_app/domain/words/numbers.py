"""Numbers inside codes and names that anybody may have written."""

LONGEST = 100
"""Digits. Python makes no number of thousands of them, and nobody counts so far."""


def number_in(text: str) -> int | None:
    """The whole number that a text is; None for anything else, also for a raised figure, which `isdigit` takes."""
    return int(text) if text.isdecimal() and len(text) <= LONGEST else None
