"""Settings: how the program looks and behaves here. Every change applies at once."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QSlider, QVBoxLayout

from assessor_app.domain.people import Person
from assessor_app.settings import LARGEST_TEXT, SMALLEST_TEXT, Settings
from assessor_app.ui.kit.cards import Card, row
from assessor_app.ui.kit.labels import PlainLabel
from assessor_app.ui.kit.segmented import Segmented
from assessor_app.ui.screen import Screen
from assessor_app.ui.theme import Theme

STEP = 5


class LookScreen(Screen):
    """Look, and whose key this is. `save(settings)` keeps what was chosen."""

    place = "settings"

    def __init__(self, theme: Theme, person: Person, save: Callable[[Settings], None]) -> None:
        super().__init__()
        self._theme, self._save = theme, save
        self.title = self.tr("Settings")
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.px(28),) * 4)
        column.setSpacing(theme.px(10))
        column.addWidget(PlainLabel(self.tr("Look"), "heading"))
        column.addWidget(self._look_card())
        column.addSpacing(theme.px(10))
        column.addWidget(PlainLabel(self.tr("You"), "heading"))
        column.addWidget(self._person_card(person))
        column.addStretch(1)

    def _look_card(self) -> Card:
        card = Card(self._theme, padding=18, spacing=12)
        card.setMaximumWidth(self._theme.px(720))
        choices = (
            ("system", self.tr("System")),
            ("light", self.tr("Light")),
            ("dark", self.tr("Dark")),
            ("contrast", self.tr("More contrast")),
        )
        self.themes = Segmented(self._theme, self.tr("Theme"), choices)
        self.themes.choose(self._theme.settings.theme)
        self.themes.chosen.connect(lambda chosen: self._change(theme=chosen))
        card.body.addLayout(row(PlainLabel(self.tr("Theme"), "label"), None, self.themes))
        card.body.addLayout(self._size_row())
        settings = self._theme.settings
        for field, words, checked in (
            ("comfortable", self.tr("Comfortable size: bigger buttons and rows"), settings.comfortable),
            ("system_font", self.tr("Use the system font"), settings.system_font),
            ("hide_outlook", self.tr("Hide the outlook until asked"), settings.hide_outlook),
        ):
            card.body.addWidget(self._check(field, words, checked))
        return card

    def _size_row(self) -> Any:
        self.size_words = PlainLabel("", "body", "text2").with_figures()
        self.sizes = QSlider(Qt.Orientation.Horizontal)
        self.sizes.setRange(SMALLEST_TEXT // STEP, LARGEST_TEXT // STEP)
        self.sizes.setPageStep(2)
        self.sizes.setValue(self._theme.settings.text_percent // STEP)
        self.sizes.setAccessibleName(self.tr("Text size"))
        self.sizes.setFixedWidth(self._theme.px(260))
        self.sizes.valueChanged.connect(self._resize_text)
        self._say_size()
        return row(PlainLabel(self.tr("Text size"), "label"), None, self.sizes, self.size_words)

    def _check(self, field: str, words: str, checked: bool) -> QCheckBox:
        box = QCheckBox(words)
        box.setChecked(checked)
        box.toggled.connect(lambda on: self._change(**{field: on}))
        return box

    def _person_card(self, person: Person) -> Card:
        card = Card(self._theme, padding=18, spacing=6)
        card.setMaximumWidth(self._theme.px(720))
        for words, value in (
            (self.tr("Name"), person.name),
            (self.tr("Organisation"), person.organisation),
            (self.tr("Key"), person.key_fingerprint),
            (self.tr("Certificate"), person.certified_by or self.tr("Your own, not yet from an office")),
        ):
            shown = PlainLabel(value, "body", wrap=True)
            label = PlainLabel(words, "label")
            label.setMinimumWidth(self._theme.px(140))
            line = row(label)
            line.addWidget(shown, 1)
            card.body.addLayout(line)
        return card

    def _resize_text(self, step: int) -> None:
        self._change(text_percent=step * STEP)
        self._say_size()

    def _say_size(self) -> None:
        words = self.tr("{percent} %").format(percent=self._theme.settings.text_percent)
        self.size_words.setText(words)

    def _change(self, **fields: Any) -> None:
        settings = replace(self._theme.settings, **fields)
        self._theme.apply(settings)
        self._save(settings)

    def focus_first(self) -> None:
        """The theme comes first."""
        self.themes.focus_current()
