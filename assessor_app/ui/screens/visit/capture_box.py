"""The capture box: ready on arrival and after every note, with its marks explained and quiet hints below."""

from PySide6.QtCore import QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent, QResizeEvent, QTextCursor
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from assessor_app.domain.visit.capture_marks import Completion, completions
from assessor_app.domain.visit.day import Voice
from assessor_app.domain.visit.privacy_hints import NameHint, looks_like_name, small_group
from assessor_app.ui.kit.buttons import Button, IconButton
from assessor_app.ui.kit.cards import row
from assessor_app.ui.kit.labels import KeyHint, PlainLabel
from assessor_app.ui.kit.layouts import clear
from assessor_app.ui.kit.painting import rounded
from assessor_app.ui.screens.open_assessment import OpenAssessment
from assessor_app.ui.screens.visit.capture_text import CaptureText
from assessor_app.ui.screens.visit.note_taking import NoteTaking
from assessor_app.ui.theme import Theme

HINT_AFTER = 400
"""Milliseconds of quiet before a hint is looked for: it must not flicker while a word is typed."""


class CaptureBox(QFrame):
    """One text, its marks, and the button. Signals: `escaped`; `picture_wanted` (choose a file); `data_given` with
    what was pasted or dropped."""

    escaped = Signal()
    picture_wanted = Signal()
    data_given = Signal(object)

    def __init__(self, theme: Theme, opened: OpenAssessment, taking: NoteTaking) -> None:
        super().__init__()
        self._theme, self._opened, self._taking = theme, opened, taking
        self._kept_names: set[str] = set()
        self.text = CaptureText(theme, self.tr("New note. Enter saves."), self._complete, self._take_data)
        self.text.setPlaceholderText(self.tr("Type what you hear. Enter saves it."))
        self.text.set_text(taking.text)
        self.text.moveCursor(QTextCursor.MoveOperation.End)
        self.save = Button(theme, self.tr("Save note"), "primary")
        self.camera = IconButton(theme, "camera", self.tr("Add a photo"), "Ctrl+Shift+P")
        self.local = IconButton(theme, "lock-open", "")
        self.local.setCheckable(True)
        self.marks = _MarkRow(theme)
        self.hint = HintLine(theme)
        self._quiet = QTimer(self, singleShot=True, interval=HINT_AFTER)
        self._build()
        self._connect()
        self.show_local(taking.local)

    def _build(self) -> None:
        px = self._theme.px
        tools = self._tools = QHBoxLayout()
        tools.setSpacing(px(8))
        tools.addStretch(1)
        for widget in (self.local, self.camera, self.save, KeyHint("Return")):
            tools.addWidget(widget)
        foot = self._foot = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        foot.setSpacing(px(8))
        foot.addWidget(self.marks, 1)
        foot.addLayout(tools)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(14), px(8), px(12), px(10))
        column.setSpacing(px(6))
        column.addWidget(self.text)
        column.addLayout(foot)
        column.addWidget(self.hint)

    def _connect(self) -> None:
        self.text.textChanged.connect(self._typed)
        self.text.kept.connect(self.keep)
        self.text.escaped.connect(self.escaped)
        self.text.left.connect(self._left)
        self.save.clicked.connect(self.keep)
        self.camera.clicked.connect(self.picture_wanted)
        self.local.clicked.connect(self.show_local)
        self.hint.taken.connect(self._use_role)
        self.hint.kept.connect(self._keep_name)
        self._taking.text_changed.connect(self._show_text)
        self._quiet.timeout.connect(self._look_for_hint)
        self._theme.changed.connect(self.update)
        self._theme.focus_changed.connect(self._on_focus)

    def focus(self) -> None:
        """Put the keyboard in the box."""
        self.text.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def keep(self) -> None:
        """Keep the note; the caret stays."""
        self._taking.typed(self.text.toPlainText())
        if not self._taking.keep() and self.text.toPlainText().strip():
            self._opened.said.emit(self.tr("A note needs some words besides its marks."))
        self.text.setFocus()

    def show_local(self, local: bool) -> None:
        """Say whether the next notes stay on this computer."""
        self._taking.local = local
        self.local.setChecked(local)
        self.local.set_icon("lock" if local else "lock-open", "accent" if local else "text2")
        words = self.tr("Notes stay on this computer for good") if local else self.tr("Notes go into the next bundle")
        self.local.set_name(words, "Ctrl+Shift+K")
        self.save.setText(self.tr("Keep here") if local else self.tr("Save note"))

    def set_locked(self, locked: bool) -> None:
        """Signed work takes no notes."""
        self.setVisible(not locked)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wanted = self.marks.sizeHint().width() + self._tools.sizeHint().width() + self._theme.px(14 + 12 + 8)
        low = QBoxLayout.Direction.TopToBottom if wanted > self.width() else QBoxLayout.Direction.LeftToRight
        if self._foot.direction() != low:
            self._foot.setDirection(low)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colour, active = self._theme.colour, self.text.hasFocus()
        line = colour("focus" if active else "line_control")
        width = self._theme.tokens.focus_width if active else 1
        rounded(painter, QRectF(self.rect()), self._theme.px(10), colour("surface"), line, width)
        painter.end()

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.focus()

    def _on_focus(self, _before: object, _now: object) -> None:
        self.update()

    def _typed(self) -> None:
        self._taking.typed(self.text.toPlainText())
        self._quiet.start()

    def _left(self) -> None:
        self.text.list.hide()
        self._taking.autosave.flush()

    def _show_text(self, text: str) -> None:
        self.text.set_text(text)
        self.text.moveCursor(QTextCursor.MoveOperation.End)
        self._look_for_hint()

    def _complete(self, word: str) -> tuple[Completion, ...]:
        people = [session.title for session in self._opened.value.sessions if session.voice is not Voice.NONE]
        return completions(word, self._opened.scheme, people)

    def _take_data(self, data: object) -> bool:
        if getattr(data, "hasImage", lambda: False)() or _has_files(data):
            self.data_given.emit(data)
            return True
        return False

    def _look_for_hint(self) -> None:
        text = self.text.toPlainText()
        name = looks_like_name(text, self._known_words())
        if name is not None:
            self.hint.show_name(name, self._role())
            return
        group = small_group(text)
        self.hint.show_group(group) if group and group not in self._kept_names else self.hint.hide()

    def _known_words(self) -> frozenset[str]:
        place = self._opened.value.institution
        return frozenset(f"{place.name} {place.place}".replace(",", " ").split()) | frozenset(self._kept_names)

    def _role(self) -> str:
        session = next((each for each in self._opened.value.sessions if each.id == self._taking.session), None)
        voice = session.voice if session else Voice.NONE
        return {Voice.STAFF: "a teacher", Voice.LEADERS: "a leader", Voice.GOVERNORS: "a governor"}.get(
            voice, "a pupil"
        )

    def _use_role(self, name: NameHint, role: str) -> None:
        cursor = self.text.textCursor()
        cursor.beginEditBlock()
        cursor.setPosition(name.start)
        cursor.setPosition(name.start + name.length, cursor.MoveMode.KeepAnchor)
        if cursor.selectedText() == name.name:  # the words may have been changed since the hint
            cursor.insertText(role)
        cursor.endEditBlock()
        self.focus()

    def _keep_name(self, words: str) -> None:
        self._kept_names.update((words, *words.split()))
        self._look_for_hint()
        self.focus()


