"""One judge's first mark: who, level, reason, and the evidence behind it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from assessor_app.domain.assessment.assessment import Assessment, Evidence
from assessor_app.domain.scheme.edition import Scheme
from assessor_app.domain.second.mark import Mark
from assessor_app.domain.visit.anchors import anchors_in, evidence_of
from assessor_app.domain.words.phrases import capital
from assessor_app.ui.kit.buttons import LongButton
from assessor_app.ui.kit.cards import Card
from assessor_app.ui.kit.evidence_list import icon_of
from assessor_app.ui.kit.labels import PlainLabel
from assessor_app.ui.kit.layouts import clear
from assessor_app.ui.kit.outlook_pane import rank_of
from assessor_app.ui.kit.painted import Avatar, Chip, LevelBars
from assessor_app.ui.kit.wrapped_text import Paragraph
from assessor_app.ui.screens.verify.compare_rows import level_words
from assessor_app.ui.theme import Theme

MOST = 4
"""Pieces of evidence that are named; more are in the list of evidence."""


class ReasonCard(Card):
    """`evidence_chosen` carries the id of a piece."""

    evidence_chosen = Signal(str)

    def __init__(self, theme: Theme, name: str, role: str) -> None:
        super().__init__(theme, padding=14, spacing=8)
        self._theme = theme
        self.bars, self.level = LevelBars(theme, size=15), PlainLabel("", "card")
        self.changed = Chip(theme, self.tr("Changed after the seal"), "warn")
        self.reason = Paragraph(theme, "", "reading")
        who = QVBoxLayout()
        who.setSpacing(0)
        who.addWidget(Paragraph(theme, name, "label"))
        who.addWidget(Paragraph(theme, role, "caption", "text2"))
        head = QHBoxLayout()
        head.setSpacing(theme.px(9))
        head.addWidget(Avatar(theme, name))
        head.addLayout(who, 1)
        head.addWidget(self.bars)
        head.addWidget(self.level)
        self._pieces = QVBoxLayout()
        self._pieces.setSpacing(theme.px(2))
        self.body.addLayout(head)
        self.body.addWidget(self.reason)
        self.body.addWidget(self.changed)
        self.body.addLayout(self._pieces)
        self.body.addStretch(1)
        self._name = name

    def show_mark(self, scheme: Scheme, mark: Mark, record: Assessment, changed: bool) -> None:
        """Show a mark. changed: it is newer than the verifier's seal."""
        strand = scheme.strand(mark.strand)
        words = level_words(scheme, mark.level)
        self.bars.set_rank(rank_of(scheme, mark.level or None), scheme.steps_of(strand))
        self.level.setText(words)
        self.reason.set_words(capital(mark.reason) or self.tr("No reason given."))
        self.reason.set_ink("text" if mark.reason else "text3")
        self.changed.setVisible(changed)
        self.setAccessibleName(f"{self._name}: {words}. {self.reason.words()}")
        clear(self._pieces)
        for piece in evidence_behind(mark, record)[:MOST]:
            button = LongButton(self._theme, f"{piece.code} {piece.title}".strip(), "ghost", icon_of(piece))
            button.setAccessibleName(self.tr("Evidence: {title}").format(title=button.words))
            button.clicked.connect(lambda _checked=False, to=piece.id: self.evidence_chosen.emit(to))
            self._pieces.addWidget(button)


def evidence_behind(mark: Mark, record: Assessment) -> tuple[Evidence, ...]:
    """What the reason names; the evidence linked to the strand where it names none."""
    named = (evidence_of(anchor, record) for anchor in anchors_in(mark.reason))
    found = tuple(dict.fromkeys(piece for piece in named if piece is not None))
    linked = record.strand(mark.strand).school_evidence
    return found or tuple(
        piece for piece in record.evidence if mark.strand in piece.strands or piece.id in linked or piece.code in linked
    )
