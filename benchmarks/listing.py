"""Goal 6: the screen of all visits with 60,000 of them, against showing 100."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from statistics import median

from benchmarks.bench import Bench
from benchmarks.figures import Figure
from benchmarks.rounds import paired_ratio


def measure(bench: Bench) -> Iterator[Figure]:
    """Milliseconds from the sorted visits to the painted list, and from a key in the filter to the painted list."""
    run = subprocess.run(
        [sys.executable, "-m", "benchmarks.listing_probe", str(bench.scale.rounds * 2), str(bench.scale.listed)],
        check=True,
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
    )
    found: dict[str, list[float]] = json.loads(run.stdout)
    for what, words, most in (("ours", "show the list of", 1.5), ("key", "a key in the filter of", 2.5)):
        ours, floor = found[what], found["floor"]
        ratio = paired_ratio(ours, floor)
        yield Figure(
            6,
            f"{words} {bench.scale.listed} visits",
            "ms",
            median(ours),
            most,
            "showing 100 visits",
            median(floor),
            ratio,
        )
