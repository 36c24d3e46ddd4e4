"""200 notes of a visit day, typed fast, while the program is killed at random: no note that it showed is ever lost."""

import os
import random
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.desk.desk import Desk
from tests.desk.node import Node
from tests.desk.program import Program
from tests.desk.waiting import until

from .assay import open_window, run

pytestmark = pytest.mark.journey

NOTES = 200
BETWEEN_KILLS = (35, 60)
LOOK_EVERY = 5
"""Notes between two looks at the list, which is at most so many notes behind then; between them nobody waits."""
BOX = "New note. Enter saves."
COUNT = re.compile(r"^\d+ notes?$")
WORDS = ("books", "cover", "plans", "coaches", "visits", "talks")


@dataclass
class Day:
    """What was typed in order, and how much of it the program has shown in its list."""

    chance: random.Random
    typed: list[str] = field(default_factory=list)
    shown: list[str] = field(default_factory=list)

    def next_note(self) -> str:
        """The words of another note."""
        return f"note {len(self.typed) + 1} {self.chance.choice(WORDS)} {self.chance.choice(WORDS)}"

    def type_until_killed(self, program: Program) -> None:
        """Notes as fast as keys can be sent; in the middle of one the program is killed, the last ones still on their
        way to the disk."""
        label = program.find("label", COUNT)  # found once: the tree grows with every note
        before, first = listed(label), len(self.typed)
        for number in range(min(self.chance.randint(*BETWEEN_KILLS), NOTES - first)):
            self.typed.append(self.next_note())
            program.hands.type(self.typed[-1])
            program.hands.key("Return")
            if number % LOOK_EVERY == LOOK_EVERY - 1:
                least = before + number + 1 - LOOK_EVERY
                until(lambda least=least: listed(label) >= least, what=f"{least} notes in the list")
                self.see(first, listed(label) - before)
        program.hands.type("unfinished wor")
        program.kill9()

    def see(self, first: int, count: int) -> None:
        """The list has so many more notes than at first: those are on the disk, or it lies."""
        self.shown += [note for note in self.typed[first : first + max(count, 0)] if note not in self.shown]


def listed(label: Node) -> int:
    """How many notes the list says it has."""
    return int(label.name.split()[0])


@contextmanager
def visit_mode(desk: Desk, lead: Path) -> Iterator[Program]:
    """The window on the visit of today, with the keyboard in an empty box."""
    with open_window(desk, lead) as program:
        program.settle(0.2)
        program.key("ctrl+Return")
        program.wait("tab", "Strands")
        program.key("ctrl+shift+v")
        until(lambda: program.wait("edit", BOX).focused, what="the caret in the box")
        program.key("ctrl+a")
        program.key("Delete")
        yield program


def test_200_notes_with_kills_at_random_lose_nothing_that_was_shown(desk: Desk, profile: Callable[[str], Path]) -> None:
    lead, seed = profile("lead"), int.from_bytes(os.urandom(4), "big")
    visit = next(one["id"] for one in run(desk, lead, "list") if "Hollin Bank" in one["institution"])
    old = [note["text"] for note in run(desk, lead, "show", visit)["notes"]]
    day, kills = Day(random.Random(seed)), 0
    while len(day.typed) < NOTES:
        with visit_mode(desk, lead) as program:
            if kills:
                assert program.find("label", "Your work is back."), f"seed {seed}"
            day.type_until_killed(program)
        kills += 1
        stored = [note["text"] for note in run(desk, lead, "show", visit)["notes"]]
        assert set(old) | set(day.shown) <= set(stored), f"seed {seed}, kill {kills}"
        assert len(stored) == len(set(stored)), f"seed {seed}, kill {kills}: a note is there twice"
        assert set(stored) <= {*old, *day.typed}, f"seed {seed}, kill {kills}: words that nobody typed"
    assert kills >= NOTES // BETWEEN_KILLS[1]
    assert len(day.shown) > NOTES * 0.7, f"seed {seed}: the list showed only {len(day.shown)}"
