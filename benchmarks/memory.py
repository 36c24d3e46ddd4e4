"""Goal 11: memory that a bundle takes at its peak, over the same process before it, for a small and a large visit."""

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from benchmarks.bench import MB, Bench
from benchmarks.figures import Figure
from benchmarks.profile import add_evidence_visit

MOST_MB = 64
MOST_GROWTH = 1.1


def measure(bench: Bench) -> Iterator[Figure]:
    """Peaks of export and import in a fresh process each, and how they grow with the size."""
    folder = bench.empty("memory")
    small, large = (_peaks(bench, folder, size) for size in bench.scale.memory)
    sizes = " to ".join(f"{size // MB}" for size in bench.scale.memory)
    for way in ("export", "import"):
        peak, idle = large[way]
        what = f"{way} of {bench.scale.memory[1] // MB} MB, peak over idle"
        yield Figure(11, what, "MB", peak - idle, MOST_MB, absolute=True)
        ratio = peak / small[way][0]
        yield Figure(11, f"{way}, whole peak from {sizes} MB", "MB", peak, MOST_GROWTH, "smaller", small[way][0], ratio)


def _peaks(bench: Bench, folder: Path, size: int) -> dict[str, tuple[float, float]]:
    """(peak, idle) megabytes of an export and of its import."""
    work = folder / str(size)
    work.mkdir()
    office, bundle = work / "office", work / "visit.qmb"
    visit = add_evidence_visit(bench.places.assessor, work / "evidence", size)
    exported = _probe("export", bench.places.assessor, bundle, visit)
    shutil.copytree(bench.places.office, office)
    imported = _probe("import", office, bundle)
    shutil.rmtree(work)
    return {"export": exported, "import": imported}


def _probe(*arguments: object) -> tuple[float, float]:
    command = [sys.executable, "-m", "benchmarks.memory_probe", *map(str, arguments)]
    peak, idle = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    return peak, idle
