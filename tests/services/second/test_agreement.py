"""Agreement between judges against published worked examples, and the figures of real marks."""

import math
import subprocess
import sys

import pytest

from assessor_app.domain.second.agreement import Pair, grouped
from assessor_app.services.second import agreement
from assessor_app.services.second.agreement import computed
from assessor_app.services.second.coefficients import alpha, alpha_of_two, exact, kappa, measured, resampled

TABLE = ((0, 4, 1), (0, 8, 0), (0, 1, 5))
"""Two judges, 19 cases, with the printout of SAS (PROC FREQ, AGREE) that statsmodels checks itself against
(statsmodels/stats/tests/test_inter_rater.py): simple kappa 0.4842, linear 0.4701 with limits 0.1845 and 0.7558."""
NONE = math.nan
OBSERVERS = (
    (1, 2, 3, 3, 2, 1, 4, 1, 2, NONE, NONE, NONE),
    (1, 2, 3, 3, 2, 2, 4, 1, 2, 5, NONE, 3),
    (NONE, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, NONE),
    (1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, NONE),
)
"""Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011), example C: ordinal alpha 0.815, as the package
krippendorff checks itself (fast-krippendorff, tests/test_krippendorff.py); R's irr has the same data (kripp.alpha)."""


def table() -> tuple[list[int], list[int]]:
    pairs = [(row, column) for row in range(3) for column in range(3) for _ in range(TABLE[row][column])]
    return [one + 1 for one, _ in pairs], [two + 1 for _, two in pairs]


def anxiety() -> tuple[list[int], list[int]]:
    """The ratings of raters 2 and 3 of R's irr::anxiety, 20 people; irr leaves out the level that nobody used."""
    data = (
        3, 3, 3, 4, 5, 5, 2, 3, 5, 2, 2, 6, 1, 5, 2, 2, 1, 2, 4, 3, 3, 6, 4, 6, 2, 4, 2, 4, 3, 3,
        2, 3, 3, 3, 2, 2, 1, 3, 3, 4, 2, 1, 4, 4, 3, 2, 1, 6, 1, 1, 1, 2, 3, 3, 1, 1, 3, 3, 2, 2,
    )  # fmt: skip
    second, third = data[20:40], data[40:]
    used = sorted({*second, *third})
    return [used.index(each) + 1 for each in second], [used.index(each) + 1 for each in third]


def test_kappa_is_that_of_the_published_examples():
    assert kappa(*table(), None) == pytest.approx(0.4842, abs=5e-5)
    assert kappa(*table(), "linear") == pytest.approx(0.4701, abs=5e-5)
    assert kappa(*anxiety(), None) == pytest.approx(-0.006289308, abs=5e-10)
    assert kappa(*anxiety(), "linear") == pytest.approx(0.1459075, abs=5e-8)
    assert kappa(*anxiety(), "quadratic") == pytest.approx(0.2520325, abs=5e-8)


def test_quadratic_kappa_is_the_concordance_that_it_is_proved_to_be():
    """Fleiss and Cohen (1973), Krippendorff (1970): 2 cov / (var + var + squared difference of the means)."""
    first, second = table()
    count = len(first)
    one, two = sum(first) / count, sum(second) / count
    shared = sum((x - one) * (y - two) for x, y in zip(first, second, strict=True)) / count
    own = sum((x - one) ** 2 for x in first) / count + sum((y - two) ** 2 for y in second) / count
    assert kappa(first, second, "quadratic") == pytest.approx(2 * shared / (own + (one - two) ** 2))


def test_alpha_is_that_of_the_published_example():
    assert alpha(OBSERVERS) == pytest.approx(0.815, abs=5e-4)


def test_the_interval_of_kappa_is_near_the_published_one():
    """SAS gives 0.1845 to 0.7558 from the asymptotic error; a bootstrap of 19 cases comes about as close."""
    found = resampled(lambda first, second: kappa(first, second, "linear"), *table())
    assert found.low == pytest.approx(0.1845, abs=0.1)
    assert found.high == pytest.approx(0.7558, abs=0.1)
    assert found == resampled(lambda first, second: kappa(first, second, "linear"), *table())


def test_the_share_has_wilsons_interval():
    """Newcombe, Statistics in Medicine 17 (1998) 857, method 3: 15 of 148 gives 0.0624 to 0.1605. At all of n the lower
    end is n / (n + z squared), which the formula gives in closed form."""
    found = exact([1] * 148, [1] * 15 + [2] * 133)
    assert (found.low, found.high) == (pytest.approx(0.0624, abs=5e-5), pytest.approx(0.1605, abs=5e-5))
    assert exact([1] * 35, [1] * 35).low == pytest.approx(35 / (35 + 1.959964**2), abs=1e-6)


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


def many() -> list[Pair]:
    first, second = table()
    return [Pair("PDQM", "Vision", "1.1 Vision", "Amara", *each) for each in zip(first, second, strict=True)]


def test_the_process_that_computes_gives_what_is_computed_here():
    found = computed(many(), lambda: False)
    assert found == tuple(measured(*place, pairs) for place, pairs in grouped(many()).items())


def test_figures_that_nobody_wants_any_more_end_their_process(monkeypatch):
    started = []
    start = agreement._start
    monkeypatch.setattr(agreement, "_start", lambda: started.append(start()) or started[-1])
    assert computed(many(), lambda: True) is None
    assert started[0].returncode not in (None, 0)


def test_what_computes_them_is_never_loaded_beside_the_window():
    code = (
        "import sys; from assessor_app.services.second import agreement;"
        "from assessor_app.domain.second.agreement import Pair;"
        "found = agreement.computed([Pair('m', 'a', 's', 'p', 1, 2)], lambda: False); assert found;"
        "print({'numpy', 'scipy', 'sklearn', 'krippendorff'} & set(sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "set()\n"
