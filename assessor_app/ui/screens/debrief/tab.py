"""The debrief: agenda in the middle, notes and the end at the right, for one session at a time."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAction, QHideEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout

from assessor_app.domain.assessment import Debrief
from assessor_app.domain.debrief import SECTIONS, first_session, report_text_with
from assessor_app.ui.autosave import Autosave
from assessor_app.ui.commands import command
from assessor_app.ui.drafts import TextWrite
from assessor_app.ui.kit.buttons import Button
from assessor_app.ui.kit.segmented import Segmented
from assessor_app.ui.kit.wrapped_text import Paragraph
from assessor_app.ui.pending import Pending, SavedField
from assessor_app.ui.ports import DebriefPort
from assessor_app.ui.screen import Screen
from assessor_app.ui.screens.debrief import changes
from assessor_app.ui.screens.debrief.points import PointRow, Section
from assessor_app.ui.screens.debrief.presenter import Presenter
from assessor_app.ui.screens.debrief.side import DebriefSide
from assessor_app.ui.screens.open_assessment import OpenAssessment
from assessor_app.ui.screens.pane_strip import FoldedStrip
from assessor_app.ui.screens.tab import ScrollingPage, Tab
from assessor_app.ui.theme import Theme
from assessor_app.ui.worker import Worker

ROWS_AT_ONCE = 8
"""Rows built before the window gets its turn."""


class DebriefTab(Tab):
    """Every change is shown at once and written behind; the session is read again when it is entered."""

    def __init__(self, theme: Theme, worker: Worker, opened: OpenAssessment, debriefs: DebriefPort) -> None:
        super().__init__()
        self._theme, self._worker, self._opened, self._debriefs = theme, worker, opened, debriefs
        sessions = opened.scheme.debriefs
        self.session = sessions[0].id if sessions else ""
        self.debrief = Debrief(self.session, "", "", (), ())
        self.sections = {section: Section(theme, title) for section, title in SECTIONS}
        self.side = DebriefSide(theme)
        self.strip = FoldedStrip(theme, "", self.tr("Notes and finish"))
        self.context, self.context_strip = self.side, self.strip
        self.title = Paragraph(theme, "", "title")
        self.when = Paragraph(theme, "", "body", "text2")
        self.choice = Segmented(theme, self.tr("Which debrief"), [(each.id, each.title) for each in sessions])
        self.empty = Paragraph(
            theme,
            self.tr("Nothing to say yet. Write strengths and areas in the strands and they come here."),
            "body",
            "text2",
        )
        self.presenter: Presenter | None = None
        self.present_button = Button(theme, self.tr("Present"), "secondary", "monitor")
        self.present_button.setToolTip(self.tr("Show the points to the listeners, and nothing else (F5)"))
        self.present_button.clicked.connect(self.present)
        self.page = ScrollingPage(theme)
        self._waiting: list[str] = []
        self._focus_waits, self._focus_at = False, QApplication.focusWidget()
        self._reply = Autosave(self._start_reply, opened.saving, parent=self)
        self._build()
        self._connect()
        self.show_debrief()

    def _build(self) -> None:
        px = self._theme.px
        words = QVBoxLayout()
        words.setSpacing(px(2))
        words.addWidget(self.title)
        words.addWidget(self.when)
        head = QHBoxLayout()
        head.addLayout(words, 1)
        head.addWidget(self.choice)
        head.addWidget(self.present_button)
        self.page.column.setContentsMargins(px(28), px(14), px(28), px(24))
        self.page.column.setSpacing(px(14))
        self.page.column.addLayout(head)
        self.page.column.addWidget(self.empty)
        for section in self.sections.values():
            self.page.column.addWidget(section)
        self.page.column.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.page)

    def _connect(self) -> None:
        self.choice.chosen.connect(self.go_to)
        for name, section in self.sections.items():
            section.said.connect(self.say)
            section.edited.connect(self.edit)
            section.moved.connect(self.move_point)
            section.removed.connect(self.remove)
            section.stepped.connect(self._step)
            section.kept_back.connect(self.keep_back)
            section.report_wanted.connect(self.update_report)
            section.entered.connect(self._follow)
            section.added.connect(lambda text, to=name: self.add(to, text))
        self.side.reply.typed.connect(lambda text: self._reply.changed((self.session, "reply"), text))
        self.side.reply.left.connect(self._reply.flush)
        self.side.listeners.added.connect(self.add_listener)
        self.side.listeners.heard.connect(self.mark_heard)
        self.side.finish.finish_wanted.connect(self.finish)
        self.side.finish.reopen_wanted.connect(self.reopen)
        self._opened.changed.connect(self.show_debrief)

    def commands(self, owner: Screen) -> list[QAction]:
        words, keys = self.tr("Finish debrief"), ["Ctrl+Return", "Ctrl+Enter"]
        finish = command(owner, "finish-debrief", words, self._press_finish, keys, "screen")
        finish.setAutoRepeat(False)  # a key held down must not answer the question it asks
        present = command(owner, "present", self.tr("Present"), self.present, ["F5"], "screen")
        return [present, finish]

    def present(self) -> None:
        """Show the points to the listeners in a window of its own; again, and it ends."""
        if self.presenter is not None:
            self.presenter.close()
            return
        planned = next((each for each in self._opened.scheme.debriefs if each.id == self.session), None)
        if planned is None:
            return
        presenter = Presenter(self._theme, self._opened.value.institution.name, planned.title, self)
        presenter.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        presenter.said.connect(self._say_presented)
        presenter.closed.connect(self._presented)
        self.destroyed.connect(presenter.close)
        self.presenter = presenter
        focus = next((row.point.id for row in self._rows() if row.hasFocus() or row.tick.hasFocus()), "")
        presenter.show_debrief(self.debrief, focus)
        presenter.open()

    def _say_presented(self, point: str, said: bool) -> None:
        if self._opened.editable:
            self.say(point, said)

    def _presented(self) -> None:
        current, self.presenter = self.presenter.current if self.presenter else "", None
        row = next((row for row in self._rows() if row.point.id == current), None)
        if row is not None and self.isVisible():
            row.setFocus()

    def _follow(self, point: str) -> None:
        if self.presenter is not None and point != self.presenter.current:
            self.presenter.show_debrief(self.debrief, point)

    def enter(self) -> None:
        self._read()

    def leave(self) -> None:
        self._focus_waits = False
        self._reply.flush()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        # After another page, a lock or the end nothing stays on the listeners' screen that nobody here looks after.
        if self.presenter is not None and not event.spontaneous():
            self.presenter.close()

    def unsaved_texts(self) -> list[str]:
        return self._reply.unsaved_texts()

    def save_again(self) -> None:
        self._reply.retry()

    def focus_first(self) -> None:
        """The first point; before the points are read, the keyboard goes there when they are."""
        row = next(iter(self._rows()), None)
        self._focus_waits = row is None
        row.setFocus() if row is not None else self.choice.focus_current()
        self._focus_at = QApplication.focusWidget()

    def go_to(self, session: str) -> None:
        """Show another session."""
        self._reply.flush()
        if self.presenter is not None:
            self.presenter.close()
        self.session = session
        self.debrief = Debrief(session, "", "", (), ())
        self.show_debrief()
        self._read()

    def show_debrief(self) -> None:
        """Show the session as it is known now."""
        editable = self._opened.editable
        planned = next((each for each in self._opened.scheme.debriefs if each.id == self.session), None)
        if planned is not None:
            self.title.set_words(planned.title)
            times = self.tr("{start} to {end}").format(start=planned.starts, end=planned.ends) if planned.starts else ""
            self.when.set_words(" · ".join(part for part in (times, planned.audience) if part))
        for section in self.sections.values():
            section.may_keep_back = self._may_keep_back()
        self._waiting = list(self.sections)
        self._show_sections()
        if self.presenter is not None:
            self.presenter.show_debrief(self.debrief, "")
        self.empty.setVisible(not self.debrief.points)
        key = (self.session, "reply")
        self.side.reply.show_text(self._reply.show_text(key, self.debrief.reply, self.debrief.reply_state))
        self.side.reply.set_locked(not editable)
        self.side.listeners.show_listeners(self.debrief.listeners, editable)
        self.side.finish.show_debrief(self.debrief, editable)
        done, whole = changes.said(self.debrief), len(self.debrief.points)
        self.strip.say(self.tr("{done} of {all} points said").format(done=done, all=whole))

    def _show_sections(self) -> None:
        """Show the points that wait to be shown; a long agenda is built in pieces, so that keys and paints come
        between."""
        strands = {
            strand.id: f"{aspect.short}: {strand.title.lower()}"
            for aspect in self._opened.scheme.aspects
            for strand in aspect.strands
        }
        built = 0
        while self._waiting and built < ROWS_AT_ONCE:
            name = self._waiting.pop(0)
            points = [point for point in self.debrief.points if point.section == name]
            built += self.sections[name].show_points(points, strands, self._opened.editable)
        if self._waiting:
            QTimer.singleShot(0, self, self._show_sections)

    def say(self, point: str, said: bool) -> None:
        """Tick a point, or take the tick away."""
        seen = self._seen(point, "said")
        self._change(changes.with_point(self.debrief, point, said=said),
                     self._debriefs.say(self._opened.value.id, self.session, point, said, seen))  # fmt: skip

    def edit(self, point: str, text: str, seen: tuple[str, ...]) -> None:
        """Change a point's words, here only: the report stays as it is. seen: what the box showed at first."""
        self._change(changes.with_point(self.debrief, point, text=text),
                     self._debriefs.edit_point(self._opened.value.id, self.session, point, text, seen))  # fmt: skip

    def move_point(self, point: str, step: int) -> None:
        """Move a point up or down in its section."""
        debrief = self.debrief
        for moved, position in changes.new_positions(debrief, point, step).items():
            debrief, seen = changes.with_point(debrief, moved, position=position), self._seen(moved, "position")
            pending = self._debriefs.move_point(self._opened.value.id, self.session, moved, position, seen)
            self._opened.saving.follow(pending, lambda _saved: None, self._put_back)
        self.debrief = debrief
        self.show_debrief()

    def keep_back(self, point: str, only: bool) -> None:
        """Leave a point out of the other debriefs, or say it there too."""
        assessment, seen = self._opened.value.id, self._seen(point, "leaders_only")
        pending = self._debriefs.keep_for_leaders(assessment, self.session, point, only, seen)
        self._change(changes.with_point(self.debrief, point, leaders_only=only), pending)

    def update_report(self, point: str) -> None:
        """Put a point's words in the place of the paragraph of the report that it came from."""
        held = next(each for each in self.debrief.points if each.id == point)
        text = report_text_with(self._opened.value, held)
        if text is None:
            self._opened.said.emit(self.tr("The report has no such paragraph any more. Nothing was changed there."))
            return
        key = (held.strand, held.origin)
        self._opened.text_to_show(key)
        self._opened.autosave.changed(key, text)
        self._opened.autosave.flush()
        self._opened.said.emit(self.tr("The report says it in these words too."))

    def _may_keep_back(self) -> bool:
        sessions = self._opened.scheme.debriefs
        return len(sessions) > 1 and self.session == first_session(self._opened.scheme)

    def remove(self, point: str) -> None:
        """Take a point off the list."""
        seen = self._seen(point, "deleted")
        self._change(changes.without_point(self.debrief, point),
                     self._debriefs.remove_point(self._opened.value.id, self.session, point, seen))  # fmt: skip
        self._opened.said.emit(self.tr("Taken off the list. The report is not changed."))

    def add(self, section: str, text: str) -> None:
        """Add a point of one's own."""
        assessment, session = self._opened.value.id, self.session
        self._read_after(lambda: self._debriefs.add_point(assessment, session, section, text))

    def add_listener(self, name: str, role: str) -> None:
        """Add somebody who hears it."""
        assessment, session = self._opened.value.id, self.session
        self._read_after(lambda: self._debriefs.add_listener(assessment, session, name, role))

    def mark_heard(self, listener: str, heard: bool) -> None:
        """Mark that somebody heard it, or take it back."""
        at = self._opened.now() if heard else ""
        seen = next((each.heard_state.on_screen for each in self.debrief.listeners if each.id == listener), ())
        self._change(changes.with_heard(self.debrief, listener, at),
                     self._debriefs.heard(self._opened.value.id, self.session, listener, heard, seen))  # fmt: skip

    def finish(self) -> None:
        """End the session."""
        self._reply.flush()
        seen = self.debrief.finished_state.on_screen
        self._read_after(lambda: self._debriefs.finish(self._opened.value.id, self.session, seen))

    def reopen(self) -> None:
        """Take the end of the session back."""
        seen = self.debrief.finished_state.on_screen
        self._read_after(lambda: self._debriefs.reopen(self._opened.value.id, self.session, seen))

    def _seen(self, point: str, field: str) -> tuple[str, ...]:
        return next((each.seen(field) for each in self.debrief.points if each.id == point), ())

    def _start_reply(self, write: TextWrite) -> Pending[SavedField]:
        return self._debriefs.reply(self._opened.value.id, write.key[0], write.text, write.seen, write.growing)

    def _change(self, shown: Debrief, pending: Pending[object]) -> None:
        self.debrief = shown
        self.show_debrief()
        self._opened.saving.follow(pending, lambda _saved: None, self._put_back)

    def _read_after(self, start: Callable[[], Pending[object]]) -> None:
        # Starting may read the session from disk, so it happens in the worker too.
        self._worker.run(lambda: start().result(), lambda _saved: self._stored(), self._refused, owner=self)

    def _stored(self) -> None:
        self._opened.saving.stored_now()
        self._read()

    def _refused(self, error: BaseException) -> None:
        self._opened.saving.refuse(error)

    def _put_back(self, _reason: str) -> None:
        self._read()

    def _read(self) -> None:
        assessment, session = self._opened.value.id, self.session
        self._worker.run(
            lambda: self._debriefs.prepare(assessment, session), self._show_read, self._refused, owner=self
        )

    def _show_read(self, debrief: Debrief) -> None:
        if debrief.session == self.session:
            self.debrief = debrief
            self.show_debrief()
            self._focus_when_read()

    def _focus_when_read(self) -> None:
        focus = QApplication.focusWidget()
        stayed = focus is None or focus is self._focus_at or focus is self.choice or self.choice.isAncestorOf(focus)
        if self._focus_waits and stayed:
            row = next(iter(self._rows()), None)
            goal = row or next(iter(self.sections.values())).add
            QTimer.singleShot(0, goal, goal.setFocus)  # a new row takes the keyboard only once it is shown
        self._focus_waits = False

    def _press_finish(self) -> None:
        if not self.side.isVisible():  # folded away: the question must be seen before it is answered
            self.strip.open.click()
        self.side.finish.press()

    def _rows(self) -> list[PointRow]:
        return [row for section in self.sections.values() for row in section.rows]

    def _step(self, point: str, step: int) -> None:
        rows = self._rows()
        place = [row.point.id for row in rows].index(point) + step
        if 0 <= place < len(rows):
            rows[place].setFocus()
