"""Photos from the computer's camera, on the way that every photo takes: cleaned, encrypted, in the list at once."""

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from assessor_app.ui.camera import Cameras, QtCameras
from assessor_app.ui.screens.open_assessment import OpenAssessment
from assessor_app.ui.screens.visit.camera_sheet import CameraSheet
from assessor_app.ui.theme import Theme
from assessor_app.ui.worker import Worker


class CameraTaking(QObject):
    """take: adds a picture to the notes; page: the sheet opens over this one's window."""

    def __init__(
        self,
        theme: Theme,
        worker: Worker,
        opened: OpenAssessment,
        take: Callable[[QImage], None],
        page: QWidget,
        cameras: Cameras | None = None,
    ) -> None:
        super().__init__(page)
        self._theme, self._worker, self._opened = theme, worker, opened
        self._take, self._page = take, page
        self.cameras: Cameras = cameras or QtCameras()

    def ask(self) -> None:
        """Look for a camera and open what it sees; without one, say how a photo gets here all the same."""
        if not self._opened.editable:
            return
        self._worker.run(self.cameras.load, lambda _ready: self._open(), lambda _error: self._none(), owner=self)

    def _open(self) -> None:
        found = list(self.cameras.found())
        if not found:
            self._none()
            return
        sheet = CameraSheet(self._theme, self._page.window(), found)
        sheet.taken.connect(self._take)
        sheet.open()

    def _none(self) -> None:
        words = self.tr("No camera was found here. Photos from a phone can be pasted, dropped or chosen as files.")
        self._opened.said.emit(words)
