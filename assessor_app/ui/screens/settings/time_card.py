"""The time stamp server that is asked when this profile signs: its address, and none any more."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit

from assessor_app.ui.kit.cards import LabelledField
from assessor_app.ui.screens.settings.asking import Asking
from assessor_app.ui.screens.settings.rows import Action, Fact, TitledCard
from assessor_app.ui.screens.telling import told
from assessor_app.ui.theme import Theme
from assessor_app.ui.worker import Worker

if TYPE_CHECKING:
    from assessor_app.services.profile.keys import Keys


class TimeCard(TitledCard):
    """said: words for a toast."""

    said = Signal(str)

    def __init__(self, theme: Theme, worker: Worker, keys: "Keys", asking: Asking, title: str) -> None:
        super().__init__(theme, title)
        self._worker, self._keys, self._asking = worker, keys, asking
        self.server = Fact(theme, self.tr("Time stamp server"))
        self.address = QLineEdit()
        self.address.setPlaceholderText("https://")
        self.field = LabelledField(theme, self.tr("Address of a time stamp server"), self.address)
        self.use = Action(
            theme,
            self.tr(
                "It is asked when you sign, for 6 seconds at most; without its answer the report is signed all the "
                "same. Choose the file of the certificate that its time stamps lead to (.pem)."
            ),
            self.tr("Use this server"),
            "clock",
            self._choose,
        )
        self.forget = Action(
            theme,
            self.tr("Then the time of a signature is what this computer says."),
            self.tr("Sign without time stamps"),
            "x",
            self._forget,
        )
        for widget in (self.server, self.field, self.use, self.forget):
            self.card.body.addWidget(widget)
        self.address.textEdited.connect(lambda _text: self.field.set_error(""))
        self.address.returnPressed.connect(self._choose)

    def refresh(self) -> None:
        """Read again which server it is."""
        self._worker.run(self._keys.time_server, self._show, self._fail, owner=self)

    def _show(self, address: str) -> None:
        self.server.say(address or self.tr("None: signatures carry no time stamp"))
        self.forget.setVisible(bool(address))

    def _choose(self) -> None:
        address = self.address.text().strip()
        if not address.startswith(("https://", "http://")):
            self._wrong(self.tr("Type an address that begins with https:// or http://."))
            return
        kinds = self.tr("Certificate (*.pem *.crt)")
        root = self._asking.open(self, self.tr("Choose the server's root certificate"), "", kinds)
        if root is not None:
            words = self.tr("Signatures get time stamps of {address}.").format(address=address)
            self._run(lambda: self._keys.choose_time_server(address, root), words)

    def _forget(self) -> None:
        self._run(self._keys.forget_time_server, self.tr("Signatures carry no time stamp from now on."))

    def _run(self, work: Callable[[], Any], words: str) -> None:
        self._worker.run(work, lambda _none: self._done(words), self._fail, owner=self)

    def _done(self, words: str) -> None:
        self.address.clear()
        self.field.set_error("")
        self.said.emit(words)
        self.refresh()

    def _fail(self, error: BaseException) -> None:
        self._wrong(told(self._worker, error))

    def _wrong(self, sentence: str) -> None:
        self.field.set_error(sentence)
        self.address.setFocus()
