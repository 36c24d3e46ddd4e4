"""What is written on the report screen: the summary, and the sections that the mark leaves to people."""

from PySide6.QtCore import QObject, Signal

from assessor_app.domain.assessment.assessment import WrittenSection
from assessor_app.domain.journal.operation import FieldState
from assessor_app.domain.scheme.visit import WRITTEN
from assessor_app.ui.autosave import Autosave
from assessor_app.ui.drafts import FieldKey, TextWrite
from assessor_app.ui.kit.text_box import TextBox
from assessor_app.ui.pending import Pending, SavedField
from assessor_app.ui.ports import ReportingPort
from assessor_app.ui.screens.open_assessment import OpenAssessment
from assessor_app.ui.screens.report.sections import ReportNav

SUMMARY: FieldKey = ("", "summary")


class ReportTexts(QObject):
    """Keeps the boxes of the pane and the record in step. left: a box was left and all of it is stored."""

    left = Signal()

    def __init__(self, opened: OpenAssessment, reporting: ReportingPort, nav: ReportNav) -> None:
        super().__init__(nav)
        self._opened, self._reporting, self._nav = opened, reporting, nav
        self.autosave = Autosave(self._start, opened.saving, parent=self)
        nav.plan_written(opened.scheme.written_sections)
        for key, box in self._boxes().items():
            box.typed.connect(lambda text, key=key: self.autosave.changed(key, text))
            box.left.connect(lambda key=key: self._on_left(key))
        self.autosave.stored.connect(self._stored)

    def show_texts(self) -> None:
        """Show what the record holds; words that are being typed stay."""
        value = self._opened.value
        self._show(SUMMARY, value.summary, value.summary_state)
        for section in self._nav.written:
            held = value.written_in(section)
            self._show((WRITTEN, section), held.text, held.state)

    def words(self) -> tuple[str, ...]:
        """What the record holds for these boxes."""
        value = self._opened.value
        return (value.summary, *(value.written_in(section).text for section in self._nav.written))

    def _boxes(self) -> dict[FieldKey, TextBox]:
        return {SUMMARY: self._nav.summary} | {(WRITTEN, name): box for name, box in self._nav.written.items()}

    def _show(self, key: FieldKey, text: str, state: FieldState) -> None:
        box = self._boxes()[key]
        box.show_text(self.autosave.show_text(key, text, state))
        box.set_locked(not self._opened.editable)
        box.setVisible(self._opened.editable or bool(text))

    def _on_left(self, key: FieldKey) -> None:
        self.autosave.left(key)
        if not self.autosave.unsaved_texts():
            self.left.emit()

    def _start(self, write: TextWrite) -> Pending[SavedField]:
        assessment, told = self._opened.value.id, (write.text, write.seen, write.growing)
        if write.key == SUMMARY:
            return self._reporting.summarise(assessment, *told)
        return self._reporting.write_section(assessment, write.key[1], *told)

    def _stored(self, kind: str, name: str, saved: SavedField) -> None:
        if saved.state.in_conflict:
            self._opened.reload_wanted.emit()
            return
        typing = self._boxes()[kind, name].box.hasFocus()  # the pages are drawn again once the words are there
        text = str(saved.state.shown or "")
        if kind == WRITTEN:
            self._opened.show_written(WrittenSection(name, text, saved.state), quietly=typing)
        else:
            self._opened.show_summary(text, saved.state, quietly=typing)
