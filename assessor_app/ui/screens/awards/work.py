"""What is done about an award: it is issued, withdrawn in its steps, kept, and listed in the register that goes out."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from assessor_app.domain.award.lines import AwardLine, AwardPlan, WithdrawalStep
from assessor_app.domain.words.counting import counted
from assessor_app.ui.screens.awards.issuing import IssueSheet
from assessor_app.ui.screens.awards.withdrawing import WithdrawSheet
from assessor_app.ui.screens.settings.asking import Asking
from assessor_app.ui.screens.telling import told
from assessor_app.ui.theme import Theme
from assessor_app.ui.worker import Worker

if TYPE_CHECKING:
    from assessor_app.services.awards.credentials import IssuedAward
    from assessor_app.services.profile.workplace import Workplace


class AwardWork(QObject):
    """said: words for what was done; failed: an error to tell; changed: the awards are other ones now. reasons: for a
    withdrawal, typed and not given, by award."""

    said = Signal(str)
    failed = Signal(object)
    changed = Signal()

    def __init__(self, theme: Theme, worker: Worker, workplace: "Workplace", asking: Asking, view: QWidget) -> None:
        """view: over which the sheets are shown."""
        super().__init__(view)
        self._theme, self._worker, self._workplace = theme, worker, workplace
        self._asking, self._view = asking, view
        self._service = workplace.cycle.office_awards
        self.reasons: dict[str, str] = {}

    def issue(self, line: AwardLine) -> None:
        """Ask how an award is issued, or its files saved again, and do it."""
        work = partial(self._service.plan, line.assessment, line.number)
        self._worker.run(work, self._ask_to_issue, self.failed.emit, owner=self)

    def _ask_to_issue(self, plan: AwardPlan) -> None:
        service = self._service

        def issue(number: str, target: Path, passphrase: str) -> object:
            return service.issue(plan.assessment, number, target, passphrase), target

        sheet = IssueSheet(self._theme, self._view.window(), self._worker, plan, issue, self._asking.folder)
        sheet.done.connect(partial(self._issued, plan.again))
        sheet.open()

    def _issued(self, again: bool, made: "tuple[IssuedAward, Path]") -> None:
        issued, target = made
        issues = self.tr("Number {number} of {holder} is issued. {files} are in {folder}.")
        words = self.tr("Number {number} of {holder} is saved again. {files} are in {folder}.") if again else issues
        words = words.format(
            number=issued.award.number,
            holder=issued.award.holder,
            files=counted(len(issued.files), "file"),
            folder=target,
        )
        if issued.card:
            words += " " + self.tr("The office signs awards with a new key: send everybody the new card.")
        self.said.emit(words)
        self.changed.emit()

    def withdraw(self, line: AwardLine) -> None:
        """Ask for the next step of a withdrawal, and take it."""
        work = partial(self._service.needs_passphrase, line.award)
        self._worker.run(work, partial(self._ask_to_withdraw, line), self.failed.emit, owner=self)

    def _ask_to_withdraw(self, line: AwardLine, needs_passphrase: bool) -> None:
        sheet = WithdrawSheet(
            self._theme,
            self._view.window(),
            self._worker,
            line,
            partial(self._service.withdraw, line.award),
            needs_passphrase,
            self.reasons.get(line.award, ""),
        )
        sheet.typed.connect(lambda text: self.reasons.__setitem__(line.award, text))
        sheet.done.connect(partial(self._withdrawn, line.award))
        sheet.open()

    def _withdrawn(self, award: str, step: WithdrawalStep) -> None:
        self.reasons.pop(award, None)
        self.said.emit(step.sentence)
        self.changed.emit()

    def keep(self, line: AwardLine) -> None:
        """Take back this person's word on a withdrawal."""
        work = partial(self._service.keep, line.award)
        self._worker.run(work, partial(self._withdrawn, line.award), self.failed.emit, owner=self)

    def save_register(self, parent: QWidget) -> None:
        """Ask for a place, and write the signed register there."""
        target = self._asking.save(parent, self.tr("Save the register"), "awards.register", "*.register")
        if target is None:
            return
        credentials = self._workplace.credentials

        def done(found: object) -> None:
            self.said.emit(self.tr("The signed register is saved as {name}.").format(name=target.name))

        self._worker.run(
            lambda: credentials.save_register(target),
            done,
            lambda error: self.said.emit(told(self._worker, error)),
            self,
        )