def _has_files(data: object) -> bool:
    urls = getattr(data, "urls", lambda: ())()
    return any(url.isLocalFile() for url in urls)


class _MarkRow(QWidget):
    """The marks, explained."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        marks = (
            ("+", self.tr("strength")),
            ("-", self.tr("to develop")),
            ("?", self.tr("to check")),
            ("#", self.tr("strand")),
            ("@", self.tr("who")),
        )
        line = row(spacing=theme.px(8))
        for mark, words in marks:
            line.addWidget(_Mark(mark))
            line.addWidget(PlainLabel(words, "caption", "text2"))
        line.addStretch(1)
        self.setLayout(line)


class _Mark(KeyHint):
    """A mark as a key cap; "+" alone is no name of keys."""

    def set_keys(self, keys: str) -> None:
        self.setText(keys)


class HintLine(QFrame):
    """One quiet line: a name that could be a role, or a group so small that its people could be recognised."""

    taken = Signal(object, str)
    kept = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(theme.px(8))
        self.hide()

    def show_name(self, name: NameHint, role: str) -> None:
        """Offer a role in place of a name."""
        use = Button(self._theme, self.tr("Use “{role}”").format(role=role), "link")
        use.clicked.connect(lambda: self.taken.emit(name, role))
        self._fill(self.tr("“{name}” looks like a name. Use a role instead?").format(name=name.name), use, name.name)

    def show_group(self, words: str) -> None:
        """Warn about a small group."""
        said = self.tr("“{words}” is a small group. Could somebody recognise them?").format(words=words)
        self._fill(said, None, words)

    def _fill(self, words: str, button: Button | None, name: str) -> None:
        clear(self._line)
        self._line.addWidget(PlainLabel(words, "caption", "warn"))
        if button is not None:
            self._line.addWidget(button)
        keep = Button(self._theme, self.tr("Keep"), "link")
        keep.clicked.connect(lambda: self.kept.emit(name))
        self._line.addWidget(keep)
        self._line.addStretch(1)
        self.show()
