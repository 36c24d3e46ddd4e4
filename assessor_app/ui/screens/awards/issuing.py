"""The sheet that asks before an award is issued: it names the school and what it means, and where the files go."""

from collections.abc import Callable, Iterable
from pathlib import Path

from PySide6.QtWidgets import QLineEdit, QWidget

from assessor_app.domain.award.lines import AwardPlan
from assessor_app.domain.words.phrases import day_words
from assessor_app.ui.kit.buttons import Button
from assessor_app.ui.kit.cards import LabelledField, row
from assessor_app.ui.kit.sheet import Sheet
from assessor_app.ui.screens.awards.office_key import OfficeKeySheet
from assessor_app.ui.screens.settings.asking import AskFile, folder
from assessor_app.ui.theme import Theme
from assessor_app.ui.worker import Worker

Issue = Callable[[str, Path, str], object]
"""number, folder, passphrase -> what was made; runs in a worker."""


class IssueSheet(OfficeKeySheet):
    """`done` carries what was made."""

    def __init__(
        self, theme: Theme, window: QWidget, worker: Worker, plan: AwardPlan, issue: Issue, ask: AskFile = folder
    ) -> None:
        title = _title(self, plan)
        go = Button(theme, self.tr("Save the files") if plan.again else self.tr("Issue award"), "primary", "award")
        super().__init__(theme, window, worker, title, go, Button(theme, self.tr("Not yet")))
        self._issue, self._ask, self.plan = issue, ask, plan
        self._explain(title, _consequence(self, plan))
        self.number, self.target = QLineEdit(plan.number), QLineEdit(plan.folder)
        self.number.setEnabled(not plan.again)
        self._choose = Button(theme, self.tr("Choose a folder"), "secondary", "folder")
        self._choose.clicked.connect(self._ask_folder)
        self._where = LabelledField(theme, self.tr("Save its files in"), self.target)
        self.body.addWidget(LabelledField(theme, self.tr("Certificate number"), self.number))
        self.body.addWidget(self._where)
        self.body.addLayout(row(self._choose, None))
        self.body.addWidget(self._secret)
        self.target.textChanged.connect(lambda: self._where.set_error(""))
        self._end_with_buttons()

    def open(self) -> None:
        super().open()
        self.passphrase.setFocus()

    def start(self) -> None:
        """Issue it, once a passphrase is typed."""
        if not self.go.isEnabled():
            return
        if not self.target.text().strip():
            self._wrong(self._where, self.tr("Choose where its files go."))
            return
        if not self._is_passphrase_typed():
            return
        number, target, secret = self.number.text().strip(), Path(self.target.text().strip()), self.passphrase.text()
        self._run(lambda: self._issue(number, target, secret))

    def _ask_folder(self) -> None:
        chosen = self._ask(self, self.tr("Where the files go"), self.target.text(), "")
        if chosen is not None:
            self.target.setText(str(chosen))

    def _set_busy(self, busy: bool) -> None:
        super()._set_busy(busy)
        self.go.setText(self.tr("Issuing") if busy and not self.plan.again else self._words())
        self.number.setEnabled(not busy and not self.plan.again)

    def _inputs(self) -> Iterable[QWidget]:
        return (*super()._inputs(), self.target, self._choose)

    def _words(self) -> str:
        return self.tr("Save the files") if self.plan.again else self.tr("Issue award")


def _title(sheet: Sheet, plan: AwardPlan) -> str:
    words = (
        sheet.tr("Save the files of {award} for {school} again?")
        if plan.again
        else sheet.tr("Issue {award} to {school}?")
    )
    return words.format(award=plan.outcome_name, school=plan.holder)


def _consequence(sheet: Sheet, plan: AwardPlan) -> str:
    if plan.again:
        return sheet.tr("Certificate, credential, badges and logos are written once more. The register stays as it is.")
    start = sheet.tr("The award starts on {start}").format(start=day_words(plan.given_on))
    end = sheet.tr(" and ends on {end}").format(end=day_words(plan.until_on)) if plan.until_on else ""
    return f"{start}{end}. " + sheet.tr("The certificate number cannot be used again.")
