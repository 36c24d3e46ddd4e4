"""A workbook is looked at before it is loaded, and nothing is stored before that."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from assessor_app.domain.assessment.submission import Submission, SubmittedStrand
from assessor_app.domain.problem import Problem, Severity
from assessor_app.errors import Refused
from assessor_app.services.intake import Loaded, Preview
from assessor_app.ui.dates import typed_date
from assessor_app.ui.kit.buttons import Button
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
        self.visit_on: date | None = None

    def read(self, _file: Path, _evidence: Path | None) -> Preview:
        if self.error:
            raise self.error
        return Preview(SUBMISSION, self.problems, ())

    def load(self, file: Path, evidence: Path | None, visit_on: date | None = None) -> Loaded:
        self.loaded.append(file)
        self.visit_on = visit_on
        return Loaded("a1", self.already, self.read(file, evidence))


class Opened:
    def __init__(self, theme: Theme, worker: Worker, qtbot: QtBot) -> None:
        self.intake, self.qtbot = Intake(), qtbot
        workplace: Any = type("Workplace", (), {"intake": self.intake})()
        self.screen = LoadWorkbookScreen(theme, worker, workplace)
        qtbot.addWidget(self.screen)
        qtbot.addWidget(self.screen._bar)
        self.screen.resize(1000, 600)
        self.screen.show()
        self.screen._bar.show()
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
    assert opened.screen.footer is None
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


def test_after_a_file_of_no_use_the_keyboard_is_on_choosing_another(opened: Opened, qtbot: QtBot) -> None:
    opened.intake.error = Refused("This is not a self-assessment workbook. Nothing was loaded; choose another.", "no")
    opened.screen.activateWindow()
    opened.read()
    button = opened.screen.focusWidget()
    assert isinstance(button, Button)
    assert button.text() == "Choose another file"


def test_control_enter_presses_the_button_that_comes_next(opened: Opened, qtbot: QtBot) -> None:
    opened.read()
    opened.screen.activateWindow()
    qtbot.waitUntil(opened.screen.isActiveWindow)
    with qtbot.waitSignal(opened.screen.go_requested):
        qtbot.keyClick(opened.screen, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert opened.intake.loaded == [FILE]


def day_field(opened: Opened) -> QLineEdit:
    fields = [field for field in opened.screen.findChildren(QLineEdit) if field.isVisible()]
    assert [field.accessibleName() for field in fields] == ["Date of the visit"]
    return fields[0]


def test_the_date_of_the_visit_goes_with_the_workbook(opened: Opened, qtbot: QtBot) -> None:
    opened.read()
    day_field(opened).setText("22 Nov 2026")
    opened.screen.read(FILE, Path("evidence"))
    qtbot.waitUntil(lambda: not opened.screen._status.text().startswith("Reading"))
    with qtbot.waitSignal(opened.screen.go_requested):
        opened.screen._load.click()
    assert opened.intake.visit_on == date(2026, 11, 22)


def test_a_date_that_is_none_is_said_and_nothing_is_loaded(opened: Opened) -> None:
    opened.read()
    day_field(opened).setText("32/11/2026")
    opened.screen._load.click()
    assert "This is not a date. Type it like 22 Nov 2026, or leave it empty." in opened.words()
    assert opened.intake.loaded == []
    assert complaints(opened.screen) == []


@pytest.mark.parametrize("typed", ["22/11/2026", "22.11.2026", "22 Nov 2026", "22  November 2026", "2026-11-22"])
def test_a_date_is_read_however_people_write_it(typed: str) -> None:
    assert typed_date(typed) == date(2026, 11, 22)


@pytest.mark.parametrize("typed", ["", "22", "11/22/2026", "22/11/26", "30 Feb 2026", "22/11/1926", "tomorrow"])
def test_what_is_no_date_is_refused(typed: str) -> None:
    with pytest.raises(ValueError):
        typed_date(typed)


def test_a_day_that_is_no_date_is_shown_as_typed() -> None:
    odd = Submission(scheme="pdqm", edition="3.1", completed_by="S Patel", completed_on="early November")
    assert facts_of(Preview(odd, (), ()))[0] == "Completed by S Patel on early November"
