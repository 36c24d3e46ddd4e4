"""What the institution signs: each commitment with who signed it, or a place to say so."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from assessor_app.domain.cycle.cycle import Cycle
from assessor_app.domain.scheme.cycle import Commitment
from assessor_app.domain.scheme.edition import Scheme
from assessor_app.domain.scheme.texts import Wording
from assessor_app.domain.words.phrases import capital
from assessor_app.ui.dates import recorded_date
from assessor_app.ui.kit.buttons import Button
from assessor_app.ui.kit.cards import Card, LabelledField, row
from assessor_app.ui.kit.labels import PlainLabel
from assessor_app.ui.kit.layouts import clear
from assessor_app.ui.kit.wrapped_text import Paragraph
from assessor_app.ui.theme import Theme


class CommitmentsCard(Card):
    """`signed` carries a commitment's id and who signed it."""

    signed = Signal(str, str)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, padding=18, spacing=8)
        self.names: dict[str, QLineEdit] = {}

    def show_commitments(self, scheme: Scheme, cycle: Cycle, editable: bool) -> None:
        """Show the mark's commitments; nothing for a mark without any."""
        typed = {each: name.text() for each, name in self.names.items()}
        clear(self.body)
        self.names = {}
        self.setVisible(bool(scheme.commitments))
        self.body.addWidget(PlainLabel(self.tr("What is signed"), "card"))
        said = {each.commitment: each for each in cycle.commitments if each.signed_on}
        for commitment in scheme.commitments:
            theme = self._theme
            self.body.addWidget(Paragraph(theme, capital(commitment.title), "label"))
            self.body.addWidget(Paragraph(theme, commitment.text, "reading"))
            if commitment.wording is Wording.MODEL:
                self.body.addWidget(Paragraph(theme, scheme.model_wording_notice, "caption", "text3"))
            signed = said.get(commitment.id)
            if signed is not None:
                words = self.tr("Signed by {name}, {day}").format(
                    name=signed.signed_by, day=recorded_date(signed.signed_on)
                )
                self.body.addWidget(Paragraph(theme, words, "body", "ok"))
            elif editable:
                self.body.addWidget(self._place(commitment))
            else:
                self.body.addWidget(Paragraph(theme, self.tr("Not signed."), "body", "text3"))
        for each, name in self.names.items():
            name.setText(typed.get(each, ""))

    def _place(self, commitment: Commitment) -> QWidget:
        theme, place = self._theme, QWidget()
        name = self.names[commitment.id] = QLineEdit()
        name.setPlaceholderText(commitment.signed_by)
        name.setMinimumWidth(theme.px(280))
        keep = Button(theme, self.tr("It is signed"), "secondary", "check")
        keep.setAccessibleName(self.tr("Signed: {commitment}").format(commitment=commitment.title))
        keep.clicked.connect(partial(self._keep, commitment.id))
        name.returnPressed.connect(partial(self._keep, commitment.id))
        field = LabelledField(theme, self.tr("Who signed, and as what"), name)
        name.setAccessibleName(self.tr("Who signed {commitment}").format(commitment=commitment.title))
        line = row(field, keep, None, spacing=theme.px(8))
        line.setAlignment(keep, Qt.AlignmentFlag.AlignBottom)
        place.setLayout(line)
        return place

    def _keep(self, commitment: str) -> None:
        self.signed.emit(commitment, self.names[commitment].text())
