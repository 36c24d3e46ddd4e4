"""Loading a completed workbook: look first, then take it in."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from assessor_app.domain.problem import Problem, Severity
from assessor_app.ui.commands import command
from assessor_app.ui.dates import short_date
from assessor_app.ui.errors import notice_of
from assessor_app.ui.kit.buttons import Button
from assessor_app.ui.kit.cards import Card, row
from assessor_app.ui.kit.date_field import DateField
from assessor_app.ui.kit.empty import Empty, Skeleton
from assessor_app.ui.kit.labels import PlainLabel
from assessor_app.ui.kit.painted import Icon
from assessor_app.ui.screen import Screen
from assessor_app.ui.theme import Theme
from assessor_app.ui.worker import Worker

if TYPE_CHECKING:
    from assessor_app.services.intake import Loaded, Preview
    from assessor_app.services.profile.workplace import Workplace

WIDTH = 860
UNREAD = "workbook-not-read"

_LOOKS = {
    Severity.ERROR: ("circle-alert", "danger"),
    Severity.WARNING: ("triangle-alert", "warn"),
    Severity.NOTE: ("info", "text2"),
}


class LoadWorkbookScreen(Screen):
    """Choose a file, see what is in it and what could not be taken, load it. Nothing is stored before that."""

    place = "visits"

    def __init__(self, theme: Theme, worker: Worker, workplace: "Workplace", _argument: str = "") -> None:
        super().__init__()
        self._theme, self._worker, self._workplace = theme, worker, workplace
        self._file: Path | None = None
        self._evidence: Path | None = None
        self._choose: Button | None = None
        self._visit_on: DateField | None = None
        self._typed_day = ""
        self.title = self.tr("Load a workbook")
        self._bar = self._make_footer()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(*(theme.px(28),) * 4)
        self._content: QWidget = QWidget()
        self._column.addWidget(self._content)
        self._column.addStretch(1)
        self._ask()
        keys = ("Ctrl+Return", "Ctrl+Enter")
        command(self, "go-on", self.tr("Choose or load the workbook"), self.go_on, keys, "screen")

    def _make_footer(self) -> QWidget:
        bar = QWidget()
        line = QHBoxLayout(bar)
        line.setContentsMargins(self._theme.px(20), self._theme.px(8), self._theme.px(20), self._theme.px(8))
        self._status = PlainLabel("", "caption", "text2", wrap=True)
        self._load = Button(self._theme, self.tr("Load this workbook"), "primary", "arrow-right", trailing=True)
        self._load.clicked.connect(self.load)
        line.addWidget(self._status, 1)
        line.addWidget(self._load)
        return bar

    def focus_first(self) -> None:
        """The button that does the next thing."""
        button = self._next()
        if button is not None:
            button.setFocus()
        else:
            self.setFocus()

    def go_on(self) -> None:
        """Do the next thing: choose a workbook, or load the one on show."""
        button = self._next()
        if button is not None:
            button.click()

    def _next(self) -> Button | None:
        return self._load if self._load.isEnabled() else self._choose

    def choose_file(self) -> None:
        """Ask for the workbook."""
        name, _ = QFileDialog.getOpenFileName(self, self.tr("Choose a workbook"), "", self.tr("Workbooks (*.xlsx)"))
        if name:
            self.read(Path(name), None)

    def choose_folder(self) -> None:
        """Ask for the folder of the evidence files and match them with the workbook's list."""
        name = QFileDialog.getExistingDirectory(self, self.tr("Choose the folder of the evidence files"))
        if name and self._file:
            self.read(self._file, Path(name))

    def read(self, file: Path, evidence: Path | None) -> None:
        """Read a workbook without storing anything and show what is in it."""
        if file != self._file:
            self._typed_day = ""
        self._file, self._evidence = file, evidence
        self._choose = self._visit_on = None
        self.setFocus()  # what has the keyboard goes away, and it must not fall to the rail
        self.banner_requested.emit(UNREAD)
        self._swap(Skeleton(self._theme, 4))
        self._set_ready(False, self.tr("Reading {file}").format(file=file.name))
        intake = self._workplace.intake
        self._worker.run(lambda: intake.read(file, evidence), self._show, self._fail, self)

    def load(self) -> None:
        """Take the workbook in, then open the assessment it belongs to."""
        file, evidence = self._file, self._evidence
        if file is None or (self._visit_on is not None and not self._visit_on.check()):
            return
        visit_on = self._visit_on.value if self._visit_on is not None else None
        self.setFocus()
        self._set_ready(False, self.tr("Loading {file}").format(file=file.name))
        intake = self._workplace.intake
        self._worker.run(lambda: intake.load(file, evidence, visit_on=visit_on), self._loaded, self._fail, self)

    def _ask(self, words: str = "") -> None:
        choose = Button(self._theme, words or self.tr("Choose a workbook"), "primary", "folder-open")
        choose.clicked.connect(self.choose_file)
        why = self.tr(
            "Choose the completed self-assessment that the institution sent you. You see it before it is loaded."
        )
        card = Card(self._theme, padding=8)
        heading = self.tr("A self-assessment workbook")
        card.body.addWidget(Empty(self._theme, "file-spreadsheet", heading, why, (choose,)))
        self._swap(card)
        self._choose, self._visit_on = choose, None
        self._set_ready(False, "")
        self._show_footer(None)

    def _fail(self, error: BaseException) -> None:
        self._ask(self.tr("Choose another file"))
        self.banner_requested.emit(notice_of(error, notice_id=UNREAD))
        if self.isVisible():
            self.focus_first()

    def _show(self, preview: "Preview") -> None:
        page = QWidget()
        page.setMaximumWidth(self._theme.px(WIDTH))
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self._theme.px(12))
        column.addWidget(self._facts_card(preview))
        if preview.problems:
            column.addWidget(PlainLabel(self.tr("Look at these"), "heading"))
            column.addWidget(self._problems_card(preview.problems))
        self._swap(page)
        self._show_footer(self._bar)
        left_out = preview.errors
        words = self.tr("Nothing is stored until you load it.")
        if left_out == 1:
            words = self.tr("1 answer cannot be taken and is left out.")
        elif left_out:
            words = self.tr("{count} answers cannot be taken and are left out.").format(count=left_out)
        self._set_ready(True, words)
        if self.isVisible():
            self.focus_first()

    def _facts_card(self, preview: "Preview") -> Card:
        card = Card(self._theme, padding=18, spacing=6)
        card.body.addWidget(PlainLabel(self._file.name if self._file else "", "card", wrap=True))
        for words in facts_of(preview):
            card.body.addWidget(PlainLabel(words, "body", "text2", wrap=True))
        folder = Button(self._theme, self.tr("Add the evidence files"), icon="folder")
        folder.clicked.connect(self.choose_folder)
        other = Button(self._theme, self.tr("Choose another file"), "ghost")
        other.clicked.connect(self.choose_file)
        card.body.addLayout(row(folder, other, None))
        card.body.addSpacing(self._theme.px(4))
        self._visit_on = DateField(self._theme, self.tr("Date of the visit"), self._typed_day)
        self._visit_on.line.textChanged.connect(self._keep_day)
        self._visit_on.line.returnPressed.connect(self.go_on)
        card.body.addWidget(self._visit_on)
        return card

    def _keep_day(self, typed: str) -> None:
        self._typed_day = typed  # it outlives its field when the evidence files are added

    def _problems_card(self, problems: Sequence[Problem]) -> Card:
        card = Card(self._theme, padding=16, spacing=10)
        order = list(Severity)
        for problem in sorted(problems, key=lambda found: order.index(found.severity)):
            icon, ink = _LOOKS[problem.severity]
            line = QHBoxLayout()
            line.setSpacing(self._theme.px(10))
            line.addWidget(Icon(self._theme, icon, ink, 16), 0, Qt.AlignmentFlag.AlignTop)
            words = QVBoxLayout()
            words.setSpacing(self._theme.px(1))
            words.addWidget(PlainLabel(problem.message, "medium", wrap=True))
            words.addWidget(PlainLabel(problem.where, "caption", "text2", wrap=True))
            line.addLayout(words, 1)
            card.body.addLayout(line)
        return card

    def _loaded(self, loaded: "Loaded") -> None:
        words = (
            self.tr("You had loaded this workbook already. Nothing was changed.")
            if loaded.already
            else self.tr("The workbook is loaded.")
        )
        self.toast_requested.emit(words, None)
        self.go_requested.emit("assessment", loaded.assessment)
        self._ask()

    def _set_ready(self, ready: bool, words: str) -> None:
        self._load.setEnabled(ready)
        self._status.setText(words)

    def _show_footer(self, footer: QWidget | None) -> None:
        if footer is not self.footer:
            self.footer = footer
            self.panes_changed.emit()

    def _swap(self, content: QWidget) -> None:
        self._column.replaceWidget(self._content, content)
        self._content.hide()
        self._content.deleteLater()
        self._content = content
        content.show()


def facts_of(preview: "Preview") -> list[str]:
    """What a preview holds, in one line each."""
    submission = preview.submission
    answered = sum(1 for strand in submission.strands if strand.level or strand.text)
    counts = (
        _tr("{count} answers").format(count=answered),
        _tr("{count} pieces of evidence").format(count=len(submission.evidence)),
        _tr("{count} actions").format(count=len(submission.actions)),
        _tr("{count} files found").format(count=len(preview.files)) if preview.files else "",
    )
    by, on = submission.completed_by, _day_words(submission.completed_on)
    lines = (
        ", ".join(filter(None, (submission.institution, submission.place))),
        (_tr("Completed by {name} on {day}") if on else _tr("Completed by {name}")).format(name=by, day=on)
        if by
        else "",
        ", ".join(filter(None, counts)),
    )
    return [line for line in lines if line]


def _day_words(typed: str) -> str:
    try:
        return short_date(date.fromisoformat(typed)) if typed else ""
    except ValueError:
        return typed


def _tr(text: str) -> str:
    return QCoreApplication.translate("load_workbook", text)
