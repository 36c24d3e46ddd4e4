"""Spelling in the window: words are looked up after a pause, in the background, and never while a key is taken."""

from functools import partial
from weakref import WeakKeyDictionary

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QTextCursor
from PySide6.QtWidgets import QMenu
from shiboken6 import isValid

from assessor_app.ui.kit.growing_text import GrowingText
from assessor_app.ui.kit.spell_marks import SpellMarks, words_in
from assessor_app.ui.ports import SpellingPort
from assessor_app.ui.theme import Theme
from assessor_app.ui.worker import Worker

LOOK_AFTER = 600
"""Milliseconds of quiet before words are looked up."""


class Spelling(QObject):
    """Looks after every box that is shown, and those given to it. Ctrl and full stop, or the Menu key, on a marked word
    offers other words."""

    def __init__(self, theme: Theme, worker: Worker, dictionary: SpellingPort, parent: QObject) -> None:
        super().__init__(parent)
        self._theme, self._worker, self._dictionary = theme, worker, dictionary
        self._known: dict[str, bool] = {}
        self._boxes: WeakKeyDictionary[GrowingText, SpellMarks] = WeakKeyDictionary()  # boxes come and go with sheets
        self._waiting: set[GrowingText] = set()
        self._off = self._marking = False
        self._pause = QTimer(self, singleShot=True, interval=LOOK_AFTER)
        self._pause.timeout.connect(self._look)
        theme.text_shown.connect(self.look_after)

    def look_after(self, box: GrowingText) -> None:
        """Mark the words of a box from now on; one that is looked after already stays as it is."""
        marks = box.marks if isinstance(box.marks, SpellMarks) else SpellMarks(self._theme, box)
        if marks.is_wrong is not None or self._worker.closed:
            return
        marks.is_wrong = self.is_wrong
        self._boxes[box] = marks
        box.installEventFilter(self)
        box.document().contentsChange.connect(_Watch(self, box).changed)
        self.changed(box)

    def is_wrong(self, word: str) -> bool:
        """True for a word that was looked up and not found."""
        return self._known.get(word, False)

    def changed(self, box: GrowingText) -> None:
        """The words of a box are others: look them up once there is a pause."""
        if not self._off and not self._marking:
            self._waiting.add(box)
            self._pause.start()

    def _look(self) -> None:
        boxes, self._waiting = tuple(box for box in self._waiting if isValid(box)), set()
        words = {word for box in boxes for _, word in words_in(box.toPlainText()) if not box.isReadOnly()}
        new = words - self._known.keys()
        if self._worker.closed:
            return
        self._worker.run(
            partial(self._dictionary.wrong, new), partial(self._learn, new, boxes), self._give_up, owner=self
        )

    def _learn(self, words: set[str], boxes: tuple[GrowingText, ...], wrong: frozenset[str]) -> None:
        self._known.update({word: word in wrong for word in words})
        for box in boxes:
            if isValid(box) and (wrong or not words or any(map(self.is_wrong, self._words(box)))):
                self._marking = True  # a change of looks is none to look up
                self._boxes[box].again()
                self._marking = False

    def _words(self, box: GrowingText) -> set[str]:
        return {word for _, word in words_in(box.toPlainText())}

    def _give_up(self, _error: BaseException) -> None:
        self._off = True  # without a dictionary nothing is marked, and nothing else is affected

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(watched, GrowingText) and not watched.isReadOnly():
            if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
                control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
                asked = (control and event.key() == Qt.Key.Key_Period) or event.key() == Qt.Key.Key_Menu
                return asked and self._offer(watched)
            if event.type() == QEvent.Type.ContextMenu and isinstance(event, QContextMenuEvent):
                if event.reason() == QContextMenuEvent.Reason.Mouse:
                    watched.setTextCursor(watched.cursorForPosition(event.pos()))
                return self._offer(watched)
        return super().eventFilter(watched, event)

    def _offer(self, box: GrowingText) -> bool:
        word = _word_at(box.textCursor())
        if word is None or self._worker.closed or not self.is_wrong(word.selectedText()):
            return False
        text = word.selectedText()
        self._worker.run(
            partial(self._dictionary.suggest, text), partial(self._show, box, word), self._give_up, owner=self
        )
        return True

    def _show(self, box: GrowingText, word: QTextCursor, suggestions: tuple[str, ...]) -> None:
        menu, text = QMenu(box), word.selectedText()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setAccessibleName(self.tr("Spelling of {word}").format(word=text))
        for each in suggestions:
            menu.addAction(each).triggered.connect(lambda _checked=False, to=each: word.insertText(to))
        if not suggestions:
            menu.addAction(self.tr("No suggestions")).setEnabled(False)
        menu.addSeparator()
        add = menu.addAction(self.tr("Add {word} to my words").format(word=text))
        add.triggered.connect(lambda: self._add(text))
        menu.popup(box.mapToGlobal(box.cursorRect().bottomLeft()))
        menu.setActiveAction(menu.actions()[0])

    def _add(self, word: str) -> None:
        self._known[word] = False
        for box, marks in tuple(self._boxes.items()):
            if isValid(box):
                marks.again()
        self._worker.run(partial(self._dictionary.add, word), owner=self)


class _Watch(QObject):
    """Ties a box to those who look after it, and goes with the box: a bare function would outlive both."""

    def __init__(self, spelling: Spelling, box: GrowingText) -> None:
        super().__init__(box)
        self._spelling = spelling

    def changed(self, _at: int, _removed: int, _added: int) -> None:
        """The document has changed."""
        box = self.parent()
        if isinstance(box, GrowingText) and isValid(self._spelling):
            self._spelling.changed(box)


def _word_at(cursor: QTextCursor) -> QTextCursor | None:
    """The word that the caret is in or touches, selected."""
    place, block = cursor.positionInBlock(), cursor.block()
    for start, word in words_in(block.text()):
        if start <= place <= start + len(word):
            found = QTextCursor(block)
            found.setPosition(block.position() + start)
            found.setPosition(block.position() + start + len(word), QTextCursor.MoveMode.KeepAnchor)
            return found
    return None
