"""The last step of first run: the key is made; its fingerprint, the recovery sheet, the file for the office."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from assessor_app.domain.people import Person
from assessor_app.ui.kit.buttons import Button
from assessor_app.ui.kit.cards import Card, row
from assessor_app.ui.kit.labels import PlainLabel
from assessor_app.ui.kit.layouts import clear
from assessor_app.ui.screens.first_run_steps import Step
from assessor_app.ui.screens.settings.sheet_view import KeyCard
from assessor_app.ui.theme import Theme


class ReadyStep(Step):
    """`sheet_wanted` when the page to print shall be saved; `done` when the person wants to begin."""

    sheet_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        probe = QWidget()
        line = probe.tr(
            "Your administrator checks these 8 characters with you by phone, to know that the key is yours."
        )
        super().__init__(theme, 3, probe.tr("You are ready"), line)
        card = Card(theme, padding=16, spacing=4)
        self._name = PlainLabel("", "card")
        self._fingerprint = PlainLabel("", "display").with_figures().to_be_copied()
        self._key = Button(theme, self.tr("Save my public key to send to your administrator"), icon="key-round")
        self._key.hide()
        card.body.addWidget(self._name)
        card.body.addWidget(PlainLabel(self.tr("Your key"), "caption", "text2"))
        card.body.addWidget(self._fingerprint)
        card.body.addWidget(self._key, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addWidget(card)
        self.column.addSpacing(theme.px(8))
        self._sheet = QVBoxLayout()
        self._sheet.setSpacing(theme.px(6))
        self.column.addLayout(self._sheet)
        self._office = Button(theme, self.tr("Found the office"), "secondary", "building-2")
        self._office.hide()
        self._begin = Button(theme, self.tr("Start working"), "primary", "arrow-right", trailing=True)
        self._begin.clicked.connect(self.done)
        self.column.addSpacing(theme.px(6))
        self.column.addLayout(row(self._begin, self._office, None))
        self.column.addStretch(1)

    def show_person(self, person: Person) -> None:
        """Show whose key it is."""
        self._name.setText(person.name)
        self._fingerprint.setText(person.key_fingerprint)
        self._fingerprint.setAccessibleName(self.tr("Your key: {key}").format(key=person.key_fingerprint))

    def show_sheet(self, number: str, groups: Sequence[str]) -> None:
        """Show the recovery sheet, to be printed or copied by hand."""
        clear(self._sheet)
        words = self.tr(
            "Your recovery sheet opens your work when the passphrase is forgotten or this computer is lost. Print it "
            "or copy it, and lock it away. Settings shows it again."
        )
        save = Button(self.theme, self.tr("Save the page to print"), icon="printer")
        save.clicked.connect(self.sheet_wanted)
        self._sheet.addWidget(PlainLabel(words, "body", "text2", wrap=True))
        self._sheet.addWidget(KeyCard(self.theme, number, groups))
        self._sheet.addWidget(save, 0, Qt.AlignmentFlag.AlignLeft)
        QWidget.setTabOrder(self._key, save)
        QWidget.setTabOrder(save, self._begin)

    def offer_key(self, save: Callable[[], object]) -> None:
        """Offer the public key as a file."""
        self._key.clicked.connect(lambda: save())
        self._key.show()

    def offer_office(self, found: Callable[[], object]) -> None:
        """Offer to found an office."""
        if self._office.isHidden():
            self._office.clicked.connect(lambda: found())
            self._office.show()

    def focus_first(self) -> None:
        """The key comes first, at the top of the page: in a low window the button at the end would hide it."""
        self._fingerprint.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._fingerprint.hasFocus():
            self.done.emit()
        else:
            super().keyPressEvent(event)
