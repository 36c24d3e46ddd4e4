"""`python -m benchmarks`: measure, print a table, and write it as JSON. Run it as `make bench`."""

import argparse
import importlib
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from benchmarks.bench import FULL, MB, TINY, Bench
from benchmarks.figures import Figure, heading, not_met, write_json

GOALS = {
    1: "first_window",
    2: "lazy_imports",
    3: "unlocking",
    4: "saving",
    5: "typing_keys capturing",
    6: "listing",
    9: "exporting",
    10: "importing",
    11: "memory sharing",
    12: "taking_in importing_many commanding",
    13: "report",
    14: "workbook",
    16: "outlook",
}


def main() -> int:
    """Run the chosen goals; 0 when all are met, else 1."""
    chosen = _arguments()
    scale = TINY if chosen.tiny else FULL
    if chosen.rounds:
        scale = replace(scale, rounds=chosen.rounds, windows=chosen.rounds)
    if chosen.evidence:
        scale = replace(scale, evidence=chosen.evidence * MB, memory=(scale.memory[0], chosen.evidence * MB))
    figures: list[Figure] = []
    _say(heading())
    # On the disk of this checkout, not in a memory file system: a floor with a free fsync would say nothing.
    chosen.json.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="bench-", dir=chosen.json.parent) as name:
        bench = Bench(Path(name).resolve(), scale)
        for goal in chosen.goal or GOALS:
            for figure in measured(goal, bench):
                figures.append(figure)
                _say(figure.line())
    write_json(chosen.json, figures)
    missed = not_met(figures)
    _say(f"{len(figures) - missed} of {len(figures)} figures meet their goal. {_machine()}")
    return 1 if missed and not chosen.tiny else 0


def measured(goal: int, bench: Bench) -> Iterator[Figure]:
    """The figures of one goal."""
    for module in GOALS[goal].split():
        measure: Callable[[Bench], Iterator[Figure]] = importlib.import_module(f"benchmarks.{module}").measure
        yield from measure(bench)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--goal", type=int, action="append", choices=list(GOALS), help="only this goal; may repeat")
    parser.add_argument("--rounds", type=int, help="rounds of everything, in place of each goal's own number")
    parser.add_argument("--evidence", type=int, metavar="MB", help="of goals 9 to 11, in place of their own size")
    parser.add_argument("--tiny", action="store_true", help="sizes that prove nothing but that everything still runs")
    parser.add_argument("--json", type=Path, default=Path("out/bench.json"), help="where the figures go as JSON")
    return parser.parse_args()


def _machine() -> str:
    load = f", load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    return f"{os.cpu_count()} processors{load}, Python {sys.version.split()[0]}."


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
