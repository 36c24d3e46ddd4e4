"""The building blocks of a settings page: a section with a heading, facts in two columns, what can be done."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from assessor_app.ui.kit.buttons import Button, Kind
from assessor_app.ui.kit.cards import Card, row
from assessor_app.ui.kit.labels import PlainLabel
from assessor_app.ui.kit.wrapped_text import Paragraph
from assessor_app.ui.screens.tab import ScrollingPage
from assessor_app.ui.screens.telling import told
from assessor_app.ui.theme import Theme
from assessor_app.ui.worker import Worker

WIDEST, LABEL = 760, 190


class Complaint(Paragraph):
    """What is wrong, in one sentence; hidden while nothing is."""

    def __init__(self, theme: Theme, worker: Worker) -> None:
        super().__init__(theme, "", "body", "danger")
        self._worker = worker
        self.hide()

    def say(self, sentence: str) -> None:
        """Say what is wrong; "" takes it back."""
        self.set_words(sentence)
        self.setVisible(bool(sentence))

    def fail(self, error: BaseException) -> None:
        """Say why something failed."""
        self.say(told(self._worker, error))


class TitledCard(QWidget):
    """A card under its own heading."""

    def __init__(self, theme: Theme, title: str) -> None:
        super().__init__()
        self.card = Card(theme, padding=18, spacing=10)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        column.addWidget(PlainLabel(title, "heading"))
        column.addWidget(self.card)


class SettingsPage(ScrollingPage):
    """A page of sections."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.theme = theme
        px = theme.px
        self.column.setContentsMargins(px(28), px(20), px(28), px(24))
        self.column.setSpacing(px(8))
        self.page.setMaximumWidth(px(WIDEST))

    def focus_first(self) -> None:
        """Put the keyboard on the first control."""

    def refresh(self) -> None:
        """Read again what may have changed."""

    def section(self, title: str) -> Card:
        """A heading with an empty card under it."""
        self.column.addWidget(PlainLabel(title, "heading"))
        card = Card(self.theme, padding=18, spacing=10)
        self.column.addWidget(card)
        self.column.addSpacing(self.theme.px(10))
        return card


class Fact(QWidget):
    """A name at the left and its value, which wraps."""

    def __init__(self, theme: Theme, name: str, value: str = "") -> None:
        super().__init__()
        label = PlainLabel(name, "label", wrap=True)
        label.setFixedWidth(theme.px(LABEL))
        self.value = Paragraph(theme, value, "body")
        line = row(label, spacing=theme.px(10))
        line.addWidget(self.value, 1)
        self.setLayout(line)

    def say(self, value: str) -> None:
        """Show a value; "" hides the whole line."""
        self.value.set_words(value)
        self.setVisible(bool(value))


class Action(QWidget):
    """What can be done, in a sentence, and the button that does it."""

    def __init__(
        self, theme: Theme, sentence: str, words: str, icon: str, run: Callable[[], object], kind: Kind = "secondary"
    ) -> None:
        super().__init__()
        self.sentence = Paragraph(theme, sentence, "body", "text2")
        self.button = Button(theme, words, kind, icon)
        self.button.setAccessibleDescription(sentence)
        self.button.clicked.connect(lambda: run())
        line = row(spacing=theme.px(14))
        line.addWidget(self.sentence, 1)
        line.addWidget(self.button, 0, Qt.AlignmentFlag.AlignTop)
        self.setLayout(line)

    def say(self, sentence: str, words: str) -> None:
        """Say it in other words."""
        self.sentence.set_words(sentence)
        self.button.setText(words)
        self.button.setAccessibleDescription(sentence)
