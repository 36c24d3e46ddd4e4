"""A new note from a screen that belongs to no visit: into the visit of today, or into the one that is chosen."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from assessor_app.domain.assessment.assessment import Assessment
from assessor_app.domain.assessment.summary import AssessmentSummary, Stage
from assessor_app.domain.award.outcome import outlook
from assessor_app.domain.scheme.edition import Scheme
from assessor_app.ui.dates import utc_now
from assessor_app.ui.kit.labels import PlainLabel
from assessor_app.ui.kit.sheet import Sheet
from assessor_app.ui.ports import WorkplacePort
from assessor_app.ui.screens.assessment import AssessmentScreen
from assessor_app.ui.screens.open_assessment import OpenAssessment
from assessor_app.ui.screens.telling import told
from assessor_app.ui.screens.visit.note_taking import NoteTaking
from assessor_app.ui.screens.visit.sheets import NoteSheet
from assessor_app.ui.screens.visit_words import day_words, mark_line
from assessor_app.ui.shell import Shell
from assessor_app.ui.theme import Theme
from assessor_app.ui.worker import Worker


def visits_for_notes(visits: Sequence[AssessmentSummary], today: date) -> tuple[AssessmentSummary, ...]:
    """The visits a note may be for: the only one of today alone, else all that are not signed, those of today first."""
    unsigned = sorted(
        (visit for visit in visits if visit.stage is not Stage.SIGNED),
        key=lambda visit: abs((visit.visit_on - today).days) if visit.visit_on else 10_000,
    )
    on_the_day = [visit for visit in unsigned if visit.visit_on == today]
    return tuple(on_the_day if len(on_the_day) == 1 else unsigned)


class VisitQuestion(Sheet):
    """Which visit a note is for. Arrows move, Enter takes it, Esc goes back."""

    def __init__(
        self,
        theme: Theme,
        shell: Shell,
        visits: Sequence[AssessmentSummary],
        today: date,
        take: Callable[[str], object],
    ) -> None:
        super().__init__(theme, shell.window(), shell.tr("Which visit is the note for?"))
        self._take = take
        self.list = QListWidget()
        self.list.setAccessibleName(self.accessibleName())
        for visit in visits:
            words = " \u00b7 ".join((visit.institution, mark_line(visit), day_words(visit, today)))
            row = QListWidgetItem(words, self.list)
            row.setData(Qt.ItemDataRole.UserRole, visit.id)
        self.list.setCurrentRow(0)
        self.list.setMinimumHeight(theme.px(36) * min(len(visits), 6) + theme.px(8))
        self.list.itemActivated.connect(self._choose)
        self.list.itemClicked.connect(self._choose)
        self.body.addWidget(PlainLabel(self.accessibleName(), "heading"))
        self.body.addWidget(self.list)

    def _choose(self, row: QListWidgetItem) -> None:
        self.close_sheet()
        self._take(str(row.data(Qt.ItemDataRole.UserRole)))


class NoteAnywhere(QObject):
    """Opens the box for a note over whatever is shown, and goes when the note is on disk."""

    def __init__(self, theme: Theme, worker: Worker, shell: Shell, workplace: WorkplacePort) -> None:
        super().__init__(shell)
        self._theme, self._worker, self._shell, self._workplace = theme, worker, shell, workplace

    def ask(self, visits: Sequence[AssessmentSummary], today: date) -> None:
        """Take a note for the visit of today, or ask which visit it is for."""
        choice = visits_for_notes(visits, today)
        if not choice:
            self._shell.show_toast(self.tr("There is no visit to take a note for."))
        elif len(choice) == 1:
            self.open(choice[0].id)
        else:
            VisitQuestion(self._theme, self._shell, choice, today, self.open).open()

    def open(self, assessment: str) -> None:
        """Open the box for this visit: in its own screen when that is open, since both hold the same unfinished
        words."""
        for frame in self._shell.navigator.frames:
            if isinstance(frame.content, AssessmentScreen) and frame.content.is_of(assessment):
                frame.content.open_note()
                return
        visits = self._workplace.visits

        def read() -> tuple[Assessment, Scheme]:
            value = visits.open(assessment)
            return value, visits.scheme_of(value)

        self._worker.run(read, self._show, self._tell, owner=self)

    def _show(self, read: tuple[Assessment, Scheme]) -> None:
        value, scheme = read
        if value.locked:
            self._shell.show_toast(self.tr("This report is signed, so no note can be added."))
            return
        if self._workplace.read_only:
            self._shell.show_toast(self.tr("This profile is read only, so no note can be added."))
            return
        person = self._workplace.person.id
        opened = OpenAssessment(value, scheme, person, self._workplace.judging, outlook, utc_now)
        opened.setParent(self)
        taking = NoteTaking(opened, self._workplace.visit_day.capture)
        opened.saving.refused.connect(lambda sentence: self._shell.show_toast(sentence))
        opened.saving.unexpected.connect(self._worker.unhandled)
        sheet = NoteSheet(self._theme, self._shell.window(), opened, taking, value.institution.name)
        sheet.closed.connect(taking.autosave.flush)
        sheet.open()

    def _tell(self, error: BaseException) -> None:
        self._shell.show_toast(told(self._worker, error))
