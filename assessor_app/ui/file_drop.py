"""A file dropped anywhere on the window, to be looked at."""

from PySide6.QtCore import QEvent, QObject, QUrl, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QWidget


class FileDrop(QObject):
    """Takes what no widget below takes. `dropped` carries the path of the one file."""

    dropped = Signal(str)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QDragEnterEvent | QDropEvent):
            file = the_file(event.mimeData().urls())
            if file:
                event.acceptProposedAction()
                if event.type() == QEvent.Type.Drop:
                    self.dropped.emit(file)
                return True
        return super().eventFilter(watched, event)


def the_file(urls: list[QUrl]) -> str:
    """Path of the one file that is dragged; empty for several, or for something that lies on no disk."""
    return urls[0].toLocalFile() if len(urls) == 1 and urls[0].isLocalFile() else ""
