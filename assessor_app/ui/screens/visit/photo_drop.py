"""Photos dropped anywhere on the Visit page and the panes beside it, and pasted wherever the keyboard is there."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QMimeData, QObject
from PySide6.QtGui import QDropEvent, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget

Take = Callable[[QMimeData], bool]


class PhotoDrop(QObject):
    """take: takes pictures and files, and says whether there were any."""

    def __init__(self, widget: QWidget, take: Take) -> None:
        super().__init__(widget)
        self._take = take
        widget.setAcceptDrops(True)
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QDropEvent) and holds_photo(event.mimeData()):
            if event.type() != QEvent.Type.Drop or self._take(event.mimeData()):
                event.acceptProposedAction()
            return True
        pasted = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress
        if pasted and event.matches(QKeySequence.StandardKey.Paste):  # type: ignore[attr-defined]
            return self._take(QGuiApplication.clipboard().mimeData())
        return super().eventFilter(watched, event)


def holds_photo(data: QMimeData) -> bool:
    """True for a picture or for files of this computer."""
    return data.hasImage() or any(url.isLocalFile() for url in data.urls())
