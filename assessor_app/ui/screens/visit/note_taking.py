"""The box for a new note, apart from how it looks: one text, wherever it is shown, safe from the first second on."""

from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from assessor_app.domain.assessment.assessment import Note, NoteKind
from assessor_app.domain.visit.capture_marks import read_marks
from assessor_app.domain.visit.note_taking import KeptNote, NewNote
from assessor_app.domain.visit.suggesting import Words, suggest, words_of_scheme
from assessor_app.ui.autosave import Autosave
from assessor_app.ui.drafts import TextWrite
from assessor_app.ui.pending import Pending, SavedField
from assessor_app.ui.screens.open_assessment import OpenAssessment
from assessor_app.ui.visit_ports import CapturePort


class NoteTaking(QObject):
    """Holds the text being typed and the session that notes go to.

    kept: a note is on disk; text_changed: the text is another one for another reason than typing.
    """

    kept = Signal(object)
    text_changed = Signal(str)

    def __init__(self, opened: OpenAssessment, capture: CapturePort) -> None:
        super().__init__(opened)
        self._opened, self._capture = opened, capture
        self._key = (opened.value.id, "capture_draft")
        self.autosave = Autosave(self._start, opened.saving, parent=self)
        self.text = self.autosave.show_text(self._key, opened.value.draft, opened.value.draft_state)
        self.session = ""
        self.local = False
        self._words: Words | None = None

    def typed(self, text: str) -> None:
        """The person typed."""
        if text != self.text:
            self.text = text
            self.autosave.changed(self._key, text)

    def keep(self) -> bool:
        """Keep the note and empty the text at once; False when there is nothing to keep. The words come back when the
        disk refuses them."""
        marked = read_marks(self.text, self._opened.scheme)
        if not marked.text or not self._opened.editable:
            return False
        typed, self.text = self.text, ""
        new = NewNote(marked.text, marked.kind, marked.strand, marked.source, self.session, local=self.local)
        pending = self._capture.keep(self._opened.value.id, new)
        self.autosave.changed(self._key, "")
        self.text_changed.emit("")
        self._opened.saving.follow(pending, self._stored, lambda _reason: self._give_back(typed))
        return True

    def suggested(self, note: Note) -> str:
        """The strand that an untagged note is probably about; empty when none stands out."""
        if note.strand:
            return ""
        if self._words is None:
            self._words = words_of_scheme(self._opened.scheme)
        return suggest(note.text, self._words)

    def tag(self, note: Note, strand: str) -> None:
        """Tie a note to a strand."""
        self._change(note, "strand", strand)

    def set_kind(self, note: Note, kind: NoteKind) -> None:
        """Say what a note is for."""
        self._change(note, "note_kind", kind.value)

    def set_text(self, note: Note, text: str) -> None:
        """Change the words of a note; an empty text leaves it as it is."""
        if text.strip():
            self._change(note, "text", text.strip(), note.text_state.on_screen)

    def settle(self, note: Note, settled: bool) -> None:
        """Mark a question as answered, or as open again."""
        self._change(note, "settled", settled)

    def remove(self, note: Note) -> None:
        """Take a note off the list. Undo brings it back."""
        if self._opened.editable:
            self._opened.drop_note(note)
            pending = self._capture.remove(self._opened.value.id, note)
            self._opened.saving.follow(pending, lambda _saved: None, lambda _reason: self._opened.show_note(note))

    def _change(self, note: Note, field: str, value: str | bool, seen: tuple[str, ...] | None = None) -> None:
        changed = changed_note(note, field, value)
        if not self._opened.editable or changed == note:
            return
        self._opened.show_note(changed)
        pending = self._capture.change(self._opened.value.id, note, field, value, seen)
        self._opened.saving.follow(
            pending, lambda saved: self._changed(changed, field, saved), lambda _reason: self._opened.show_note(note)
        )

    def _changed(self, note: Note, field: str, saved: SavedField) -> None:
        if field == "text":  # the next edit of these words has seen this one
            self._opened.show_note(replace(note, text_state=saved.state))
            if saved.state.in_conflict:
                self._opened.reload_wanted.emit()

    def _stored(self, kept: KeptNote) -> None:
        self._opened.show_note(kept.note)
        self.kept.emit(kept.note)

    def _give_back(self, typed: str) -> None:
        self.text = f"{typed}\n{self.text}" if self.text else typed
        self.autosave.changed(self._key, self.text)
        self.text_changed.emit(self.text)

    def _start(self, write: TextWrite) -> Pending[SavedField]:
        return self._capture.draft(self._opened.value.id, write.text, write.seen, write.growing)


def changed_note(note: Note, field: str, value: str | bool) -> Note:
    """The note with one thing changed, as it will be read back."""
    changes = {"kind": NoteKind(value)} if field == "note_kind" else {field: value}
    return replace(note, **changes)
