"""Photos with the computer's camera: on the way of every photo, and never in the way without one."""

from collections.abc import Iterator
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from assessor_app.ui.camera import QtCamera, QtCameras
from assessor_app.ui.screens.visit.camera_sheet import CameraSheet
from assessor_app.ui.screens.visit.photos import encoded
from assessor_app.ui.theme import Theme
from assessor_app.ui.worker import Worker
from tests.ui.assessment_sample import assessment, sessions
from tests.ui.cameras import FakeCameras
from tests.ui.test_visit import Room, picture


@pytest.fixture
def room(qtbot: QtBot, theme: Theme, worker: Worker) -> Iterator[Room]:
    room = Room(qtbot, theme, worker, replace(assessment(), sessions=sessions()))
    yield room
    qtbot.waitUntil(lambda: room.opened.saving.pending == 0)


def opened_sheet(qtbot: QtBot, room: Room, *names: str) -> tuple[FakeCameras, CameraSheet]:
    cameras = FakeCameras(*names)
    room.tab.camera.cameras = cameras
    room.tab.camera.ask()
    qtbot.waitUntil(lambda: room.frame.findChild(CameraSheet) is not None)
    sheet = room.frame.findChild(CameraSheet)
    assert sheet is not None
    return cameras, sheet


def test_a_photo_from_the_camera_goes_the_way_of_every_photo(qtbot: QtBot, room: Room) -> None:
    room.visits.files["photo1"] = encoded(picture())
    cameras, sheet = opened_sheet(qtbot, room, "Front")
    assert cameras.there[0].on
    assert not sheet.shoot.isEnabled()
    cameras.there[0].seen.emit(picture())
    QTest.keyClick(sheet, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert room.rows() == ["Adding photo from the camera"]
    qtbot.waitUntil(lambda: room.rows() == ["Photo P01"])
    assert sheet.said.words() == "1 photo added to the notes."
    QTest.keyClick(sheet, Qt.Key.Key_Escape)
    assert not cameras.there[0].on


def test_another_camera_takes_over_and_the_first_goes_off(qtbot: QtBot, room: Room) -> None:
    cameras, sheet = opened_sheet(qtbot, room, "Front", "Back")
    front, back = cameras.there
    front.seen.emit(picture())
    sheet.which.setCurrentIndex(1)
    assert (front.on, back.on) == (False, True)
    assert sheet.view.image is None
    back.failed.emit("in use by another program")
    assert "in use by another program" in sheet.said.words()


def test_without_a_camera_it_says_how_photos_get_here(qtbot: QtBot, room: Room) -> None:
    room.tab.camera.cameras = FakeCameras()
    room.tab.camera.ask()
    qtbot.waitUntil(lambda: bool(room.said))
    assert room.said[-1].startswith("No camera was found here. Photos from a phone can be pasted")


def test_the_button_offers_the_camera_only_where_one_can_be_used(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QMenu, "popup", lambda *_place: None)
    chosen: list[str] = []
    monkeypatch.setattr(room.tab.photos, "choose", lambda _window, session: chosen.append(session))
    monkeypatch.setattr(QtCameras, "may_be_there", lambda _self: False)
    room.tab.box.camera.click()
    assert chosen == [room.taking.session]
    room.tab.camera.cameras = FakeCameras("Front")
    room.tab.box.camera.click()
    (menu,) = room.tab.findChildren(QMenu)
    assert [action.text() for action in menu.actions()] == ["Take a photo", "Choose photos"]


class FakeDevice(QObject):
    """What Qt Multimedia hands out, as far as a camera of ours asks."""

    videoFrameChanged = Signal(object)
    errorOccurred = Signal(object, str)

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[tuple[str, Any]] = []

    def __getattr__(self, name: str) -> Any:
        return lambda *values: self.asked.append((name, values[0] if values else None))


def test_a_camera_of_qt_shows_its_best_picture_some_times_a_second(qtbot: QtBot) -> None:
    device = FakeDevice()
    sizes = [QSize(640, 480), QSize(1920, 1080), QSize(8000, 6000)]
    formats = [SimpleNamespace(resolution=lambda size=size: size) for size in sizes]
    here = SimpleNamespace(description=lambda: "Front", videoFormats=lambda: formats)
    multimedia = SimpleNamespace(
        QMediaCaptureSession=lambda: device, QCamera=lambda _device: device, QVideoSink=lambda: device
    )
    camera, seen = QtCamera(multimedia, here), list[QImage]()
    camera.seen.connect(seen.append)
    camera.start()
    for _ in range(3):
        device.videoFrameChanged.emit(SimpleNamespace(toImage=picture))
    assert len(seen) == 1
    assert ("setCameraFormat", formats[1]) in device.asked
    assert ("start", None) in device.asked
