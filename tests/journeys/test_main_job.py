"""The main job, by keyboard alone: a completed workbook in, signed report and bundle out, the same at the office."""

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from assessor_app.schemes.loading import load_shipped
from assessor_app.services.demo.content import DemoContent, demo_content
from tests.desk.desk import Desk
from tests.desk.program import Program
from tests.desk.waiting import until

from .assay import open_window, press, reach, run, write
from .people import People, make_people

pytestmark = pytest.mark.journey

SCHOOL = "Hollin Bank Community School"
LEVELS = {"developing": "1", "enhancing": "2", "embedded": "3"}
"""Level to its key."""
HEARD_BY = ("Helen Whitaker", "Headteacher")
REPLY = "The headteacher agrees."


@pytest.fixture
def content() -> DemoContent:
    return demo_content("pdqm", date.today())  # noqa: DTZ011  a day in the calendar of the person who visits


@pytest.fixture
def people(desk: Desk, tmp_path: Path) -> People:
    return make_people(desk, tmp_path)


def test_from_a_workbook_to_the_office(desk: Desk, demo: Path, people: People, content: DemoContent, tmp_path: Path):
    bundle = tmp_path / "visit.qmb"
    with open_window(desk, people.lead) as program:
        load_workbook(program, demo)
        judge_every_strand(program, content)
        hold_debriefs(program)
        sign_report(program)
        create_bundle(program, bundle)
        program.key("ctrl+q")
        assert program.wait_exit() == 0
        assert program.log == ""
    run(desk, people.office, "bundle", "import", bundle)
    ours, theirs = (record_of(desk, profile) for profile in (people.lead, people.office))
    check_record(ours, content)
    assert shared(theirs) == shared(ours)
    for profile in (people.lead, people.office):
        report = tmp_path / f"{profile.name}.pdf"
        run(desk, profile, "report", ours["id"], "--version", "1", "-o", report)
        run(desk, profile, "verify", report)
    assert (tmp_path / "office.pdf").read_bytes() == (tmp_path / "lead.pdf").read_bytes()
    assert outlook_of(desk, people.office, ours["id"]) == outlook_of(desk, people.lead, ours["id"])


def load_workbook(program: Program, demo: Path) -> None:
    """From an empty Home to the visit."""
    program.key("ctrl+o")
    press(program, "button", "Choose a workbook")
    program.file_dialog(demo / "completed-workbook.xlsx")
    press(program, "button", "Add the evidence files")
    program.file_dialog(demo / "evidence")
    program.wait("label", re.compile("files found"))
    press(program, "button", "Load this workbook")
    program.wait("tab", "Strands")
    program.wait("label", "0 of 16 judged")


def judge_every_strand(program: Program, content: DemoContent) -> None:
    """Every level by its key, and for every strand the words that a report must have."""
    found = {one.strand: one for one in content.strands}
    strands = list(load_shipped(content.scheme).strands)
    for number, strand in enumerate(strands, start=1):
        judged = found[strand.id]
        program.wait("label", f"{number - 1} of 16 judged")
        reach(program, "check", "Judge Developing")
        program.key(LEVELS[judged.level])
        program.wait("label", f"{number} of 16 judged")
        write(program, re.compile("^Why this level"), f"reason {number}")
        if number <= 2:
            write(program, re.compile("^Strengths"), f"strength {number}")
            write(program, re.compile("^Areas for development"), f"area {number}")
        press(program, "button", "More for the report")
        write(program, re.compile("^Effect"), f"effect {number}")
        program.key("ctrl+Return")
    program.wait("button", "Finish debrief")


def hold_debriefs(program: Program) -> None:
    """Both sessions: every point said, the answer noted, somebody heard it."""
    for session in ("Senior leaders", "All staff"):
        reach(program, "radio", re.compile("^(Senior leaders|All staff)$"), key="shift+Tab", nth=0)
        if session == "All staff":
            program.key("Right")
        until(lambda session=session: program.find("radio", session).checked, what=session)
        first = program.wait("check", re.compile("^Said: strength 1"))
        points = len(program.find_all("check", re.compile("^Said: ")))
        reach(program, "check", first.name)
        program.key("shift+Tab")
        for said in range(1, points + 1):
            program.key("space")
            program.wait("label", f"{said} of {points} points said")
            program.key("Down")
        write(program, "What they said", REPLY)
        write(program, "Name of somebody who hears it", HEARD_BY[0])
        write(program, "Their role", HEARD_BY[1])
        program.key("Return")
        press(program, "button", f"Mark that {HEARD_BY[0]} heard it")
        program.wait("button", re.compile("heard it at"))
        program.key("ctrl+Return")
        program.wait("label", re.compile("^Finished at"))


def sign_report(program: Program) -> None:
    """Both statements, then the signature."""
    reach(program, "page tab list", key="shift+Tab")
    program.key("Right")
    program.wait("label", "Tick both statements to sign.")
    write(program, re.compile("^Summary"), "A few sentences about the school.")
    for statement in ("The judgements are mine", "The leaders heard"):
        press(program, "check", re.compile(f"^{statement}"))
    until(lambda: program.find("button", "Sign report").enabled, what="signing is possible")
    program.key("ctrl+Return")
    program.wait("label", re.compile("^Signed on"))


def create_bundle(program: Program, bundle: Path) -> None:
    """For the office, into a file."""
    press(program, "button", "Create bundle")
    press(program, "button", "Choose a place")
    program.file_dialog(bundle)
    program.key("ctrl+Return")
    program.wait("label", re.compile("^Saved as visit.qmb"))


def record_of(desk: Desk, profile: Path) -> dict[str, Any]:
    """The visit as the command line shows it."""
    visits = [visit for visit in run(desk, profile, "list") if visit["institution"] == SCHOOL]
    assert len(visits) == 1
    return dict(run(desk, profile, "show", visits[0]["id"]))


def outlook_of(desk: Desk, profile: Path, assessment: str) -> Any:
    return run(desk, profile, "outlook", assessment)


def shared(record: dict[str, Any]) -> dict[str, Any]:
    """What two computers must agree on: everything but which files were looked at on each."""
    evidence = [{name: value for name, value in one.items() if name != "opened"} for one in record["evidence"]]
    return {**record, "evidence": evidence}


def check_record(record: dict[str, Any], content: DemoContent) -> None:
    """Everything that was typed and chosen is in the record."""
    strands = {one["strand"]: one for one in record["strands"]}
    levels = {strand: one["judgements"][0]["level"] for strand, one in strands.items()}
    assert levels == {one.strand: one.level for one in content.strands}
    numbered = [strands[strand.id] for strand in load_shipped(content.scheme).strands]
    assert [one["reason"] for one in numbered] == [f"reason {number}" for number in range(1, 17)]
    assert [one["effect"] for one in numbered] == [f"effect {number}" for number in range(1, 17)]
    assert [one["strengths"] for one in numbered[:3]] == ["strength 1", "strength 2", ""]
    assert [one["develop"] for one in numbered[:3]] == ["area 1", "area 2", ""]
    assert record["summary"] == "A few sentences about the school."
    assert [report["version"] for report in record["reports"]] == [1]
    check_debriefs(record["debriefs"])


def check_debriefs(debriefs: list[dict[str, Any]]) -> None:
    """Both sessions were held."""
    assert {debrief["session"] for debrief in debriefs} == {"leaders", "staff"}
    for debrief in debriefs:
        assert all(point["said"] for point in debrief["points"])
        assert debrief["reply"] == REPLY
        assert [(one["name"], one["role"]) for one in debrief["listeners"]] == [HEARD_BY]
        assert debrief["finished_at"]
