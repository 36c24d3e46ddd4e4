"""Bringing a backup back: by the way it was opened before, or by the recovery sheet."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from assessor_app.services.profile.first_steps import has_passphrase, restore, strength
from assessor_app.ui.kit.buttons import Button
from assessor_app.ui.kit.cards import row
from assessor_app.ui.kit.labels import PlainLabel
from assessor_app.ui.kit.sheet import Sheet
from assessor_app.ui.screens.settings.secret_sheet import AGAIN, KEY, NEW, PRESENT, Asked, SecretSheet
from assessor_app.ui.theme import Theme
from assessor_app.ui.worker import Worker


class RestoreSheet(Sheet):
    """`restored` carries the secrets of the profile."""

    restored = Signal(object)

    def __init__(self, theme: Theme, window: QWidget, worker: Worker, backup: Path, profile: Path) -> None:
        super().__init__(theme, window, "")
        self._window, self._worker, self._backup, self._profile = window, worker, backup, profile
        title = self.tr("Restore my work")
        self.setAccessibleName(title)
        asks = has_passphrase(backup)
        words = self.tr(
            "From {folder}. The backup stays as it is. Afterwards do not go on working in the place it was made from: "
            "two copies of the same work would clash."
        )
        self.body.addWidget(PlainLabel(title, "heading"))
        self.body.addWidget(PlainLabel(words.format(folder=backup), "reading", "text2", wrap=True))
        usual = self.tr("Type my passphrase") if asks else self.tr("Open with this computer's keyring")
        self.usual = Button(theme, usual, "primary", "lock-open")
        self.by_sheet = Button(theme, self.tr("Use the recovery sheet"), "secondary", "printer")
        cancel = Button(theme, self.tr("Cancel"))
        self.usual.clicked.connect(lambda: self._ask((PRESENT,) if asks else ()))
        self.by_sheet.clicked.connect(lambda: self._ask((KEY, NEW, AGAIN)))
        cancel.clicked.connect(self.close_sheet)
        for way in (self.usual, self.by_sheet):  # beside one another their words would not fit
            self.body.addWidget(way)
        self.body.addLayout(row(None, cancel))

    def _ask(self, fields: tuple[str, ...]) -> None:
        self.hide()
        by_sheet = KEY in fields
        words = self.tr("Everything is checked before it counts.")
        if by_sheet:
            words = self.tr("Type the key from the printed page, and choose a passphrase for this computer.")
        asked = Asked(self.tr("Restore my work"), words, self.tr("Restore"), fields, self._restore)
        sheet = SecretSheet(self.theme, self._window, self._worker, asked, strength)
        sheet.done.connect(self.restored)
        sheet.open()

    def _restore(self, typed: dict[str, str]) -> object:
        return restore(self._backup, self._profile, typed.get(NEW) or typed.get(PRESENT), typed.get(KEY))
