"""Notes as they are kept, moved and asked about beside the texts of a strand."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from assessor_app.domain.assessment.assessment import Note, NoteKind
from assessor_app.ui.ports import VisitsPort
from assessor_app.ui.screens.open_assessment import OpenAssessment
from assessor_app.ui.screens.visit.note_taking import NoteTaking
from assessor_app.ui.screens.visit.sheets import TagSheet
from assessor_app.ui.theme import Theme


class StrandNotes(QObject):
    """kept: a note was stored; refused: its words when it was not. screen: over which a strand is asked for."""

    kept = Signal()
    refused = Signal(str)

    def __init__(
        self, theme: Theme, visits: VisitsPort, opened: OpenAssessment, taking: NoteTaking, screen: QWidget
    ) -> None:
        super().__init__(screen)
        self._theme, self._visits, self._screen = theme, visits, screen
        self._opened, self._taking = opened, taking

    def add(self, text: str, kind: NoteKind, strand: str) -> None:
        """Keep a note to a strand."""

        def kept(_saved: object) -> None:
            self._opened.announced.emit(self.tr("Note saved"))
            self.kept.emit()

        pending = self._visits.add_note(self._opened.value.id, text, kind, strand, "")
        self._opened.saving.follow(pending, kept, lambda _reason: self.refused.emit(text))

    def move(self, note: Note, strand: str) -> None:
        """Let a note be about another strand."""
        if strand != note.strand:
            self._taking.tag(note, strand)
            title = self._opened.scheme.strand(strand).title
            self._opened.said.emit(self.tr("The note is with {strand} now.").format(strand=title))

    def ask_strand(self, note: Note) -> None:
        """Ask which strand a note is about."""
        if self._opened.editable:
            TagSheet(self._theme, self._screen.window(), self._opened, self._taking, [note]).open()
