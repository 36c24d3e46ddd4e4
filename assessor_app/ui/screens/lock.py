"""The passphrase, before anything can be seen."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from assessor_app.errors import AssayError
from assessor_app.ui.kit.buttons import Button
from assessor_app.ui.kit.cards import Card, LabelledField, row
from assessor_app.ui.kit.labels import PlainLabel
from assessor_app.ui.kit.painted import Medal
from assessor_app.ui.theme import Theme
from assessor_app.ui.worker import Worker

TRIES = 5
WAIT_MINUTE = 60_000


class LockScreen(QWidget):
    """Asks for the passphrase. unlock(passphrase) runs in a worker and raises AssayError when it is wrong; its result
    goes out with `unlocked`. After five wrong ones there is a wait of a minute."""

    unlocked = Signal(object)

    def __init__(
        self,
        theme: Theme,
        worker: Worker,
        unlock: Callable[[str], Any],
        person_name: str,
        opening: bool = False,
        recover: Callable[[str, str], Any] | None = None,
    ) -> None:
        """opening: the program is starting, so there is no work to carry on with yet. recover(key, passphrase): back
        in by the recovery sheet with a new passphrase, in a worker; its result goes out with `unlocked`."""
        super().__init__()
        self._theme, self._recover = theme, recover
        self._worker, self._unlock = worker, unlock
        self._left = TRIES
        self.setAutoFillBackground(True)
        self._wait = QTimer(self, singleShot=True, interval=WAIT_MINUTE)
        self._wait.timeout.connect(self._let_try)
        self.field = QLineEdit()
        self.field.setEchoMode(QLineEdit.EchoMode.Password)
        self.field.returnPressed.connect(self._try)
        self.passphrase = LabelledField(theme, self.tr("Passphrase"), self.field)
        self._button = Button(theme, self.tr("Unlock"), "primary", "lock-open")
        self._button.clicked.connect(self._try)
        self._build(theme, person_name, opening)

    def _build(self, theme: Theme, person_name: str, opening: bool) -> None:
        card = Card(theme, padding=28, spacing=10)
        card.setMaximumWidth(theme.px(440))
        card.setMinimumWidth(theme.px(340))
        title = person_name if opening else self.tr("Locked")
        line = (
            self.tr("Type your passphrase to open your work.")
            if opening
            else self.tr("Type your passphrase to carry on. Your work is saved.")
        )
        card.body.addWidget(Medal(theme, "gold", 40))
        card.body.addWidget(PlainLabel(title, "title", wrap=True))
        card.body.addWidget(PlainLabel(line, "reading", "text2", wrap=True))
        card.body.addSpacing(theme.px(4))
        card.body.addWidget(self.passphrase)
        card.body.addSpacing(theme.px(4))
        self.forgotten = Button(theme, self.tr("Use the recovery sheet"), "ghost")
        self.forgotten.clicked.connect(self._ask_key)
        self.forgotten.setVisible(self._recover is not None)
        card.body.addLayout(row(self._button, self.forgotten, None))
        column = QVBoxLayout(self)
        column.addStretch(2)
        middle = row(None)
        middle.addWidget(card, 3)
        middle.addStretch(1)
        column.addLayout(middle)
        column.addStretch(3)

    def focus_first(self) -> None:
        """Put the caret into the field."""
        self.field.setFocus()

    def _ask_key(self) -> None:
        from assessor_app.services.profile.first_steps import strength
        from assessor_app.ui.screens.settings.secret_sheet import AGAIN, KEY, NEW, Asked, SecretSheet  # seldom wanted

        recover = self._recover
        if recover is None:
            return
        title = self.tr("Use the recovery sheet")
        words = self.tr("Type the key from the printed page, and choose a new passphrase. The sheet stays the same.")
        asked = Asked(
            title, words, self.tr("Open my work"), (KEY, NEW, AGAIN), lambda typed: recover(typed[KEY], typed[NEW])
        )
        sheet = SecretSheet(self._theme, self, self._worker, asked, strength)
        sheet.done.connect(self._opened)
        sheet.open()

    def _try(self) -> None:
        typed = self.field.text()
        if not typed or self._wait.isActive() or not self._button.isEnabled():
            return
        self._set_busy(True)
        self._worker.run(lambda: self._unlock(typed), self._opened, self._failed, self)

    def _opened(self, result: object) -> None:
        self.field.clear()
        self.unlocked.emit(result)

    def _failed(self, error: BaseException) -> None:
        self._set_busy(False)
        if not isinstance(error, AssayError):
            self._worker.unhandled.emit(error)
            return
        self.passphrase.set_error(self._words(error))
        self.field.selectAll()
        self.field.setFocus()

    def _words(self, error: AssayError) -> str:
        if error.code != "wrong-passphrase":
            return error.sentence
        self._left -= 1
        if self._left > 1:
            return self.tr("That passphrase does not open your key. {count} tries left before a 1 minute wait.").format(
                count=self._left
            )
        if self._left == 1:
            return self.tr("That passphrase does not open your key. 1 try left before a 1 minute wait.")
        self.field.setEnabled(False)
        self._wait.start()
        return self.tr("That passphrase does not open your key. You can try again in 1 minute.")

    def _let_try(self) -> None:
        self._left = TRIES
        self.field.setEnabled(True)
        self.passphrase.set_error("")
        self.field.setFocus()

    def _set_busy(self, busy: bool) -> None:
        self._button.setEnabled(not busy)
        self._button.setText(self.tr("Opening") if busy else self.tr("Unlock"))
