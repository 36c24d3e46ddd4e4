"""Words marked as Welsh by keyboard in any text box, and taken back like any typing."""

from PySide6.QtGui import QTextCursor
from pytestqt.qtbot import QtBot

from assessor_app.ui.kit.text_box import TextBox
from assessor_app.ui.marking_passages import mark_chosen_words
from assessor_app.ui.theme import Theme


def choose(box: TextBox, words: str) -> None:
    text = box.box
    cursor = text.textCursor()
    start = text.toPlainText().index(words)
    cursor.setPosition(start)
    cursor.setPosition(start + len(words), QTextCursor.MoveMode.KeepAnchor)
    text.setTextCursor(cursor)


def test_chosen_words_are_marked_told_and_undone(qtbot: QtBot, theme: Theme) -> None:
    box = TextBox(theme, "What you saw", "Goes in the report")
    qtbot.addWidget(box)
    box.show()
    box.show_text("Staff of Ysgol Bryn Hir agree.")
    typed: list[str] = []
    box.typed.connect(typed.append)
    box.box.setFocus()
    qtbot.waitUntil(lambda: bool(box.box.hasFocus()))
    assert not mark_chosen_words()
    choose(box, "Ysgol Bryn Hir")
    assert mark_chosen_words()
    assert typed[-1] == "Staff of [cy: Ysgol Bryn Hir] agree."
    box.box.undo()
    assert box.text() == "Staff of Ysgol Bryn Hir agree."


def test_a_text_that_cannot_be_changed_stays_as_it_is(qtbot: QtBot, theme: Theme) -> None:
    box = TextBox(theme, "What you saw", "Goes in the report")
    qtbot.addWidget(box)
    box.show()
    box.show_text("Ysgol Bryn Hir")
    choose(box, "Ysgol")
    box.set_locked(True)
    box.box.setFocus()
    assert not mark_chosen_words()
    assert box.text() == "Ysgol Bryn Hir"
