"""A sheet that signs with the office's key: its passphrase is asked for, and what is wrong with it said beside it."""

from collections.abc import Iterable

from PySide6.QtWidgets import QLineEdit, QWidget

from assessor_app.errors import AssayError
from assessor_app.ui.kit.buttons import Button
from assessor_app.ui.kit.cards import LabelledField
from assessor_app.ui.screens.working_sheet import WorkingSheet
from assessor_app.ui.theme import Theme
from assessor_app.ui.worker import Worker


class OfficeKeySheet(WorkingSheet):
    """`passphrase` is of the office's key; where none is needed its field is not shown."""

    def __init__(self, theme: Theme, window: QWidget, worker: Worker, name: str, go: Button, stay: Button) -> None:
        super().__init__(theme, window, worker, name, 520, go, stay)
        self.passphrase = QLineEdit()
        self.passphrase.setEchoMode(QLineEdit.EchoMode.Password)
        self._secret = LabelledField(theme, self.tr("Passphrase of the office's key"), self.passphrase)
        self.passphrase.returnPressed.connect(self.start)
        self.passphrase.textEdited.connect(lambda: self._secret.set_error(""))

    def _is_passphrase_typed(self) -> bool:
        """False, and said at the field, when it is still to type."""
        if self.passphrase.text() or not self._secret.isVisibleTo(self):
            return True
        self._wrong(self._secret, self.tr("Type the passphrase of the office's key."))
        return False

    def _inputs(self) -> Iterable[QWidget]:
        return (self.passphrase,)

    def _forget(self) -> None:
        self.passphrase.clear()

    def _field_of(self, error: BaseException) -> LabelledField | None:
        return self._secret if isinstance(error, AssayError) and error.code == "wrong-passphrase" else None
