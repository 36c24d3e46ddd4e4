"""Marks in a text: a wavy red line under words that are not in the dictionary, and the accent ink where it counts."""

import re
from collections.abc import Callable

from PySide6.QtCore import QSignalBlocker
from PySide6.QtGui import QSyntaxHighlighter, QTextCharFormat

from assessor_app.ui.kit.growing_text import GrowingText
from assessor_app.ui.theme import Theme

WORD = re.compile(r"[^\W\d_]+(?:['\u2019-][^\W\d_]+)*")
_NO_WORD = re.compile(r"\S*(?:[@#/\\]|www\.|\d)\S*|\[[^\]]*\]")


def words_in(text: str) -> list[tuple[int, str]]:
    """The words of a text that have a spelling, with where each begins: no addresses, marks, links, codes with figures
    and no words in capitals."""
    skipped = [found.span() for found in _NO_WORD.finditer(text)]
    return [
        (found.start(), found[0])
        for found in WORD.finditer(text)
        if len(found[0]) > 1
        and not found[0].isupper()
        and not any(start <= found.start() < end for start, end in skipped)
    ]


class SpellMarks(QSyntaxHighlighter):
    """A document has one of these only: a second one would draw over the marks of the first."""

    def __init__(self, theme: Theme, box: GrowingText) -> None:
        super().__init__(box.document())
        self._theme, self._box = theme, box
        self.is_wrong: Callable[[str], bool] | None = None
        """Whether a word is known to be wrong; None while nobody looks after the spelling here."""
        box.marks = self
        theme.changed.connect(self.again)

    def again(self) -> None:
        """Mark anew; the text has not changed, and nobody is told that it has."""
        with QSignalBlocker(self._box):
            self.rehighlight()

    def highlightBlock(self, text: str) -> None:
        wavy = QTextCharFormat()
        wavy.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
        wavy.setUnderlineColor(self._theme.colour("danger"))
        typed_to = self._typed_to()
        is_wrong = self.is_wrong or _unlooked
        for start, word in words_in(text):
            if start + len(word) != typed_to and is_wrong(word):
                self.setFormat(start, len(word), wavy)
        accent = QTextCharFormat()
        accent.setForeground(self._theme.colour("accent"))
        for start, length in self._box.accents(text):
            self.setFormat(start, length, accent)

    def _typed_to(self) -> int:
        """Where the caret is in this block: the word before it is still being typed."""
        cursor = self._box.textCursor()
        here = self._box.hasFocus() and cursor.block() == self.currentBlock()
        return cursor.positionInBlock() if here else -1


def _unlooked(_word: str) -> bool:
    return False
