"""A check box whose words wrap; the words are part of the target."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QWidget

from assessor_app.ui.kit.wrapped_text import Paragraph
from assessor_app.ui.theme import Theme


class WrappedCheck(QWidget):
    """`toggled` carries the new answer."""

    toggled = Signal(bool)

    def __init__(self, theme: Theme, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.box = QCheckBox()
        self.box.setAccessibleName(words)
        self.box.toggled.connect(self.toggled)
        self.words = Paragraph(theme, words)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.px(6))
        line.addWidget(self.box, 0, Qt.AlignmentFlag.AlignTop)
        column = QHBoxLayout()
        column.setContentsMargins(0, theme.px(4), 0, 0)
        column.addWidget(self.words)
        line.addLayout(column, 1)

    def is_ticked(self) -> bool:
        """True when it is ticked."""
        return self.box.isChecked()

    def untick(self) -> None:
        """Take the tick away."""
        self.box.setChecked(False)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self.box.isEnabled() and self.rect().contains(event.position().toPoint()):
            self.box.toggle()
