"""The audit of pictures finds what it is there to find."""

from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QScrollArea, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from assessor_app.ui.theme import Theme
from tests.ui.audit import complaints, cut_off, nameless, sideways, too_small


def window_with(qtbot: QtBot, child: QWidget) -> QWidget:
    window = QWidget()
    child.setParent(window)
    window.resize(400, 300)
    qtbot.addWidget(window)
    window.show()
    return window


def test_words_that_do_not_fit_are_found(theme: Theme, qtbot: QtBot) -> None:
    label = QLabel("Hollin Bank Community School")
    window = window_with(qtbot, label)
    label.setGeometry(0, 0, 60, 20)
    assert cut_off(window) == ["QLabel: Hollin Bank Community School"]
    label.setGeometry(0, 0, 300, 20)
    assert cut_off(window) == []
    label.setWordWrap(True)
    label.setGeometry(0, 0, 60, 20)
    assert len(cut_off(window)) == 1


def test_a_small_target_is_found(theme: Theme, qtbot: QtBot) -> None:
    button = QPushButton("x")
    window = window_with(qtbot, button)
    button.setFixedSize(16, 16)
    assert len(too_small(window)) == 1


def test_a_nameless_field_is_found(theme: Theme, qtbot: QtBot) -> None:
    field = QLineEdit()
    window = window_with(qtbot, field)
    assert nameless(window) == ["QLineEdit"]
    field.setAccessibleName("Name")
    assert nameless(window) == []


def test_scrolling_sideways_is_found(theme: Theme, qtbot: QtBot) -> None:
    area = QScrollArea()
    wide = QWidget()
    QVBoxLayout(wide)
    wide.setFixedSize(2000, 10)
    area.setWidget(wide)
    window = window_with(qtbot, area)
    area.setGeometry(0, 0, 200, 100)
    assert sideways(window) == ["QScrollArea"]
    assert complaints(window)
