"""What people record of a cycle, each fact on a line: what the award and the gates of the stages rest on."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QVBoxLayout, QWidget

from assessor_app.domain.asked_facts import AskedFact
from assessor_app.domain.award_facts import FactValue
from assessor_app.domain.cycle_stages import who_acts
from assessor_app.domain.people import Role
from assessor_app.domain.rights import BY_RECORDER
from assessor_app.domain.scheme import Scheme
from assessor_app.domain.scheme_cycle import FactKind
from assessor_app.ui.dates import recorded_date, typed_date
from assessor_app.ui.kit.buttons import Button
from assessor_app.ui.kit.cards import Card, row
from assessor_app.ui.kit.labels import PlainLabel
from assessor_app.ui.kit.layouts import clear
from assessor_app.ui.kit.segmented import Segmented
from assessor_app.ui.kit.wrapped_text import Paragraph
from assessor_app.ui.theme import Theme

YES, NO = "yes", "no"


class FactsCard(Card):
    """`recorded` carries a fact's id and its value as typed or chosen; None takes it back."""

    recorded = Signal(str, object)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, padding=18, spacing=10)
        self.controls: dict[str, Segmented | QLineEdit | QComboBox] = {}

    def show_facts(self, scheme: Scheme, facts: tuple[AskedFact, ...], roles: frozenset[Role], editable: bool) -> None:
        """Show these. A fact that somebody else records, or that cannot be changed now, is only told."""
        typed = self.typed()
        clear(self.body)
        self.controls = {}
        self.setVisible(bool(facts))
        self.body.addWidget(PlainLabel(self.tr("What is recorded"), "card"))
        words = self.tr("The award and the stages rest on these.")
        self.body.addWidget(Paragraph(self._theme, words, "body", "text2"))
        for fact in facts:
            may = editable and bool(BY_RECORDER[fact.asked_of.value] & roles)
            self.body.addWidget(self._line(scheme, fact, may))
        for name, line in self._lines():
            if name in typed:
                line.setText(typed[name])
                line.setModified(True)

    def typed(self) -> dict[str, str]:
        """What was typed and not kept, by the fact's id."""
        return {name: line.text() for name, line in self._lines() if line.isModified()}

    def _lines(self) -> list[tuple[str, QLineEdit]]:
        return [(name, control) for name, control in self.controls.items() if isinstance(control, QLineEdit)]

    def _line(self, scheme: Scheme, fact: AskedFact, may: bool) -> QWidget:
        line, theme = QWidget(), self._theme
        layout = row(spacing=theme.px(8))
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(Paragraph(theme, fact.title, "label"))
        column.addWidget(Paragraph(theme, self._detail(scheme, fact), "caption", "text2"))
        layout.addLayout(column, 1)
        if may:
            control = self._control(fact)
            self.controls[fact.id] = control
            layout.addWidget(control)
            if not isinstance(control, Segmented):
                keep = Button(theme, self.tr("Keep"), "secondary")
                keep.setAccessibleName(self.tr("Keep: {fact}").format(fact=fact.title))
                keep.clicked.connect(partial(self._keep, fact))
                layout.addWidget(keep)
        line.setLayout(layout)
        return line

    def _detail(self, scheme: Scheme, fact: AskedFact) -> str:
        if fact.said is None:
            return self.tr("Not recorded. To be recorded by: {who}").format(who=who_acts(scheme, (fact.asked_of,)))
        told = (self._told(fact.value), recorded_date(fact.said.happened_on), fact.said.recorded_by)
        return ", ".join(part for part in told if part)

    def _told(self, value: FactValue | None) -> str:
        if isinstance(value, bool):
            return self.tr("Yes") if value else self.tr("No")
        return recorded_date(str(value))

    def _control(self, fact: AskedFact) -> Segmented | QLineEdit | QComboBox:
        if fact.kind is FactKind.YES_NO:
            choice = Segmented(self._theme, fact.title, [(NO, self.tr("Not yet")), (YES, self.tr("Yes"))])
            choice.choose(YES if fact.value is True else NO)
            choice.chosen.connect(lambda chosen: self.recorded.emit(fact.id, True if chosen == YES else None))
            return choice
        if fact.kind is FactKind.CHOICE:
            box = QComboBox()
            box.addItems(["", *fact.choices])
            box.setCurrentText(str(fact.value or ""))
            box.setAccessibleName(fact.title)
            return box
        line = QLineEdit("" if fact.value is None else str(fact.value))
        line.setAccessibleName(fact.title)
        line.setMaximumWidth(self._theme.px(140))
        line.setPlaceholderText("22 Nov 2026" if fact.kind is FactKind.DATE else "")
        line.returnPressed.connect(partial(self._keep, fact))
        return line

    def _keep(self, fact: AskedFact) -> None:
        control = self.controls[fact.id]
        typed = ""
        if isinstance(control, QLineEdit):
            typed = control.text().strip()
            control.setModified(False)
        if isinstance(control, QComboBox):
            typed = control.currentText()
        self.recorded.emit(fact.id, _iso(typed) if fact.kind is FactKind.DATE else typed or None)


def _iso(typed: str) -> str | None:
    """A date as it is kept; what is none goes on as typed, to be refused in words."""
    try:
        return typed_date(typed).isoformat() if typed else None
    except ValueError:
        return typed
