"""The sheet of one step of a withdrawal: ask for it with a reason, agree as the second person, sign the register."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from assessor_app.domain.award.lines import AwardLine
from assessor_app.ui.kit.buttons import Button
from assessor_app.ui.kit.cards import LabelledField
from assessor_app.ui.kit.growing_text import GrowingText
from assessor_app.ui.screens.awards.office_key import OfficeKeySheet
from assessor_app.ui.theme import Theme
from assessor_app.ui.worker import Worker

Withdraw = Callable[[str, str | None], object]
"""reason, passphrase -> how it stands then; runs in a worker."""


class WithdrawSheet(OfficeKeySheet):
    """done: how the withdrawal stands; typed: the reason as it is typed, so that it can be kept."""

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
        stay = Button(theme, self.tr("Keep the award") if not signing else self.tr("Not yet"))
        super().__init__(theme, window, worker, title, Button(theme, _verb(self, line), "danger"), stay)
        self._withdraw, self._line = withdraw, line
        self._explain(title, self._sentence(needs_passphrase))
        self.reason = GrowingText(theme, self.tr("Reason"), 2, 6)
        self._why = LabelledField(theme, self.tr("Reason"), self.reason)
        self.body.addWidget(self._why)
        self.body.addWidget(self._secret)
        self._why.setVisible(not line.withdrawals)
        self._secret.setVisible(needs_passphrase)
        self.reason.set_text(reason)
        self.reason.textChanged.connect(self._on_typed)
        self._end_with_buttons()

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

    def start(self) -> None:
        """Do it, once what it needs was typed."""
        if not self.go.isEnabled():
            return
        reason, secret = self.reason.toPlainText(), self.passphrase.text()
        if not self._line.withdrawals and not reason.strip():
            self._wrong(self._why, self.tr("Say why the award is withdrawn."))
        elif self._is_passphrase_typed():
            self._run(lambda: self._withdraw(reason, secret or None))

    def _on_typed(self) -> None:
        self._why.set_error("")
        self.typed.emit(self.reason.toPlainText())

    def _inputs(self) -> Iterable[QWidget]:
        return (*super()._inputs(), self.reason)


def _verb(sheet: QWidget, line: AwardLine) -> str:
    words = (sheet.tr("Ask to withdraw"), sheet.tr("Withdraw award"), sheet.tr("Sign register"))
    return words[min(len(line.withdrawals), 2)]
