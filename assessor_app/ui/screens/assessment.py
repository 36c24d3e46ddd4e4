"""The screen of a visit: from the workspace to the history, and what its record says by itself."""

from PySide6.QtGui import QHideEvent

from assessor_app.domain.assessment.assessment import Assessment
from assessor_app.domain.journal.clock import Clock
from assessor_app.domain.scheme.edition import Scheme
from assessor_app.domain.scheme.edition_bridge import EditionChanges
from assessor_app.ui.commands import command
from assessor_app.ui.dates import utc_now
from assessor_app.ui.marking_passages import mark_chosen_words
from assessor_app.ui.ports import WorkplacePort
from assessor_app.ui.screen import Save, SaveState
from assessor_app.ui.screens import notices
from assessor_app.ui.screens.debrief.tab import DebriefTab
from assessor_app.ui.screens.edition_move import EditionMove
from assessor_app.ui.screens.evidence.pages import EvidencePages
from assessor_app.ui.screens.evidence.plan_page import uses_plan
from assessor_app.ui.screens.history.tab import HistoryTab
from assessor_app.ui.screens.notices import CLASHES, EDITION, SECOND, SIGNED
from assessor_app.ui.screens.open_assessment import OpenAssessment
from assessor_app.ui.screens.progress.tab import ProgressTab
from assessor_app.ui.screens.record_screen import Part, RecordScreen
from assessor_app.ui.screens.report.tab import ReportTab
from assessor_app.ui.screens.standing_notices import StandingNotices
from assessor_app.ui.screens.strand_notes import StrandNotes
from assessor_app.ui.screens.visit.note_taking import NoteTaking
from assessor_app.ui.screens.visit.tab import VisitTab
from assessor_app.ui.screens.workspace.beside import EvidenceBeside
from assessor_app.ui.screens.workspace.tab import WorkspaceTab
from assessor_app.ui.theme import Theme
from assessor_app.ui.worker import Worker


