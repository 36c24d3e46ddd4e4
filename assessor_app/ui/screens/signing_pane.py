"""The part of a pane that asks for a signature: statements to tick, the passphrase of the key, and what is missing."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from assessor_app.ui.kit.buttons import Button
from assessor_app.ui.kit.cards import LabelledField
from assessor_app.ui.kit.painted import Avatar
from assessor_app.ui.kit.wrapped_check import WrappedCheck
from assessor_app.ui.kit.wrapped_text import Paragraph
from assessor_app.ui.screens.tab import ScrollingPage
from assessor_app.ui.theme import Theme


class SigningPane(ScrollingPage):
    """sign_wanted carries the passphrase ("" when none is asked for). `asking` is the box of all that is asked."""

    sign_wanted = Signal(str)

    def __init__(self, theme: Theme, needs_passphrase: bool, verb: str, statements: Sequence[str]) -> None:
        """verb: the words of the button."""
        super().__init__(theme)
        self._needs_passphrase, self._verb, self._busy = needs_passphrase, verb, False
        self.statements = tuple(WrappedCheck(theme, words) for words in statements)
        self.passphrase = QLineEdit()
        self.passphrase.setEchoMode(QLineEdit.EchoMode.Password)
        self.field = LabelledField(theme, self.tr("Passphrase for your key"), self.passphrase)
        if not needs_passphrase:
            self.field.hide()
        self.sign = Button(theme, verb, "primary", "signature")
        self.why = Paragraph(theme, "", "caption", "text2")
        self.asking = QWidget()
        px = theme.px
        self.column.setContentsMargins(px(18), px(14), px(18), px(14))
        self.column.setSpacing(px(12))
        for statement in self.statements:
            statement.toggled.connect(lambda _on: self._show_state())
        self.passphrase.textChanged.connect(self._on_typed)
        self.passphrase.returnPressed.connect(self.press)
        self.sign.clicked.connect(self.press)

    def press(self) -> None:
        """Sign, when everything is there."""
        if self.sign.isEnabled() and not self.asking.isHidden():
            self.sign_wanted.emit(self.passphrase.text() if self._needs_passphrase else "")

    def show_busy(self, busy: bool) -> None:
        """Signing is under way."""
        self._busy = busy
        self._show_state()

    def show_error(self, sentence: str) -> None:
        """Signing was refused: say it at the passphrase when there is one."""
        self.passphrase.clear()
        if self._needs_passphrase:
            self.field.set_error(sentence)
            self.passphrase.setFocus()
        else:
            self.why.set_words(sentence)
            self.why.set_ink("danger")

    def _stack(self, box: QWidget, widgets: Sequence[QWidget]) -> QVBoxLayout:
        """These in a box, one under the other."""
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self._theme.px(10))
        for widget in widgets:
            column.addWidget(widget)
        return column

    def _who(self, avatar: Avatar, name: Paragraph, words: Paragraph) -> QHBoxLayout:
        """Somebody who signs, and under the name how it stands."""
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(name)
        column.addWidget(words)
        line = QHBoxLayout()
        line.setSpacing(self._theme.px(10))
        line.addWidget(avatar)
        line.addLayout(column, 1)
        return line

    def _on_typed(self, text: str) -> None:
        if text:
            self.field.set_error("")
        self._show_state()

    def _show_state(self) -> None:
        missing = self._missing()
        self.sign.setEnabled(not missing and not self._busy)
        self.sign.setText(self.tr("Signing") if self._busy else self._verb)
        self.why.set_words(missing or self._meaning())
        self.why.set_ink("text2")
        self.sign.setAccessibleDescription(self.why.words())

    def _meaning(self) -> str:
        """What signing does, said once nothing is missing."""
        raise NotImplementedError

    def _missing(self) -> str:
        """What is to be done before it can be signed, "" for nothing."""
        if not all(statement.is_ticked() for statement in self.statements):
            both = len(self.statements) > 1
            return self.tr("Tick both statements to sign.") if both else self.tr("Tick the statement to sign.")
        if self._needs_passphrase and not self.passphrase.text():
            return self.tr("Type the passphrase for your key to sign.")
        return ""
