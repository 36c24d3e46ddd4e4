"""The visit's notes on a strand, and the inline box for a new one."""

from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from assessor_app.domain.assessment.assessment import Note, NoteKind
from assessor_app.ui.dates import short_time
from assessor_app.ui.kit.buttons import Button, IconButton
from assessor_app.ui.kit.growing_text import GrowingText
from assessor_app.ui.kit.labels import KeyHint, PlainLabel
from assessor_app.ui.kit.layouts import clear, stacked
from assessor_app.ui.kit.note_drag import HeldNote, NoteGrip
from assessor_app.ui.kit.painted import Icon
from assessor_app.ui.kit.segmented import Segmented
from assessor_app.ui.kit.wrapped_text import Paragraph
from assessor_app.ui.theme import Theme

MOST = 20
"""Notes of a strand that are shown at once: each is a widget, and hundreds of them hold up the window."""

KINDS = {
    NoteKind.STRENGTH: ("Strength", "plus", "ok"),
    NoteKind.DEVELOP: ("To develop", "lightbulb", "accent"),
    NoteKind.CHECK: ("To check", "circle-question-mark", "warn"),
    NoteKind.NOTE: ("Note", "message-square", "text2"),
}


class NoteRow(QWidget):
    """One note: when, where from, what kind, the words. It can be dragged onto a text or a strand; its menu does the
    same. use_wanted: a field and the words; strand_wanted: the note is about another strand."""

    use_wanted = Signal(str, str)
    strand_wanted = Signal(object)

    def __init__(self, theme: Theme, note: Note, editable: bool) -> None:
        super().__init__()
        words, icon, ink = KINDS[note.kind]
        self._note = note
        time = short_time(datetime.fromisoformat(note.taken_at)) if note.taken_at else ""
        self.setAccessibleName(", ".join(part for part in (words, time, note.source, note.text) if part))
        head = QHBoxLayout()
        head.setSpacing(theme.px(6))
        head.addWidget(PlainLabel(time, "caption-medium").with_figures())
        head.addWidget(PlainLabel(note.source, "caption", "text2"), 1)
        head.addWidget(Icon(theme, icon, ink, 13))
        head.addWidget(PlainLabel(words, "caption-strong", ink))
        if editable:
            self.more = IconButton(theme, "ellipsis", self.tr("Use this note"))
            self.more.clicked.connect(self._open_menu)
            head.addWidget(self.more)
            NoteGrip(self, HeldNote(note.id, note.text))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(1))
        column.addLayout(head)
        column.addWidget(Paragraph(theme, note.text, "body", "text2"))

    def _open_menu(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for field, words in (
            ("strengths", self.tr("Use in strengths")),
            ("develop", self.tr("Use in areas for development")),
            ("working_notes", self.tr("Use in working notes")),
        ):
            menu.addAction(words).triggered.connect(
                lambda _c=False, to=field: self.use_wanted.emit(to, self._note.text)
            )
        menu.addAction(self.tr("Move to another strand")).triggered.connect(lambda: self.strand_wanted.emit(self._note))
        menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))


class NoteBox(QWidget):
    """A new note: Enter keeps it, Shift Enter begins a line, Esc closes the box and keeps the words in it."""

    kept = Signal(str, str)
    closed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.text = _NoteText(theme, self.tr("New note. Enter keeps it."), 2, 6)
        self.text.setPlaceholderText(self.tr("What you saw or heard. Enter keeps it."))
        self.text.enter_pressed.connect(self._keep)
        self.text.escape_pressed.connect(self.closed)
        kinds = [(kind.value, KINDS[kind][0]) for kind in (NoteKind.NOTE, NoteKind.STRENGTH, NoteKind.DEVELOP)]
        self.kind = Segmented(theme, self.tr("Kind of note"), kinds)
        self.keep = Button(theme, self.tr("Keep note"), "soft")
        self.keep.clicked.connect(self._keep)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.keep)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(6))
        column.addWidget(self.text)
        column.addWidget(self.kind)
        column.addLayout(foot)

    def open(self) -> None:
        """Show the box with the caret in it."""
        self.show()
        self.text.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def restore(self, words: str) -> None:
        """The note was not stored: its words come back, before anything typed since."""
        since = self.text.toPlainText()
        self.text.set_text(f"{words}\n{since}" if since else words)
        self.open()

    def _keep(self) -> None:
        words = self.text.toPlainText().strip()
        if words:
            self.text.set_text("")
            self.kept.emit(words, self.kind.current)


