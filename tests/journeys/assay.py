"""The real program as the journeys use it: its window, its command line, and the keyboard."""

import json
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.desk.desk import Desk
from tests.desk.finding import Name
from tests.desk.node import Node
from tests.desk.program import Program
from tests.desk.waiting import NotThere, until

ASSAY = (sys.executable, "-m", "assessor_app")
LOG_END = 3000
"""Characters of the log that a failure quotes."""
FAR = 150
"""More Tab presses than any screen has controls."""


@contextmanager
def open_window(desk: Desk, profile: Path, *options: str | Path) -> Iterator[Program]:
    """The program, started on a profile, as soon as Home can be used. A failure tells what the program logged."""
    with desk.start([*ASSAY, "--profile", profile, *options]) as program:
        try:
            program.wait("window", re.compile("Home"))
            yield program
        except BaseException as error:
            _tell(error, program, profile)
            raise


def _tell(error: BaseException, program: Program, profile: Path) -> None:
    """Add to a failure what the program logged, and where a picture of its window lies."""
    for log in sorted((profile / "logs").glob("*.log")):
        error.add_note(log.read_text(encoding="utf-8", errors="replace")[-LOG_END:])
    if program.alive():
        picture = profile.with_suffix(".png")
        program.shot(picture)
        error.add_note(f"the window: {picture}")


def run(desk: Desk, profile: Path | None, *arguments: str | Path) -> Any:
    """Run a command to its end; gives its JSON. The command must succeed."""
    where = () if profile is None else ("--profile", profile)
    done = desk.run([*ASSAY, *where, "--json", *arguments])
    assert done.returncode == 0, f"{arguments}: {done.returncode} {done.stderr} {done.stdout}"
    return json.loads(done.stdout)


def reach(program: Program, role: str, name: Name | None = None, key: str = "Tab", **more: Any) -> Node:
    """Move the keyboard to a control with Tab alone, as somebody without a pointer does."""
    target = program.wait(role, name, **more)
    for _ in range(FAR):
        if target.focused:
            return target
        program.tab(key)
        if "defunct" in target.states:  # the screen was built anew meanwhile
            target = program.wait(role, name, **more)
    raise NotThere(f"{key} never reaches {target!r}; it is on {program.focused()!r}")


def press(program: Program, role: str, name: Name, key: str = "Tab", **more: Any) -> None:
    """Move the keyboard to a control and press Space."""
    reach(program, role, name, key, **more)
    program.key("space")


def write(program: Program, name: Name, text: str, key: str = "Tab") -> Node:
    """Move the keyboard to an edit and type."""
    edit = reach(program, "edit", name, key)
    program.type(text)
    until(lambda: text in edit.text, what=f"{text!r} in {edit!r}")
    return edit
