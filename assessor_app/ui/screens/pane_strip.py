"""The one line that stands for the pane at the right while it is folded away."""

from PySide6.QtGui import QPainter, QPaintEvent

from assessor_app.ui.frame import ScreenFrame
from assessor_app.ui.kit.buttons import Button
from assessor_app.ui.kit.fitting_row import FittingRow
from assessor_app.ui.kit.labels import KeyHint, PlainLabel
from assessor_app.ui.theme import Theme


class PaneStrip(FittingRow):
    """Words at the left, the button that opens the pane at the right."""

    def __init__(self, theme: Theme, button: str) -> None:
        self.words = PlainLabel("", "body", "text2").with_figures()
        self.open = Button(theme, button, "secondary", "panel-right")
        keys = KeyHint("Ctrl+J")
        super().__init__(theme, (self.words,), (self.open, keys), (keys, self.words))
        self.open.clicked.connect(self._open)

    def say(self, words: str) -> None:
        """Show these words."""
        self.words.setText(words)
        self.fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.fillRect(0, self.height() - 1, self.width(), 1, self._theme.colour("line"))
        painter.end()

    def _open(self) -> None:
        frame = self.parentWidget()
        if isinstance(frame, ScreenFrame):
            frame.toggle_context()
