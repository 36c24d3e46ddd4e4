"""A growing text in which # offers links by keyboard; a link is plain words, "[E3, p. 4]", and can be followed."""

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import QMimeData, QRegularExpression, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QTextCursor

from assessor_app.domain.visit.anchors import anchor_at, anchors_in
from assessor_app.domain.visit.capture_marks import Completion
from assessor_app.ui.kit.choices import Choices
from assessor_app.ui.kit.growing_text import GrowingText
from assessor_app.ui.kit.note_drag import note_in
from assessor_app.ui.theme import Theme
from assessor_app.ui.type_scale import TypeRole

Complete = Callable[[str], Sequence[Completion]]
MOST_COMPLETIONS = 6
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_WORD = QRegularExpression(r"(?<![^\s(\[])#\S*$")


class LinkedText(GrowingText):
    """link_wanted: follow a link, its code and its page (0 for none), by Ctrl and a click, or F4 with the caret in it;
    note_dropped: the words of a note that was dropped here.

    complete: what a word that begins with # may become; set by the screen that knows the evidence.
    """

    link_wanted = Signal(str, int)
    note_dropped = Signal(str)

    def __init__(self, theme: Theme, name: str, least: int = 2, most: int = 8, type_role: TypeRole = "body") -> None:
        super().__init__(theme, name, least, most, type_role)
        self.complete: Complete | None = None
        self._found: tuple[Completion, ...] = ()
        self._list: Choices | None = None  # most boxes never need one
        self.textChanged.connect(self._offer)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if plain and self._offers() and self._steer(event.key()):
            return
        if event.key() == Qt.Key.Key_F4 and self.follow_link():
            return
        super().keyPressEvent(event)

    def insertFromMimeData(self, source: QMimeData) -> None:
        note = note_in(source)
        super().insertFromMimeData(source) if note is None else self.note_dropped.emit(note.text)

    def focusNextPrevChild(self, forward: bool) -> bool:
        if forward and self._offers():  # Tab takes what is offered
            self._take()
            return True
        return super().focusNextPrevChild(forward)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._close()
        super().focusOutEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.follow_link()

    def accents(self, line: str) -> Iterable[tuple[int, int]]:
        return [(anchor.start, anchor.end - anchor.start) for anchor in anchors_in(line)] if "[" in line else ()

    def follow_link(self) -> bool:
        """Follow the link at the caret; False when there is none."""
        cursor = self.textCursor()
        anchor = anchor_at(cursor.block().text(), cursor.positionInBlock())
        if anchor is None:
            return False
        self.link_wanted.emit(anchor.code, anchor.page)
        return True

    def _offers(self) -> bool:
        return self._list is not None and self._list.isVisible()

    def _steer(self, key: int) -> bool:
        assert self._list is not None
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self._list.step(1 if key == Qt.Key.Key_Down else -1)
        elif key in ENTER:
            self._take()
        elif key == Qt.Key.Key_Escape:
            self._close()
        else:
            return False
        return True

    def _word(self) -> str:
        cursor = self.textCursor()
        before = cursor.block().text()[: cursor.positionInBlock()]
        return _WORD.match(before).captured() if "#" in before else ""

    def _offer(self) -> None:
        word = self._word() if self.complete is not None and self.hasFocus() and not self.isReadOnly() else ""
        self._found = tuple(self.complete(word))[:MOST_COMPLETIONS] if word and self.complete is not None else ()
        if not self._found:
            self._close()
            return
        if self._list is None:
            self._list = Choices(self._theme, self)
            self._list.chosen.connect(self._insert)
        self._list.offer([found.words for found in self._found], self.cursorRect().bottomLeft())

    def _take(self) -> None:
        assert self._list is not None
        self._insert(self._list.currentIndex().row())

    def _insert(self, place: int) -> None:
        if not 0 <= place < len(self._found):
            return
        chosen, word, cursor = self._found[place], self._word(), self.textCursor()
        cursor.movePosition(QTextCursor.MoveOperation.Left, QTextCursor.MoveMode.KeepAnchor, len(word))
        cursor.insertText(chosen.insert)
        self._close()

    def _close(self) -> None:
        if self._list is not None:
            self._list.hide()
