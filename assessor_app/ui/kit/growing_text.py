"""A plain text box that grows with what is typed."""

from collections.abc import Iterable

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QFocusEvent, QResizeEvent, QShowEvent, QSyntaxHighlighter, QTextBlockFormat, QTextCursor
from PySide6.QtWidgets import QSizePolicy, QTextEdit, QWidget

from assessor_app.ui.kit.labels import restyle
from assessor_app.ui.theme import Theme
from assessor_app.ui.type_scale import TypeRole


class GrowingText(QTextEdit):
    """Plain text, `least` to `most` lines high, then it scrolls. Tab moves on. `left`: the focus has left.

    spelled: whether its words have a spelling to check; marks: what draws marks into it, once something does.
    """

    left = Signal()
    spelled = True
    marks: QSyntaxHighlighter | None = None

    def __init__(
        self,
        theme: Theme,
        name: str,
        least: int = 2,
        most: int = 8,
        type_role: TypeRole = "body",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme, self._least, self._most, self._role = theme, least, most, type_role
        self.setAccessibleName(name)
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().setDocumentMargin(0)
        self.document().documentLayout().documentSizeChanged.connect(self._grow)
        theme.changed.connect(self._dress)
        self._dress()

    def set_text(self, text: str) -> None:
        """Show another text: this is not typing, so nothing is left to undo and `textChanged` stays quiet."""
        if text == self.toPlainText():
            return
        with QSignalBlocker(self):
            self.setPlainText(text)
            self._space_lines()
            self.document().clearUndoRedoStacks()
        self._grow()

    def set_least(self, lines: int) -> None:
        """Be at least so many lines high from now on."""
        if lines != self._least:
            self._least = lines
            self._grow()

    def set_read_only(self, read_only: bool) -> None:
        """Look like text instead of a field while it cannot be changed."""
        self.setReadOnly(read_only)
        self.setProperty("readonly", "true" if read_only else "false")
        restyle(self)
        self._grow()

    def accents(self, _line: str) -> Iterable[tuple[int, int]]:
        """Places of a line in the accent ink: where each begins and how long it is."""
        return ()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.spelled:
            self._theme.text_shown.emit(self)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._grow()

    def _dress(self) -> None:
        self.document().setDefaultFont(self._theme.font(self._role))
        with QSignalBlocker(self):
            self._space_lines()
        self._grow()

    def _space_lines(self) -> None:
        spacing = QTextBlockFormat()
        spacing.setLineHeight(self._theme.line(self._role), QTextBlockFormat.LineHeightTypes.MinimumHeight.value)
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.mergeBlockFormat(spacing)

    def _grow(self) -> None:
        line = self._theme.line(self._role)
        frame = 2 * (self._theme.px(6) + 1)
        height = round(self.document().size().height())
        lines = min(max(height, line * self._least), line * self._most)
        overflows = height > line * self._most
        on, off = Qt.ScrollBarPolicy.ScrollBarAsNeeded, Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self.setVerticalScrollBarPolicy(on if overflows else off)
        if self.height() != lines + frame or self.minimumHeight() != lines + frame:
            self.setFixedHeight(lines + frame)
