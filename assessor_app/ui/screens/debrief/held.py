"""One session of the debrief as it is known here: every change shows at once and is written behind."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from assessor_app.domain.assessment.assessment import Debrief
from assessor_app.domain.visit.debrief import report_text_with
from assessor_app.ui.autosave import Autosave
from assessor_app.ui.drafts import TextWrite
from assessor_app.ui.pending import Pending, SavedField
from assessor_app.ui.ports import DebriefPort
from assessor_app.ui.screens.debrief import changes
from assessor_app.ui.screens.open_assessment import OpenAssessment
from assessor_app.ui.worker import Worker


class HeldDebrief(QObject):
    """shown: the session looks different now; read_anew: it has been read from the disk. reply: what listeners said."""

    shown = Signal()
    read_anew = Signal()

    def __init__(self, worker: Worker, opened: OpenAssessment, debriefs: DebriefPort, session: str) -> None:
        super().__init__(opened)
        self._worker, self._opened, self._debriefs = worker, opened, debriefs
        self.session = session
        self.debrief = Debrief(session, "", "", (), ())
        self.reply = Autosave(self._start_reply, opened.saving, parent=self)

    def go_to(self, session: str) -> None:
        """Hold another session."""
        self.reply.flush()
        self.session = session
        self.debrief = Debrief(session, "", "", (), ())
        self.shown.emit()
        self.read()

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
        self.shown.emit()

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
        self.reply.flush()
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
        self.shown.emit()
        self._opened.saving.follow(pending, lambda _saved: None, self._put_back)

    def _read_after(self, start: Callable[[], Pending[object]]) -> None:
        # Starting may read the session from disk, so it happens in the worker too.
        self._worker.run(lambda: start().result(), lambda _saved: self._stored(), self._refused, owner=self)

    def _stored(self) -> None:
        self._opened.saving.stored_now()
        self.read()

    def _refused(self, error: BaseException) -> None:
        self._opened.saving.refuse(error)

    def _put_back(self, _reason: str) -> None:
        self.read()

    def read(self) -> None:
        """Read the session from the disk."""
        assessment, session = self._opened.value.id, self.session
        self._worker.run(
            lambda: self._debriefs.prepare(assessment, session), self._show_read, self._refused, owner=self
        )

    def _show_read(self, debrief: Debrief) -> None:
        if debrief.session == self.session:
            self.debrief = debrief
            self.shown.emit()
            self.read_anew.emit()
