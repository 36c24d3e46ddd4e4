"""Agreement between judges against published worked examples, and the figures of real marks."""

import math

import pytest

from assessor_app.domain.agreement import Pair, grouped
from assessor_app.services.agreement import alpha, alpha_of_two, exact, kappa, measured, resampled

SKIN = ((10, 4, 1, 0), (5, 10, 12, 2), (2, 4, 12, 5), (0, 2, 6, 13))
"""Two dermatologists, 88 patients: SAS/STAT User's Guide, The FREQ Procedure, example "Cohen's Kappa Coefficient"."""
NONE = math.nan
OBSERVERS = (
    (1, 2, 3, 3, 2, 1, 4, 1, 2, NONE, NONE, NONE),
    (1, 2, 3, 3, 2, 2, 4, 1, 2, 5, NONE, 3),
    (NONE, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, NONE),
    (1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, NONE),
)
"""Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011), example C: ordinal alpha 0.815."""


def skin() -> tuple[list[int], list[int]]:
    pairs = [(row, column) for row in range(4) for column in range(4) for _ in range(SKIN[row][column])]
    return [one + 1 for one, _ in pairs], [two + 1 for _, two in pairs]


def test_kappa_is_that_of_the_published_example():
    assert kappa(*skin(), None) == pytest.approx(0.3449, abs=5e-5)
    assert kappa(*skin(), "linear") == pytest.approx(0.5082, abs=5e-5)


def test_quadratic_kappa_is_the_concordance_that_it_is_proved_to_be():
    """Fleiss and Cohen (1973), Krippendorff (1970): 2 cov / (var + var + squared difference of the means)."""
    first, second = skin()
    count = len(first)
    one, two = sum(first) / count, sum(second) / count
    shared = sum((x - one) * (y - two) for x, y in zip(first, second, strict=True)) / count
    own = sum((x - one) ** 2 for x in first) / count + sum((y - two) ** 2 for y in second) / count
    assert kappa(first, second, "quadratic") == pytest.approx(2 * shared / (own + (one - two) ** 2))


def test_alpha_is_that_of_the_published_example():
    assert alpha(OBSERVERS) == pytest.approx(0.815, abs=5e-4)


def test_the_interval_of_kappa_is_near_the_published_one():
    """SAS gives 0.3798 to 0.6366 from the asymptotic error 0.0655; a bootstrap comes close."""
    found = resampled(lambda first, second: kappa(first, second, "linear"), *skin())
    assert found.low == pytest.approx(0.3798, abs=0.03)
    assert found.high == pytest.approx(0.6366, abs=0.03)
    assert found == resampled(lambda first, second: kappa(first, second, "linear"), *skin())


def test_the_share_has_wilsons_interval():
    """Newcombe, Statistics in Medicine 17 (1998), table I: 81 of 263 gives 0.2553 to 0.3662."""
    found = exact([1] * 263, [1] * 81 + [2] * 182)
    assert (found.low, found.high) == (pytest.approx(0.2553, abs=5e-5), pytest.approx(0.3662, abs=5e-5))


def test_what_cannot_be_told_is_not_told():
    found = measured("PDQM", "strand", "1.1 Vision", [Pair("PDQM", "a", "s", "Amara", 2, 2)] * 3)
    assert found.exact.value == 1
    assert (found.linear.value, found.quadratic.value, found.alpha.value) == (None, None, None)
    assert math.isnan(alpha_of_two([1, 1], [1, 1]))


def test_scales_of_two_marks_are_not_mixed():
    pairs = [Pair("PDQM", "a", "s", "Amara", 1, 2), Pair("NNECL", "a", "s", "Amara", 1, 2)]
    assert {place: len(found) for place, found in grouped(pairs).items() if place[1] == "assessor"} == {
        ("PDQM", "assessor", "Amara"): 1,
        ("NNECL", "assessor", "Amara"): 1,
    }
