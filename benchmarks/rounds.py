"""Interleaved rounds and medians of paired ratios: what a noisy machine still says reliably."""

import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from statistics import median

Case = Callable[[], float]
"""Runs once and gives its measure."""


def interleaved(cases: Mapping[str, Case], rounds: int, warm_up: int) -> dict[str, list[float]]:
    """Run every case once a round, in turn and each second round backwards; the measures of each case by round.

    A neighbour's load then falls on all cases alike. The first `warm_up` rounds are not kept.
    """
    measures: dict[str, list[float]] = {name: [] for name in cases}
    for number in range(warm_up + rounds):
        for name in list(cases) if number % 2 else reversed(cases):
            measure = cases[name]()
            if number >= warm_up:
                measures[name].append(measure)
    return measures


def paired_ratio(ours: Sequence[float], floor: Sequence[float]) -> float:
    """The median of the ratios of one round each."""
    return median(one / other for one, other in zip(ours, floor, strict=True))


def percentile(values: Sequence[float], part: float) -> float:
    """The value that `part` (0 to 1) of the values do not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * part))]


def timed(work: Callable[[], object], before: Callable[[], object] | None = None) -> Case:
    """A case that measures seconds of `work`; `before` clears the way and is not measured."""

    def case() -> float:
        if before:
            before()
        began = time.perf_counter()
        work()
        return time.perf_counter() - began

    return case


def shell(script: str, folder: Path) -> Callable[[], None]:
    """Work that a shell does in `folder`; it stops the benchmark when a command of it fails."""
    return lambda: _run(["bash", "-euo", "pipefail", "-c", script], folder)


def _run(command: Sequence[str], folder: Path) -> None:
    subprocess.run(command, cwd=folder, check=True, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
