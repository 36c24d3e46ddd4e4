"""A file dropped anywhere on the window is looked at; anything else is left alone."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from assessor_app.ui.file_drop import FileDrop

FILE = Path(__file__).resolve()


def dropped(qtbot: QtBot, *urls: QUrl) -> list[str]:
    window = QWidget()
    qtbot.addWidget(window)
    told: list[str] = []
    drop = FileDrop(window)
    drop.dropped.connect(told.append)
    data = QMimeData()
    data.setUrls(list(urls))
    none, left = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton
    window.show()
    QApplication.sendEvent(window, QDragEnterEvent(QPoint(5, 5), Qt.DropAction.CopyAction, data, left, none))
    QApplication.sendEvent(window, QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, left, none))
    return told


def test_a_file_is_told_by_its_path(qtbot: QtBot) -> None:
    assert [Path(told) for told in dropped(qtbot, QUrl.fromLocalFile(str(FILE)))] == [FILE]


@pytest.mark.parametrize(
    "urls", [(), (QUrl("https://example.org/x.qmb"),), (QUrl.fromLocalFile(str(FILE)),) * 2], ids=len
)
def test_nothing_several_and_far_away_are_left_alone(qtbot: QtBot, urls: tuple[QUrl, ...]) -> None:
    assert dropped(qtbot, *urls) == []
