"""Notices that another program has changed the profile on show: a command, or this program on another computer."""

from typing import Protocol

from PySide6.QtCore import QObject, QTimer

from assessor_app.errors import AssayError
from assessor_app.ui.desk import Desk
from assessor_app.ui.screen import Notice, NoticeKind
from assessor_app.ui.worker import Worker

EVERY = 5_000
"""Milliseconds between two looks."""
ELSEWHERE = "changed-elsewhere"


class WatchedStore(Protocol):
    """What is asked: has another program written since this was asked last?"""

    def changed_elsewhere(self) -> bool: ...


class OtherPrograms(QObject):
    """Both programs may write at once, and neither undoes what the other did unseen; but this one has to be told."""

    def __init__(self, worker: Worker, desk: Desk, store: WatchedStore) -> None:
        super().__init__(desk.shell)
        self._worker, self._desk, self._store = worker, desk, store
        self._asking = False
        self._timer = QTimer(self, interval=EVERY)
        self._timer.timeout.connect(self.look)
        self._timer.start()
        desk.shell.closing.connect(self._timer.stop)
        self.look()

    def look(self) -> None:
        """Ask the store, unless the last question is not answered yet."""
        if not self._asking and not self._worker.closed:
            self._asking = True
            self._worker.run(self._store.changed_elsewhere, self._answer, self._fail, owner=self)

    def _answer(self, changed: bool) -> None:
        self._asking = False
        if changed:
            self._tell()

    def _fail(self, error: BaseException) -> None:
        self._asking = False
        if not isinstance(error, AssayError) and not self._worker.closed:
            self._worker.unhandled.emit(error)

    def _tell(self) -> None:
        self._desk.refresh()
        title = self.tr("Another program has changed this profile.")
        words = self.tr("Both changes are kept. What is shown here may be older.")
        self._desk.shell.show_notice(
            Notice(NoticeKind.INFO, title, words, self.tr("Read it again"), self._read_again, ELSEWHERE)
        )

    def _read_again(self) -> None:
        self._desk.shell.banners.drop(ELSEWHERE)
        self._desk.read_again()
