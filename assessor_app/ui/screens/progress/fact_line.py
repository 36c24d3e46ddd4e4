"""One fact on a line: what it is, how it stands, and a control for whoever may record it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QVBoxLayout, QWidget

from assessor_app.domain.award.facts import FactValue
from assessor_app.domain.cycle.asked_facts import AskedFact
from assessor_app.domain.scheme.cycle import FactKind
from assessor_app.ui.dates import typed_date
from assessor_app.ui.kit.buttons import Button
from assessor_app.ui.kit.cards import row
from assessor_app.ui.kit.labels import restyle
from assessor_app.ui.kit.segmented import Segmented
from assessor_app.ui.kit.wrapped_text import Paragraph
from assessor_app.ui.theme import Theme

YES, NO = "yes", "no"


class FactLine(QWidget):
    """`recorded` carries the value as typed or chosen; None takes it back."""

    recorded = Signal(object)

    def __init__(self, theme: Theme, fact: AskedFact, detail: str, may: bool) -> None:
        """detail: how it stands, in words; may: this person may record it."""
        super().__init__()
        self._theme, self._fact = theme, fact
        self._stored = "" if fact.value is None else str(fact.value)
        self.control: Segmented | QLineEdit | QComboBox | None = self._make_control() if may else None
        self.error = Paragraph(theme, "", "caption-medium", "danger")
        self.error.hide()
        column = QVBoxLayout()
        column.setSpacing(0)
        for part in (Paragraph(theme, fact.title, "label"), Paragraph(theme, detail, "caption", "text2"), self.error):
            column.addWidget(part)
        layout = row(spacing=theme.px(8))
        layout.addLayout(column, 1)
        if self.control is not None:
            layout.addWidget(self.control)
            if not isinstance(self.control, Segmented):
                layout.addWidget(self._make_keep())
        self.setLayout(layout)

    def typed(self) -> str | None:
        """What was typed or chosen and is not recorded; None for nothing."""
        text = self._text()
        return None if text is None or text == self._stored else text

    def show_typed(self, text: str, refused: str) -> None:
        """Show again what was typed on the line before this one, and why it was refused, if it was."""
        if isinstance(self.control, QLineEdit):
            self.control.setText(text)
        elif isinstance(self.control, QComboBox):
            self.control.setCurrentText(text)
        self.refuse(refused)

    def refuse(self, sentence: str) -> None:
        """Say why it was not recorded; what was typed stays, a choice shows what is recorded."""
        self.error.set_words(sentence)
        self.error.setVisible(bool(sentence))
        if isinstance(self.control, Segmented):
            self.control.choose(YES if self._fact.value is True else NO)
        elif self.control is not None:
            self.control.setProperty("wrong", "true" if sentence else "false")
            self.control.setAccessibleDescription(sentence)
            restyle(self.control)

    def _text(self) -> str | None:
        if isinstance(self.control, QLineEdit):
            return self.control.text().strip()
        return self.control.currentText() if isinstance(self.control, QComboBox) else None

    def _make_control(self) -> Segmented | QLineEdit | QComboBox:
        fact = self._fact
        if fact.kind is FactKind.YES_NO:
            choice = Segmented(self._theme, fact.title, [(NO, self.tr("Not yet")), (YES, self.tr("Yes"))])
            choice.choose(YES if fact.value is True else NO)
            choice.chosen.connect(lambda chosen: self.recorded.emit(True if chosen == YES else None))
            return choice
        if fact.kind is FactKind.CHOICE:
            box = QComboBox()
            box.addItems(["", *fact.choices])
            box.setCurrentText(self._stored)
            box.setAccessibleName(fact.title)
            box.activated.connect(lambda _place: self.refuse(""))
            return box
        line = QLineEdit(self._stored)
        line.setAccessibleName(fact.title)
        line.setMaximumWidth(self._theme.px(140))
        line.setPlaceholderText("22 Nov 2026" if fact.kind is FactKind.DATE else "")
        line.returnPressed.connect(self._keep)
        line.textEdited.connect(lambda _text: self.refuse(""))
        return line

    def _make_keep(self) -> Button:
        keep = Button(self._theme, self.tr("Keep"), "secondary")
        keep.setAccessibleName(self.tr("Keep: {fact}").format(fact=self._fact.title))
        keep.clicked.connect(self._keep)
        return keep

    def _keep(self) -> None:
        text = self._text() or ""
        self.recorded.emit(_value(self._fact.kind, text))


def _value(kind: FactKind, typed: str) -> FactValue | None:
    """As it is kept; a date that is none goes on as typed, to be refused in words."""
    if not typed:
        return None
    try:
        return typed_date(typed).isoformat() if kind is FactKind.DATE else typed
    except ValueError:
        return typed
