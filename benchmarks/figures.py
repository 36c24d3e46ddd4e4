"""What a measurement says: our value, the floor's, the goal, and whether it is met."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

COLUMNS = "{:>4}  {:<46} {:>10}  {:>10}  {:<34} {:>7}  {:>9}  {}"


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the table.

    goal: its number; unit: of `ours` and `floor`; most: the highest allowed ratio, or with `absolute` the highest
    allowed value; against: what the floor is, empty when there is none; ratio: median of the paired ratios.
    """

    goal: int
    what: str
    unit: str
    ours: float
    most: float
    against: str = ""
    floor: float | None = None
    ratio: float | None = None
    absolute: bool = False

    @property
    def met(self) -> bool:
        """True when the goal is reached."""
        judged = self.ours if self.absolute or self.ratio is None else self.ratio
        return judged <= self.most

    def line(self) -> str:
        """The figure as a line of the table."""
        unit = f" {self.unit}" if self.unit else ""
        return COLUMNS.format(
            self.goal,
            self.what,
            _number(self.ours) + unit,
            "" if self.floor is None else _number(self.floor) + unit,
            self.against,
            "" if self.ratio is None else f"{self.ratio:.2f}x",
            f"<= {_number(self.most)}{unit}" if self.absolute or self.ratio is None else f"<= {self.most:g}x",
            "met" if self.met else "NOT MET",
        ).rstrip()


def heading() -> str:
    """The names of the columns."""
    return COLUMNS.format("goal", "what", "ours", "floor", "against", "ratio", "goal", "").rstrip()


def write_json(file: Path, figures: Iterable[Figure]) -> None:
    """Write all figures for other programs to read."""
    file.parent.mkdir(parents=True, exist_ok=True)
    rows = [asdict(figure) | {"met": figure.met} for figure in figures]
    file.write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")


def not_met(figures: Sequence[Figure]) -> int:
    """How many goals are missed."""
    return sum(not figure.met for figure in figures)


def _number(value: float) -> str:
    if value == int(value) and abs(value) < 1000:
        return str(int(value))
    return f"{value:.0f}" if abs(value) >= 100 else f"{value:.3g}"
