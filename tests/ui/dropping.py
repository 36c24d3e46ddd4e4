"""A drop as Qt delivers it: it enters, moves, and falls."""

from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QWidget


def drop_on(widget: QWidget, data: QMimeData, place: QPoint | None = None) -> bool:
    """Drop data on a widget; true when it was taken."""
    at, copy = place or widget.rect().center(), Qt.DropAction.CopyAction
    button, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(widget, QDragEnterEvent(at, copy, data, button, none))
    QApplication.sendEvent(widget, QDragMoveEvent(at, copy, data, button, none))
    fallen = QDropEvent(at.toPointF(), copy, data, button, none)
    fallen.ignore()
    QApplication.sendEvent(widget, fallen)
    return fallen.isAccepted()
