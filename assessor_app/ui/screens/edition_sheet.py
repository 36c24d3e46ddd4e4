"""What a newer edition says otherwise, word by word, what it does to the award, and the move."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from assessor_app.domain.scheme.edition import Scheme
from assessor_app.domain.scheme.edition_bridge import MovePreview, StrandChange, TextChange
from assessor_app.domain.words.counting import counted
from assessor_app.ui.kit.buttons import Button
from assessor_app.ui.kit.cards import row
from assessor_app.ui.kit.labels import PlainLabel
from assessor_app.ui.kit.sheet import Sheet
from assessor_app.ui.kit.wrapped_text import Paragraph
from assessor_app.ui.screens.tab import ScrollingPage
from assessor_app.ui.theme import Theme


class EditionSheet(Sheet):
    """`move_wanted` when the person moves the assessment; `refuse` says why it did not."""

    move_wanted = Signal()

    def __init__(self, theme: Theme, window: QWidget, scheme: Scheme, preview: MovePreview) -> None:
        changes = preview.changes
        super().__init__(theme, window, self.tr("What the newer rubric changes"), 760)
        heading = self.tr("{mark}: from {old} to {new}").format(
            mark=scheme.short_title, old=changes.old, new=changes.new
        )
        self.body.addWidget(PlainLabel(heading, "heading"))
        page = self.page = ScrollingPage(theme)
        page.column.setContentsMargins(0, 0, theme.px(8), 0)
        page.column.setSpacing(theme.px(6))
        for each in changes.strands:
            self._strand(each)
        for text in changes.rules:
            self._text(text)
        page.column.addStretch(1)
        page.setMinimumHeight(theme.px(220))
        self.body.addWidget(page, 1)
        self.effect = Paragraph(theme, self._effect(scheme, preview), "body")
        self.body.addWidget(self.effect)
        self.error = Paragraph(theme, "", "body", "danger")
        self.error.hide()
        self.body.addWidget(self.error)
        words = self.tr("Move this visit to {new}").format(new=changes.new)
        move = Button(theme, words, "primary")
        move.clicked.connect(self.move_wanted)
        stay = Button(theme, self.tr("Stay on {old}").format(old=changes.old), "secondary")
        stay.clicked.connect(self.close_sheet)
        self.body.addLayout(row(None, stay, move, spacing=theme.px(8)))

    def refuse(self, sentence: str) -> None:
        """Say why nothing was moved."""
        self.error.set_words(sentence)
        self.error.show()

    def _strand(self, change: StrandChange) -> None:
        kinds = {"new": self.tr("new"), "gone": self.tr("left out"), "changed": self.tr("changed")}
        title = f"{change.number} {change.title}: {kinds[change.kind]}"
        self.page.column.addWidget(Paragraph(self.theme, title, "label"))
        for text in change.texts:
            self._text(text)

    def _text(self, change: TextChange) -> None:
        """The two texts one under the other. Words that differ stand between brackets, which a screen reader says
        and no colour is needed for."""
        column = self.page.column
        column.addWidget(PlainLabel(change.what.capitalize(), "caption", "text3"))
        for name, side in ((self.tr("Was"), "-"), (self.tr("Is"), "+")):
            runs = (f"[{run.text}]" if run.change else run.text for run in change.words if run.change in ("", side))
            column.addWidget(Paragraph(self.theme, f"{name}: {' '.join(runs)}", "body"))

    def _effect(self, scheme: Scheme, preview: MovePreview) -> str:
        titles = {strand.id: f"{strand.number} {strand.title}" for strand in scheme.strands}
        again = [titles.get(strand, strand) for strand in preview.returned]
        lines = [counted(len(preview.held), self.tr("judgement carries over."), self.tr("judgements carry over."))]
        if again:
            lines.append(self.tr("To judge again: {strands}.").format(strands=", ".join(again)))
        lines += [
            f"{preview.changes.old}: {preview.before.sentence}",
            f"{preview.changes.new}: {preview.after.sentence}",
        ]
        return "\n".join(lines)