class AssessmentScreen(RecordScreen):
    """Everything about one assessment. Its banners stand as long as it is on show."""

    place = "visits"

    def __init__(
        self, theme: Theme, worker: Worker, workplace: WorkplacePort, assessment: str, clock: Clock = utc_now
    ) -> None:
        super().__init__(theme, worker, workplace, assessment, clock)
        self.edition: EditionMove | None = None
        self._notices = StandingNotices(self.go_requested.emit, self._make_version)
        self._add_commands()

    def _add_commands(self) -> None:
        words = self.tr("Visit mode")
        command(self, "visit-mode", words, lambda: self.go_to_tab("visit"), ["Ctrl+Shift+V"], "screen")
        words = self.tr("Action plan, or back to the evidence")
        command(self, "evidence-or-plan", words, self.turn_to_plan, ["Ctrl+Shift+A"], "screen")
        command(self, "advice", self.tr("Advice before the visit"), self.write_advice, (), "screen")
        command(
            self, "mark-welsh", self.tr("Mark the chosen words as Welsh"), self.mark_welsh, ["Ctrl+Shift+W"], "screen"
        )

    def turn_to_plan(self) -> None:
        """Go to the action plan from anywhere in the visit; from the plan to the evidence it rests on."""
        if self.opened is None:
            return
        if not uses_plan(self.opened):
            self.opened.said.emit(self.tr("This mark has no action plan."))
            return
        here = self.tab == "evidence"
        self.go_to_tab("evidence")
        page = self._pages["evidence"]
        if isinstance(page, EvidencePages):
            page.turn() if here else page.open_plan()

    def write_advice(self) -> None:
        """Go to where advice is kept apart from judgement."""
        if self.opened is not None:
            self.go_to_tab("progress")
            page = self._pages["progress"]
            if isinstance(page, ProgressTab):
                page.advice.box.setFocus()

    def mark_welsh(self) -> None:
        """Mark what is chosen in a box as Welsh, or say what to do first."""
        if not mark_chosen_words() and self.opened is not None:
            self.opened.said.emit(self.tr("Choose the Welsh words in a text first, then mark them."))

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not event.spontaneous():
            self._notices.forget()
            for banner in (SIGNED, CLASHES, EDITION, SECOND):
                self.banner_requested.emit(banner)

    def _show(self, read: tuple[Assessment, Scheme]) -> None:
        super()._show(read)
        self._look_for_edition()

    def _parts(self, opened: OpenAssessment, taking: NoteTaking, notes: StrandNotes) -> tuple[Part, ...]:
        theme, worker, workplace = self._theme, self._worker, self._workplace
        return (
            ("strands", self.tr("Strands"), lambda: self._make_strands(opened, notes)),
            ("visit", self.tr("Visit"), lambda: self._make_visit(opened, taking)),
            ("evidence", self.tr("Evidence"), lambda: EvidencePages(theme, worker, opened, workplace)),
            ("debrief", self.tr("Debrief"), lambda: DebriefTab(theme, worker, opened, workplace.debriefs)),
            ("report", self.tr("Report"), lambda: self._make_report(opened)),
            ("progress", self.tr("Progress"), lambda: self._make_progress(opened)),
            ("history", self.tr("History"), lambda: HistoryTab(theme, worker, opened, workplace.histories)),
        )

    def _make_strands(self, opened: OpenAssessment, notes: StrandNotes) -> WorkspaceTab:
        beside = EvidenceBeside(self._theme, self._worker, opened, self._workplace)
        strands = WorkspaceTab(self._theme, opened, notes.add, beside)
        strands.practice_wanted.connect(
            lambda strand: self.go_requested.emit("rubrics", f"mark:{self._assessment}:{strand}")
        )
        notes.refused.connect(strands.note_refused)
        strands.note_moved.connect(notes.move)
        strands.note_strand_wanted.connect(notes.ask_strand)
        strands.evidence_wanted.connect(self._open_evidence)
        strands.debrief_wanted.connect(lambda: self.go_to_tab("debrief"))
        return strands

    def _make_visit(self, opened: OpenAssessment, taking: NoteTaking) -> VisitTab:
        day = self._workplace.visit_day
        visit = VisitTab(self._theme, self._worker, opened, day, self._workplace.visits, taking, self._clock)
        visit.evidence_wanted.connect(lambda: self.go_to_tab("evidence"))
        visit.strand_wanted.connect(self._open_strand)
        return visit

    def _make_report(self, opened: OpenAssessment) -> ReportTab:
        report = ReportTab(self._theme, self._worker, opened, self._workplace)
        report.strand_wanted.connect(self._open_strand)
        report.bundle_wanted.connect(lambda: self.go_requested.emit("sync", self._assessment))
        return report

    def _make_progress(self, opened: OpenAssessment) -> ProgressTab:
        workplace = self._workplace
        return ProgressTab(self._theme, self._worker, opened, workplace.cycle, workplace.person.roles)

    def _show_notices(self) -> None:
        opened = self.opened
        if opened is None or not self.isVisible():
            return
        told = self._notices.newly_said(opened)
        for notice in told:
            self.banner_requested.emit(notice)
        if told:
            state = SaveState(Save.READ_ONLY) if opened.value.locked else opened.saving.state
            self.save_state_changed.emit(state)

    def _look_for_edition(self) -> None:
        editions = self._workplace.cycle.editions
        self.edition = EditionMove(self._theme, self._worker, editions, self._assessment, self._scheme, self)
        self.edition.found.connect(self._tell_edition)
        self.edition.moved.connect(self.stale)
        self.edition.failed.connect(self._fail)
        self.edition.look()

    def _scheme(self) -> Scheme:
        assert self.opened is not None
        return self.opened.scheme

    def _tell_edition(self, changes: EditionChanges) -> None:
        if self.edition is not None and self.isVisible():
            self.banner_requested.emit(notices.newer_edition(self._scheme().short_title, changes, self.edition.see))

    def _make_version(self) -> None:
        reporting = self._workplace.reporting
        self._worker.run(
            lambda: reporting.begin_version(self._assessment), lambda _v: self.refresh(), self._fail, owner=self
        )
