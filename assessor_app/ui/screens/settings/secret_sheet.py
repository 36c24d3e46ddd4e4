"""A sheet that asks for passphrases, does something with them in a worker, and says what was wrong with them."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

from PySide6.QtWidgets import QLineEdit, QWidget

from assessor_app.errors import AssayError
from assessor_app.ui.kit.buttons import Button, Kind
from assessor_app.ui.kit.cards import LabelledField
from assessor_app.ui.kit.labels import PlainLabel
from assessor_app.ui.screens.working_sheet import WorkingSheet
from assessor_app.ui.theme import Theme
from assessor_app.ui.worker import Worker

PRESENT, NEW, AGAIN, KEY = "present", "new", "again", "key"
"""Names of the fields a sheet may ask for."""

_WRONG = {"wrong-passphrase": PRESENT, "needs-passphrase": PRESENT, "weak-passphrase": NEW}
_WRONG |= {"bad-recovery-key": KEY, "wrong-recovery-key": KEY}


class Asked(NamedTuple):
    """What a sheet says and asks for. work(typed): does it, in a worker; typed has the text of each field."""

    title: str
    sentence: str
    button: str
    fields: Sequence[str]
    work: Callable[[dict[str, str]], Any]
    kind: Kind = "primary"


class SecretSheet(WorkingSheet):
    """`done` carries the result of the work."""

    def __init__(
        self, theme: Theme, window: QWidget, worker: Worker, asked: Asked, strength: Callable[[str], str] | None = None
    ) -> None:
        go, stay = Button(theme, asked.button, asked.kind), Button(theme, self.tr("Cancel"))
        super().__init__(theme, window, worker, asked.title, 480, go, stay)
        self._asked, self._strength = asked, strength
        self._explain(asked.title, asked.sentence)
        self.fields = {name: self._field(name) for name in asked.fields}
        self.how_good = PlainLabel("", "caption-medium", "text2")
        for name, field in self.fields.items():
            self.body.addWidget(field)
            if name == NEW:
                self.body.addWidget(self.how_good)
        self._end_with_buttons()

    def _field(self, name: str) -> LabelledField:
        words = {
            PRESENT: self.tr("Your passphrase"),
            NEW: self.tr("New passphrase"),
            AGAIN: self.tr("The new passphrase again"),
            KEY: self.tr("The key on the recovery sheet"),
        }
        line = QLineEdit()
        if name != KEY:
            line.setEchoMode(QLineEdit.EchoMode.Password)
        line.textChanged.connect(lambda: self._typed(name))
        line.returnPressed.connect(self.start)
        hint = self.tr("Small letters and spaces do not matter.") if name == KEY else ""
        return LabelledField(self.theme, words[name], line, hint)

    def text(self, name: str) -> str:
        """What was typed into a field."""
        field = self.fields[name].field
        return field.text() if isinstance(field, QLineEdit) else ""

    def start(self) -> None:
        """Do it, if everything needed was typed."""
        if not self.go.isEnabled() or not self._complete():
            return
        typed = {name: self.text(name) for name in self.fields}
        work = self._asked.work
        self._run(lambda: work(typed))

    def _complete(self) -> bool:
        missing = {
            PRESENT: self.tr("Type your passphrase."),
            NEW: self.tr("Type a passphrase of 4 or more words."),
            AGAIN: self.tr("Type it a second time."),
            KEY: self.tr("Type the key from the sheet."),
        }
        for name in self.fields:
            if not self.text(name):
                self._wrong(self.fields[name], missing[name])
                return False
        if AGAIN in self.fields and self.text(AGAIN) != self.text(NEW):
            self._wrong(self.fields[AGAIN], self.tr("The two passphrases are different. Type the second one again."))
            return False
        return True

    def _typed(self, name: str) -> None:
        if self.fields[name].error or self.error.isVisible():
            self.fields[name].set_error("")
            self.error.hide()
        if name == NEW and self._strength is not None:
            self.how_good.setText(self._strength(self.text(NEW)) if self.text(NEW) else "")

    def _forget(self) -> None:
        for field in self.fields.values():
            if isinstance(field.field, QLineEdit):
                field.field.clear()

    def _field_of(self, error: BaseException) -> LabelledField | None:
        return self.fields.get(_WRONG.get(error.code, "")) if isinstance(error, AssayError) else None

    def _inputs(self) -> Iterable[QWidget]:
        return self.fields.values()
