"""A panel at the window: who may decide, what is decided, and that nothing typed is lost; all by keyboard."""

import threading
from concurrent.futures import Future
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QMainWindow
from pytestqt.qtbot import QtBot

from assessor_app.domain.award.panel import PanelMember
from assessor_app.domain.people import Role
from assessor_app.ui.kit.labels import PlainLabel
from assessor_app.ui.kit.painted import Medal
from assessor_app.ui.kit.sheet import Question
from assessor_app.ui.kit.wrapped_text import Paragraph
from assessor_app.ui.screens.panels.screen import PanelsScreen
from assessor_app.ui.theme import Theme
from assessor_app.ui.worker import Worker
from tests.ui.audit import complaints
from tests.ui.office_sample import LATER, SCHOOL, FakePanels, office


@pytest.fixture
def panels() -> FakePanels:
    return FakePanels()


@pytest.fixture
def window(qtbot: QtBot) -> QMainWindow:
    made = QMainWindow()
    qtbot.addWidget(made)
    made.resize(1280, 900)
    made.show()
    return made


@pytest.fixture
def screen(qtbot: QtBot, theme: Theme, worker: Worker, panels: FakePanels, window: QMainWindow) -> PanelsScreen:
    made = PanelsScreen(theme, worker, office(panels=panels))
    window.setCentralWidget(made)
    qtbot.waitUntil(lambda: made._case is not None)
    return made


def words_of(screen: PanelsScreen) -> str:
    return "\n".join(each.words() for each in screen.view.page.findChildren(Paragraph) if each.isVisibleTo(screen))


def box(screen: PanelsScreen, name: str) -> QCheckBox:
    boxes = screen.parts.members.findChildren(QCheckBox)
    return next(each for each in boxes if each.accessibleName() == name and not each.parentWidget().isHidden())


def ask(qtbot: QtBot, screen: PanelsScreen) -> Question:
    next(action for action in screen.actions() if action.objectName() == "panel-decide").trigger()
    qtbot.waitUntil(lambda: bool(screen.window().findChildren(Question)))
    return screen.window().findChildren(Question)[-1]


def test_ready_cases_come_first_and_the_page_shows_what_the_panel_sees(qtbot: QtBot, screen: PanelsScreen) -> None:
    assert [line.title for line in screen.view.list.lines.rows] == ["Ready 1", SCHOOL, "Not ready yet 1", "Weir Road"]
    assert screen.context_line == "1 case is ready"
    qtbot.waitUntil(lambda: "Silver, 1 strand short of Gold" in words_of(screen))
    said = words_of(screen)
    assert "1 still open." in said
    assert "Version 1, signed" in said
    assert "Second mark: Enhancing. Two teams ask." in said
    assert complaints(screen) == []


def test_a_visit_that_is_not_judged_yet_recommends_nothing(
    qtbot: QtBot, theme: Theme, worker: Worker, window: QMainWindow
) -> None:
    begun = replace(LATER, panel_on=date(2026, 12, 6), to_judge=12, strands=16)
    screen = PanelsScreen(theme, worker, office(panels=FakePanels(later=begun)), "v2")
    window.setCentralWidget(screen)
    qtbot.waitUntil(lambda: "4 of 16 strands are judged" in words_of(screen))
    row = screen.view.list.lines.rows[-1]
    assert row.second == "Judging is not finished \u00b7 6 Dec 2026"
    names = [each.accessibleName() for each in screen.view.page.findChildren(Medal) if each.isVisible()]
    assert names == ["Judging is not finished"]
    assert "No award" not in words_of(screen)


def test_visits_on_which_nothing_is_judged_are_counted_and_not_listed(
    qtbot: QtBot, theme: Theme, worker: Worker, window: QMainWindow
) -> None:
    untouched = replace(LATER, to_judge=16, strands=16)
    screen = PanelsScreen(theme, worker, office(panels=FakePanels(later=untouched)))
    window.setCentralWidget(screen)
    qtbot.waitUntil(lambda: screen._case is not None)
    assert [line.title for line in screen.view.list.lines.rows] == ["Ready 1", SCHOOL, "1 visit is not judged yet"]


def test_a_member_with_a_conflict_does_not_decide_and_the_quorum_says_who_is_needed(
    qtbot: QtBot, screen: PanelsScreen, panels: FakePanels
) -> None:
    assert screen.decide_button.text() == "Decide Silver"
    box(screen, "Grace Adebayo has a conflict of interest").click()
    qtbot.waitUntil(lambda: panels.at.members[0].conflict)
    qtbot.waitUntil(lambda: "2 of 3 members decide." in words_of(screen))
    assert box(screen, "Grace Adebayo has a conflict of interest").isVisible()
    box(screen, "Martin Holt is here").click()
    qtbot.waitUntil(lambda: screen.quorum.text() == "2 of 3 members needed. 1 more must be here.")
    assert not screen.decide_button.isEnabled()


