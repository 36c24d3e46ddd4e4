"""The program is killed while somebody types: what it showed as saved is there, and so is all but the last second."""

import os
import random
import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from tests.desk.desk import Desk
from tests.desk.node import Node
from tests.desk.program import Program

from .assay import open_window, reach, run

pytestmark = pytest.mark.journey

ROUNDS = 4
LOST_AT_MOST = 1.5
"""Seconds of typing: the second that is promised, and half of one in which a busy computer may be writing."""
BUSY = 10
"""How many times what a word takes, typed and written to the disk, a busy computer may be late with both of these."""
SHOWN_LATE = 0.8
"""Seconds until the indicator must have stopped saying that it is saved: it says "Saving" only when that lasts."""


@dataclass
class Typing:
    """What was typed when, and the longest text that the program has shown as saved. slowest: the seconds that a word
    took at most until it was typed and, by us, written to the disk."""

    text: str
    own_copy: Path
    slowest: float = 0.0
    steps: list[tuple[float, str]] = field(default_factory=list)
    shown_as_saved: str = ""

    def type(self, program: Program, word: str) -> None:
        """Type one word."""
        began = time.monotonic()
        program.type(word)
        self.text += word
        self.steps.append((time.monotonic(), self.text))
        with self.own_copy.open("w", encoding="utf-8") as file:
            file.write(self.text)
            os.fsync(file.fileno())
        self.slowest = max(self.slowest, time.monotonic() - began)

    def older_than(self, seconds: float, moment: float) -> str:
        """The text as it stood so many seconds, or on a busy computer more, before a moment."""
        until = moment - seconds - BUSY * self.slowest
        return next((text for at, text in reversed(self.steps) if at <= until), "")

    def look(self, indicator: Node) -> None:
        """Note what the program shows as saved now."""
        looked = time.monotonic()
        if indicator.name.startswith(("Saved", "All saved")):
            self.shown_as_saved = self.older_than(SHOWN_LATE, looked)


@pytest.fixture
def lead(profile: Callable[[str], Path]) -> Path:
    return profile("lead")


@contextmanager
def begin_typing(desk: Desk, lead: Path) -> Iterator[Program]:
    """Open the window on the strand that is still to judge, with the keyboard in its reason."""
    with open_window(desk, lead) as program:
        program.settle(0.3)
        program.key("ctrl+Return")
        reach(program, "edit", re.compile("^Why this level"))
        program.key("ctrl+End")
        yield program


def stored_reason(desk: Desk, lead: Path) -> str:
    """The reason of the strand that is still to judge, as the command line reads it."""
    visits: list[dict[str, Any]] = run(desk, lead, "list")
    visit = next(visit for visit in visits if visit["judged"] == 15)
    record = run(desk, lead, "show", visit["id"])
    judged = {one["strand"] for one in record["strands"] if any(each["level"] for each in one["judgements"])}
    reasons = [one["reason"] for one in record["strands"] if one["strand"] not in judged]
    return str(reasons[0]) if reasons else ""


def test_killed_while_typing_it_brings_the_work_back(desk: Desk, lead: Path, tmp_path: Path):
    seed = int.from_bytes(os.urandom(4), "big")
    chance, before = random.Random(seed), stored_reason(desk, lead)
    for number in range(ROUNDS):
        with begin_typing(desk, lead) as program:
            if number:
                assert program.find("label", "Your work is back.")
            typing = Typing(before, tmp_path / "typed.txt")
            indicator = program.find("button", re.compile("saved|^Saved|^Saving", re.IGNORECASE))
            end = time.monotonic() + chance.uniform(0.2, 3.5)
            while time.monotonic() < end:
                typing.type(program, f"{chance.choice(('hens', 'cook', 'plan', 'read'))} ")
                typing.look(indicator)
            program.hands.type("unfinish")
            killed = time.monotonic()
            program.kill9()
        stored = stored_reason(desk, lead)
        where = f"seed {seed}, round {number}"
        assert (typing.text + "unfinish").startswith(stored), where
        assert stored.startswith(typing.shown_as_saved), where
        assert stored.startswith(typing.older_than(LOST_AT_MOST, killed)), where
        before = stored


def test_closed_in_order_it_says_nothing_of_a_crash(desk: Desk, lead: Path):
    with begin_typing(desk, lead) as program:
        program.type("a last word")
        program.close_window()
        assert program.wait_exit() == 0
    assert stored_reason(desk, lead).endswith("a last word")
    with open_window(desk, lead) as program:
        program.settle(0.3)
        assert program.find_all("label", "Your work is back.") == []
