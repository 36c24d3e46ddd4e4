"""One assessment: its sub-pages in the header, and the one snapshot they share."""

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtGui import QAction, QGuiApplication, QHideEvent, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout

from assessor_app.domain.assessment import Assessment, Note, NoteKind
from assessor_app.domain.award import outlook
from assessor_app.domain.clock import Clock
from assessor_app.domain.edition_bridge import EditionChanges
from assessor_app.domain.scheme import Scheme
from assessor_app.ui.announcing import Announcer
from assessor_app.ui.commands import command
from assessor_app.ui.dates import short_date, utc_now
from assessor_app.ui.errors import notice_of
from assessor_app.ui.finding import Found, found_in
from assessor_app.ui.kit.empty import Skeleton
from assessor_app.ui.marking_passages import mark_chosen_words
from assessor_app.ui.ports import WorkplacePort
from assessor_app.ui.screen import Save, SaveState, Screen
from assessor_app.ui.screens import notices
from assessor_app.ui.screens.debrief.tab import DebriefTab
from assessor_app.ui.screens.edition_move import EditionMove
from assessor_app.ui.screens.evidence.pages import EvidencePages
from assessor_app.ui.screens.evidence.plan_page import uses_plan
from assessor_app.ui.screens.history.tab import HistoryTab
from assessor_app.ui.screens.lazy_tabs import LazyTabs
from assessor_app.ui.screens.notices import CLASHES, EDITION, NOT_SAVED, SECOND, SIGNED
from assessor_app.ui.screens.open_assessment import OpenAssessment
from assessor_app.ui.screens.progress.tab import ProgressTab
from assessor_app.ui.screens.report.tab import ReportTab
from assessor_app.ui.screens.standing_notices import StandingNotices
from assessor_app.ui.screens.tab import Tab
from assessor_app.ui.screens.visit.note_taking import NoteTaking
from assessor_app.ui.screens.visit.sheets import NoteSheet, TagSheet
from assessor_app.ui.screens.visit.tab import VisitTab
from assessor_app.ui.screens.workspace.beside import EvidenceBeside
from assessor_app.ui.screens.workspace.tab import WorkspaceTab
from assessor_app.ui.theme import Theme
from assessor_app.ui.worker import Worker

OWN_NOTE_BOX = ("strands", "visit")
"""Sub-pages with a box for notes of their own."""


