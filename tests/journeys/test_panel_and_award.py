"""At the office, by keyboard alone: a panel decides on a visit that came in signed, and the award is issued."""

import re
from pathlib import Path

import pytest

from tests.desk.desk import Desk
from tests.desk.program import Program
from tests.desk.waiting import until

from .assay import open_window, press, reach, run, write
from .signed_visit import PASSPHRASE, office_with_a_signed_visit

pytestmark = pytest.mark.journey

SCHOOL = "Hollin Bank Community School"
MEMBERS = ("Grace Adebayo", "Martin Holt", "Huw Rees")
DISCUSSED = "Martin asked about impact. Answered from the minutes."


def test_a_panel_decides_and_the_award_is_issued(desk: Desk, tmp_path: Path) -> None:
    office, secret = office_with_a_signed_visit(tmp_path)
    files = tmp_path / "award"
    with open_window(desk, office, "--passphrase-file", secret) as program:
        program.settle(0.3)
        decide_at_the_panel(program)
        issue_the_award(program, files)
        program.key("ctrl+q")
        assert program.wait_exit() == 0
        assert program.log == ""
    (certificate,) = files.glob("*certificate.pdf")
    (badge,) = files.glob("*badge.png")
    checked = run(desk, office, "--passphrase-file", secret, "verify", certificate, badge)
    assert [each["good"] for each in checked] == [True, True]
    (registered,) = run(desk, office, "--passphrase-file", secret, "credential", "register")["awards"]
    assert (registered["holder"], registered["award"], registered["status"]) == (SCHOOL, "Silver", "valid")


def decide_at_the_panel(program: Program) -> None:
    """Seat three members, let one leave for a conflict of interest, and decide as recommended."""
    program.key("alt+5")
    program.wait("label", re.compile("^Silver, 1 strand short of Gold"))
    for member in MEMBERS:
        write(program, "Name of a member", member)
        program.key("Return")
        program.wait("check", f"{member} is here")
    press(program, "check", f"{MEMBERS[2]} has a conflict of interest", key="shift+Tab")
    program.wait("label", "2 of 3 members decide.")
    write(program, re.compile("^Notes of the discussion"), DISCUSSED)
    program.key("ctrl+Return")
    program.wait("label", f"Decide Silver for {SCHOOL}?")
    press(program, "button", "Decide Silver", nth=-1)
    program.wait("label", re.compile("^Silver, decided on"))


def issue_the_award(program: Program, files: Path) -> None:
    """From the register, with the passphrase of the office's key, into a folder."""
    press(program, "button", "Go to the award")
    program.wait("button", "Issue Silver")
    program.key("ctrl+Return")
    program.wait("label", f"Issue Silver to {SCHOOL}?")
    target = reach(program, "edit", "Save its files in", key="shift+Tab")
    program.key("ctrl+a")
    program.type(str(files))
    until(lambda: target.text == str(files), what="the folder typed")
    reach(program, "edit", "Passphrase of the office's key")
    program.type(PASSPHRASE)
    program.key("Return")
    program.wait("label", re.compile(r"is issued\. 5 files are in"))
    program.wait("label", "In force")
