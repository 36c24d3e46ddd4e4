"""Spelling marks: after a pause, in the background, with other words by keyboard."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCharFormat
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from assessor_app.ui.kit.growing_text import GrowingText
from assessor_app.ui.kit.spell_marks import words_in
from assessor_app.ui.kit.text_box import TextBox
from assessor_app.ui.screens.visit.capture_text import CaptureText
from assessor_app.ui.spelling import Spelling
from assessor_app.ui.theme import Theme
from assessor_app.ui.worker import Worker
from tests.ui.assessment_sample import FakeSpelling


class Room:
    """A box that is looked after."""

    def __init__(self, qtbot: QtBot, theme: Theme, worker: Worker) -> None:
        self.window = QWidget()
        self.field = TextBox(theme, "Reason", "")
        self.field.setParent(self.window)
        self.field.resize(400, 120)
        self.box, self.dictionary = self.field.box, FakeSpelling()
        self.typed: list[str] = []
        self.field.typed.connect(self.typed.append)
        self.spelling = Spelling(theme, worker, self.dictionary, self.window)
        self.spelling.look_after(self.box)
        qtbot.addWidget(self.window)
        self.window.show()
        self.box.setFocus()

    def marked(self) -> list[str]:
        return marked_in(self.box)


def marked_in(box: GrowingText) -> list[str]:
    wave, text = QTextCharFormat.UnderlineStyle.WaveUnderline, box.toPlainText()
    formats: list[Any] = box.document().firstBlock().layout().formats()
    return [text[f.start : f.start + f.length] for f in formats if f.format.underlineStyle() == wave]


@pytest.fixture
def room(qtbot: QtBot, theme: Theme, worker: Worker) -> Room:
    return Room(qtbot, theme, worker)


def test_a_wrong_word_is_marked_after_a_pause_and_marking_is_no_typing(qtbot: QtBot, room: Room) -> None:
    QTest.keyClicks(room.box, "Thizz is it ")
    count = len(room.typed)
    assert room.marked() == []
    qtbot.waitUntil(lambda: room.marked() == ["Thizz"])
    assert len(room.typed) == count


def test_other_words_come_by_keyboard_and_the_chosen_one_replaces_it(
    qtbot: QtBot, room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QMenu, "popup", lambda *_place: None)  # the platform of the tests has no pop-ups
    QTest.keyClicks(room.box, "Thizz is it ")
    qtbot.waitUntil(lambda: room.marked() == ["Thizz"])
    cursor = room.box.textCursor()
    cursor.setPosition(2)
    room.box.setTextCursor(cursor)
    QTest.keyClick(room.box, Qt.Key.Key_Period, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: bool(room.box.findChildren(QMenu)))
    (menu,) = room.box.findChildren(QMenu)
    assert [action.text() for action in menu.actions() if action.text()] == ["This", "Add Thizz to my words"]
    menu.actions()[0].trigger()
    menu.close()
    assert room.box.toPlainText() == "This is it "
    assert room.typed[-1] == "This is it "


def test_an_own_word_is_marked_no_more(qtbot: QtBot, room: Room) -> None:
    QTest.keyClicks(room.box, "Thizz is it ")
    qtbot.waitUntil(lambda: room.marked() == ["Thizz"])
    room.spelling._add("Thizz")
    assert room.marked() == []
    qtbot.waitUntil(lambda: room.dictionary.added == ["Thizz"])


def test_links_codes_addresses_and_capitals_are_no_words() -> None:
    text = "SENCO saw [E3, p. 4] #culture @staff a@b.uk 3rd and it\u2019s well-kept"
    assert [word for _, word in words_in(text)] == ["saw", "and", "it\u2019s", "well-kept"]


def test_any_box_that_is_shown_is_looked_after(qtbot: QtBot, theme: Theme, room: Room) -> None:
    later = GrowingText(theme, "Shown later")
    quiet = GrowingText(theme, "Rows of a rubric")
    quiet.spelled = False
    for box in (later, quiet):
        qtbot.addWidget(box)
        box.show()
        QTest.keyClicks(box, "Thizz is it ")
    qtbot.waitUntil(lambda: marked_in(later) == ["Thizz"])
    assert marked_in(quiet) == []


def test_the_capture_box_marks_words_beside_its_own_marks(qtbot: QtBot, theme: Theme, room: Room) -> None:
    box = CaptureText(theme, "New note", lambda _word: (), lambda _data: False)
    qtbot.addWidget(box)
    box.show()
    QTest.keyClicks(box, "+ Thizz is it ")
    qtbot.waitUntil(lambda: marked_in(box) == ["Thizz"])
    accent = theme.colour("accent")
    formats: list[Any] = box.document().firstBlock().layout().formats()
    assert [f.start for f in formats if f.format.foreground().color() == accent] == [0]


def test_a_box_that_is_gone_is_forgotten(qtbot: QtBot, theme: Theme, room: Room) -> None:
    box = GrowingText(theme, "Words of the note")
    box.show()
    QTest.keyClicks(box, "Thizz is it ")
    box.deleteLater()
    qtbot.waitUntil(lambda: not isValid(box))
    QTest.keyClicks(room.box, "Thizz and that ")
    qtbot.waitUntil(lambda: room.marked() == ["Thizz"])
