"""A whole visit day, by keyboard alone: notes, a photo, tagging, before you leave, the seal, the debrief."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from tests.desk.desk import Desk
from tests.desk.program import Program
from tests.desk.waiting import until

from .assay import open_window, press, reach, run

pytestmark = pytest.mark.journey

BOX = "New note. Enter saves."
FROM_HOME = "Heard in the car park"
NOTES = ("Teams plan from pupils' books + #3.2 @teachers", "Cover is booked late - @headteacher", "Who keeps the log ?")


@pytest.fixture
def lead(profile: Callable[[str], Path]) -> Path:
    return profile("lead")


def test_a_visit_day_by_keyboard(desk: Desk, lead: Path, tmp_path: Path) -> None:
    visit = next(one["id"] for one in run(desk, lead, "list") if "Hollin Bank" in one["institution"])
    before = run(desk, lead, "show", visit)
    photo = tmp_path / "wall.jpg"
    Image.new("RGB", (640, 480), "white").save(photo)
    with open_window(desk, lead) as program:
        program.settle(0.3)
        take_note_from_home(program)
        program.key("ctrl+Return")  # the visit of today
        program.wait("tab", "Strands")
        program.key("ctrl+shift+v")
        take_notes(program)
        add_photo(program, photo)
        tag_one(program)
        leave_the_building(program)
        say_a_point(program)
        program.key("ctrl+q")
        assert program.wait_exit() == 0
        assert program.log == ""
    check(before, run(desk, lead, "show", visit))


def take_note_from_home(program: Program) -> None:
    """Ctrl N on Home opens the box over it; Esc goes back."""
    program.key("ctrl+n")
    until(lambda: program.wait("edit", BOX).focused, what="the caret in the box")
    program.type(FROM_HOME)
    program.key("Return")
    program.wait("label", re.compile("^Saved: Heard"))
    program.key("esc")
    program.wait_gone("edit", BOX)


def take_notes(program: Program) -> None:
    """The caret is in the box on arrival and after every note; Ctrl Shift T shows the timetable."""
    program.wait("edit", BOX)
    program.key("ctrl+shift+t")
    program.wait("button", "Keep the timetable")
    program.key("esc")
    program.key("ctrl+n")
    for note in NOTES:
        box = program.wait("edit", BOX)
        until(lambda box=box: box.focused, what="the caret in the box")
        program.type(f"{note} ")
        program.key("Return")
        until(lambda: not program.find("edit", BOX).text.strip(), what=f"{note!r} saved")


def add_photo(program: Program, photo: Path) -> None:
    """A photo from a file becomes a note of its own."""
    program.key("ctrl+shift+p")
    program.file_dialog(photo)
    program.wait_gone("label", re.compile("^Adding photo"))


def tag_one(program: Program) -> None:
    """One note at a time, big: type a few letters of a strand, Enter tags it."""
    program.key("ctrl+t")
    program.wait("label", re.compile("notes? to tag$"))
    field = program.wait("edit", re.compile("^Find a strand"))
    until(lambda: field.focused, what="the keyboard in the field")
    program.type("best value")
    program.key("Return")
    program.key("esc")


def leave_the_building(program: Program) -> None:
    """Look over what is open, then seal."""
    program.key("ctrl+shift+l")
    press(program, "button", "Seal the evidence")
    program.wait("label", "Seal the evidence of this visit?")
    press(program, "button", "Seal the evidence", nth=-1)
    program.wait("label", re.compile("^Sealed by"))


def say_a_point(program: Program) -> None:
    """Tick one at the debrief, two tabs further on."""
    for _ in range(2):
        reach(program, "page tab list", key="shift+Tab")
        program.key("Right")
        program.settle(0.3)
    tick = program.wait("check", re.compile("^Said: "), nth=0)
    name = tick.name
    reach(program, "check", name)
    program.key("shift+Tab")
    program.key("space")
    until(lambda: program.find("check", name).checked, what="the point is said")


def check(before: dict[str, Any], after: dict[str, Any]) -> None:
    """Everything that was typed, tagged, sealed and said is in the record."""
    notes = {note["text"]: note for note in after["notes"]}
    assert FROM_HOME in notes
    assert notes["Teams plan from pupils' books"]["kind"] == "strength"
    assert notes["Teams plan from pupils' books"]["source"] == "teachers"
    assert notes["Cover is booked late"]["kind"] == "develop"
    assert notes["Who keeps the log"]["kind"] == "check"
    assert len(after["evidence"]) == len(before["evidence"]) + 1
    assert after["ledgers"]
    assert any(point["said"] for debrief in after["debriefs"] for point in debrief["points"])
