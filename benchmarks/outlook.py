"""The outlook of a mark of 64 strands, with swing strands, against a plain recount of the same rule."""

import random
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from statistics import median

from assessor_app.domain.award.outcome import outcome, outlook
from assessor_app.domain.scheme.edition import Aspect, Level, Outcome, Scheme, Strand, Terms
from assessor_app.domain.scheme.rules import AllOf, AnyOf, Aspects, EveryAspect, Rule, Strands
from benchmarks.bench import Bench
from benchmarks.figures import Figure
from benchmarks.rounds import percentile, timed

FRAME = 16.0
"""Milliseconds of one frame."""

ASPECTS, STRANDS, JUDGED = 8, 8, 40
SECOND, THIRD = ("two",), ("three",)
RULES: Mapping[str, Rule] = {
    "every aspect": EveryAspect(6, "two"),
    "percentages": AllOf((Strands(SECOND, percent=90), Strands(THIRD, percent=60))),
    "aspects, core and percentage": AllOf(
        (EveryAspect(6, "two"), Strands(SECOND, core=True), Strands(SECOND, percent=85))
    ),
    "some aspects and percentage": AllOf((Aspects(Strands(SECOND, at_least=7), 6), Strands(SECOND, percent=85))),
    "one of two ways": AnyOf((Strands(SECOND, percent=85), AllOf((EveryAspect(6, "two"), Strands(SECOND, core=True))))),
}


def measure(bench: Bench) -> Iterator[Figure]:
    """One figure for each rule: the slowest of the judgements made, each the median of the rounds."""
    for name, rule in RULES.items():
        mark = _mark(rule)
        ours, floor = [], []
        for seed in range(JUDGED):
            levels = _levels(mark, seed)
            times = bench.interleaved(
                {"ours": timed(_worked(outlook, mark, levels)), "floor": timed(_worked(outcome, mark, levels))},
                bench.scale.rounds,
            )
            ours.append(median(times["ours"]) * 1000)
            floor.append(median(times["floor"]) * 1000)
        slowest = max(range(JUDGED), key=ours.__getitem__)
        yield Figure(
            goal=16,
            what=f"outlook of 64 strands: {name}",
            unit="ms",
            ours=percentile(ours, 1),
            most=FRAME,
            against="the outcome alone, counted again",
            floor=floor[slowest],
            ratio=ours[slowest] / floor[slowest],
            absolute=True,
        )


def _worked(
    work: Callable[[Scheme, Mapping[str, str]], object], mark: Scheme, levels: Mapping[str, str]
) -> Callable[[], object]:
    return lambda: work(mark, levels)


def _mark(rule: Rule) -> Scheme:
    """Three of the eight strands of each aspect are core."""
    names = ("one", "two", "three")
    aspects = tuple(
        Aspect(
            f"a{a}",
            str(a),
            f"Aspect {a}",
            f"Aspect {a}",
            tuple(
                replace(Strand(f"a{a}.s{s}", f"{a}.{s}", f"Strand {a}.{s}", "", {}), core=s <= 3)
                for s in range(1, STRANDS + 1)
            ),
        )
        for a in range(1, ASPECTS + 1)
    )
    return Scheme(
        id="bench",
        edition="1",
        title="Bench",
        short_title="Bench",
        owner="",
        language="en-GB",
        terms=Terms("aspect", "aspects", "strand", "strands", "level", "school", "report"),
        levels=tuple(Level(name, name.capitalize(), rank) for rank, name in enumerate(names, start=1)),
        aspects=aspects,
        outcomes=(Outcome("award", "Award", rule),),
        debriefs=(),
        valid_years=3,
        sha256="",
    )


def _levels(mark: Scheme, seed: int) -> dict[str, str]:
    """From nearly there to hardly begun, so that few and many strands are missing."""
    chance = random.Random(seed)
    weights = ((8, 1, 1), (1, 1, 0), (1, 3, 1), (1, 8, 1))[seed % 4]
    return {strand.id: chance.choices(("one", "two", "three"), weights)[0] for strand in mark.strands}
