"""A field of the record: its name, where its words go, and a box that grows."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from assessor_app.ui.kit.labels import PlainLabel
from assessor_app.ui.kit.linked_text import LinkedText
from assessor_app.ui.theme import Theme


class TextBox(QWidget):
    """Signals: `typed` with the whole text at every key; `left` when the focus leaves."""

    typed = Signal(str)
    left = Signal()

    def __init__(self, theme: Theme, name: str, goes: str, hint: str = "", lines: tuple[int, int] = (2, 8)) -> None:
        """name: the label; goes: "Goes in the report" or "Private to you"; hint: what to write, shown while empty;
        lines: fewest and most lines before it scrolls."""
        super().__init__()
        self.box = LinkedText(theme, f"{name}. {goes}." if goes else name, *lines)
        self.box.setPlaceholderText(hint)
        self._text = ""
        self.box.textChanged.connect(self._on_changed)
        self.box.left.connect(self.left)
        self._hint, self._shown = hint, (False, hint)
        label = PlainLabel(name, "label", wrap=True)
        label.setBuddy(self.box)
        head = QHBoxLayout()
        head.addWidget(label, 1)
        head.addWidget(PlainLabel(goes, "caption", "text3"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self.box)
        column.addStretch()

    def show_text(self, text: str) -> None:
        """Show a text that comes from the record; the caret stays when it is the same."""
        self._text = text
        self.box.set_text(text)

    def _on_changed(self) -> None:
        text = self.box.toPlainText()
        if text != self._text:  # Qt tells of a change of looks too
            self._text = text
            self.typed.emit(text)

    def set_hint(self, hint: str) -> None:
        """Say something else while the box is empty; `set_locked` shows it."""
        self._hint = hint

    def text(self) -> str:
        """What stands in the box."""
        return self.box.toPlainText()

    def set_locked(self, locked: bool) -> None:
        """Read only: the box becomes text."""
        if (locked, self._hint) == self._shown:
            return
        if locked != self._shown[0]:
            self.box.set_read_only(locked)
        self._shown = (locked, self._hint)
        self.box.setPlaceholderText("Nothing written." if locked else self._hint)
