"""The steps of a procedure: what is done, what is due, what came of it, and the letter of each."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from assessor_app.domain.award.concern import StepStanding
from assessor_app.ui.kit.buttons import Button
from assessor_app.ui.kit.cards import Card, LabelledField, row
from assessor_app.ui.kit.growing_text import GrowingText
from assessor_app.ui.kit.labels import PlainLabel, rule
from assessor_app.ui.kit.painted import Icon
from assessor_app.ui.kit.wrapped_text import Paragraph
from assessor_app.ui.screens.concerns.words import due_words, step_name
from assessor_app.ui.theme import Theme


class Steps(Card):
    """finished: the step that comes next, with what came of it; letter_wanted: of a step; typed: what came of it, as it
    is typed."""

    finished = Signal(str, str)
    letter_wanted = Signal(str)
    typed = Signal(str)

    def __init__(self, theme: Theme, steps: tuple[StepStanding, ...], text: str, ready: bool) -> None:
        """text: what was typed for the next step; ready: somebody handles it, or its receipt comes first."""
        super().__init__(theme, padding=16, spacing=8)
        self._theme, self._steps = theme, steps
        self.primary: Button | None = None
        self.text: GrowingText | None = None
        self.letters: dict[str, Button] = {}
        self.body.addWidget(PlainLabel(self.tr("Steps"), "label"))
        now = next((each for each in steps if not each.done), None)
        for place, step in enumerate(steps):
            if place:
                self.body.addWidget(rule())
            self.body.addWidget(self._row(step, step is now))
            if step is now:
                self._add_work(step, text, ready)

    def _row(self, step: StepStanding, now: bool) -> QWidget:
        theme, box = self._theme, QWidget()
        name, ink = _picture(step, now)
        words = QVBoxLayout()
        words.setSpacing(theme.px(2))
        words.addWidget(Paragraph(theme, step_name(self._steps, step.id), "label"))
        words.addWidget(Paragraph(theme, step.step.text, "body", "text2"))
        words.addWidget(Paragraph(theme, due_words(step), "caption", "danger" if step.late else "text2"))
        if step.recorded.text:
            words.addWidget(Paragraph(theme, step.recorded.text, "body"))
        line = row(spacing=theme.px(10))
        line.addWidget(Icon(theme, name, ink, 18), 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(words, 1)
        if step.step.letter and (step.done or now):
            kept = bool(step.recorded.letter_sha256)
            verb = self.tr("Make its letter again") if kept else self.tr("Make its letter")
            letter = Button(theme, verb, "secondary", "mail")
            letter.setAccessibleName(f"{letter.text()}: {step_name(self._steps, step.id)}")
            letter.clicked.connect(partial(self._want_letter, step.id))
            self.letters[step.id] = letter
            line.addWidget(letter, 0, Qt.AlignmentFlag.AlignTop)
        box.setLayout(line)
        return box

    def _add_work(self, step: StepStanding, text: str, ready: bool) -> None:
        self.text = GrowingText(self._theme, self.tr("What came of it"), 2, 6)
        self.text.set_text(text)
        self.text.textChanged.connect(self._on_typed)
        self.body.addWidget(LabelledField(self._theme, self.tr("What came of it"), self.text))
        self.primary = Button(self._theme, self.tr("End this step"), "primary", "check")
        self.primary.setAccessibleName(self.tr("End this step: {step}").format(step=step_name(self._steps, step.id)))
        self.primary.setEnabled(ready)
        self.primary.clicked.connect(partial(self._finish, step.id))
        self.body.addLayout(row(self.primary, None))
        if not ready:
            self.body.addWidget(Paragraph(self._theme, self.tr("Choose who handles it first."), "caption", "text2"))

    def _on_typed(self) -> None:
        if self.text is not None:
            self.typed.emit(self.text.toPlainText())

    def _finish(self, step: str, _checked: bool = False) -> None:
        self.finished.emit(step, self.text.toPlainText() if self.text is not None else "")

    def _want_letter(self, step: str, _checked: bool = False) -> None:
        self.letter_wanted.emit(step)


def _picture(step: StepStanding, now: bool) -> tuple[str, str]:
    """Icon and ink of a step."""
    if step.done:
        return "circle-check", "ok"
    if step.late:
        return "circle-alert", "danger"
    return "circle-dashed", "accent" if now else "text2"
