"""A short message over the page, with Undo."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QMargins, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QEnterEvent, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from assessor_app.ui.kit.labels import PlainLabel, key_words
from assessor_app.ui.kit.painting import rounded
from assessor_app.ui.theme import Theme
from assessor_app.ui.tokens import DARK, LIGHT

STAYS = 8000
"""Milliseconds; longer while the mouse or the keyboard is on it (WCAG 2.2.1)."""


class Toast(QWidget):
    """Says what was done, in inverse colours; `gone` once it has left."""

    gone = Signal()

    def __init__(
        self, theme: Theme, words: str, undo: Callable[[], object] | None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme, self._undo = theme, undo
        self._tokens = LIGHT if theme.tokens.dark else DARK
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        line = QHBoxLayout(self)
        line.setContentsMargins(theme.px(15), theme.px(7), theme.px(13), theme.px(7))
        line.setSpacing(theme.px(12))
        self._label = PlainLabel(words, "medium", wrap=True)
        self._label.setStyleSheet(f"color: {self._tokens.text};")
        line.addWidget(self._label)
        self.setAccessibleName(words)
        self._button = self._undo_button() if undo else None
        if self._button:
            line.addWidget(self._button)
        self._timer = QTimer(self, singleShot=True, interval=STAYS)
        self._timer.timeout.connect(self._leave_unless_used)
        self._timer.start()

    def fit(self, room: int) -> None:
        """Take as much of this width (pixels) as the words need, and as many lines as they then need."""
        self._label.ensurePolished()  # its type comes from the style sheet
        metrics, beside = QFontMetrics(self._label.font()), self._beside()
        needed = max(metrics.horizontalAdvance(part) for part in self._label.text().split("\n")) + 2
        width = min(needed, max(room - beside, 1))
        self._label.setFixedSize(width, self._label.heightForWidth(width))
        self.adjustSize()

    def _beside(self) -> int:
        """Pixels of the width that the words do not have."""
        line = self.layout()
        margins = line.contentsMargins() if line is not None else QMargins()
        button = self._theme.px(12) + self._button.sizeHint().width() if self._button else 0
        return margins.left() + margins.right() + button

    def _undo_button(self) -> QPushButton:
        words, keys = self.tr("Undo"), key_words("Ctrl+Z")
        button = QPushButton(words)
        button.setAccessibleName(self.tr("Undo, {keys}").format(keys=keys))
        button.setToolTip(keys)
        button.setStyleSheet(
            f"QPushButton {{ color: {self._tokens.accent}; background: transparent; border: 2px solid transparent; "
            f"padding: 0 {self._theme.px(6)}px; min-height: {self._theme.px(24)}px; }}"
            f"QPushButton:focus {{ border-color: {self._tokens.focus}; }}"
        )
        button.clicked.connect(self.undo)
        return button

    def undo(self) -> None:
        """Undo what the toast tells of, and leave."""
        if self._undo:
            self._undo()
        self.leave()

    def leave(self) -> None:
        """Go away now."""
        self._timer.stop()
        self.hide()
        self.gone.emit()
        self.deleteLater()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._timer.start()

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self._timer.stop()

    def _leave_unless_used(self) -> None:
        if self._button and self._button.hasFocus():
            self._timer.start()
        else:
            self.leave()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        from PySide6.QtGui import QColor

        fill, line = QColor(self._tokens.raised), QColor(self._tokens.line_control)
        rounded(painter, QRectF(self.rect()), self._theme.px(8), fill, line)
        painter.end()
