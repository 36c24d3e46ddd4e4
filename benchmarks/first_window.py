"""Goal 1: from starting the program to its first painted window, seen from outside on the X server."""

import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median

from benchmarks.bench import Bench
from benchmarks.figures import Figure
from benchmarks.rounds import paired_ratio
from tests.desk.program import Program

MOST = 1.5


def measure(bench: Bench) -> Iterator[Figure]:
    """Milliseconds to the first paint: the list of visits, against a bare window."""
    bare = [sys.executable, str(Path(__file__).with_name("bare_window.py"))]
    log = bench.folder / "program.log"
    found = bench.interleaved(
        {
            "ours": lambda: first_paint(command(bench.places.assessor), log),
            "floor": lambda: first_paint(bare, log),
        },
        bench.scale.windows,
    )
    yield Figure(
        1,
        f"start to first page of {bench.scale.visits} visits painted",
        "ms",
        median(found["ours"]),
        MOST,
        "bare PySide6 window",
        median(found["floor"]),
        paired_ratio(found["ours"], found["floor"]),
    )


def command(profile: Path) -> list[str]:
    """How a person starts the window on a profile."""
    return [sys.executable, "-m", "assessor_app", "--profile", str(profile)]


def started(program: Sequence[str], log: Path) -> Program:
    """A program on the desk that this process runs on, once it has painted a window. As on a person's machine it finds
    the bytecode of its earlier starts, also where the machine that measures keeps none."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return Program(program, environment, log)


def first_paint(program: Sequence[str], log: Path) -> float:
    """Milliseconds from starting a program to the first paint inside its first window; it is closed as people do."""
    with started(program, log) as running:
        running.close_window()
        running.wait_exit()
        return 1000 * running.first_paint
