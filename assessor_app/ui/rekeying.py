"""New keys for an opened profile: the window is covered, the store closed, and everything encrypted again."""

import threading
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from assessor_app.ui.kit.cards import Card, row
from assessor_app.ui.kit.labels import PlainLabel
from assessor_app.ui.screens.bundle.progress import WorkProgress, quietly
from assessor_app.ui.shell import Shell
from assessor_app.ui.theme import Theme
from assessor_app.ui.worker import Task, Worker

if TYPE_CHECKING:
    from assessor_app.services.profile.workplace import Workplace


class RekeyCover(QWidget):
    """What is seen meanwhile: what is being done, how far it is, and the way to stop it."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setAutoFillBackground(True)
        card = Card(theme, padding=28, spacing=10)
        card.setMaximumWidth(theme.px(560))
        card.setMinimumWidth(theme.px(420))
        words = self.tr(
            "Your work is closed meanwhile. Whatever happens, it opens with the old keys or with the new ones."
        )
        self.progress = WorkProgress(theme)
        card.body.addWidget(PlainLabel(self.tr("Making new keys"), "title"))
        card.body.addWidget(PlainLabel(words, "reading", "text2", wrap=True))
        card.body.addWidget(self.progress)
        middle = row(None)
        middle.addWidget(card, 3)
        middle.addStretch(1)
        column = QVBoxLayout(self)
        column.addStretch(2)
        column.addLayout(middle)
        column.addStretch(3)


class Rekeying(QObject):
    """`ended` carries the secrets that hold now and the error, None when all went well."""

    ended = Signal(object, object)

    def __init__(self, theme: Theme, worker: Worker, shell: Shell, workplace: "Workplace", passphrase: str) -> None:
        super().__init__(shell)
        self._workplace, self._passphrase = workplace, passphrase
        self._before = workplace.keys.secrets
        # Not the task's own way of stopping: after that nobody would open the profile again.
        self._stop = threading.Event()
        shell.navigator.leave_all()
        shell.closing.emit()  # whoever works in the background has to let go of the store
        cover = RekeyCover(theme)
        shell.cover(cover)
        cover.progress.begin(self.tr("Encrypting again"))
        cover.progress.stop_wanted.connect(self._stop.set)
        cover.progress.stop.setFocus()
        worker.run_long(self._work, self._done, self._failed, cover.progress.report, owner=self)

    def _work(self, task: Task) -> Any:
        from assessor_app.services.profile.keys import rekey_profile

        self._workplace.close()
        return rekey_profile(
            self._workplace.profile,
            self._before,
            self._passphrase or None,
            quietly(task),
            lambda: self._stop.is_set() or task.cancelled(),
        )

    def _done(self, secrets: object) -> None:
        self.ended.emit(secrets, None)

    def _failed(self, error: BaseException) -> None:
        self.ended.emit(self._before, error)
