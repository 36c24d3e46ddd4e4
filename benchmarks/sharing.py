"""Goal 11, the other half: how long the window stands still at the most while bundles are made and taken in."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator

from benchmarks.bench import MB, Bench
from benchmarks.figures import Figure

MOST_MS = 50


def measure(bench: Bench) -> Iterator[Figure]:
    """The longest stall of an export, a look and an import, in the pages of the window."""
    folder, visit = bench.empty("sharing"), bench.evidence_visit
    shutil.copytree(bench.places.office, folder / "office")
    places = [bench.places.assessor, visit, folder / "office", folder / "visit.qmb"]
    run = subprocess.run(
        [sys.executable, "-m", "benchmarks.bundle_probe", *map(str, places)],
        check=True,
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
    )
    for what, stall in json.loads(run.stdout).items():
        words = f"longest stall of the window, {what} {bench.scale.evidence // MB} MB"
        yield Figure(11, words, "ms", stall, MOST_MS, absolute=True)
