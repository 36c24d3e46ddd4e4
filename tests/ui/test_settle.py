"""Clashes are settled one after another, by keyboard, and nothing is written before the end."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from assessor_app.errors import Refused
from assessor_app.ui.screens.settle.screen import SettleScreen
from assessor_app.ui.screens.settle.session import SettleSession
from assessor_app.ui.theme import Theme
from assessor_app.ui.worker import Worker
from tests.ui.assessment_sample import ME, FakeWorkplace
from tests.ui.clash_sample import FLAG, LEVEL, MINE, OTHERS, TEXT, THEIRS, FakeSettling


@pytest.fixture
def settling() -> FakeSettling:
    return FakeSettling((TEXT, LEVEL, FLAG))


@pytest.fixture
def screen(qtbot: QtBot, theme: Theme, worker: Worker, settling: FakeSettling) -> SettleScreen:
    made = SettleScreen(theme, worker, FakeWorkplace(settling=settling), "a1")
    qtbot.addWidget(made)
    made.resize(1000, 700)
    made.show()
    qtbot.waitUntil(lambda: made.page is not None and bool(made.page.sides.cards))
    return made


def press(qtbot: QtBot, screen: SettleScreen, name: str) -> None:
    next(action for action in screen.actions() if action.objectName() == name).trigger()


def test_the_versions_stand_side_by_side_with_the_changed_words_marked(screen: SettleScreen) -> None:
    assert screen.page is not None
    mine, before, theirs = screen.page.sides.cards
    assert (mine.text.words(), theirs.text.words()) == (MINE, THEIRS)
    assert mine.text.accessibleDescription() == "Changed words: the foundation, by summer"
    assert before.text.accessibleDescription() == ""
    assert mine.take.accessibleName().startswith("Keep mine, Amara Okafor")


def test_nothing_is_written_until_the_last_one_is_decided(
    qtbot: QtBot, screen: SettleScreen, settling: FakeSettling
) -> None:
    press(qtbot, screen, "take-3")
    assert screen.page is not None
    assert screen.page.box.toPlainText() == THEIRS
    press(qtbot, screen, "use-result")
    press(qtbot, screen, "take-1")
    press(qtbot, screen, "use-result")
    assert settling.settled == []
    press(qtbot, screen, "take-2")
    with qtbot.waitSignal(screen.go_requested) as gone:
        press(qtbot, screen, "use-result")
    assert gone.args == ["assessment", "a1"]
    assert [(each.field, each.value) for each in settling.settled[0]] == [
        ("develop", THEIRS),
        ("level", "enhancing"),
        ("flagged", False),
    ]
    assert all(each.seen == ("op1", "op2") for each in settling.settled[0])


def test_the_result_can_be_edited_and_combined(qtbot: QtBot, screen: SettleScreen, settling: FakeSettling) -> None:
    press(qtbot, screen, "combine")
    assert screen.page is not None
    assert screen.page.box.toPlainText() == f"{MINE} {THEIRS}"
    screen.page.box.setFocus()
    qtbot.keyClicks(screen.page.box, "Now: ")
    assert screen.page.chip.words == "Your own words"
    press(qtbot, screen, "use-result")
    press(qtbot, screen, "finish-settling")
    qtbot.waitUntil(lambda: bool(settling.settled))
    assert str(settling.settled[0][0].value).startswith("Now: ")
    qtbot.waitUntil(lambda: len(screen.session.clashes) == 2)


def test_the_effect_on_the_outlook_is_said_before_anything_is_written(qtbot: QtBot, screen: SettleScreen) -> None:
    press(qtbot, screen, "clash-after")
    assert screen.page is not None
    press(qtbot, screen, "take-2")
    qtbot.waitUntil(lambda: "outlook" in screen.page.effect.words() and "lead" not in screen.page.effect.words())


def test_a_refusal_keeps_every_choice(qtbot: QtBot, screen: SettleScreen, settling: FakeSettling) -> None:
    settling.error = Refused("This report is signed, so nothing was changed.", "signed")
    press(qtbot, screen, "take-1")
    press(qtbot, screen, "use-result")
    with qtbot.waitSignal(screen.banner_requested) as told:
        press(qtbot, screen, "finish-settling")
    assert "signed" in told.args[0].title + told.args[0].sentence
    assert screen.session.used == 1


def test_somebody_elses_judgement_waits_for_them() -> None:
    session = SettleSession(ME)
    session.show((OTHERS, FLAG))
    session.choose("embedded", "Kept theirs")
    assert not session.use()
    assert session.waiting == [1]


def test_a_choice_over_values_that_have_changed_is_dropped() -> None:
    session = SettleSession(ME)
    session.show((TEXT, FLAG))
    session.choose(MINE, "Kept mine")
    session.use()
    session.show((replace(TEXT, seen=("op1", "op3")), FLAG))
    assert session.used == 0


def test_the_list_says_what_waits_and_what_is_decided(qtbot: QtBot, screen: SettleScreen) -> None:
    press(qtbot, screen, "take-1")
    press(qtbot, screen, "use-result")
    rows = screen.list.rows
    spoken = [rows.data(rows.index(place), Qt.ItemDataRole.AccessibleTextRole) for place in range(2)]
    assert spoken[0].endswith("Areas for development, Kept mine")
    assert spoken[1].endswith("Judgement, to settle")
    assert screen.list.title.text() == "1 of 3 settled"


def test_the_keyboard_stays_on_the_versions_when_another_clash_is_shown(qtbot: QtBot, screen: SettleScreen) -> None:
    screen.activateWindow()
    assert screen.page is not None
    screen.page.sides.cards[1].take.setFocus()
    qtbot.waitUntil(screen.page.sides.cards[1].take.hasFocus)
    press(qtbot, screen, "clash-after")
    assert screen.page.sides.cards[0].take.hasFocus()
