"""What an appeal may rest on: what the verifier could see on the visit, and apart from it what came later."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from assessor_app.domain.assessment.assessment import Evidence
from assessor_app.domain.award.concern import Admitted
from assessor_app.ui.kit.cards import Card
from assessor_app.ui.kit.labels import PlainLabel
from assessor_app.ui.kit.painted import Chip
from assessor_app.ui.kit.wrapped_text import Paragraph
from assessor_app.ui.theme import Theme


class VisitSnapshot(QWidget):
    """Two cards, so that nobody takes the one for the other."""

    def __init__(self, theme: Theme, admitted: Admitted, rule_words: str) -> None:
        super().__init__()
        self._theme = theme
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(12))
        held = Card(theme, padding=16, spacing=6)
        held.body.addWidget(PlainLabel(self.tr("The visit as it was"), "label"))
        for words in filter(None, (rule_words, self._basis(admitted))):
            held.body.addWidget(Paragraph(theme, words, "body", "text2"))
        self._list(held, admitted.evidence, self.tr("No evidence was there."))
        column.addWidget(held)
        if admitted.later or admitted.later_notes:
            later = Card(theme, padding=16, spacing=6)
            later.body.addWidget(Chip(theme, self.tr("Added after the visit, cannot be used"), "warn"))
            self._list(later, admitted.later, "")
            for note in admitted.later_notes:
                later.body.addWidget(Paragraph(theme, note.text, "body", "text2"))
            column.addWidget(later)

    def _basis(self, admitted: Admitted) -> str:
        return self.tr("What counts: {basis}.").format(basis=admitted.basis)

    def _list(self, card: Card, evidence: tuple[Evidence, ...], nothing: str) -> None:
        for piece in evidence:
            card.body.addWidget(Paragraph(self._theme, f"{piece.code} {piece.title}".strip(), "body"))
        if not evidence and nothing:
            card.body.addWidget(Paragraph(self._theme, nothing, "body", "text2"))
