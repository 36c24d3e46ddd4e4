"""The computer's camera, where there is one: an optional part (the extra "camera"), loaded when a photo is to be taken.

Qt Multimedia is in PySide6-Addons, which is larger than all the rest of the program together, so nobody has to have it.
"""

import importlib
from collections.abc import Sequence
from importlib.util import find_spec
from typing import Any, Protocol

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QImage

MULTIMEDIA = "PySide6.QtMultimedia"
BETWEEN = 100
"""Milliseconds between two pictures that are shown: turning a frame into a picture takes time from the window."""
MOST_PIXELS = 12_000_000


class Camera(QObject):
    """A camera. Signals: `seen` with a QImage, some times a second; `failed` with what the system says."""

    seen = Signal(object)
    failed = Signal(str)
    name = ""

    def start(self) -> None:
        """Begin to look; its light goes on."""

    def stop(self) -> None:
        """Look no more."""


class Cameras(Protocol):
    """Where cameras come from."""

    def may_be_there(self) -> bool:
        """Whether this program can use a camera at all. Quick."""
        ...

    def load(self) -> object:
        """Get ready. Takes time: call it from a worker."""
        ...

    def found(self) -> Sequence[Camera]:
        """The cameras of this computer, once it is ready."""
        ...


class QtCameras:
    """The cameras that Qt Multimedia knows."""

    def may_be_there(self) -> bool:
        return find_spec(MULTIMEDIA) is not None

    def load(self) -> object:
        # The devices are asked for by the window's own thread: only there is it told of a camera that is plugged in.
        return importlib.import_module(MULTIMEDIA)

    def found(self) -> Sequence[Camera]:
        multimedia: Any = importlib.import_module(MULTIMEDIA)
        devices = multimedia.QMediaDevices.videoInputs()
        return [QtCamera(multimedia, device) for device in devices]


class QtCamera(Camera):
    """One of them."""

    def __init__(self, multimedia: Any, device: Any) -> None:
        """multimedia: the module, which has no types here since it need not be installed."""
        super().__init__()
        self.name = str(device.description())
        self._session = multimedia.QMediaCaptureSession()
        self._camera = multimedia.QCamera(device)
        self.sink = multimedia.QVideoSink()
        self._pause = QTimer(self, singleShot=True, interval=BETWEEN)
        formats = [each for each in device.videoFormats() if _pixels(each) <= MOST_PIXELS]
        if formats:
            self._camera.setCameraFormat(max(formats, key=_pixels))
        self._session.setCamera(self._camera)
        self._session.setVideoSink(self.sink)
        self.sink.videoFrameChanged.connect(self._look)
        self._camera.errorOccurred.connect(lambda _error, words: self.failed.emit(str(words)))

    def start(self) -> None:
        self._camera.start()

    def stop(self) -> None:
        self._camera.stop()

    def _look(self, frame: Any) -> None:
        if not self._pause.isActive():
            self._pause.start()
            image: QImage = frame.toImage()
            if not image.isNull():
                self.seen.emit(image)


def _pixels(video_format: Any) -> int:
    size = video_format.resolution()
    return int(size.width()) * int(size.height())
