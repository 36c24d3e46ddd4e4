"""Coefficients of agreement between two judges, by well-kept libraries, with their intervals."""

import warnings
from collections.abc import Callable, Sequence
from functools import lru_cache, partial

from assessor_app.domain.second.agreement import Agreement, Estimate, Pair

CONFIDENCE, RESAMPLES, SEED = 0.95, 500, 20260101
"""500 resamples place the ends of an interval to about two hundredths; the seed makes the same data give the same."""
FEWEST = 10
"""With fewer pairs an interval of a resampled coefficient says nothing; only the value is given."""

Measure = Callable[[Sequence[int], Sequence[int]], float]


def measured(mark: str, kind: str, name: str, pairs: Sequence[Pair]) -> Agreement:
    """All coefficients of these pairs, with intervals: Wilson's for the share, percentile bootstrap for the others."""
    first, second = tuple(pair.first for pair in pairs), tuple(pair.second for pair in pairs)
    return Agreement(mark, kind, name, len(pairs), exact(first, second), *_coefficients(first, second))


@lru_cache(maxsize=256)
def _coefficients(first: tuple[int, ...], second: tuple[int, ...]) -> tuple[Estimate, ...]:
    """Kept, since a mark with one assessor has the same pairs twice and resampling takes most of the time."""
    linear, quadratic = partial(kappa, weights="linear"), partial(kappa, weights="quadratic")
    return tuple(resampled(measure, first, second) for measure in (linear, quadratic, alpha_of_two))


def exact(first: Sequence[int], second: Sequence[int]) -> Estimate:
    """The share of equal levels, with Wilson's score interval (Wilson, J. Am. Stat. Assoc. 22, 1927)."""
    from scipy.stats import binomtest

    same = sum(one == two for one, two in zip(first, second, strict=True))
    interval = binomtest(same, len(first)).proportion_ci(CONFIDENCE, method="wilson")
    return Estimate(same / len(first), float(interval.low), float(interval.high))


def kappa(first: Sequence[int], second: Sequence[int], weights: str | None) -> float:
    """Cohen's kappa (Psychological Bulletin 70, 1968); not a number where chance alone would agree throughout."""
    from sklearn.metrics import cohen_kappa_score

    levels = list(range(min(*first, *second), max(*first, *second) + 1))
    if len(levels) < 2:
        return float("nan")
    return float(cohen_kappa_score(first, second, labels=levels, weights=weights))


def alpha_of_two(first: Sequence[int], second: Sequence[int]) -> float:
    """Krippendorff's alpha of two judges, for ordered levels."""
    return alpha((first, second))


def alpha(judges: Sequence[Sequence[float]]) -> float:
    """Krippendorff's alpha, ordinal ("Computing Krippendorff's Alpha-Reliability", 2011). judges: a row each, a
    column a unit, not a number where a judge gave none; not a number where there is one level only."""
    import krippendorff

    if len({each for row in judges for each in row if each == each}) < 2:  # noqa: PLR0124  leaves out not-a-number
        return float("nan")
    return float(krippendorff.alpha(reliability_data=judges, level_of_measurement="ordinal"))


def resampled(measure: Measure, first: Sequence[int], second: Sequence[int]) -> Estimate:
    """A coefficient with its percentile bootstrap interval (Efron and Tibshirani, 1993, chapter 13). Resamples where
    it is not defined are left out."""
    value = measure(first, second)
    if value != value:  # noqa: PLR0124  not a number
        return Estimate(None)
    if len(first) < FEWEST:
        return Estimate(value)
    import numpy
    from scipy.stats import bootstrap

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about resamples in which all agree
        drawn = bootstrap(
            (first, second), measure, paired=True, vectorized=False, n_resamples=RESAMPLES,
            confidence_level=CONFIDENCE, method="percentile", rng=SEED,
        ).bootstrap_distribution  # fmt: skip
    ends = numpy.nanquantile(drawn, [(1 - CONFIDENCE) / 2, (1 + CONFIDENCE) / 2])
    return Estimate(value, float(ends[0]), float(ends[1]))
