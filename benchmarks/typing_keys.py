"""Goal 5: typing in the workspace with autosave on, against the same workspace with autosave off."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from itertools import chain
from statistics import median

from benchmarks.bench import Bench
from benchmarks.figures import Figure
from benchmarks.rounds import paired_ratio, percentile


def measure(bench: Bench) -> Iterator[Figure]:
    """Milliseconds per key, and from a change to its being on disk."""
    places, blocks = bench.places, str(2 * bench.scale.rounds)
    probe = [sys.executable, "-m", "benchmarks.typing_probe", str(places.assessor), places.assessments[-1]]
    run = subprocess.run(
        [*probe, str(bench.scale.keys), blocks],
        check=True,
        capture_output=True,
        text=True,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
    )
    found = json.loads(run.stdout)
    for part, what, most in ((0.5, "p50", 2.0), (0.99, "p99", 1.5)):
        yield _per_key(found, part, what, most)
    # At a person's speed there are too few saves for a percentile: the slowest counts.
    window, durable = found["window"], max(found["durable"])
    against = "longest wait of the autosave"
    yield Figure(5, "change to durable, slowest", "ms", durable, 2.0, against, window, durable / window)


def _per_key(found: dict, part: float, what: str, most: float) -> Figure:
    """p50 by paired blocks; p99 over all keys, because a block has too few for one."""
    on, off = found["on"], found["off"]
    if part == 0.5:
        middles = [[median(block) for block in blocks] for blocks in (on, off)]
        ours, floor, ratio = median(middles[0]), median(middles[1]), paired_ratio(*middles)
    else:
        ours, floor = (percentile([*chain(*blocks)], part) for blocks in (on, off))
        ratio = ours / floor
    return Figure(5, f"a key in the workspace, {what}", "ms", ours, most, "the same, autosave off", floor, ratio)
