"""A workbook is looked at before it is loaded, and nothing is stored before that."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from assessor_app.domain.problem import Problem, Severity
from assessor_app.domain.submission import Submission, SubmittedStrand
from assessor_app.errors import Refused
from assessor_app.services.intake import Loaded, Preview
from assessor_app.ui.screen import Notice
from assessor_app.ui.screens.load_workbook import LoadWorkbookScreen, facts_of
from assessor_app.ui.theme import Theme
from assessor_app.ui.worker import Worker
from tests.ui.audit import complaints

FILE = Path("hollin-bank.xlsx")
SUBMISSION = Submission(
    scheme="pdqm", edition="3.1", institution="Hollin Bank", place="Leeds", completed_by="Sunita Patel",
    completed_on="2026-11-08", strands=(SubmittedStrand("vision", "embedded"), SubmittedStrand("culture")),
)  # fmt: skip
PROBLEM = Problem(Severity.ERROR, "unknown-level", "Self-assessment!G11", "\u201cVery good\u201d is not a level.")


class Intake:
    def __init__(self) -> None:
        self.loaded: list[Path] = []
        self.error: Exception | None = None
        self.problems: tuple[Problem, ...] = ()
        self.already = False

    def read(self, _file: Path, _evidence: Path | None) -> Preview:
        if self.error:
            raise self.error
        return Preview(SUBMISSION, self.problems, ())

    def load(self, file: Path, evidence: Path | None) -> Loaded:
        self.loaded.append(file)
        return Loaded("a1", self.already, self.read(file, evidence))


class Opened:
    def __init__(self, theme: Theme, worker: Worker, qtbot: QtBot) -> None:
        self.intake, self.qtbot = Intake(), qtbot
        workplace: Any = type("Workplace", (), {"intake": self.intake})()
        self.screen = LoadWorkbookScreen(theme, worker, workplace)
        qtbot.addWidget(self.screen)
        assert self.screen.footer is not None
        qtbot.addWidget(self.screen.footer)
        self.screen.resize(1000, 600)
        self.screen.show()
        self.screen.footer.show()
        self.said: list[Any] = []
        self.screen.banner_requested.connect(self.said.append)

    def read(self) -> None:
        self.screen.read(FILE, None)
        self.qtbot.waitUntil(lambda: not self.screen._status.text().startswith("Reading"))

    def words(self) -> list[str]:
        return [label.text() for label in self.screen.findChildren(QLabel) if label.isVisible()]


@pytest.fixture
def opened(theme: Theme, worker: Worker, qtbot: QtBot) -> Opened:
    return Opened(theme, worker, qtbot)


def test_nothing_can_be_loaded_before_a_file_is_chosen(opened: Opened) -> None:
    assert not opened.screen._load.isVisible()
    assert complaints(opened.screen) == []


def test_reading_shows_what_is_in_it_and_stores_nothing(opened: Opened) -> None:
    opened.read()
    assert {"Hollin Bank, Leeds", "Completed by Sunita Patel on 8 Nov"} <= set(opened.words())
    assert opened.screen._status.text() == "Nothing is stored until you load it."
    assert opened.screen._load.isEnabled()
    assert opened.intake.loaded == []
    assert complaints(opened.screen) == []


def test_problems_are_listed_with_their_place(opened: Opened) -> None:
    opened.intake.problems = (PROBLEM,)
    opened.read()
    assert {PROBLEM.message, "Self-assessment!G11"} <= set(opened.words())
    assert opened.screen._status.text() == "1 answer cannot be taken and is left out."


def test_loading_opens_the_assessment(opened: Opened, qtbot: QtBot) -> None:
    opened.read()
    with qtbot.waitSignals([opened.screen.go_requested, opened.screen.toast_requested]):
        opened.screen._load.click()
    assert opened.intake.loaded == [FILE]


def test_the_same_workbook_twice_is_said_to_be_known(opened: Opened, qtbot: QtBot) -> None:
    opened.intake.already = True
    opened.read()
    with qtbot.waitSignal(opened.screen.toast_requested) as told:
        opened.screen._load.click()
    assert told.args[0] == "You had loaded this workbook already. Nothing was changed."


def test_a_file_of_no_use_is_refused_in_words(opened: Opened) -> None:
    opened.intake.error = Refused("This is not a self-assessment workbook. Nothing was loaded; choose another.", "no")
    opened.read()
    notices = [told for told in opened.said if isinstance(told, Notice)]
    assert [notice.title for notice in notices] == ["This is not a self-assessment workbook."]
    assert not opened.screen._load.isEnabled()


def test_a_day_that_is_no_date_is_shown_as_typed() -> None:
    odd = Submission(scheme="pdqm", edition="3.1", completed_by="S Patel", completed_on="early November")
    assert facts_of(Preview(odd, (), ()))[0] == "Completed by S Patel on early November"
