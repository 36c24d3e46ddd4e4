"""From nothing to working: three steps, one key, no dead ends. And back in by passphrase."""

import threading
from datetime import UTC, datetime
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from assessor_app.domain.people import Person, Role
from assessor_app.errors import Refused, Unavailable
from assessor_app.settings import Settings
from assessor_app.ui.kit.labels import PlainLabel
from assessor_app.ui.screens.first_run import Enrolment, FirstRun, WayIn
from assessor_app.ui.screens.lock import LockScreen
from assessor_app.ui.screens.settings.computer_page import ComputerPage
from assessor_app.ui.screens.settings.secret_sheet import SecretSheet
from assessor_app.ui.theme import Theme
from assessor_app.ui.worker import Worker
from tests.ui.audit import complaints

AMARA = Person(
    "P-7F2C19A4", "Amara Okafor", "Northern Quality Marks", frozenset({Role.ASSESSOR}), "7F2C 19A4", "",
    datetime(2027, 1, 1, tzinfo=UTC), "age1",
)  # fmt: skip
WORDS = "correct horse battery staple"


class Started:
    """First run with a program that remembers what it was asked."""

    def __init__(self, theme: Theme, worker: Worker, qtbot: QtBot, keyring: bool = False, **more: Any) -> None:
        self.asked: list[tuple[Any, ...]] = []
        self.error: Exception | None = None
        self.way_results: list[object] = []
        enrolment = Enrolment(self.create, self.strength, keyring, more.get("save_key"), ways=more.get("ways", ()))
        self.screen = FirstRun(theme, worker, enrolment, "Assay")
        self.qtbot = qtbot
        qtbot.addWidget(self.screen)
        self.screen.resize(1366, 768)
        self.screen.show()
        self.screen.activateWindow()
        qtbot.waitUntil(self.screen.isActiveWindow)
        self.screen.focus_first()

    def create(self, *asked: Any) -> Person:
        self.asked.append((*asked, threading.current_thread() is threading.main_thread()))
        if self.error:
            raise self.error
        return AMARA

    @staticmethod
    def strength(passphrase: str) -> str:
        return "Good" if len(passphrase) > 20 else "Too easy to guess"

    def press(self, words: str) -> None:
        button = next(b for b in self.screen.findChildren(QPushButton) if b.text() == words and b.isVisible())
        self.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

    def words(self) -> list[str]:
        return [label.text() for label in self.screen.findChildren(QLabel) if label.isVisible()]

    def field(self, name: str) -> QLineEdit:
        return next(f for f in self.screen.findChildren(QLineEdit) if f.accessibleName() == name)

    def tell_who(self) -> None:
        self.field("Name").setText("Amara Okafor")
        self.field("Organisation").setText("Northern Quality Marks")
        self.press("Continue")

    def type_passphrases(self, first: str = WORDS, second: str = WORDS) -> None:
        self.field("Passphrase").setText(first)
        self.field("The same passphrase again").setText(second)


@pytest.fixture
def started(theme: Theme, worker: Worker, qtbot: QtBot) -> Started:
    return Started(theme, worker, qtbot)


def test_the_caret_is_in_the_name(started: Started) -> None:
    assert started.field("Name").hasFocus()


def test_three_steps_make_a_profile_off_the_window_s_thread(started: Started, qtbot: QtBot) -> None:
    started.tell_who()
    started.type_passphrases()
    started.press("Make my key")
    qtbot.waitUntil(lambda: "7F2C 19A4" in started.words())
    assert started.asked == [("Amara Okafor", "Northern Quality Marks", frozenset({Role.ASSESSOR}), WORDS, False)]
    with qtbot.waitSignal(started.screen.finished) as told:
        started.press("Start working")
    assert told.args == [AMARA, WORDS]


def test_ready_begins_at_its_top_in_a_low_window_and_enter_goes_on(
    started: Started, qtbot: QtBot, theme: Theme
) -> None:
    started.screen.resize(960, 420)
    started.tell_who()
    started.type_passphrases()
    started.press("Make my key")
    qtbot.waitUntil(lambda: "7F2C 19A4" in started.words())
    bar = started.screen._area.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    qtbot.wait(50)
    assert bar.value() == 0
    here = QApplication.focusWidget()
    assert isinstance(here, PlainLabel)
    edge = here.grab().toImage().pixelColor(1, here.height() // 2)
    assert edge == theme.colour("focus")  # that the keyboard is here can be seen
    with qtbot.waitSignal(started.screen.finished):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)


def test_without_a_name_it_says_so_and_stays(started: Started) -> None:
    started.press("Continue")
    assert "Type your name." in started.words()
    assert started.field("Name").hasFocus()


