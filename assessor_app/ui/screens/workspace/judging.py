"""The rubric beside the school's view: the levels as cards, and the honest gap."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from assessor_app.domain.assessment.assessment import Judgement
from assessor_app.domain.scheme.edition import NOT_ENOUGH
from assessor_app.domain.words.phrases import capital
from assessor_app.ui.kit.buttons import Button
from assessor_app.ui.kit.judgement_card import RING, Choice, JudgementCard, NotEnoughChoice
from assessor_app.ui.kit.wrapped_text import Paragraph
from assessor_app.ui.screens.open_assessment import OpenAssessment
from assessor_app.ui.theme import Theme


class JudgingColumn(QWidget):
    """`judged` carries a level id or NOT_ENOUGH when the person chooses one."""

    judged = Signal(str)

    def __init__(self, theme: Theme, opened: OpenAssessment, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._opened = opened
        self._before: str | None = None
        scales = (opened.scheme.levels, *(scale.levels for scale in opened.scheme.scales))
        self.cards = {
            level.id: JudgementCard(theme, level.rank, len(levels), level.name, "")
            for levels in scales
            for level in levels
        }
        self._shown = frozenset({NOT_ENOUGH, *self.cards})
        self.not_enough = NotEnoughChoice(theme, self.tr("Not enough evidence yet"))
        head = QHBoxLayout()
        head.setContentsMargins(RING, 0, 0, 0)
        words = QVBoxLayout()
        words.addStretch(1)
        self._heading = Paragraph(theme, "", "label")
        words.addWidget(self._heading)
        words.addStretch(1)
        head.addLayout(words, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(2))
        column.addLayout(head)
        self.before = Button(theme, "", "link", "history")
        self.before.setToolTip(self.tr("Judge so again (Ctrl+Shift+B)"))
        self.before.clicked.connect(self.take_before)
        column.addWidget(self.before)
        for level, choice in self._all():
            choice.clicked.connect(lambda _checked=False, chosen=level: self.judged.emit(chosen))
            if choice is self.not_enough:
                head.addWidget(choice)
            else:
                column.addWidget(choice)
        column.addStretch(1)

    def choices(self) -> list[tuple[str, Choice]]:
        """The choices of the strand shown, with what they stand for, in the order of the arrows."""
        return [(level, choice) for level, choice in self._all() if level in self._shown]

    def _all(self) -> list[tuple[str, Choice]]:
        return [(NOT_ENOUGH, self.not_enough), *self.cards.items()]

    def _show_scale(self, strand: str) -> None:
        """Show the levels of the strand's own scale; what is only written about has none to choose."""
        levels = self._opened.scheme.levels_of(self._opened.scheme.strand(strand))
        graded, written = self.tr("Judge against the rubric"), self.tr("Written about, not graded")
        self._heading.set_words(graded if levels else written)
        shown = frozenset(level.id for level in levels) | ({NOT_ENOUGH} if levels else frozenset())
        if shown != self._shown:
            self._shown = shown
            for level, choice in self._all():
                choice.setVisible(level in shown)

    def show_strand(self, strand: str) -> None:
        """Show a strand's descriptors and what was judged."""
        record, scheme = self._opened.value.strand(strand), self._opened.scheme
        descriptors = scheme.strand(strand).descriptors
        whose = self.tr("{institution}'s view").format(institution=scheme.terms.institution.capitalize())
        level = self._opened.judgement(strand).level
        self._show_scale(strand)
        self._show_before(self._opened.judgement(strand))
        for key in descriptors:
            card = self.cards[key]
            card.show_level(descriptors[key], whose if key == record.school_level else "")
        for key, choice in self.choices():
            choice.setChecked(key == level)
            choice.set_locked(not self._opened.editable)

    def _show_before(self, judged: Judgement) -> None:
        """What was judged against the wording before this edition, until it is judged again."""
        suggested = judged.suggested if judged.level is None else None
        self._before = suggested if suggested in dict(self.choices()) else None
        self.before.setVisible(self._before is not None)
        self.before.setEnabled(self._opened.editable)
        if self._before is not None:
            level = capital(self._opened.level_words(self._before))
            self.before.setText(self.tr("Before the new wording: {level}").format(level=level))

    def take_before(self) -> None:
        """Judge as before the new wording, where such a judgement waits."""
        if self._before is not None and self._opened.editable:
            self.judged.emit(self._before)

    def show_keys(self, typing: bool) -> None:
        """Show the keys that judge now."""
        for choice, digit in self._digits():
            choice.set_keys(f"Ctrl+{digit}" if typing else digit)

    def _digits(self) -> list[tuple[Choice, str]]:
        return [(self.not_enough, "0"), *((card, str(card.rank)) for card in self.cards.values())]

    def take_focus_to(self, level: str) -> None:
        """Move the keyboard to a choice when it is on another one."""
        choices = dict(self.choices())
        if any(choice.hasFocus() for choice in choices.values()):
            choices[level].setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_first(self) -> None:
        """Put the keyboard on the chosen card, or the first."""
        cards = [self.cards[level] for level, _ in self.choices() if level != NOT_ENOUGH]
        chosen = next((card for card in cards if card.isChecked()), next(iter(cards), None))
        if chosen:
            chosen.setFocus()
