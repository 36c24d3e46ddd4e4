"""Visit mode: capture while people talk, with the timetable at the left and what is still to see at the right."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAction, QImage
from PySide6.QtWidgets import QMenu, QStackedWidget, QVBoxLayout

from assessor_app.domain.assessment.assessment import Note
from assessor_app.domain.journal.clock import Clock
from assessor_app.domain.visit.before_leaving import before_leaving
from assessor_app.domain.visit.day import VisitSession, current_session, standing
from assessor_app.domain.visit.still_to_see import all_notes, untagged
from assessor_app.ui.commands import command
from assessor_app.ui.ports import VisitsPort
from assessor_app.ui.screen import Screen
from assessor_app.ui.screens.open_assessment import OpenAssessment
from assessor_app.ui.screens.tab import ScrollingPage, Tab
from assessor_app.ui.screens.visit.camera_taking import CameraTaking
from assessor_app.ui.screens.visit.capture_box import CaptureBox
from assessor_app.ui.screens.visit.day_clock import DayClock
from assessor_app.ui.screens.visit.head import NotesHead, SessionHead
from assessor_app.ui.screens.visit.leaving import LeavingPage
from assessor_app.ui.screens.visit.note_changes import NoteChanges
from assessor_app.ui.screens.visit.note_list import NoteList
from assessor_app.ui.screens.visit.note_rows import KnownLines, by_strand, newest_first
from assessor_app.ui.screens.visit.note_taking import NoteTaking
from assessor_app.ui.screens.visit.photo_drop import PhotoDrop
from assessor_app.ui.screens.visit.photos import Photos
from assessor_app.ui.screens.visit.sealing import Sealing
from assessor_app.ui.screens.visit.still_to_see import StillToSee, VisitStrip
from assessor_app.ui.screens.visit.timeline import Timeline
from assessor_app.ui.screens.visit.timetabling import Timetabling
from assessor_app.ui.theme import Theme
from assessor_app.ui.visit_ports import VisitDayPort
from assessor_app.ui.worker import Worker

TICK_MS = 15_000
"""How often the minutes left are counted again."""


class VisitTab(Tab):
    """evidence_wanted: go to the evidence; strand_wanted: go to a strand."""

    evidence_wanted = Signal()
    strand_wanted = Signal(str)

    def __init__(  # noqa: PLR0913, PLR0917  the page joins what the others have one by one
        self,
        theme: Theme,
        worker: Worker,
        opened: OpenAssessment,
        day: VisitDayPort,
        visits: VisitsPort,
        taking: NoteTaking,
        clock: Clock,
    ) -> None:
        super().__init__()
        self.photos = Photos(worker, opened, day.pictures, visits)
        self._theme, self._worker, self._opened, self._day = theme, worker, opened, day
        self._taking, self._lines = taking, KnownLines(taking.suggested)
        self.day_clock, self.changes = DayClock(opened, clock), NoteChanges(theme, opened, taking, self)
        self._chosen = ""
        self.timeline = Timeline(theme)
        self.still = StillToSee(theme, opened)
        self.strip = VisitStrip(theme)
        self.head = SessionHead(theme)
        self.box = CaptureBox(theme, opened, taking)
        self.notes_head = NotesHead(theme)
        self.notes = NoteList(theme, self.photos.small)
        self.leaving = LeavingPage(theme)
        self.sealing = Sealing(theme, worker, opened, day.ledger, taking, self)
        self.timetabling = Timetabling(theme, worker, opened, day.timetable, self)
        self.camera = CameraTaking(theme, worker, opened, self._take_picture, self)
        self._stack = QStackedWidget()
        self.nav, self.context, self.context_strip = self.timeline, self.still, self.strip
        self._tick = QTimer(self, interval=TICK_MS)
        self._tick.timeout.connect(self.refresh)
        self._build()
        self._connect()
        self.refresh()

    def _build(self) -> None:
        px = self._theme.px
        capture = ScrollingPage(self._theme)  # a low window, or large text: the box keeps its height
        self._stack.addWidget(capture)
        self._stack.addWidget(self.leaving)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._stack)
        column = capture.column
        column.setContentsMargins(px(28), px(14), px(26), px(4))
        column.setSpacing(px(10))
        for widget in (self.head, self.box, self.notes_head):
            column.addWidget(widget)
        column.addWidget(self.notes, 1)

    def _connect(self) -> None:
        opened, taking = self._opened, self._taking
        self.timeline.chosen.connect(self.go_to)
        self.timeline.edit_wanted.connect(self.timetabling.edit)
        self.timetabling.kept.connect(self.box.focus)
        self.head.end_wanted.connect(self.end_session)
        self.notes_head.order_chosen.connect(lambda _order: self.refresh())
        self.still.tag_wanted.connect(self.changes.tag_all)
        self.still.evidence_wanted.connect(self.evidence_wanted)
        self.still.strand_wanted.connect(self.strand_wanted)
        self.still.note_dropped.connect(self.changes.tag)
        self.notes.tag_wanted.connect(lambda note: self.changes.tag_these([note]))
        self.notes.guess_taken.connect(taking.tag)
        self.notes.kind_wanted.connect(taking.set_kind)
        self.notes.settle_wanted.connect(taking.settle)
        self.notes.remove_wanted.connect(self.changes.remove)
        self.notes.edit_wanted.connect(self.changes.change_words)
        self.box.escaped.connect(self.notes.setFocus)
        self.box.picture_wanted.connect(self._offer_photo)
        self.box.data_given.connect(lambda data: self.photos.take(data, taking.session))
        self.photos.changed.connect(self._show_photos)
        self._connect_leaving()
        for part in (self, self.timeline, self.still):
            PhotoDrop(part, lambda data: self.photos.take(data, taking.session))
        taking.kept.connect(self._kept)
        opened.changed.connect(self._stale)
        opened.notes_changed.connect(self._stale)
        self._theme.changed.connect(self._measure)
        self._measure()

    def _connect_leaving(self) -> None:
        self.timeline.leave_wanted.connect(self.look_before_leaving)
        self.leaving.back_wanted.connect(self.back_to_notes)
        self.leaving.seal_wanted.connect(self.sealing.ask)
        self.leaving.save_wanted.connect(self.sealing.ask_where_to_save)
        self.leaving.evidence_wanted.connect(self.evidence_wanted)
        self.leaving.strand_wanted.connect(self.strand_wanted)
        self.leaving.answered.connect(lambda note: self._taking.settle(note, True))

    def commands(self, owner: Screen) -> list[QAction]:
        made: tuple[tuple[str, str, Callable[[], None], list[str]], ...] = (
            ("note", self.tr("New note"), self.back_to_notes, ["Ctrl+N"]),
            ("tag-notes", self.tr("Tag notes"), self.changes.tag_all, ["Ctrl+T"]),
            ("add-photo", self.tr("Add a photo"), self.add_photo, ["Ctrl+Shift+P"]),
            ("end-session", self.tr("End this session"), self.end_session, ["Ctrl+Shift+N"]),
            ("edit-timetable", self.tr("Edit the timetable"), self.timetabling.edit, ["Ctrl+Shift+T"]),
            ("local-notes", self.tr("Keep the next notes on this computer"), self._flip_local, ["Ctrl+Shift+K"]),
            (
                "before-leaving",
                self.tr("Before you leave, and the seal"),
                self.look_before_leaving,
                ["Ctrl+Shift+L"],
            ),
            ("undo-visit", self.tr("Undo"), self._opened.undo, ["Ctrl+Z"]),
            ("redo-visit", self.tr("Redo"), self._opened.redo, ["Ctrl+Shift+Z", "Ctrl+Y"]),
        )
        if self.camera.cameras.may_be_there():
            made += (("take-photo", self.tr("Take a photo"), self.camera.ask, ["Ctrl+Shift+M"]),)
        return [command(owner, name, words, run, keys, "screen") for name, words, run, keys in made]

    def enter(self) -> None:
        self._tick.start()
        self.refresh()

    def leave(self) -> None:
        self._tick.stop()
        self._taking.autosave.flush()

    def focus_first(self) -> None:
        if self._stack.currentWidget() is self.leaving:
            self.leaving.setFocus()
        elif self._opened.editable:
            self.box.focus()
        else:
            self.notes.setFocus()

    def refresh(self) -> None:
        """Show the snapshot as it is now, at this minute."""
        sessions, now = self._opened.value.sessions, self.day_clock.minute()
        current = current_session(sessions, now)
        chosen = next((each for each in sessions if each.id == self._chosen), None) or current
        self._taking.session = chosen.id if chosen else ""
        stands = standing(sessions, now)
        editable = self._opened.editable
        rows = [(session, stands[session.id]) for session in sessions]
        self.timeline.show_sessions(rows, chosen.id if chosen else "", self.day_clock.day_words(), editable)
        self.head.show_session(chosen, stands.get(chosen.id) if chosen else None, now, editable)
        self.box.set_locked(not editable)
        self._show_notes(chosen)
        self.still.refresh(now)
        if self._stack.currentWidget() is self.leaving:
            self._show_leaving()
        tagged = len(untagged(self._opened.value))
        self.strip.say(self.tr("{n} notes without a strand").format(n=tagged) if tagged else "")

    def go_to(self, session: str) -> None:
        """Show another session; notes go to it from now on."""
        self._chosen = session
        self.refresh()

    def end_session(self) -> None:
        """End the session on show, or take its end back."""
        session = next((each for each in self._opened.value.sessions if each.id == self._taking.session), None)
        if session is not None and self._opened.editable:
            ended = self.timetabling.end_or_carry_on(session)
            self.go_to("" if ended else session.id)
            self.box.focus()

    def look_before_leaving(self) -> None:
        """Show everything that is still open, and the seal."""
        self._show_leaving()
        self._stack.setCurrentWidget(self.leaving)
        self.leaving.setFocus()

    def back_to_notes(self) -> None:
        """Back to the box."""
        self._stack.setCurrentIndex(0)
        self.focus_first()

    def _show_leaving(self) -> None:
        value = self._opened.value
        found = before_leaving(value, self._opened.scheme, self._opened.person, self.day_clock.minute())
        self.leaving.show_check(
            found, self._opened.scheme, value.ledger, len(value.late_evidence), self._opened.editable
        )

    def add_photo(self) -> None:
        """Choose photos to add; pasting and dropping work too."""
        if self._opened.editable:
            self.photos.choose(self.window(), self._taking.session)

    def _take_picture(self, image: QImage) -> None:
        self.photos.add_image(image, self._taking.session, self.tr("from the camera"))

    def _offer_photo(self) -> None:
        if not self.camera.cameras.may_be_there():
            self.add_photo()
            return
        menu, button = QMenu(self), self.box.camera
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self.tr("Take a photo")).triggered.connect(self.camera.ask)
        menu.addAction(self.tr("Choose photos")).triggered.connect(self.add_photo)
        menu.popup(button.mapToGlobal(button.rect().bottomLeft()))

    def _show_notes(self, chosen: VisitSession | None) -> None:
        notes, scheme = all_notes(self._opened.value), self._opened.scheme
        if self.notes_head.order == "strand":
            lines = by_strand(scheme, notes, self._lines)
            self.notes_head.show_count(self.tr("All notes"), len(notes))
        else:
            known = (*notes, *self.photos.pending)
            here = [note for note in known if chosen is None or note.session == chosen.id]
            lines = newest_first(scheme, here, self._lines)
            self.notes_head.show_count(self.tr("This session") if chosen else self.tr("All notes"), len(here))
        self.notes.delegate.tag_key = self._theme.settings.single_keys
        self.notes.lines.set_rows(lines)

    def _kept(self, _note: Note) -> None:
        count = sum(1 for note in all_notes(self._opened.value) if note.session == self._taking.session)
        self._opened.announced.emit(self.tr("Note saved, {n} in this session").format(n=count))

    def _stale(self) -> None:
        if self.isVisible():
            self.refresh()

    def _show_photos(self) -> None:
        self._stale()
        self.notes.viewport().update()

    def _flip_local(self) -> None:
        self.box.show_local(not self._taking.local)
        self.box.focus()

    def _measure(self) -> None:
        self.notes.setMinimumHeight(self._theme.px(96))