def test_control_and_a_figure_choose_roles_and_one_is_needed(started: Started, qtbot: QtBot) -> None:
    qtbot.keyClick(started.screen, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert started.screen.who.roles == {Role.ASSESSOR, Role.VERIFIER}
    for key in (Qt.Key.Key_1, Qt.Key.Key_2):
        qtbot.keyClick(started.screen, key, Qt.KeyboardModifier.ControlModifier)
    started.tell_who()
    assert "Choose at least one." in started.words()


def test_two_different_passphrases_are_told(started: Started) -> None:
    started.tell_who()
    started.type_passphrases(second="correct horse battery stable")
    started.press("Make my key")
    assert "The two passphrases are different. Type the second one again." in started.words()
    assert started.asked == []


def test_a_second_passphrase_not_typed_yet_is_asked_for(started: Started) -> None:
    started.tell_who()
    started.type_passphrases(second="")
    started.press("Make my key")
    assert "Type it a second time." in started.words()
    assert started.asked == []


def test_while_the_key_is_made_there_is_no_other_way(theme: Theme, worker: Worker, qtbot: QtBot) -> None:
    started = Started(theme, worker, qtbot, ways=(WayIn("play", "Demo", "Try it.", "Open", "Wait", int, print),))
    started.tell_who()
    started.type_passphrases()
    started.press("Make my key")  # its answer comes with the next turn of the event loop
    ways = [b for b in started.screen.findChildren(QPushButton) if b.text() in ("Go back", "Open")]
    assert [button.isEnabled() for button in ways] == [False, False]
    qtbot.waitUntil(lambda: "7F2C 19A4" in started.words())
    assert [button.isEnabled() for button in ways] == [True, False]  # the profile is made: what is left is to begin


def test_strength_is_said_in_words(started: Started) -> None:
    started.tell_who()
    started.field("Passphrase").setText("password")
    assert "Too easy to guess" in started.words()
    started.field("Passphrase").setText(WORDS)
    assert "Good" in started.words()


def test_without_a_keyring_a_passphrase_is_needed(started: Started) -> None:
    started.tell_who()
    assert "Continue without" not in [b.text() for b in started.screen.findChildren(QPushButton) if b.isVisible()]
    started.press("Make my key")
    assert "Type a passphrase of 4 or more words." in started.words()


def test_with_a_keyring_a_passphrase_is_a_choice(theme: Theme, worker: Worker, qtbot: QtBot) -> None:
    started = Started(theme, worker, qtbot, keyring=True)
    started.tell_who()
    started.press("Continue without")
    qtbot.waitUntil(lambda: bool(started.asked))
    assert started.asked[0][3] is None


def test_a_refusal_is_said_and_everything_typed_stays(started: Started, qtbot: QtBot) -> None:
    started.error = Refused("That passphrase is too easy to guess. Nothing was made; use four or more words.", "weak")
    started.tell_who()
    started.type_passphrases()
    started.press("Make my key")
    qtbot.waitUntil(lambda: "That passphrase is too easy to guess." in started.words())
    assert started.field("Passphrase").text() == WORDS
    started.error = None
    started.press("Make my key")
    qtbot.waitUntil(lambda: "7F2C 19A4" in started.words())


def test_enter_goes_on(started: Started, qtbot: QtBot) -> None:
    qtbot.keyClicks(started.field("Name"), "Amara Okafor")
    qtbot.keyClick(started.field("Name"), Qt.Key.Key_Return)
    assert started.field("Passphrase").hasFocus()


def test_another_way_in_runs_off_the_window_s_thread(theme: Theme, worker: Worker, qtbot: QtBot) -> None:
    done: list[bool] = []

    def work() -> bool:
        return threading.current_thread() is threading.main_thread()

    way = WayIn("play", "See a demo visit", "A made-up school.", "Open demo visit", "Building", work, done.append)
    started = Started(theme, worker, qtbot, ways=(way,))
    started.press("Open demo visit")
    qtbot.waitUntil(lambda: done == [False])


def test_a_way_in_that_fails_can_be_tried_again(theme: Theme, worker: Worker, qtbot: QtBot) -> None:
    def work() -> None:
        raise Unavailable("The disk is full. Nothing was built.", "full")

    way = WayIn("play", "See a demo visit", "A made-up school.", "Open demo visit", "Building", work, print)
    started = Started(theme, worker, qtbot, ways=(way,))
    started.press("Open demo visit")
    qtbot.waitUntil(lambda: "The disk is full." in started.words())
    assert started.screen.isEnabled()


@pytest.mark.parametrize(
    ("size", "percent"), [((1366, 768), 100), ((960, 600), 100), ((1366, 768), 150), ((1366, 768), 200)]
)
@pytest.mark.parametrize("name", ["light", "dark"])
def test_nothing_of_first_run_is_cut_off_small_or_nameless(
    theme: Theme, worker: Worker, qtbot: QtBot, name: str, size: tuple[int, int], percent: int
) -> None:
    theme.apply(Settings(theme=name, text_percent=percent))
    way = WayIn("play", "See a demo visit", "A made-up school.", "Open demo visit", "Building", list, print)
    started = Started(theme, worker, qtbot, ways=(way,))
    started.screen.resize(*size)
    for step in (started.screen.who, started.screen.passphrase, started.screen.ready):
        started.screen._show(step)
        assert complaints(started.screen) == []


class Locked:
    def __init__(self, theme: Theme, worker: Worker, qtbot: QtBot) -> None:
        self.screen = LockScreen(theme, worker, self.unlock, "Amara Okafor")
        qtbot.addWidget(self.screen)
        self.screen.resize(960, 600)
        self.screen.show()
        self.qtbot = qtbot

    @staticmethod
    def unlock(passphrase: str) -> str:
        if passphrase != WORDS:
            raise Refused("That passphrase does not open this profile. Nothing was changed.", "wrong-passphrase")
        return "secrets"

    def try_with(self, passphrase: str) -> None:
        before = self.screen.passphrase.error
        self.screen.field.setText(passphrase)
        self.qtbot.keyClick(self.screen.field, Qt.Key.Key_Return)
        self.qtbot.waitUntil(lambda: self.screen.passphrase.error != before)


@pytest.fixture
def locked(theme: Theme, worker: Worker, qtbot: QtBot) -> Locked:
    return Locked(theme, worker, qtbot)


def test_the_right_passphrase_unlocks_and_is_forgotten(locked: Locked, qtbot: QtBot) -> None:
    locked.screen.field.setText(WORDS)
    with qtbot.waitSignal(locked.screen.unlocked) as told:
        qtbot.keyClick(locked.screen.field, Qt.Key.Key_Return)
    assert told.args == ["secrets"]
    assert locked.screen.field.text() == ""


def test_five_wrong_passphrases_cost_a_minute(locked: Locked) -> None:
    told = []
    for attempt in range(5):
        locked.try_with(f"wrong {attempt}")
        told.append(locked.screen.passphrase.error)
    assert [words.partition(". ")[2] for words in told] == [
        "4 tries left before a 1 minute wait.",
        "3 tries left before a 1 minute wait.",
        "2 tries left before a 1 minute wait.",
        "1 try left before a 1 minute wait.",
        "You can try again in 1 minute.",
    ]
    assert not locked.screen.field.isEnabled()
    locked.screen._wait.timeout.emit()
    assert locked.screen.field.isEnabled()
    assert locked.screen.passphrase.error == ""


def test_the_passphrase_is_never_shown(locked: Locked) -> None:
    assert locked.screen.field.echoMode() == QLineEdit.EchoMode.Password
    assert complaints(locked.screen) == []


def test_a_forgotten_passphrase_is_replaced_by_the_recovery_sheet(theme: Theme, worker: Worker, qtbot: QtBot) -> None:
    tried: list[tuple[str, str]] = []

    def recover(key: str, passphrase: str) -> str:
        tried.append((key, passphrase))
        if len(tried) == 1:
            raise Refused("That key does not open this profile. Nothing was changed.", "wrong-key")
        return "secrets"

    screen = LockScreen(theme, worker, Locked.unlock, "Amara Okafor", recover=recover)
    qtbot.addWidget(screen)
    screen.resize(960, 600)
    screen.show()
    screen.forgotten.click()
    sheet = next(each for each in screen.findChildren(SecretSheet) if each.isVisible())
    for field, typed in zip(sheet.findChildren(QLineEdit), ("OTHER KEY", WORDS, WORDS), strict=True):
        field.setText(typed)
    sheet.go.click()
    qtbot.waitUntil(sheet.error.isVisible)
    assert sheet.error.text().startswith("That key does not open this profile.")
    with qtbot.waitSignal(screen.unlocked) as told:
        sheet.go.click()
    assert told.args == ["secrets"]
    assert tried == [("OTHER KEY", WORDS)] * 2


def test_settings_apply_at_once_and_are_kept(theme: Theme, qtbot: QtBot) -> None:
    kept: list[Settings] = []
    screen = ComputerPage(theme, kept.append)
    qtbot.addWidget(screen)
    screen.resize(1200, 768)
    screen.show()
    screen.themes.choose("dark")
    screen.themes.chosen.emit("dark")
    screen.sizes.setValue(30)
    assert theme.tokens.name == "dark"
    assert theme.px(10) == 15
    assert kept[-1] == Settings(theme="dark", text_percent=150)
    assert screen.size_words.text() == "150 %"
    assert complaints(screen) == []
