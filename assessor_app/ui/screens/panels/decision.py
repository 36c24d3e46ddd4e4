"""What the panel decides: one of the mark's outcomes, to defer, or no award; with a reason unless it agrees."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QVBoxLayout

from assessor_app.domain.award.panel import PanelChoice
from assessor_app.ui.kit.cards import Card, LabelledField
from assessor_app.ui.kit.growing_text import GrowingText
from assessor_app.ui.kit.labels import PlainLabel
from assessor_app.ui.screens.office.parts import empty_out
from assessor_app.ui.theme import Theme


class DecisionCard(Card):
    """chosen: another choice; typed: the reason as it is typed."""

    chosen = Signal()
    typed = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, padding=16, spacing=8)
        self._choices: tuple[PanelChoice, ...] = ()
        self._group = QButtonGroup(self)
        self._group.buttonToggled.connect(lambda _button, on: self._on_chosen() if on else None)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(theme.px(4))
        self.reason = GrowingText(theme, self.tr("Why the panel decided so"), 2, 6)
        self.reason.textChanged.connect(lambda: self.typed.emit(self.reason.toPlainText()))
        self.why = LabelledField(theme, self.tr("Why the panel decided so"), self.reason)
        self.body.addWidget(PlainLabel(self.tr("Decision"), "label"))
        self.body.addLayout(self._rows)
        self.body.addWidget(self.why)
        self.buttons: list[QRadioButton] = []

    def show_choices(self, choices: tuple[PanelChoice, ...], reason: str) -> None:
        """Show what can be decided; what the judgements lead to is chosen."""
        self._choices = choices
        for button in self.buttons:
            self._group.removeButton(button)
        empty_out(self._rows)
        self.buttons = [QRadioButton(self._words(each)) for each in choices]
        for place, button in enumerate(self.buttons):
            self._group.addButton(button, place)
            self._rows.addWidget(button)
        self.reason.set_text(reason)
        if self.buttons:
            self.buttons[0].setChecked(True)
        self._on_chosen()

    @property
    def choice(self) -> PanelChoice | None:
        """What is chosen."""
        place = self._group.checkedId()
        return self._choices[place] if 0 <= place < len(self._choices) else None

    def complete(self) -> bool:
        """True when nothing more is needed; else the field says what is, and takes the keyboard."""
        if self.choice is not None and (self.choice.agrees or self.reason.toPlainText().strip()):
            self.why.set_error("")
            return True
        otherwise = self.tr("Say why the panel decided otherwise than recommended.")
        some = any(each.agrees for each in self._choices)
        self.why.set_error(otherwise if some else self.tr("Say why the panel decided so."))
        self.reason.setFocus()
        return False

    def _words(self, choice: PanelChoice) -> str:
        return self.tr("{award}, as recommended").format(award=choice.words) if choice.agrees else choice.words

    def _on_chosen(self) -> None:
        choice = self.choice
        self.why.setVisible(choice is not None and not choice.agrees)
        self.why.set_error("")
        self.chosen.emit()
