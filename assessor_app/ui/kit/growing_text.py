"""A plain text box that grows with what is typed."""

from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QResizeEvent, QTextBlockFormat, QTextCursor
from PySide6.QtWidgets import QSizePolicy, QTextEdit, QWidget

from assessor_app.ui.kit.labels import restyle
from assessor_app.ui.theme import Theme
from assessor_app.ui.type_scale import TypeRole

AFTER_LAST_KEY = 300
AFTER_FIRST_KEY = 1000


class GrowingText(QTextEdit):
    """Plain text, `least` to `most` lines high, then it scrolls. Tab moves on.

    settled(text): hand this text to the store. It comes 300 ms after the last key, at most 1 s after the first one,
    when the focus leaves and on `flush()`.
    left(): the focus has left, so the next text is a new change.
    """

    settled = Signal(str)
    left = Signal()

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
        self._last, self._first = self._timer(AFTER_LAST_KEY), self._timer(AFTER_FIRST_KEY)
        self._pending = False
        self.textChanged.connect(self._on_typed)
        self.document().documentLayout().documentSizeChanged.connect(self._grow)
        theme.changed.connect(self._dress)
        self._dress()

    def _timer(self, milliseconds: int) -> QTimer:
        timer = QTimer(self, singleShot=True, interval=milliseconds)
        timer.timeout.connect(self.flush)
        return timer

    def set_text(self, text: str) -> None:
        """Show another text: not typing, so nothing settles and nothing is left to undo."""
        if text == self.toPlainText():
            return
        with QSignalBlocker(self):
            self.setPlainText(text)
            self._space_lines()
            self.document().clearUndoRedoStacks()
        self._pending = False
        self._last.stop()
        self._first.stop()
        self._grow()

    def set_read_only(self, read_only: bool) -> None:
        """Look like text instead of a field while it cannot be changed."""
        self.setReadOnly(read_only)
        self.setProperty("readonly", "true" if read_only else "false")
        restyle(self)
        self._grow()

    @property
    def unsettled(self) -> bool:
        """True while something typed has not been handed over."""
        return self._pending

    def flush(self) -> None:
        """Hand over what is typed now."""
        self._last.stop()
        self._first.stop()
        if self._pending:
            self._pending = False
            self.settled.emit(self.toPlainText())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.flush()
        self.left.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._grow()

    def _on_typed(self) -> None:
        self._pending = True
        self._last.start()
        if not self._first.isActive():
            self._first.start()

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
