"""The sheet of one step of a withdrawal: ask for it with a reason, agree as the second person, sign the register."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from assessor_app.domain.award_lines import AwardLine
from assessor_app.errors import AssayError
from assessor_app.ui.kit.buttons import Button
from assessor_app.ui.kit.cards import LabelledField, row
from assessor_app.ui.kit.growing_text import GrowingText
from assessor_app.ui.kit.labels import PlainLabel
from assessor_app.ui.kit.sheet import Sheet
from assessor_app.ui.screens.telling import told
from assessor_app.ui.theme import Theme
from assessor_app.ui.worker import Worker

Withdraw = Callable[[str, str | None], object]
"""reason, passphrase -> how it stands then; runs in a worker."""


class WithdrawSheet(Sheet):
    """done: how the withdrawal stands; typed: the reason as it is typed, so that it can be kept."""

    done = Signal(object)
    typed = Signal(str)

    def __init__(  # noqa: PLR0913, PLR0917  what it says and does
        self,
        theme: Theme,
        window: QWidget,
        worker: Worker,
        line: AwardLine,
        withdraw: Withdraw,
        needs_passphrase: bool,
        reason: str = "",
    ) -> None:
        signing = len(line.withdrawals) > 1
        words = self.tr("Sign the register for {school}?") if signing else self.tr("Withdraw {award} from {school}?")
        title = words.format(award=line.outcome_name, school=line.holder)
        super().__init__(theme, window, title, 520)
        self._worker, self._withdraw, self._line = worker, withdraw, line
        self.body.addWidget(PlainLabel(title, "heading", wrap=True))
        self.body.addWidget(PlainLabel(self._sentence(needs_passphrase), "reading", "text2", wrap=True))
        self.reason = GrowingText(theme, self.tr("Reason"), 2, 6)
        self.passphrase = QLineEdit()
        self.passphrase.setEchoMode(QLineEdit.EchoMode.Password)
        self._why = LabelledField(theme, self.tr("Reason"), self.reason)
        self._secret = LabelledField(theme, self.tr("Passphrase of the office's key"), self.passphrase)
        self.error = PlainLabel("", "caption-medium", "danger", wrap=True)
        self.go = Button(theme, self._verb(), "danger")
        self.stay = Button(theme, self.tr("Keep the award") if not signing else self.tr("Not yet"))
        for widget in (self._why, self._secret, self.error):
            self.body.addWidget(widget)
        self._why.setVisible(not line.withdrawals)
        self._secret.setVisible(needs_passphrase)
        self.error.hide()
        self.reason.set_text(reason)
        self.reason.textChanged.connect(self._on_typed)
        self.passphrase.returnPressed.connect(self.start)
        self.go.clicked.connect(self.start)
        self.stay.clicked.connect(self.close_sheet)
        self.body.addLayout(row(None, self.stay, self.go))

    def _sentence(self, needs_passphrase: bool) -> str:
        if len(self._line.withdrawals) > 1:
            return self.tr("Two administrators have withdrawn it. The register that is published still says it holds.")
        if not self._line.withdrawals:
            return self.tr(
                "It takes two administrators. The award holds until a second one agrees; then it is withdrawn for "
                "good, and the number cannot be used again."
            )
        asked = self._line.withdrawals[0]
        words = self.tr("{name} asks for it: {reason}").format(name=asked.name, reason=asked.reason).rstrip(".")
        after = self.tr("With your word it is withdrawn for good.")
        signs = self.tr("The register is signed in the same step.") if needs_passphrase else ""
        return f"{words}. {after} {signs}".strip()

    def _verb(self) -> str:
        said = len(self._line.withdrawals)
        return (self.tr("Ask to withdraw"), self.tr("Withdraw award"), self.tr("Sign register"))[min(said, 2)]

    def start(self) -> None:
        """Do it, once what it needs was typed."""
        if not self.go.isEnabled():
            return
        reason, secret = self.reason.toPlainText(), self.passphrase.text()
        if not self._line.withdrawals and not reason.strip():
            self._why.set_error(self.tr("Say why the award is withdrawn."))
            self.resize_box()
            self.reason.setFocus()
            return
        if self._secret.isVisibleTo(self) and not secret:
            self._wrong(self.tr("Type the passphrase of the office's key."))
            return
        self._set_busy(True)
        self._worker.run(lambda: self._withdraw(reason, secret or None), self._finish, self._fail, owner=self)

    def _on_typed(self) -> None:
        self._why.set_error("")
        self.typed.emit(self.reason.toPlainText())

    def _finish(self, step: object) -> None:
        self.passphrase.clear()
        self.close_sheet()
        self.done.emit(step)

    def _fail(self, error: BaseException) -> None:
        self._set_busy(False)
        if isinstance(error, AssayError) and error.code == "wrong-passphrase":
            self._wrong(told(self._worker, error))
            return
        self.error.setText(told(self._worker, error))
        self.error.show()
        self.resize_box()
        self.go.setFocus()

    def _wrong(self, sentence: str) -> None:
        self._secret.set_error(sentence)
        self.resize_box()
        self.passphrase.setFocus()

    def _set_busy(self, busy: bool) -> None:
        self.hold(busy)
        for widget in (self.go, self.stay, self.reason, self.passphrase):
            widget.setEnabled(not busy)
