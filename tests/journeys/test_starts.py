"""The program opens on what a person has, says the name of everything, and ends when it is closed."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.desk.desk import Desk
from tests.desk.program import Program
from tests.desk.waiting import until

from .assay import open_window, reach, run

pytestmark = pytest.mark.journey


def test_home_shows_the_visits_and_closing_ends_the_program(desk: Desk, profile: Callable[[str], Path]):
    lead = profile("lead")
    visits = {visit["institution"] for visit in run(desk, lead, "list")}
    with open_window(desk, lead) as program:
        until(lambda: not lacking(program, visits), what=f"all of {visits}")
        program.close_window()
        assert program.wait_exit() == 0
        assert program.log == ""


def lacking(program: Program, visits: set[str]) -> set[str]:
    """Those visits that Home does not show."""
    listed = [item.name for item in program.find("list", "Your visits").find_all("item")]
    shown = " ".join([*listed, *(label.name for label in program.find_all("label"))])
    return {name for name in visits if name not in shown}


WAY = (
    ("", "label", "Your visits"),
    ("alt+2", "window", re.compile("^Visits")),
    ("alt+3", "window", re.compile("^Verify")),
    ("alt+4", "window", re.compile("^Rubrics")),
    ("alt+5", "window", re.compile("^Sync")),
    ("ctrl+comma", "window", re.compile("^Settings")),
    ("ctrl+k", "edit", "Search"),
    ("Escape", "window", re.compile("^Settings")),
    ("alt+1", "label", "Your visits"),
    ("ctrl+o", "button", "Choose a workbook"),
    ("alt+1", "label", "Your visits"),
    ("ctrl+Return", "tab", "Strands"),
)
"""Keys from screen to screen, and what shows that it is there."""
TABS = ("Visit", "Evidence", "Debrief", "Report", "Progress", "History")


def test_every_control_has_a_name(desk: Desk, profile: Callable[[str], Path]):
    with open_window(desk, profile("lead")) as program:
        for keys, role, name in WAY:
            if keys:
                program.key(keys)
            program.wait(role, name)
            program.settle(0.5)
            assert program.nameless() == [], f"after {keys}"
        for tab in TABS:
            reach(program, "page tab list", key="shift+Tab")
            program.key("Right")
            until(lambda tab=tab: program.find("tab", tab).selected, what=f"the tab {tab}")
            program.settle(0.5)
            assert program.nameless() == [], f"in {tab}"
