"""Conflicts of interest: what each person declared, and a place to declare one's own."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit

from assessor_app.domain.assessment.assessment import Assessment
from assessor_app.ui.dates import recorded_date
from assessor_app.ui.kit.buttons import Button
from assessor_app.ui.kit.cards import Card, LabelledField, row
from assessor_app.ui.kit.labels import PlainLabel
from assessor_app.ui.kit.layouts import clear
from assessor_app.ui.kit.wrapped_text import Paragraph
from assessor_app.ui.theme import Theme


class InterestsCard(Card):
    """`declared` carries whether there is a conflict, and which."""

    declared = Signal(bool, str)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, padding=18, spacing=8)
        self.reason = QLineEdit()

    def show_interests(self, record: Assessment, person: str) -> None:
        """Show what was declared; the person's own declaration is asked for while there is none."""
        theme, body = self._theme, self.body
        typed = self.reason.text()
        clear(body)
        self.reason = QLineEdit()  # the one before goes with what held it
        body.addWidget(PlainLabel(self.tr("Conflict of interest"), "card"))
        for each in record.cycle.interests:
            said = self.tr("a conflict: {reason}").format(reason=each.reason) if each.conflict else self.tr("none")
            words = self.tr("{name}, {day}: {said}").format(
                name=each.name, day=recorded_date(each.declared_on), said=said
            )
            body.addWidget(Paragraph(theme, words, "body"))
        if record.cycle.interest_of(person) is not None:
            return
        words = self.tr("Declare that you have not worked for, been paid by or are related to anybody at {name}.")
        body.addWidget(Paragraph(theme, words.format(name=record.institution.name), "body", "text2"))
        none = Button(theme, self.tr("I have no conflict of interest"), "secondary", "shield-check")
        none.clicked.connect(lambda: self.declared.emit(False, ""))
        body.addLayout(row(none, None))
        self.reason.setText(typed)
        conflict = Button(theme, self.tr("Declare this conflict"), "secondary")
        conflict.clicked.connect(lambda: self.declared.emit(True, self.reason.text()))
        body.addWidget(LabelledField(theme, self.tr("Or say what your conflict of interest is"), self.reason))
        body.addLayout(row(conflict, None))
