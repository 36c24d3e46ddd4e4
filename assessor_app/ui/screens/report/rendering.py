"""What stands in place of the pages while they are being made, or could not be."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from assessor_app.ui.kit.buttons import Button
from assessor_app.ui.kit.empty import Skeleton
from assessor_app.ui.kit.wrapped_text import Paragraph
from assessor_app.ui.theme import Theme

SAY_AFTER_MILLISECONDS = 2000


class Rendering(QWidget):
    """A skeleton at first; after two seconds words and a way to stop; afterwards why there is nothing, and again."""

    stop_wanted = Signal()
    again_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._busy = False
        self.skeleton = Skeleton(theme, 5)
        self.words = Paragraph(theme, "", "body", "text2")
        self.button = Button(theme, "")
        self.button.clicked.connect(lambda: (self.stop_wanted if self._busy else self.again_wanted).emit())
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(28), theme.px(28), theme.px(28), theme.px(28))
        column.setSpacing(theme.px(12))
        column.addWidget(self.skeleton)
        column.addWidget(self.words)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        self._later = QTimer(self, singleShot=True, interval=SAY_AFTER_MILLISECONDS)
        self._later.timeout.connect(lambda: self._say(self.tr("Making the pages of the report."), self.tr("Stop")))

    def begin(self) -> None:
        """Work has begun."""
        self._busy = True
        self._say("", "")
        self._later.start()

    def end(self, words: str) -> None:
        """Work is over. words: why there is nothing to see; "" when there is."""
        self._busy = False
        self._later.stop()
        self._say(words, self.tr("Try again"))

    def _say(self, words: str, button: str) -> None:
        self.skeleton.setVisible(self._busy)
        self.words.set_words(words)
        self.button.setText(button)
        self.button.setVisible(bool(words))
