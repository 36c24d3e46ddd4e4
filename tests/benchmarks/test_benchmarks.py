"""Every goal still gives its figures. No time is asserted here: that is what `make bench` is for."""

import json
import sys
from pathlib import Path

import pytest

from benchmarks.__main__ import GOALS
from benchmarks.figures import Figure, write_json
from benchmarks.rounds import interleaved, paired_ratio, percentile
from tests.desk.desk import Desk


def figure(**values: object) -> Figure:
    return Figure(**({"goal": 4, "what": "save", "unit": "ms", "ours": 3.0, "most": 2.5} | values))  # type: ignore[arg-type]


@pytest.mark.journey
def test_every_goal_gives_figures(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "bench.json"
    run = desk.run([sys.executable, "-m", "benchmarks", "--tiny", "--json", file], timeout=1800)
    assert run.returncode == 0, run.stdout + run.stderr
    figures = json.loads(file.read_text(encoding="utf-8"))
    assert {each["goal"] for each in figures} == set(GOALS)
    assert all(each["ours"] >= 0 and (each["floor"] is None or each["floor"] > 0) for each in figures)
    assert len(run.stdout.splitlines()) == len(figures) + 2


def test_a_goal_is_judged_by_its_ratio_and_without_a_floor_by_its_value() -> None:
    assert not figure().met
    assert figure(ours=2.5).met
    assert figure(against="bare", floor=2.0, ratio=1.5).met
    assert not figure(against="bare", floor=1.0, ratio=3.0).met
    assert not figure(against="bare", floor=2.0, ratio=1.5, absolute=True).met


def test_a_line_says_what_the_file_says(tmp_path: Path) -> None:
    one = figure(against="bare", floor=2.0, ratio=1.5)
    write_json(tmp_path / "new" / "bench.json", [one])
    (row,) = json.loads((tmp_path / "new" / "bench.json").read_text(encoding="utf-8"))
    assert row["met"] is True
    assert one.line().split() == ["4", "save", "3", "ms", "2", "ms", "bare", "1.50x", "<=", "2.5x", "met"]


def test_cases_take_turns_and_warm_up_rounds_are_not_kept() -> None:
    order: list[str] = []

    def case(name: str) -> float:
        order.append(name)
        return len(order)

    found = interleaved({"a": lambda: case("a"), "b": lambda: case("b")}, 2, warm_up=1)
    assert "".join(order) == "baabba"
    assert found == {"a": [3, 6], "b": [4, 5]}


def test_ratios_are_of_the_same_round() -> None:
    assert paired_ratio([2, 20, 6], [1, 10, 2]) == 2
    assert [percentile([4, 1, 3, 2], part) for part in (0, 0.5, 1)] == [1, 3, 4]
