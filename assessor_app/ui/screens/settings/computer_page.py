"""This computer: how the program looks, which keys work, when it locks. Every change applies at once."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSlider

from assessor_app.settings import LARGEST_TEXT, SMALLEST_TEXT, Settings
from assessor_app.ui.kit.cards import Card, row
from assessor_app.ui.kit.labels import PlainLabel
from assessor_app.ui.kit.segmented import Segmented
from assessor_app.ui.kit.wrapped_check import WrappedCheck
from assessor_app.ui.kit.wrapped_text import Paragraph
from assessor_app.ui.screens.settings.rows import SettingsPage
from assessor_app.ui.theme import Theme

STEP = 5
LOOKS = frozenset({"theme", "text_percent", "comfortable", "system_font"})
"""Settings that the whole window has to be drawn again for."""
MINUTES = (5, 15, 30, 60, 0)


class ComputerPage(SettingsPage):
    """`save(settings)` keeps what was chosen."""

    def __init__(self, theme: Theme, save: Callable[[Settings], None]) -> None:
        super().__init__(theme)
        self._save = save
        self._fill_look(self.section(self.tr("Look")))
        self._fill_keyboard(self.section(self.tr("Keyboard")))
        self._fill_lock(self.section(self.tr("Lock")))
        self.column.addStretch(1)

    def focus_first(self) -> None:
        """The theme comes first."""
        self.themes.focus_current()

    def _fill_look(self, card: Card) -> None:
        choices = (
            ("system", self.tr("System")),
            ("light", self.tr("Light")),
            ("dark", self.tr("Dark")),
            ("contrast", self.tr("More contrast")),
        )
        self.themes = Segmented(self.theme, self.tr("Theme"), choices)
        self.themes.choose(self.theme.settings.theme)
        self.themes.chosen.connect(lambda chosen: self._change(theme=chosen))
        card.body.addLayout(row(PlainLabel(self.tr("Theme"), "label"), None, self.themes))
        card.body.addLayout(self._size_row())
        self._check(card, "comfortable", self.tr("Comfortable size: bigger buttons and rows"))
        self._check(card, "system_font", self.tr("Use the system font"))
        self._check(card, "hide_outlook", self.tr("Hide the outlook until asked"))

    def _fill_keyboard(self, card: Card) -> None:
        words = self.tr("Keys without Ctrl judge and move: 1, 2, 3 and 0. Without this, hold Ctrl with them.")
        self._check(card, "single_keys", words)

    def _fill_lock(self, card: Card) -> None:
        words = self.tr(
            "After this time without a key or a touch, the window is covered until you type your passphrase. What you "
            "were typing is saved first, and work in the background goes on. A profile without a passphrase does not "
            "lock."
        )
        card.body.addWidget(Paragraph(self.theme, words, "body", "text2"))
        known = {minutes: self.tr("{count} minutes").format(count=minutes) for minutes in MINUTES}
        known[0] = self.tr("Never")
        choices = tuple((str(minutes), name) for minutes, name in known.items())
        self.minutes = Segmented(self.theme, self.tr("Lock after"), choices)
        self.minutes.choose(str(self.theme.settings.lock_after_minutes))
        self.minutes.chosen.connect(lambda chosen: self._change(lock_after_minutes=int(chosen)))
        card.body.addWidget(PlainLabel(self.tr("Lock after"), "label"))
        card.body.addWidget(self.minutes, 0, Qt.AlignmentFlag.AlignLeft)

    def _size_row(self) -> QHBoxLayout:
        self.size_words = PlainLabel("", "body", "text2").with_figures()
        self.sizes = QSlider(Qt.Orientation.Horizontal)
        self.sizes.setRange(SMALLEST_TEXT // STEP, LARGEST_TEXT // STEP)
        self.sizes.setPageStep(2)
        self.sizes.setValue(self.theme.settings.text_percent // STEP)
        self.sizes.setAccessibleName(self.tr("Text size"))
        self.sizes.setFixedWidth(self.theme.px(260))
        self.sizes.valueChanged.connect(self._resize_text)
        self._say_size()
        return row(PlainLabel(self.tr("Text size"), "label"), None, self.sizes, self.size_words)

    def _check(self, card: Card, field: str, words: str) -> None:
        box = WrappedCheck(self.theme, words)
        box.box.setChecked(getattr(self.theme.settings, field))
        box.toggled.connect(lambda on: self._change(**{field: on}))
        card.body.addWidget(box)

    def _resize_text(self, step: int) -> None:
        self._change(text_percent=step * STEP)
        self._say_size()

    def _say_size(self) -> None:
        self.size_words.setText(self.tr("{percent} %").format(percent=self.theme.settings.text_percent))

    def _change(self, **fields: Any) -> None:
        settings = replace(self.theme.settings, **fields)
        if LOOKS & fields.keys():
            self.theme.apply(settings)
        else:
            self.theme.settings = settings
        self._save(settings)
