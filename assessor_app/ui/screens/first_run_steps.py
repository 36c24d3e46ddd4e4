"""The first two steps of first run: who, passphrase."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QLineEdit, QVBoxLayout, QWidget

from assessor_app.domain.people import Role
from assessor_app.ui.commands import command
from assessor_app.ui.kit.buttons import Button
from assessor_app.ui.kit.cards import LabelledField, row
from assessor_app.ui.kit.check_card import CheckCard
from assessor_app.ui.kit.labels import PlainLabel
from assessor_app.ui.theme import Theme

WIDTH = 701


class Step(QWidget):
    """One step: its number, a question, a line, its fields and its buttons. `done` when the person goes on."""

    done = Signal()

    def __init__(self, theme: Theme, number: int, question: str, line: str) -> None:
        super().__init__()
        self.theme = theme
        self.setMaximumWidth(theme.px(WIDTH))
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(theme.px(6))
        count = self.tr("Step {number} of 3").format(number=number)
        self.column.addWidget(PlainLabel(count, "caption-strong", "text2"))
        self.column.addWidget(PlainLabel(question, "display", wrap=True))
        self.column.addWidget(PlainLabel(line, "reading", "text2", wrap=True))
        self.column.addSpacing(theme.px(10))

    def focus_first(self) -> None:
        """Put the caret where the step begins."""
        self.focusNextChild()


class WhoStep(Step):
    """Name, organisation, roles."""

    def __init__(self, theme: Theme) -> None:
        probe = QWidget()
        question = probe.tr("Who is using this computer?")
        line = probe.tr(
            "Your name goes on notes, judgements and reports. It stays on this computer until you share a bundle."
        )
        super().__init__(theme, 1, question, line)
        self._name = LabelledField(theme, self.tr("Name"), QLineEdit())
        self._organisation = LabelledField(theme, self.tr("Organisation"), QLineEdit())
        fields = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        fields.setSpacing(theme.px(14))
        fields.addWidget(self._name, 1, Qt.AlignmentFlag.AlignTop)
        fields.addWidget(self._organisation, 1, Qt.AlignmentFlag.AlignTop)
        self.column.addLayout(fields)
        self.column.addSpacing(theme.px(8))
        self.column.addWidget(PlainLabel(self.tr("What do you do?"), "label"))
        hint = self.tr("You can choose more than one.")
        self.column.addWidget(PlainLabel(hint, "caption", "text2", wrap=True))
        self._cards = self._make_cards()
        self._missing = PlainLabel("", "caption-medium", "danger", wrap=True)
        self._missing.hide()
        self.column.addWidget(self._missing)
        self.column.addSpacing(theme.px(6))
        go_on = Button(theme, self.tr("Continue"), "primary", "arrow-right", trailing=True)
        go_on.clicked.connect(self._go_on)
        after = PlainLabel(self.tr("Next: protect your work with a passphrase"), "caption", "text2")
        self.column.addLayout(row(go_on, 8, after, None))
        self.column.addStretch(1)
        for field in (self._name.field, self._organisation.field):
            if isinstance(field, QLineEdit):
                field.returnPressed.connect(self._go_on)

    def _make_cards(self) -> dict[Role, CheckCard]:
        texts = (
            (Role.ASSESSOR, self.tr("Assess and advise"), self.tr("Visits, judgements, reports")),
            (Role.VERIFIER, self.tr("Verify"), self.tr("Second marking")),
            (Role.ADMINISTRATOR, self.tr("Administer"), self.tr("Bundles, panels, awards")),
            (Role.INSTITUTION, self.tr("Work at a school"), self.tr("Self-assessment and evidence")),
        )
        grid = QGridLayout()
        grid.setHorizontalSpacing(self.theme.px(10))
        grid.setVerticalSpacing(self.theme.px(6))
        cards: dict[Role, CheckCard] = {}
        for at, (role, name, about) in enumerate(texts):
            cards[role] = CheckCard(self.theme, name, about)
            grid.addWidget(cards[role], at // 2, at % 2)
            words = self.tr("Choose or drop {role}").format(role=name)
            command(self, f"role-{at + 1}", words, cards[role].toggle, (f"Ctrl+{at + 1}",))
        self.column.addLayout(grid)
        cards[Role.ASSESSOR].setChecked(True)
        return cards

    @property
    def name(self) -> str:
        """What was typed as the name."""
        return self._text(self._name)

    @property
    def organisation(self) -> str:
        """What was typed as the organisation."""
        return self._text(self._organisation)

    @property
    def roles(self) -> frozenset[Role]:
        """The roles chosen."""
        return frozenset(role for role, card in self._cards.items() if card.isChecked())

    def choose(self, role: Role) -> None:
        """Tick a role."""
        self._cards[role].setChecked(True)

    def focus_first(self) -> None:
        self._name.field.setFocus()

    def _go_on(self) -> None:
        self._name.set_error("" if self.name else self.tr("Type your name."))
        self._missing.setText("" if self.roles else self.tr("Choose at least one."))
        self._missing.setVisible(not self.roles)
        if not self.name:
            self._name.field.setFocus()
        elif self.roles:
            self.done.emit()

    @staticmethod
    def _text(field: LabelledField) -> str:
        return field.field.text().strip() if isinstance(field.field, QLineEdit) else ""


class PassphraseStep(Step):
    """A passphrase typed twice; a choice when this computer's keyring can keep the key."""

    back = Signal()

    def __init__(self, theme: Theme, strength: Callable[[str], str], optional: bool) -> None:
        probe = QWidget()
        if optional:
            question = probe.tr("Protect your work with a passphrase?")
            line = probe.tr(
                "This computer keeps your key for you. With a passphrase you are asked for it when the app opens, and "
                "when you sign. Use 4 or more words, write it down and keep it safe: nobody can reset it for you."
            )
        else:
            question = probe.tr("Protect your work with a passphrase")
            line = probe.tr(
                "Use 4 or more words. We cannot reset it for you, so print the recovery sheet in the next step."
            )
        super().__init__(theme, 2, question, line)
        self._strength, self._optional = strength, optional
        self._first = LabelledField(theme, self.tr("Passphrase"), self._field())
        self._again = LabelledField(theme, self.tr("The same passphrase again"), self._field())
        self._how_good = PlainLabel("", "caption-medium", "text2")
        self._go = Button(theme, self.tr("Make my key"), "primary", "key-round")
        self._without = Button(theme, self.tr("Continue without"), "ghost")
        if not optional:
            self._without.hide()
        self._back = Button(theme, self.tr("Go back"), "ghost", "arrow-left")
        self.column.addWidget(self._first)
        self.column.addWidget(self._how_good)
        self.column.addWidget(self._again)
        self.column.addSpacing(theme.px(8))
        self.column.addLayout(row(self._go, self._without, self._back, None))
        self.column.addStretch(1)
        self._go.clicked.connect(self._check)
        self._without.clicked.connect(self._skip)
        self._back.clicked.connect(self.back)

    def _field(self) -> QLineEdit:
        field = QLineEdit()
        field.setEchoMode(QLineEdit.EchoMode.Password)
        field.textChanged.connect(self._rate)
        field.returnPressed.connect(self._check)
        return field

    @property
    def passphrase(self) -> str | None:
        """The passphrase; None when the person chose none."""
        return self._typed(self._first) or None

    def set_busy(self, busy: bool) -> None:
        """The key is being made: nothing can be pressed twice."""
        for widget in (self._go, self._without, self._back, self._first, self._again):
            widget.setEnabled(not busy)
        self._go.setText(self.tr("Making your key") if busy else self.tr("Make my key"))

    def focus_first(self) -> None:
        self._first.field.setFocus()

    def _rate(self) -> None:
        typed = self._typed(self._first)
        self._how_good.setText(self._strength(typed) if typed else "")
        self._first.set_error("")
        self._again.set_error("")

    def _skip(self) -> None:
        for field in (self._first.field, self._again.field):
            if isinstance(field, QLineEdit):
                field.clear()
        self.done.emit()

    def _check(self) -> None:
        first, again = self._typed(self._first), self._typed(self._again)
        if not first:
            self._first.set_error(self.tr("Type a passphrase of 4 or more words."))
            self._first.field.setFocus()
        elif not again:
            self._again.set_error(self.tr("Type it a second time."))
            self._again.field.setFocus()
        elif first != again:
            self._again.set_error(self.tr("The two passphrases are different. Type the second one again."))
            self._again.field.setFocus()
        else:
            self.done.emit()

    @staticmethod
    def _typed(field: LabelledField) -> str:
        return field.field.text() if isinstance(field.field, QLineEdit) else ""
