"""Cameras that see what a test shows them."""

from collections.abc import Sequence

from assessor_app.ui.camera import Camera


class FakeCamera(Camera):
    """A camera that sees what a test shows it."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name, self.on = name, False

    def start(self) -> None:
        self.on = True

    def stop(self) -> None:
        self.on = False


class FakeCameras:
    """Cameras of a computer that has some, or none."""

    def __init__(self, *names: str) -> None:
        self.there = [FakeCamera(name) for name in names]
        self.loaded = 0

    def may_be_there(self) -> bool:
        return True

    def load(self) -> object:
        self.loaded += 1
        return None

    def found(self) -> Sequence[Camera]:
        return self.there
