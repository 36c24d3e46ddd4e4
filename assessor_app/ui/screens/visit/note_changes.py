"""What can be done to a note that is there: tag it, change its words, take it off the list."""

from collections.abc import Sequence

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from assessor_app.domain.assessment.assessment import Note
from assessor_app.domain.visit.still_to_see import all_notes, untagged
from assessor_app.ui.screens.open_assessment import OpenAssessment
from assessor_app.ui.screens.visit.note_taking import NoteTaking
from assessor_app.ui.screens.visit.sheets import TagSheet, WordsSheet
from assessor_app.ui.theme import Theme


class NoteChanges(QObject):
    """page: sheets open over this one's window."""

    def __init__(self, theme: Theme, opened: OpenAssessment, taking: NoteTaking, page: QWidget) -> None:
        super().__init__(page)
        self._theme, self._opened, self._taking, self._page = theme, opened, taking, page

    def tag_all(self) -> None:
        """Tag what has no strand, one note at a time."""
        self.tag_these(untagged(self._opened.value))

    def remove(self, note: Note) -> None:
        """Take a note off the list."""
        self._taking.remove(note)
        self._opened.said.emit(self.tr("Note removed. Undo brings it back."))

    def change_words(self, note: Note) -> None:
        """Edit the words of a note."""
        if self._opened.editable:
            WordsSheet(self._theme, self._page.window(), self._taking, note).open()

    def tag(self, note: str, strand: str) -> None:
        """Tie the note of this id to a strand."""
        held = next((each for each in all_notes(self._opened.value) if each.id == note), None)
        if held is not None:
            self._taking.tag(held, strand)

    def tag_these(self, notes: Sequence[Note]) -> None:
        """Tag these notes, one at a time."""
        if notes and self._opened.editable:
            TagSheet(self._theme, self._page.window(), self._opened, self._taking, notes).open()
        elif not notes:
            self._opened.said.emit(self.tr("Every note has a strand."))
