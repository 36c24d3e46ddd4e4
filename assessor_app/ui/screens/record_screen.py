"""Base of the screens of one assessment: its sub-pages in the header, and the one snapshot they share."""

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtGui import QAction, QGuiApplication, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout

from assessor_app.domain.assessment.assessment import Assessment
from assessor_app.domain.award.outcome import outlook
from assessor_app.domain.journal.clock import Clock
from assessor_app.domain.scheme.edition import Scheme
from assessor_app.ui.announcing import Announcer
from assessor_app.ui.commands import command
from assessor_app.ui.dates import short_date, utc_now
from assessor_app.ui.errors import notice_of
from assessor_app.ui.finding import Found, found_in
from assessor_app.ui.kit.empty import Skeleton
from assessor_app.ui.ports import WorkplacePort
from assessor_app.ui.screen import Save, SaveState, Screen
from assessor_app.ui.screens import notices
from assessor_app.ui.screens.evidence.pages import EvidencePages
from assessor_app.ui.screens.lazy_tabs import LazyTabs
from assessor_app.ui.screens.notices import NOT_SAVED
from assessor_app.ui.screens.open_assessment import OpenAssessment
from assessor_app.ui.screens.strand_notes import StrandNotes
from assessor_app.ui.screens.tab import Tab
from assessor_app.ui.screens.visit.note_taking import NoteTaking
from assessor_app.ui.screens.visit.sheets import NoteSheet
from assessor_app.ui.screens.workspace.tab import WorkspaceTab
from assessor_app.ui.theme import Theme
from assessor_app.ui.worker import Worker

Part = tuple[str, str, Callable[[], Tab]]
"""A sub-page: its id, its words in the header ("" when it is reached from another one), and how it is made."""

OWN_NOTE_BOX = ("strands", "visit")
"""Sub-pages with a box for notes of their own."""


class RecordScreen(Screen):
    """Reads one assessment in the background and shows the sub-pages that a subclass makes of it.

    workplace: the services; assessment: its id; clock: gives the moment of a judgement, in UTC.
    """

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
        self._wanted_tab = "strands"
        self._wanted_place: tuple[str, str] | None = None
        self._stack = QStackedWidget()
        self._stack.addWidget(Skeleton(theme, 6))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)
        self._note_anywhere = command(self, "note-anywhere", self.tr("New note"), self.open_note, ["Ctrl+N"], "screen")
        worker.run(self._read, self._show, self._fail, owner=self)

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
        self._pages.begin_the_rest()

    def _build_pages(self, opened: OpenAssessment) -> None:
        taking = self.taking = NoteTaking(opened, self._workplace.visit_day.capture)
        notes = StrandNotes(self._theme, self._workplace.visits, opened, taking, self)
        notes.kept.connect(self.refresh)
        parts = self._parts(opened, taking, notes)
        self._pages = LazyTabs({name: make for name, _, make in parts}, self)
        self._pages.built.connect(self._take_page)
        self.tabs = tuple((name, words) for name, words, _ in parts if words)

    def _parts(self, opened: OpenAssessment, taking: NoteTaking, notes: StrandNotes) -> tuple[Part, ...]:
        """The sub-pages in the order of the header."""
        raise NotImplementedError

    def _take_page(self, name: str) -> None:
        page = self._pages[name]
        self._stack.addWidget(page)
        self._actions[name] = page.commands(self)
        for action in self._actions[name]:
            action.setEnabled(name == self.tab)
        page.panes_changed.connect(self._take_panes)
        for pane in (page.nav, page.context, page.context_strip, page.footer):
            if pane is not None:  # one that was never shown belongs to no widget that would take it along
                page.destroyed.connect(pane.deleteLater)

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
        """Say what is to be known before anything is read or typed here."""
        if self.opened is not None and self.isVisible():
            self.save_state_changed.emit(self.opened.saving.state)


def context_line(scheme: Scheme, value: Assessment, today: date) -> str:
    """The header's second line: the mark and when the visit is."""
    if value.visit_on is None:
        return f"{scheme.short_title} · no visit date"
    day = "today" if value.visit_on == today else short_date(value.visit_on)
    return f"{scheme.short_title} · visit {day}"
