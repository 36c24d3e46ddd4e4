"""A note in the hand: what a drag carries, and who takes it. Every drag has a key or menu entry that does the same."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QMimeData, QObject, QPoint, Qt
from PySide6.QtGui import QDrag, QDropEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget

KIND = "application/x-assay-note"


@dataclass(frozen=True, slots=True)
class HeldNote:
    """The note that is dragged: its id and its words."""

    id: str
    text: str


def note_data(note: HeldNote) -> QMimeData:
    """What the drag of a note carries; another program takes the words."""
    data = QMimeData()
    data.setText(note.text)
    data.setData(KIND, note.id.encode())
    return data


def note_in(data: QMimeData) -> HeldNote | None:
    """The note that is dragged; None when it is something else, or was dragged here from another program."""
    return HeldNote(bytes(data.data(KIND).data()).decode(), data.text()) if data.hasFormat(KIND) else None


class NoteGrip(QObject):
    """Lets a note be dragged by a widget that shows it."""

    def __init__(self, widget: QWidget, note: HeldNote) -> None:
        super().__init__(widget)
        self._widget, self._note = widget, note
        self._pressed: QPoint | None = None
        widget.setCursor(Qt.CursorShape.OpenHandCursor)
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QMouseEvent):
            if event.type() == QEvent.Type.MouseButtonPress and event.button() == Qt.MouseButton.LeftButton:
                self._pressed = event.position().toPoint()
                return True
            if event.type() == QEvent.Type.MouseMove and self._far(event.position().toPoint()):
                self._pressed = None
                self.drag().exec(Qt.DropAction.CopyAction)
        return super().eventFilter(watched, event)

    def drag(self) -> QDrag:
        """The drag that begins."""
        drag = QDrag(self._widget)
        drag.setMimeData(note_data(self._note))
        drag.setPixmap(self._widget.grab())
        return drag

    def _far(self, place: QPoint) -> bool:
        return (
            self._pressed is not None and (place - self._pressed).manhattanLength() >= QApplication.startDragDistance()
        )


class NoteDrop(QObject):
    """Lets notes be dropped on a widget. take: what to do with one; False when it is not wanted here."""

    def __init__(self, widget: QWidget, take: Callable[[HeldNote, QPoint], bool]) -> None:
        super().__init__(widget)
        self._take = take
        widget.setAcceptDrops(True)
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QDropEvent):  # the entering and the moving of a drag are kinds of it
            note = note_in(event.mimeData())
            if note is not None:
                if event.type() != QEvent.Type.Drop or self._take(note, event.position().toPoint()):
                    event.setDropAction(Qt.DropAction.CopyAction)
                    event.accept()
                return True
        return super().eventFilter(watched, event)
