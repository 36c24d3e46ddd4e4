"""Numbers in what anybody may have written."""

import pytest

from assessor_app.domain.words.numbers import number_in


@pytest.mark.parametrize(
    ("text", "number"),
    [("10", 10), ("007", 7), ("", None), ("-1", None), ("1.5", None), ("\u00b2", None), ("9" * 5000, None)],
)
def test_only_a_number_that_somebody_counts_to_is_one(text, number):
    assert number_in(text) == number
