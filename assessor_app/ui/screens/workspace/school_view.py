"""What the institution says about a strand, with the evidence it names."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from assessor_app.domain.assessment.assessment import Evidence
from assessor_app.ui.kit.cards import Card
from assessor_app.ui.kit.evidence_list import EvidenceList, by_code
from assessor_app.ui.kit.labels import PlainLabel
from assessor_app.ui.kit.outlook_pane import rank_of
from assessor_app.ui.kit.painted import LevelBars
from assessor_app.ui.kit.wrapped_text import Paragraph
from assessor_app.ui.screens.open_assessment import OpenAssessment
from assessor_app.ui.theme import Theme


class SchoolView(Card):
    """A card with the institution's level, text and evidence. `evidence_chosen` carries an id."""

    evidence_chosen = Signal(str)

    def __init__(self, theme: Theme, opened: OpenAssessment, parent: QWidget | None = None) -> None:
        super().__init__(theme, 14, 6, parent)
        self._opened = opened
        said_by = opened.scheme.terms.institution
        self._bars = LevelBars(theme)
        self._level = PlainLabel("", "body", "text2")
        head = QHBoxLayout()
        head.setSpacing(theme.px(7))
        head.addWidget(PlainLabel(self.tr("What the {institution} says").format(institution=said_by), "label"), 1)
        head.addWidget(self._bars)
        head.addWidget(self._level)
        self._nothing = self.tr("The {institution} has not written anything for this strand.").format(
            institution=said_by
        )
        self.text = Paragraph(theme)
        self._opened_count = PlainLabel("", "caption", "text2").with_figures()
        evidence_head = QHBoxLayout()
        evidence_head.addWidget(PlainLabel(self.tr("Evidence"), "caption-strong", "text2"), 1)
        evidence_head.addWidget(self._opened_count)
        self.evidence = EvidenceList(theme)
        self.evidence.chosen.connect(self.evidence_chosen)
        self._none = Paragraph(theme, self.tr("No evidence linked."), "caption", "text3")
        self.body.addLayout(head)
        self.body.addWidget(self.text)
        self.body.addSpacing(theme.px(4))
        self.body.addLayout(evidence_head)
        self.body.addWidget(self.evidence)
        self.body.addWidget(self._none)
        self.body.addStretch(1)

    def show_strand(self, strand: str) -> None:
        """Show what there is for a strand."""
        record, scheme = self._opened.value.strand(strand), self._opened.scheme
        level = record.school_level
        self._bars.set_rank(rank_of(scheme, level), scheme.steps_of(scheme.strand(strand)))
        self._level.setText(scheme.level(level).name if level else self.tr("No level"))
        self.text.set_words(record.school_text or self._nothing)
        self.text.set_ink("text" if record.school_text else "text3")
        pieces = evidence_for(self._opened, strand)
        self.evidence.show_evidence(pieces)
        self._none.setVisible(not pieces)
        count = sum(1 for piece in pieces if piece.opened)
        words = self.tr("{count} of {all} opened").format(count=count, all=len(pieces))
        self._opened_count.setText(words if pieces else "")


def evidence_for(opened: OpenAssessment, strand: str) -> tuple[Evidence, ...]:
    """Evidence named by the institution for a strand, or linked to it."""
    named = opened.value.strand(strand).school_evidence
    return by_code(
        piece for piece in opened.value.evidence if strand in piece.strands or piece.id in named or piece.code in named
    )
