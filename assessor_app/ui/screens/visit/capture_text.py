"""The text of a new note: Enter keeps it, marks are coloured, # and @ are completed by keyboard."""

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import QEvent, QRegularExpression, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QTextCursor

from assessor_app.domain.visit.capture_marks import Completion, marked_spans
from assessor_app.ui.kit.choices import Choices
from assessor_app.ui.kit.growing_text import GrowingText
from assessor_app.ui.kit.spell_marks import SpellMarks
from assessor_app.ui.theme import Theme

Complete = Callable[[str], Sequence[Completion]]
MOST_COMPLETIONS = 6
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class CaptureText(GrowingText):
    """Signals: `kept` on Enter; `escaped` on Esc when no list is open.

    complete: what a word may become; take_data: takes pasted or dropped data that is no text, and says whether it did.
    """

    kept = Signal()
    escaped = Signal()

    def __init__(self, theme: Theme, name: str, complete: Complete, take_data: Callable[[object], bool]) -> None:
        super().__init__(theme, name, 2, 6, "capture")
        self.setProperty("bare", "true")
        self._complete, self._take_data = complete, take_data
        SpellMarks(theme, self)  # from the first key on: marks must be seen to count before any word is looked up
        self._found: tuple[Completion, ...] = ()
        self.list = Choices(theme, self)
        self.list.chosen.connect(self._insert)
        self.textChanged.connect(self._offer)
        theme.changed.connect(self._size_hint)
        self._size_hint()

    def _size_hint(self) -> None:
        self.setFont(self._theme.font("capture"))  # the words shown while it is empty have the widget's own font

    def accents(self, line: str) -> Iterable[tuple[int, int]]:
        return marked_spans(line)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            undo = event.matches(QKeySequence.StandardKey.Undo) and not self.document().isUndoAvailable()
            redo = event.matches(QKeySequence.StandardKey.Redo) and not self.document().isRedoAvailable()
            if undo or redo:  # nothing typed to take back: the last note is meant
                event.ignore()
                return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if plain and self.list.isVisible() and self._steer(event.key()):
            return
        if plain and event.key() in ENTER:
            self.kept.emit()
        elif plain and event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        if forward and self.list.isVisible():  # Tab takes what is offered
            self._insert(self.list.currentIndex().row())
            return True
        return super().focusNextPrevChild(forward)

    def canInsertFromMimeData(self, source: object) -> bool:
        has_picture = getattr(source, "hasImage", lambda: False)() or getattr(source, "hasUrls", lambda: False)()
        return bool(has_picture) or super().canInsertFromMimeData(source)  # type: ignore[arg-type]

    def insertFromMimeData(self, source: object) -> None:
        if not self._take_data(source):
            super().insertFromMimeData(source)  # type: ignore[arg-type]

    def _steer(self, key: int) -> bool:
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.list.step(1 if key == Qt.Key.Key_Down else -1)
        elif key in ENTER:
            self._insert(self.list.currentIndex().row())
        elif key == Qt.Key.Key_Escape:
            self.list.hide()
        else:
            return False
        return True

    def _word(self) -> str:
        cursor = self.textCursor()
        before = cursor.block().text()[: cursor.positionInBlock()]
        return QRegularExpression(r"\S*$").match(before).captured()

    def _offer(self) -> None:
        word = self._word() if self.hasFocus() else ""
        self._found = tuple(self._complete(word))[:MOST_COMPLETIONS] if word[:1] in ("#", "@") else ()
        if not self._found or (len(self._found) == 1 and self._found[0].insert == word):
            self.list.hide()
            return
        self.list.offer([found.words for found in self._found], self.cursorRect().bottomLeft())

    def _insert(self, place: int) -> None:
        if not 0 <= place < len(self._found):
            return
        chosen, word, cursor = self._found[place], self._word(), self.textCursor()
        cursor.movePosition(QTextCursor.MoveOperation.Left, QTextCursor.MoveMode.KeepAnchor, len(word))
        cursor.insertText(f"{chosen.insert} ")
        self.list.hide()
