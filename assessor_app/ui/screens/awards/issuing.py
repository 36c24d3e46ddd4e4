"""The sheet that asks before an award is issued: it names the school and what it means, and where the files go."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from assessor_app.domain.award_lines import AwardPlan
from assessor_app.domain.phrases import day_words
from assessor_app.errors import AssayError
from assessor_app.ui.kit.buttons import Button
from assessor_app.ui.kit.cards import LabelledField, row
from assessor_app.ui.kit.labels import PlainLabel
from assessor_app.ui.kit.sheet import Sheet
from assessor_app.ui.screens.settings.asking import AskFile, folder
from assessor_app.ui.screens.telling import told
from assessor_app.ui.theme import Theme
from assessor_app.ui.worker import Worker

Issue = Callable[[str, Path, str], object]
"""number, folder, passphrase -> what was made; runs in a worker."""


class IssueSheet(Sheet):
    """`issued` carries what was made; the sheet is closed then."""

    issued = Signal(object)

    def __init__(
        self, theme: Theme, window: QWidget, worker: Worker, plan: AwardPlan, issue: Issue, ask: AskFile = folder
    ) -> None:
        title = _title(self, plan)
        super().__init__(theme, window, title, 520)
        self._worker, self._issue, self._ask, self.plan = worker, issue, ask, plan
        self.body.addWidget(PlainLabel(title, "heading", wrap=True))
        self.body.addWidget(PlainLabel(_consequence(self, plan), "reading", "text2", wrap=True))
        self.number, self.target, self.passphrase = QLineEdit(plan.number), QLineEdit(), QLineEdit()
        self.number.setEnabled(not plan.again)
        self.target.setText(plan.folder)
        self.passphrase.setEchoMode(QLineEdit.EchoMode.Password)
        self._choose = Button(theme, self.tr("Choose a folder"), "secondary", "folder")
        self._choose.clicked.connect(self._ask_folder)
        self._where = LabelledField(theme, self.tr("Save its files in"), self.target)
        self._secret = LabelledField(theme, self.tr("Passphrase of the office's key"), self.passphrase)
        self.body.addWidget(LabelledField(theme, self.tr("Certificate number"), self.number))
        self.body.addWidget(self._where)
        self.body.addLayout(row(self._choose, None))
        self.body.addWidget(self._secret)
        self.error = PlainLabel("", "caption-medium", "danger", wrap=True)
        self.error.hide()
        self.body.addWidget(self.error)
        self.go = Button(theme, self.tr("Save the files") if plan.again else self.tr("Issue award"), "primary", "award")
        self.stay = Button(theme, self.tr("Not yet"))
        self.go.clicked.connect(self.start)
        self.stay.clicked.connect(self.close_sheet)
        self.passphrase.returnPressed.connect(self.start)
        self.passphrase.textEdited.connect(lambda: self._secret.set_error(""))
        self.target.textChanged.connect(lambda: self._where.set_error(""))
        self.body.addLayout(row(None, self.stay, self.go))

    def open(self) -> None:
        super().open()
        self.passphrase.setFocus()

    def start(self) -> None:
        """Issue it, once a passphrase is typed."""
        if not self.go.isEnabled():
            return
        if not self.target.text().strip():
            self._where.set_error(self.tr("Choose where its files go."))
            self.resize_box()
            self.target.setFocus()
            return
        if not self.passphrase.text():
            self._wrong(self.tr("Type the passphrase of the office's key."))
            return
        number, target, secret = self.number.text().strip(), Path(self.target.text().strip()), self.passphrase.text()
        self._set_busy(True)
        self._worker.run(lambda: self._issue(number, target, secret), self._finish, self._fail, owner=self)

    def _ask_folder(self) -> None:
        chosen = self._ask(self, self.tr("Where the files go"), self.target.text(), "")
        if chosen is not None:
            self.target.setText(str(chosen))

    def _finish(self, made: object) -> None:
        self.passphrase.clear()
        self.close_sheet()
        self.issued.emit(made)

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
        self.error.hide()
        self.go.setText(self.tr("Issuing") if busy and not self.plan.again else self._words())
        for widget in (self.go, self.stay, self.target, self.passphrase, self._choose):
            widget.setEnabled(not busy)
        self.number.setEnabled(not busy and not self.plan.again)

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
