"""The page of one appeal or complaint: what it says, who handles it, its steps, and what the visit held."""

from datetime import date

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from assessor_app.domain.award.concern import ConcernCase
from assessor_app.domain.words.phrases import day_words
from assessor_app.ui.kit.buttons import Button
from assessor_app.ui.kit.cards import Card, LabelledField, row
from assessor_app.ui.kit.labels import PlainLabel
from assessor_app.ui.kit.wrapped_text import Paragraph
from assessor_app.ui.screens.concerns.evidence import VisitSnapshot
from assessor_app.ui.screens.concerns.steps import Steps
from assessor_app.ui.screens.concerns.words import kind_words
from assessor_app.ui.screens.office.parts import empty_out, heading
from assessor_app.ui.theme import Theme


def _tr(text: str) -> str:
    return QCoreApplication.translate("concerns", text)


class HandlerCard(Card):
    """Who handles it. assigned: a name, and the id of the person it is of ("" for anybody else)."""

    assigned = Signal(str, str)

    def __init__(self, theme: Theme, case: ConcernCase) -> None:
        super().__init__(theme, padding=16, spacing=6)
        self._case = case
        self.names = QComboBox()
        self.names.setEditable(True)
        self.names.addItem("", "")
        for each in case.handlers:
            self.names.addItem(each.name, each.person)
        self.names.setCurrentText(case.line.concern.handler_name)
        self.assign_button = Button(theme, _tr("Let them handle it"), "secondary", "user")
        self.assign_button.clicked.connect(lambda _checked=False: self._assign())
        editor = self.names.lineEdit()
        if editor is not None:
            editor.setAccessibleName(_tr("Who handles it"))
            editor.returnPressed.connect(self._assign)
        ask = _tr("Choose somebody, or type a name.") if case.line.now is not None else ""
        hint = f"{ask} {_left_out(case)}".strip()
        self.body.addWidget(LabelledField(theme, _tr("Who handles it"), self.names, hint))
        if case.line.now is not None:
            self.body.addLayout(row(self.assign_button, None))
        self.names.setEnabled(case.line.now is not None)

    def _assign(self) -> None:
        name = self.names.currentText().strip()
        self.assigned.emit(name, next((each.person for each in self._case.handlers if each.name == name), ""))


def fill_page(theme: Theme, column: QVBoxLayout, case: ConcernCase, typed: str) -> tuple[HandlerCard, Steps]:
    """Put a case on the page in place of the one before. typed: what was begun of the step that comes next."""
    empty_out(column)
    line, concern = case.line, case.line.concern
    over = f"{kind_words(concern.kind)} {concern.reference}"
    came = _tr("From {name}, received on {day}").format(
        name=concern.from_name, day=day_words(date.fromisoformat(concern.received_on))
    )
    handler = HandlerCard(theme, case)
    steps = Steps(theme, line.steps, typed, not line.needs_handler)
    for widget in (heading(theme, over, line.institution, came), _said(theme, case), handler, steps):
        column.addWidget(widget)
    if case.evidence is not None:
        column.addWidget(VisitSnapshot(theme, case.evidence, case.admissible))
    column.addStretch(1)
    return handler, steps


def _said(theme: Theme, case: ConcernCase) -> QWidget:
    card, concern = Card(theme, padding=16, spacing=6), case.line.concern
    card.body.addWidget(PlainLabel(_tr("What it says"), "label"))
    card.body.addWidget(Paragraph(theme, concern.text, "reading"))
    if concern.from_contact:
        words = _tr("Reach them at {contact}").format(contact=concern.from_contact)
        card.body.addWidget(Paragraph(theme, words, "body", "text2"))
    return card


def _left_out(case: ConcernCase) -> str:
    if case.left_out == 1:
        return _tr("1 person left out because they worked on this case.")
    words = _tr("{count} people left out because they worked on this case.")
    return words.format(count=case.left_out) if case.left_out else ""
