"""A new note from Home: for the visit of today, or the one that is chosen."""

from collections.abc import Iterator
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from assessor_app.ui.rail import RailItem
from assessor_app.ui.screen import Screen
from assessor_app.ui.screens.visit.anywhere import NoteAnywhere, VisitQuestion, visits_for_notes
from assessor_app.ui.screens.visit.sheets import NoteSheet
from assessor_app.ui.shell import Shell
from assessor_app.ui.theme import Theme
from assessor_app.ui.worker import Worker
from tests.ui.assessment_sample import ME, FakeJudging, FakeVisitDay, FakeVisits, signed
from tests.ui.visits_sample import AIRE, HOLLIN, THORN, TODAY, VISITS


class Desk:
    """A window with one empty screen, and services that remember."""

    def __init__(self, qtbot: QtBot, theme: Theme, worker: Worker) -> None:
        self.shell = Shell(theme, "Amara Okafor", (RailItem("home", "Home", "house"),), "Assay")
        qtbot.addWidget(self.shell)
        self.shell.navigator.register("home", lambda _argument: Screen())
        self.shell.navigator.go("home")
        self.shell.resize(1000, 700)
        self.shell.show()
        self.day, self.visits, self.qtbot = FakeVisitDay(), FakeVisits(), qtbot
        workplace: Any = SimpleNamespace(
            visits=self.visits,
            visit_day=self.day,
            judging=FakeJudging(),
            person=SimpleNamespace(id=ME),
            read_only=False,
        )
        self.anywhere = NoteAnywhere(theme, worker, self.shell, workplace)

    def sheet(self) -> NoteSheet:
        self.qtbot.waitUntil(lambda: bool(self.shell.findChildren(NoteSheet)))
        return self.shell.findChildren(NoteSheet)[0]


@pytest.fixture
def desk(qtbot: QtBot, theme: Theme, worker: Worker) -> Iterator[Desk]:
    return Desk(qtbot, theme, worker)


def test_the_only_visit_of_today_is_meant_else_every_unsigned_one_may_be() -> None:
    assert visits_for_notes(VISITS, TODAY) == (HOLLIN,)
    others = visits_for_notes(tuple(visit for visit in VISITS if visit is not HOLLIN), TODAY)
    assert others[:2] == (VISITS[1], AIRE)
    both = visits_for_notes((THORN, HOLLIN, replace(AIRE, visit_on=TODAY)), TODAY)
    assert [visit.visit_on for visit in both[:2]] == [TODAY, TODAY]


def test_a_note_for_the_visit_of_today_is_kept_at_one_key(desk: Desk) -> None:
    desk.anywhere.ask(VISITS, TODAY)
    text = desk.sheet().box.text
    assert text.hasFocus()
    QTest.keyClicks(text, "Heard in the car park + @parent")
    QTest.keyClick(text, Qt.Key.Key_Escape)  # closes the list of roles
    QTest.keyClick(text, Qt.Key.Key_Return)
    (kept,) = [call[1] for call in desk.day.capture.calls if call[0] == "keep"]
    assert (kept.text, kept.source) == ("Heard in the car park", "parent")


def test_the_sheet_is_as_high_as_its_box_needs(desk: Desk, qtbot: QtBot) -> None:
    """The marks and the button stand under one another in it, which is known only once it is laid out."""
    desk.anywhere.ask(VISITS, TODAY)
    box = desk.sheet().box
    qtbot.waitUntil(lambda: box.height() >= box.minimumSizeHint().height())
    end = box.save.mapTo(box, box.save.rect().bottomLeft()).y()
    assert end < box.height() - 4
    assert box.save.height() >= box.save.sizeHint().height()


def test_two_visits_of_a_day_are_asked_about_by_keyboard(desk: Desk) -> None:
    desk.anywhere.ask((HOLLIN, replace(AIRE, visit_on=TODAY)), TODAY)
    (question,) = desk.shell.findChildren(VisitQuestion)
    assert question.list.hasFocus()
    QTest.keyClick(question.list, Qt.Key.Key_Return)
    assert desk.sheet().isVisible()


def test_nothing_is_opened_without_a_visit_or_for_signed_work(desk: Desk, qtbot: QtBot) -> None:
    desk.anywhere.ask((), TODAY)
    desk.visits.value = signed(desk.visits.value)
    desk.anywhere.open(HOLLIN.id)
    qtbot.waitUntil(
        lambda: desk.shell.toasts.shown is not None and "signed" in desk.shell.toasts.shown.accessibleName()
    )
    assert not desk.shell.findChildren(NoteSheet)