class _NoteText(GrowingText):
    enter_pressed = Signal()
    escape_pressed = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.enter_pressed.emit()
        elif plain and event.key() == Qt.Key.Key_Escape:
            self.escape_pressed.emit()
        else:
            super().keyPressEvent(event)


class StrandNotes(QWidget):
    """Notes of the strand shown. note_kept: text and kind; use_wanted and strand_wanted as of a row."""

    note_kept = Signal(str, str)
    use_wanted = Signal(str, str)
    strand_wanted = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._shown: tuple[object, ...] = ()
        self._notes: tuple[Note, ...] = ()
        self._editable, self._all_wanted = False, False
        self.add = Button(theme, self.tr("Add note"), "link", "plus")
        self.add.clicked.connect(self.open_box)
        self._hint = KeyHint("Ctrl+N")
        head = QHBoxLayout()
        head.addWidget(PlainLabel(self.tr("From the visit"), "caption-strong", "text2"), 1)
        head.addWidget(self.add)
        head.addWidget(self._hint)
        self.box = NoteBox(theme)
        self.box.kept.connect(self.note_kept)
        self.box.closed.connect(self.close_box)
        self.box.hide()
        self._none = Paragraph(theme, self.tr("No notes on this strand yet."), "caption", "text3")
        self.earlier = Button(theme, "", "link")
        self.earlier.clicked.connect(self._show_all)
        self.earlier.hide()
        self._list = QVBoxLayout()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        column.addLayout(head)
        column.addWidget(self.box)
        column.addWidget(self._none)
        column.addWidget(self.earlier, 0, Qt.AlignmentFlag.AlignLeft)
        column.addLayout(self._list)
        column.addStretch(1)

    def open_box(self) -> None:
        """Open the box for a new note."""
        self.box.open()

    def close_box(self) -> None:
        """Close the box; words not kept stay in it."""
        self.box.hide()
        self.add.setFocus()

    def show_notes(self, notes: tuple[Note, ...], editable: bool) -> None:
        """Show these notes of one strand: the last ones, and the others when they are asked for."""
        self.add.setVisible(editable)
        self._hint.setVisible(editable)
        same_strand = {note.strand for note in notes} == {note.strand for note in self._notes}
        self._all_wanted = self._all_wanted and same_strand
        self._notes, self._editable = notes, editable
        self._fill()

    def _show_all(self) -> None:
        self._all_wanted = True
        self._fill()

    def _fill(self) -> None:
        shown = self._notes if self._all_wanted else self._notes[-MOST:]
        left = len(self._notes) - len(shown)
        if (shown, left, self._editable) == self._shown:
            return
        self._shown = (shown, left, self._editable)
        clear(self._list)
        if shown:
            self._list.addWidget(stacked([self._row(note) for note in shown], self._theme.px(12)))
        self._none.setVisible(not shown)
        self.earlier.setVisible(bool(left))
        one, many = self.tr("Show 1 earlier note"), self.tr("Show {n} earlier notes")
        self.earlier.setText(one if left == 1 else many.format(n=left))

    def _row(self, note: Note) -> NoteRow:
        row = NoteRow(self._theme, note, self._editable)
        row.use_wanted.connect(self.use_wanted)
        row.strand_wanted.connect(self.strand_wanted)
        return row
