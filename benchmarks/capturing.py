"""Goal 5, on the Visit page: from Enter to a box that takes text again, and how a photo is taken in."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from statistics import median

from benchmarks.bench import Bench
from benchmarks.figures import Figure
from benchmarks.rounds import paired_ratio, percentile

FRAME_MS = 1000 / 60


def measure(bench: Bench) -> Iterator[Figure]:
    """Milliseconds from Enter to the next key being in the box; to a photo's row; the longest stall meanwhile."""
    places = bench.places
    probe = [sys.executable, "-m", "benchmarks.capture_probe", str(places.assessor), places.assessments[-1]]
    run = subprocess.run(
        [*probe, str(max(bench.scale.keys, 12)), str(bench.scale.rounds)],
        check=True,
        capture_output=True,
        text=True,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
    )
    found = json.loads(run.stdout)
    ours, floor = found["ours"], found["floor"]
    ratio = paired_ratio(ours, floor)
    against = "plain text box, emptied"
    yield Figure(5, "Enter to the box taking text again, p50", "ms", median(ours), FRAME_MS, against, median(floor),
                 ratio, absolute=True)  # fmt: skip
    yield Figure(5, "the same, p99", "ms", percentile(ours, 0.99), FRAME_MS, against, percentile(floor, 0.99),
                 absolute=True)  # fmt: skip
    yield Figure(5, "a 12-megapixel photo to its row in the list", "ms", max(found["row"]), 300, absolute=True)
    yield Figure(5, "longest stall of the window meanwhile", "ms", max(found["stall"]), 50, absolute=True)
