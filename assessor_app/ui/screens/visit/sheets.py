"""Sheets over the page: one note to tag after the other, the words of a note, and the box for a new note anywhere."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from assessor_app.domain.assessment.assessment import Note
from assessor_app.ui.kit.buttons import Button
from assessor_app.ui.kit.growing_text import GrowingText
from assessor_app.ui.kit.labels import KeyHint, PlainLabel
from assessor_app.ui.kit.sheet import Sheet
from assessor_app.ui.kit.wrapped_text import Paragraph
from assessor_app.ui.screens.open_assessment import OpenAssessment
from assessor_app.ui.screens.visit.capture_box import CaptureBox
from assessor_app.ui.screens.visit.note_taking import NoteTaking
from assessor_app.ui.screens.visit.strand_choice import StrandChoice
from assessor_app.ui.theme import Theme


class TagSheet(Sheet):
    """One note at a time, big. Enter tags and goes on, Page Down leaves it for later, Esc is done."""

    def __init__(
        self, theme: Theme, window: QWidget, opened: OpenAssessment, taking: NoteTaking, notes: Sequence[Note]
    ) -> None:
        super().__init__(theme, window, self.tr("Tag notes"), 620)
        self._opened, self._taking, self._notes, self._at = opened, taking, tuple(notes), 0
        self.count = PlainLabel("", "caption", "text2")
        self.words = Paragraph(theme, "", "capture")
        self.choice = StrandChoice(theme, opened.scheme)
        self.choice.chosen.connect(self._tag)
        self.later = Button(theme, self.tr("Leave it for later"), "secondary")
        self.later.clicked.connect(self.go_on)
        self.done = Button(theme, self.tr("Stop tagging"), "link")
        self.done.clicked.connect(self.close_sheet)
        foot = QHBoxLayout()
        foot.setSpacing(theme.px(8))
        foot.addWidget(KeyHint("Return"))
        foot.addWidget(PlainLabel(self.tr("tags it and goes on"), "caption", "text2"))
        foot.addStretch(1)
        foot.addWidget(self.done)
        foot.addWidget(self.later)
        for widget in (self.count, self.words, self.choice):
            self.body.addWidget(widget)
        self.body.addLayout(foot)

    def open(self) -> None:
        super().open()
        self._show_note()

    @property
    def note(self) -> Note:
        """The note being tagged."""
        return self._notes[self._at]

    def go_on(self) -> None:
        """The next note; the sheet closes after the last."""
        if self._at + 1 >= len(self._notes):
            self.close_sheet()
            return
        self._at += 1
        self._show_note()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_PageDown:
            self.go_on()
        else:
            super().keyPressEvent(event)

    def _tag(self, strand: str) -> None:
        self._taking.tag(self.note, strand)
        self.go_on()

    def _show_note(self) -> None:
        note = self.note
        left = len(self._notes) - self._at
        self.count.setText(self.tr("1 note to tag") if left == 1 else self.tr("{n} notes to tag").format(n=left))
        self.words.set_words(note.text)
        self.choice.field.setAccessibleDescription(note.text)
        self.choice.begin(self._taking.suggested(note))
        self.resize_box()


class WordsSheet(Sheet):
    """Change the words of a note. Enter keeps them, Esc leaves them as they were."""

    def __init__(self, theme: Theme, window: QWidget, taking: NoteTaking, note: Note) -> None:
        super().__init__(theme, window, self.tr("Change the words of a note"))
        self._taking, self._note = taking, note
        self.text = GrowingText(theme, self.tr("Words of the note"), 3, 10, "capture")
        self.text.set_text(note.text)
        keep = Button(theme, self.tr("Keep the words"), "primary")
        keep.clicked.connect(self.primary)
        self.body.addWidget(PlainLabel(self.tr("Change the words"), "heading"))
        self.body.addWidget(self.text)
        line = QHBoxLayout()
        line.addStretch(1)
        line.addWidget(keep)
        line.addWidget(KeyHint("Ctrl+Return"))
        self.body.addLayout(line)

    def primary(self) -> None:
        self._taking.set_text(self._note, self.text.toPlainText())
        self.close_sheet()


class NoteSheet(Sheet):
    """The same box over any page of the assessment. Esc goes back; what is typed stays in it."""

    def __init__(
        self, theme: Theme, window: QWidget, opened: OpenAssessment, taking: NoteTaking, whose: str = ""
    ) -> None:
        """whose: the institution, where nothing else on screen says it."""
        super().__init__(theme, window, self.tr("New note"), 560)
        self.box = CaptureBox(theme, opened, taking)
        self.box.escaped.connect(self.close_sheet)
        self.box.camera.hide()
        taking.kept.connect(self._kept)
        self.said = PlainLabel(self.tr("Esc goes back to where you were."), "caption", "text2")
        title = self.tr("New note, {institution}").format(institution=whose) if whose else self.tr("New note")
        self.body.addWidget(Paragraph(theme, title, "heading"))
        self.body.addWidget(self.box)
        self.body.addWidget(self.said)
        self.box.text.textChanged.connect(self.resize_box)

    def open(self) -> None:
        super().open()
        self.box.focus()

    def _kept(self, note: Note) -> None:
        self.said.setText(self.tr("Saved: {words}").format(words=note.text[:60]))
