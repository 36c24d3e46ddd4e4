"""A date typed by hand; empty means not known yet."""

from datetime import date

from PySide6.QtWidgets import QLineEdit

from assessor_app.ui.dates import typed_date
from assessor_app.ui.kit.cards import LabelledField
from assessor_app.ui.theme import Theme


class DateField(LabelledField):
    """`line` holds what was typed; `check` says in words what is wrong with it."""

    def __init__(self, theme: Theme, words: str, typed: str = "") -> None:
        self.line = QLineEdit(typed)
        super().__init__(theme, words, self.line, self._hint_words())
        self.line.setAccessibleDescription(self._hint_words())
        self.line.textEdited.connect(lambda: self.set_error("") if self.error else None)
        self.line.setMaximumWidth(theme.px(260))

    def _hint_words(self) -> str:
        return self.line.tr("Day first, like 22 Nov 2026 or 22/11/2026. Leave it empty when it is not set.")

    @property
    def value(self) -> date | None:
        """The date, None when nothing was typed. Raises ValueError when what was typed is no date."""
        typed = self.line.text().strip()
        return typed_date(typed) if typed else None

    @property
    def readable(self) -> bool:
        """True when `value` can be had."""
        try:
            self.value  # noqa: B018  asked only whether it can be had
        except ValueError:
            return False
        return True

    def check(self) -> bool:
        """True when `value` can be had; else the field says why not and takes the keyboard."""
        if not self.readable:
            self.set_error(self.line.tr("This is not a date. Type it like 22 Nov 2026, or leave it empty."))
            self.line.setFocus()
            return False
        self.set_error("")
        return True
