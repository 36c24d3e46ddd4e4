"""A whole verification by keyboard alone: two profiles in two windows that have nothing of each other but bundles."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.desk.desk import Desk
from tests.desk.program import Program
from tests.desk.waiting import until

from .assay import open_window, press, reach, run, write

pytestmark = pytest.mark.journey

SCHOOL = "Hollin Bank Community School"
ODD = "Vision"
REASON = "Only two of the teams can name it"
SETTLED = "The minutes of two years show it"
AGREED = "enhancing"


@pytest.fixture
def lead(profile: Callable[[str], Path]) -> Path:
    return profile("lead")


@pytest.fixture
def verifier(profile: Callable[[str], Path]) -> Path:
    return profile("verifier")


def test_two_people_mark_apart_agree_and_sign_by_keyboard(
    desk: Desk, lead: Path, verifier: Path, tmp_path: Path
) -> None:
    visit = next(one["id"] for one in run(desk, lead, "list") if one["institution"] == SCHOOL)
    finish_first_marks(desk, lead, visit)
    package, person = tmp_path / "package.qmb", run(desk, verifier, "identity", "show")["id"]
    run(desk, lead, "bundle", "export", "-o", package, "--for-verifier", person, "--assessment", visit)
    run(desk, verifier, "bundle", "import", package)
    at_the_window(desk, verifier, declare, mark_every_strand, seal)
    send(desk, verifier, tmp_path / "sealed.qmb", lead)
    send(desk, lead, tmp_path / "answer.qmb", verifier)
    at_the_window(desk, verifier, agree)
    send(desk, verifier, tmp_path / "agreed.qmb", lead)
    at_the_window(desk, lead, confirm)
    run(desk, lead, "report", visit, "-o", tmp_path / "lead.pdf", "--sign")
    send(desk, lead, tmp_path / "signed.qmb", verifier)
    at_the_window(desk, verifier, counter_sign)
    send(desk, verifier, tmp_path / "final.qmb", lead)
    check(desk, (lead, verifier), visit, tmp_path)


def at_the_window(desk: Desk, profile: Path, *steps: Callable[[Program], None]) -> None:
    """Open a profile's window, go to the second mark, do these steps, and close it."""
    with open_window(desk, profile) as program:
        open_second_mark(program)
        for step in steps:
            step(program)
        program.key("ctrl+q")
        assert program.wait_exit() == 0
        assert program.log == ""


def finish_first_marks(desk: Desk, lead: Path, visit: str) -> None:
    """What the demo's lead has left open, so that the report can be signed."""
    for strand in run(desk, lead, "show", visit)["strands"]:
        if not strand["judgements"] or not strand["reason"]:
            run(desk, lead, "judge", visit, strand["strand"], "embedded", "--reason", "seen in every team")


def open_second_mark(program: Program) -> None:
    """From Home by the rail's key to the one that waits."""
    program.wait("", re.compile("^Verify, 1 waiting$"))
    program.settle(0.3)
    program.key("alt+3")
    until(lambda: program.find("item", re.compile(f"^{SCHOOL}")).focused, what="the keyboard on the row")
    program.key("Return")
    program.wait("tab", re.compile("Mark on your own"))


def declare(program: Program) -> None:
    """No conflict of interest, by the main button's key."""
    program.wait("button", "I have no conflict of interest")
    program.key("ctrl+Return")
    program.wait("label", "0 of 16 marked")


def mark_every_strand(program: Program) -> None:
    """The lowest level on the first strand, with a reason; the highest on the others."""
    for number in range(1, 17):
        reach(program, "check", "Judge Developing")
        program.key("1" if number == 1 else "3")
        program.wait("label", f"{number} of 16 marked")
        if number == 1:
            write(program, re.compile("^Why this level"), REASON)
        if number < 16:
            program.key("ctrl+Return")


def seal(program: Program) -> None:
    """Asked for once more, and then read only."""
    program.wait("button", "Seal my marks")
    program.key("ctrl+Return")
    program.wait("label", "Seal your marks?")
    press(program, "button", "Seal")
    program.wait("label", "Your marks are sealed")


def agree(program: Program) -> None:
    """Each difference by its key, with what settled it, until none is left."""
    for _ in range(16):
        program.wait("button", re.compile("^(Choose a level|Go to sign)$"))
        if program.find_all("button", "Go to sign"):
            return
        left = program.find("radio", re.compile("^To agree")).name
        program.key("ctrl+2")
        program.wait("button", "Agree Enhancing")
        write(program, re.compile("^What settled it"), SETTLED)
        program.key("ctrl+Return")
        until(lambda before=left: program.find("radio", re.compile("^To agree")).name != before, what="agreed")


def confirm(program: Program) -> None:
    """The other judge's agreed levels, each by the main button's key."""
    for _ in range(16):
        program.wait("button", re.compile("^(Confirm Enhancing|Go to sign)$"))
        if program.find_all("button", "Go to sign"):
            return
        left = program.find("radio", re.compile("^To agree")).name
        program.key("ctrl+Return")
        until(lambda before=left: program.find("radio", re.compile("^To agree")).name != before, what="confirmed")


def counter_sign(program: Program) -> None:
    """The statement, then the signature."""
    press(program, "check", re.compile("^I marked the same evidence"))
    until(lambda: program.find("button", "Counter-sign report").enabled, what="signing is possible")
    program.key("ctrl+Return")
    program.wait("label", re.compile("^Verifier, signed on"))


def send(desk: Desk, sender: Path, bundle: Path, receiver: Path) -> None:
    """A bundle from one to the other."""
    person = run(desk, receiver, "identity", "show")["id"]
    visit = next(one["id"] for one in run(desk, sender, "list") if one["institution"] == SCHOOL)
    run(desk, sender, "bundle", "export", "-o", bundle, "--to", person, "--assessment", visit, "--everything")
    run(desk, receiver, "bundle", "import", bundle)


def check(desk: Desk, profiles: tuple[Path, ...], visit: str, folder: Path) -> None:
    """The outcome is the agreed one at both, both first marks are kept, and the report bears both signatures."""
    for profile in profiles:
        found = run(desk, profile, "second", "compare", visit)
        worst = next(each for each in found["strands"] if each["second"]["level"] == "developing")
        assert worst["second"]["reason"] == REASON
        assert worst["first"]["level"] != "developing"
        assert (worst["agreed"]["level"], worst["agreed"]["reason"]) == (AGREED, SETTLED)
        assert len(worst["agreed"]["by"]) == 2
        assert run(desk, profile, "outlook", visit) == found["now"]
        levels = levels_of(run(desk, profile, "outlook", visit))
        assert "developing" not in levels
        report = folder / f"{profile.name}-both.pdf"
        run(desk, profile, "report", visit, "--version", "1", "-o", report)
        assert "David Llewellyn" in str(run(desk, profile, "verify", report))
    assert (folder / "lead-both.pdf").read_bytes() == (folder / "verifier-both.pdf").read_bytes()


def levels_of(outlook: dict[str, Any]) -> set[str]:
    return {level for aspect in outlook["aspects"] for level in aspect["levels"] if level}
