"""Errors as people see them: a sentence on a banner, the details in a log file."""

import sys
import threading
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QCoreApplication, QObject, Signal

from assessor_app.errors import AssayError
from assessor_app.services.unexpected import details_of, write_log
from assessor_app.ui.dates import short_time
from assessor_app.ui.screen import Notice, NoticeKind


def _tr(text: str) -> str:
    return QCoreApplication.translate("errors", text)


def notice_of(
    error: BaseException, button: str = "", run: Callable[[], None] | None = None, notice_id: str = ""
) -> Notice:
    """The banner for an error: its own sentence when it was meant for a person, else that nothing was changed."""
    if isinstance(error, AssayError):
        first, _, rest = error.sentence.partition(". ")
        title = first if not rest or first.endswith(".") else first + "."
        return Notice(NoticeKind.DANGER, title, rest, button, run, id=notice_id or error.code)
    title = _tr("That did not work.")
    sentence = _tr("Nothing was changed. The details are in the log.")
    return Notice(NoticeKind.DANGER, title, sentence, button, run, id=notice_id or "unknown-error")


def crash_notice(last_save: datetime) -> Notice:
    """The banner after the program ended without closing. last_save: when the store was written last."""
    words = _tr("The app closed unexpectedly. Everything up to the last save, at {time}, is here.")
    sentence = words.format(time=short_time(last_save))
    return Notice(NoticeKind.INFO, _tr("Your work is back."), sentence, id="crashed")


class ErrorHook(QObject):
    """Catches what nothing else caught, in any thread: logs it, and `caught` tells the window."""

    caught = Signal(object)

    def __init__(self, log: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._log = log
        self._busy = False

    def install(self) -> None:
        """Take over from the interpreter's own hooks."""
        sys.excepthook = self._on_error
        threading.excepthook = lambda told: self.report(told.exc_value) if told.exc_value else None

    def report(self, error: BaseException) -> None:
        """Log an error and show it."""
        if isinstance(error, KeyboardInterrupt):
            raise SystemExit(130)
        write_log(self._log, error)
        sys.stderr.write(details_of(error))
        if not self._busy:  # an error inside the banner must not bring up the banner
            self._busy = True
            try:
                self.caught.emit(error)
            finally:
                self._busy = False

    def _on_error(self, _kind: type[BaseException], error: BaseException, _traceback: TracebackType | None) -> None:
        self.report(error)