class AssessmentScreen(Screen):
    """Reads one assessment in the background and shows its sub-pages.

    workplace: the services; assessment: its id; clock: gives the moment of a judgement, in UTC.
    """

    place = "visits"
    scrolls = False

    def __init__(
        self, theme: Theme, worker: Worker, workplace: WorkplacePort, assessment: str, clock: Clock = utc_now
    ) -> None:
        super().__init__()
        self._theme, self._worker, self._workplace = theme, worker, workplace
        self._assessment, self._clock = assessment, clock
        self.opened: OpenAssessment | None = None
        self._pages = LazyTabs({}, self)
        self.taking: NoteTaking | None = None
        self._actions: dict[str, list[QAction]] = {}
        self._announcer = Announcer(self)
        self.edition: EditionMove | None = None
        self._wanted_tab = "strands"
        self._wanted_place: tuple[str, str] | None = None
        self._notices = StandingNotices(self.go_requested.emit, self._make_version)
        self._stack = QStackedWidget()
        self._stack.addWidget(Skeleton(theme, 6))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)
        self._note_anywhere = command(self, "note-anywhere", self.tr("New note"), self.open_note, ["Ctrl+N"], "screen")
        self._add_commands()
        worker.run(self._read, self._show, self._fail, owner=self)

    def _add_commands(self) -> None:
        words = self.tr("Visit mode")
        command(self, "visit-mode", words, lambda: self.go_to_tab("visit"), ["Ctrl+Shift+V"], "screen")
        words = self.tr("Action plan, or back to the evidence")
        command(self, "evidence-or-plan", words, self.turn_to_plan, ["Ctrl+Shift+A"], "screen")
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

    def mark_welsh(self) -> None:
        """Mark what is chosen in a box as Welsh, or say what to do first."""
        if not mark_chosen_words() and self.opened is not None:
            self.opened.said.emit(self.tr("Choose the Welsh words in a text first, then mark them."))

    def show_tab(self, tab: str) -> None:
        if tab not in self._pages:
            self._wanted_tab = tab
            return
        page = self._pages[tab]
        if tab != self.tab and self.tab in self._pages:
            self._pages[self.tab].leave()
        self.tab = tab
        self._stack.setCurrentWidget(page)
        self._take_panes()
        for name, actions in self._actions.items():
            for action in actions:
                action.setEnabled(name == tab)
        self._note_anywhere.setEnabled(tab not in OWN_NOTE_BOX)
        page.enter()
        page.focus_first()

    def focus_first(self) -> None:
        if self.tab in self._pages:
            self._pages[self.tab].focus_first()

    def refresh(self) -> None:
        """Read again: an import or another screen may have changed it."""
        self._worker.run(lambda: self._workplace.visits.open(self._assessment), self._renew, self._fail, owner=self)

    def leave(self) -> None:
        if self.tab in self._pages:
            self._pages[self.tab].leave()
        if self.opened is not None:
            self.opened.autosave.flush()
        if self.taking is not None:
            self.taking.autosave.flush()

    def found_here(self) -> tuple[Found, ...]:
        return found_in(self.opened.value, self.opened.scheme) if self.opened else ()

    def more_commands(self) -> list[tuple[str, str, Callable[[], object]]]:
        words = dict(self.tabs)
        return [
            (action.text(), words[tab], partial(self._run_on, tab, action))
            for tab, actions in self._actions.items()
            if tab != self.tab
            for action in actions
        ]

    def _run_on(self, tab: str, action: QAction) -> None:
        self.go_to_tab(tab)
        action.trigger()

    def show_place(self, kind: str, key: str) -> None:
        if self.opened is None:
            self._wanted_place = (kind, key)
        elif kind == "evidence":
            self._open_evidence(key)
        elif kind == "person":
            self.go_to_tab("debrief" if key else "strands")
        else:
            self._open_strand(key) if key else self.go_to_tab("strands")

    def unsaved_texts(self) -> list[str]:
        texts = self.opened.autosave.unsaved_texts() if self.opened else []
        texts += self.taking.autosave.unsaved_texts() if self.taking else []
        return [*texts, *(text for page in self._pages.all_built() for text in page.unsaved_texts())]

    def is_saving(self) -> bool:
        return self.opened is not None and self.opened.saving.pending > 0

    def save_again(self) -> None:
        if self.opened is not None:
            self.opened.autosave.retry()
        if self.taking is not None:
            self.taking.autosave.retry()
        for page in self._pages.all_built():
            page.save_again()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.opened is not None and not event.spontaneous():
            self.save_state_changed.emit(self.opened.saving.state)
            self._show_notices()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not event.spontaneous():
            self._notices.forget()
            for banner in (SIGNED, CLASHES, EDITION, SECOND):
                self.banner_requested.emit(banner)

    def _read(self) -> tuple[Assessment, Scheme]:
        value = self._workplace.visits.open(self._assessment)
        return value, self._workplace.visits.scheme_of(value)

    def _fail(self, error: BaseException) -> None:
        self.banner_requested.emit(notice_of(error, self.tr("Try again"), self.refresh))

    def _show(self, read: tuple[Assessment, Scheme]) -> None:
        value, scheme = read
        opened = OpenAssessment(value, scheme, self._workplace.person.id, self._workplace.judging, outlook, self._clock)
        opened.setParent(self)
        opened.read_only = self._workplace.read_only
        self.opened = opened
        self.title = value.institution.name
        self.context_line = context_line(scheme, value, self._clock().date())
        self._build_pages(opened)
        opened.saving.state_changed.connect(self._on_saving)
        opened.saving.refused.connect(self._on_refused)
        opened.saving.unexpected.connect(self._worker.unhandled)
        opened.announced.connect(self._announcer.say)
        opened.said.connect(lambda words: self.toast_requested.emit(words, None))
        opened.reload_wanted.connect(self.refresh)
        opened.changed.connect(self._show_notices)
        self.title_changed.emit()
        self.show_tab(self._wanted_tab)
        self._show_notices()
        if self._wanted_place is not None:
            self.show_place(*self._wanted_place)
        self._look_for_edition()
        self._pages.begin_the_rest()

    def _build_pages(self, opened: OpenAssessment) -> None:
        parts = self._parts(opened)
        self.taking = NoteTaking(opened, self._workplace.visit_day.capture)
        self._pages = LazyTabs({name: make for name, _, make in parts}, self)
        self._pages.built.connect(self._take_page)
        self.tabs = tuple((name, words) for name, words, _ in parts if words)

    def _parts(self, opened: OpenAssessment) -> tuple[tuple[str, str, Callable[[], Tab]], ...]:
        """The sub-pages: id, words in the header (empty: reached from another one), and how it is made."""
        theme, worker, workplace = self._theme, self._worker, self._workplace
        return (
            ("strands", self.tr("Strands"), lambda: self._make_strands(opened)),
            ("visit", self.tr("Visit"), lambda: self._make_visit(opened)),
            ("evidence", self.tr("Evidence"), lambda: EvidencePages(theme, worker, opened, workplace)),
            ("debrief", self.tr("Debrief"), lambda: DebriefTab(theme, worker, opened, workplace.debriefs)),
            ("report", self.tr("Report"), lambda: self._make_report(opened)),
            ("progress", self.tr("Progress"), lambda: self._make_progress(opened)),
            ("history", self.tr("History"), lambda: HistoryTab(theme, worker, opened, workplace.histories)),
        )

    def _make_strands(self, opened: OpenAssessment) -> WorkspaceTab:
        beside = EvidenceBeside(self._theme, self._worker, opened, self._workplace)
        strands = WorkspaceTab(self._theme, opened, self._add_note, beside)
        strands.practice_wanted.connect(
            lambda strand: self.go_requested.emit("rubrics", f"mark:{self._assessment}:{strand}")
        )
        strands.note_moved.connect(self._move_note)
        strands.note_strand_wanted.connect(self._ask_strand)
        strands.evidence_wanted.connect(self._open_evidence)
        strands.debrief_wanted.connect(lambda: self.go_to_tab("debrief"))
        return strands

    def _make_visit(self, opened: OpenAssessment) -> VisitTab:
        assert self.taking is not None
        day, taking = self._workplace.visit_day, self.taking
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

    def _take_page(self, name: str) -> None:
        page = self._pages[name]
        self._stack.addWidget(page)
        self._actions[name] = page.commands(self)
        for action in self._actions[name]:
            action.setEnabled(name == self.tab)
        page.panes_changed.connect(self._take_panes)

    def is_of(self, assessment: str) -> bool:
        """True when this screen shows that assessment and has read it."""
        return assessment == self._assessment and self.opened is not None

    def open_note(self) -> None:
        """Open the box for a new note over this page; closing it goes back to where the keyboard was."""
        if self.opened is not None and self.taking is not None and self.opened.editable:
            NoteSheet(self._theme, self.window(), self.opened, self.taking).open()

    def go_to_tab(self, tab: str) -> None:
        """Show a sub-page and let the header show it too."""
        self.show_tab(tab)
        self.title_changed.emit()

    def _open_evidence(self, piece: str) -> None:
        self.go_to_tab("evidence")
        page = self._pages["evidence"]
        if isinstance(page, EvidencePages):
            page.open_piece(piece)

    def _open_strand(self, strand: str) -> None:
        self.go_to_tab("strands")
        page = self._pages["strands"]
        if isinstance(page, WorkspaceTab):
            page.go_to(strand)

    def _take_panes(self) -> None:
        page = self._pages[self.tab]
        self.nav, self.nav_width, self.context = page.nav, page.nav_width, page.context
        self.context_strip, self.footer = page.context_strip, page.footer
        self.panes_changed.emit()

    def _renew(self, value: Assessment) -> None:
        if self.opened is None:
            self._worker.run(self._read, self._show, self._fail, owner=self)
        else:
            self.opened.replace_value(value)

    def _add_note(self, text: str, kind: NoteKind, strand: str) -> None:
        opened, page = self.opened, self._pages["strands"]
        if opened is None or not isinstance(page, WorkspaceTab):
            return

        def kept(_saved: object) -> None:
            self._announcer.say(self.tr("Note saved"))
            self.refresh()

        pending = self._workplace.visits.add_note(self._assessment, text, kind, strand, "")
        opened.saving.follow(pending, kept, lambda _reason: page.note_refused(text))

    def _move_note(self, note: Note, strand: str) -> None:
        if self.opened is not None and self.taking is not None and strand != note.strand:
            self.taking.tag(note, strand)
            self.opened.said.emit(
                self.tr("The note is with {strand} now.").format(strand=self.opened.scheme.strand(strand).title)
            )

    def _ask_strand(self, note: Note) -> None:
        if self.opened is not None and self.taking is not None and self.opened.editable:
            TagSheet(self._theme, self.window(), self.opened, self.taking, [note]).open()

    def _on_saving(self, state: SaveState) -> None:
        if state.save is Save.SAVED:
            self.banner_requested.emit(NOT_SAVED)
        self.save_state_changed.emit(state)

    def _on_refused(self, sentence: str) -> None:
        texts, self.why_not_saved = self.unsaved_texts(), sentence

        def copy() -> None:
            QGuiApplication.clipboard().setText("\n\n".join(texts))

        again = self.opened is None or not self.opened.autosave.given_up()
        self.banner_requested.emit(notices.not_saved(sentence, copy if texts else None, again))

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


def context_line(scheme: Scheme, value: Assessment, today: date) -> str:
    """The header's second line: the mark and when the visit is."""
    if value.visit_on is None:
        return f"{scheme.short_title} · no visit date"
    day = "today" if value.visit_on == today else short_date(value.visit_on)
    return f"{scheme.short_title} · visit {day}"