def test_two_changes_in_a_row_are_both_kept(qtbot: QtBot, screen: PanelsScreen, panels: FakePanels) -> None:
    """Even when the first takes longer: an older list must not be stored after a newer one."""
    store, under_way, most, go_on = panels.seat, list[str](), list[int](), threading.Event()

    def slow(assessment: str, members: tuple[PanelMember, ...]) -> Future[Any]:
        under_way.append(assessment)
        most.append(len(under_way))
        assert go_on.wait(300)
        under_way.pop()
        return store(assessment, members)

    panels.seat = slow  # type: ignore[method-assign]
    box(screen, "Grace Adebayo has a conflict of interest").click()
    box(screen, "Martin Holt is here").click()
    qtbot.waitUntil(lambda: bool(most))
    qtbot.wait(50)
    assert len(screen.unsaved_texts()) == 2  # which the window waits for when it is closed now
    assert screen.is_saving()
    go_on.set()
    qtbot.waitUntil(lambda: panels.at.members[0].conflict and not panels.at.members[1].here)
    assert most == [1, 1]
    qtbot.waitUntil(lambda: screen.unsaved_texts() == [])


def test_who_took_part_cannot_be_added_and_others_can(qtbot: QtBot, screen: PanelsScreen, panels: FakePanels) -> None:
    members = screen.parts.members
    qtbot.keyClicks(members.name, "Amara Okafor")
    qtbot.keyClick(members.name, Qt.Key.Key_Return)
    assert members.error.text() == "Amara Okafor was the assessor here, so they cannot decide on it."
    members.name.setText("Ann Lee")
    qtbot.keyClick(members.name, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: panels.at.members[-1].name == "Ann Lee")


def test_the_decision_names_school_and_consequence_before_it_is_kept(
    qtbot: QtBot, screen: PanelsScreen, panels: FakePanels
) -> None:
    question = ask(qtbot, screen)
    said = " ".join(label.text() for label in question.findChildren(PlainLabel))
    assert f"Decide Silver for {SCHOOL}?" in said
    assert "Grace Adebayo, Martin Holt and Huw Rees decide. The decision is kept and cannot be changed." in said
    assert panels.decided == []
    with qtbot.waitSignal(screen.toast_requested) as told:
        question.agreed.emit()
    assert told.args[0] == f"Silver is decided for {SCHOOL}."
    assert panels.decided == [("v1", "silver", "")]
    qtbot.waitUntil(lambda: not screen.decide_button.isVisible())
    assert not screen._decide_keys.isVisible()  # no key for what is not there
    qtbot.waitUntil(lambda: "Silver, decided on 29 Nov 2026 by Grace Adebayo." in words_of(screen))


def test_another_award_takes_a_reason_and_a_typed_one_is_not_lost(
    qtbot: QtBot, screen: PanelsScreen, panels: FakePanels
) -> None:
    decision = screen.parts.decision
    decision.buttons[1].setChecked(True)
    assert screen.decide_button.text() == "Decide Gold"
    screen.decide_button.click()
    assert decision.why.error == "Say why the panel decided otherwise than recommended."
    qtbot.keyClicks(decision.reason, "Seen on the day")
    screen.view.list.choose("v2")
    qtbot.waitUntil(lambda: screen._case is not None and screen._case.line.assessment == "v2")
    assert screen.unsaved_texts() == ["Seen on the day"]
    screen.view.list.choose("v1")
    qtbot.waitUntil(lambda: screen._case is not None and screen._case.line.assessment == "v1")
    assert decision.reason.toPlainText() == "Seen on the day"
    decision.buttons[1].setChecked(True)
    ask(qtbot, screen).agreed.emit()
    qtbot.waitUntil(lambda: panels.decided == [("v1", "gold", "Seen on the day")])


def test_notes_are_saved_as_they_are_typed_and_hidden_from_a_projector(
    qtbot: QtBot, screen: PanelsScreen, panels: FakePanels
) -> None:
    qtbot.keyClicks(screen.parts.notes.box, "Grace asked")
    screen.leave()
    qtbot.waitUntil(lambda: panels.noted[-1:] == ["Grace asked"])
    qtbot.waitUntil(lambda: screen.unsaved_texts() == [])
    screen.turn_notes()
    assert not screen.parts.notes.isVisible()
    assert screen.hide_notes.text() == "Show notes"


def test_an_assessor_is_told_whose_place_this_is(theme: Theme, worker: Worker, qtbot: QtBot) -> None:
    made = PanelsScreen(theme, worker, office(Role.ASSESSOR, panels=FakePanels()))
    qtbot.addWidget(made)
    assert "Panels are for administrators" in [label.text() for label in made.findChildren(PlainLabel)]
