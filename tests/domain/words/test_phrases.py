"""Days in words: one way everywhere, and never the computer's language."""

import ast
import locale
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

import assessor_app
from assessor_app.domain.words.phrases import MONTHS, day_and_month, day_words, moment_words, short_day_words

DAY = date(2026, 5, 3)
BY_LOCALE = ("%B", "%b", "%A", "%a", "%x", "%c", "%p")


def test_a_day_has_no_leading_zero():
    assert day_words(DAY) == "3 May 2026"
    assert day_and_month(DAY) == "3 May"
    assert short_day_words(date(2026, 11, 3)) == "3 Nov 2026"
    assert moment_words(datetime(2026, 11, 3, 9, 5, tzinfo=UTC)) == "3 November 2026 at 09:05"


def test_months_stay_english_whatever_the_computer_speaks():
    spoken = [name for name in ("cy_GB.UTF-8", "fr_FR.UTF-8", "de_DE.UTF-8", "C.UTF-8") if _can_speak(name)]
    for name in spoken:
        before = locale.setlocale(locale.LC_TIME)
        locale.setlocale(locale.LC_TIME, name)
        try:
            assert [day_words(date(2026, month, 1)).split()[1] for month in range(1, 13)] == list(MONTHS)
        finally:
            locale.setlocale(locale.LC_TIME, before)
    assert spoken


def _can_speak(name: str) -> bool:
    before = locale.setlocale(locale.LC_TIME)
    try:
        locale.setlocale(locale.LC_TIME, name)
    except locale.Error:
        return False
    locale.setlocale(locale.LC_TIME, before)
    return True


@pytest.mark.parametrize("pattern", BY_LOCALE)
def test_no_sentence_takes_its_days_from_the_locale(pattern):
    """Qt sets the locale of the process to the computer's; months by strftime would then change their language."""
    root = Path(assessor_app.__file__).parent
    found = []
    for file in root.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            written = isinstance(node, ast.FormattedValue) and node.format_spec is not None
            if written and pattern in ast.unparse(node):
                found.append(f"{file.relative_to(root)}:{node.lineno}")
            called = isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "strftime"
            if called and pattern in ast.unparse(node):
                found.append(f"{file.relative_to(root)}:{node.lineno}")
    assert found == []
