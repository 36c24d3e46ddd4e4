"""What people record of a cycle, each fact on a line: what the award and the gates of the stages rest on."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLineEdit

from assessor_app.domain.award.facts import FactValue
from assessor_app.domain.cycle.asked_facts import AskedFact
from assessor_app.domain.journal.rights import BY_RECORDER
from assessor_app.domain.people import Role
from assessor_app.ui.dates import recorded_date
from assessor_app.ui.kit.cards import Card
from assessor_app.ui.kit.labels import PlainLabel
from assessor_app.ui.kit.layouts import clear
from assessor_app.ui.kit.segmented import Segmented
from assessor_app.ui.kit.wrapped_text import Paragraph
from assessor_app.ui.screens.progress.fact_line import FactLine
from assessor_app.ui.screens.progress.tracker import Who
from assessor_app.ui.theme import Theme


class FactsCard(Card):
    """`recorded` carries a fact's id and its value as typed or chosen; None takes it back."""

    recorded = Signal(str, object)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, padding=18, spacing=10)
        self.lines: dict[str, FactLine] = {}
        self._refused: dict[str, str] = {}

    @property
    def controls(self) -> dict[str, Segmented | QLineEdit | QComboBox]:
        """The controls of the facts that this person may record."""
        return {name: line.control for name, line in self.lines.items() if line.control is not None}

    def show_facts(self, facts: tuple[AskedFact, ...], who: Who, roles: frozenset[Role], editable: bool) -> None:
        """Show these. A fact that somebody else records, or that cannot be changed now, is only told."""
        typed = self.typed()
        clear(self.body)
        self.lines = {}
        self.setVisible(bool(facts))
        self.body.addWidget(PlainLabel(self.tr("What is recorded"), "card"))
        words = self.tr("The award and the stages rest on these.")
        self.body.addWidget(Paragraph(self._theme, words, "body", "text2"))
        for fact in facts:
            may = editable and bool(BY_RECORDER[fact.asked_of.value] & roles)
            line = self.lines[fact.id] = FactLine(self._theme, fact, self._detail(fact, who), may)
            line.recorded.connect(partial(self.recorded.emit, fact.id))
            self.body.addWidget(line)
            if fact.id in typed:
                line.show_typed(typed[fact.id], self._refused.get(fact.id, ""))

    def typed(self) -> dict[str, str]:
        """What was typed or chosen and is not recorded, by the fact's id."""
        texts = {name: line.typed() for name, line in self.lines.items()}
        return {name: text for name, text in texts.items() if text is not None}

    def refuse(self, fact: str, sentence: str) -> None:
        """Say beside a fact why it was not recorded; what was typed stays."""
        self._refused[fact] = sentence
        if fact in self.lines:
            self.lines[fact].refuse(sentence)

    def accept(self, fact: str) -> None:
        """A fact is recorded: the line shows what the record holds from now on."""
        self._refused.pop(fact, None)
        self.lines.pop(fact, None)

    def _detail(self, fact: AskedFact, who: Who) -> str:
        if fact.said is None:
            return self.tr("Not recorded. To be recorded by: {who}").format(who=who((fact.asked_of,)))
        told = (self._told(fact.value), recorded_date(fact.said.happened_on), fact.said.recorded_by)
        return ", ".join(part for part in told if part)

    def _told(self, value: FactValue | None) -> str:
        if isinstance(value, bool):
            return self.tr("Yes") if value else self.tr("No")
        return recorded_date(str(value))
