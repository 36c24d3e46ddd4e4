"""The composition root: starts the window on a profile."""

import builtins
import errno
import gc
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from assessor_app.files import first_line_of
from assessor_app.identity import unlocking
from assessor_app.identity.profile import exists, is_read_only, refuse_unfinished
from assessor_app.paths import APPLICATION, DESKTOP_FILE, default_profile, resources
from assessor_app.program import CACHE, SETTINGS, Program
from assessor_app.settings import load_settings

LOCK = "window.lock"
"""Held while a window is open on a profile."""

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from assessor_app.domain.database_place import DatabasePlace


def run(
    profile: Path | None = None, passphrase_file: Path | None = None, database: "DatabasePlace | None" = None
) -> int:
    """Open the window on a profile; gives the exit status once it is closed. The passphrase is read from
    `passphrase_file` when one is given, else the window asks for it where it is needed. database: the office's, which
    the profile uses from now on."""
    gc.disable()  # until the first paint: what is loaded before it stays, so that looking through it finds nothing
    folder = profile or default_profile()
    reading = None
    if exists(folder) and not unlocking.has_passphrase(folder):
        reading = unlocking.start_reading_master(folder)  # beside it Qt loads, which takes as long
    from PySide6.QtCore import QLockFile
    from PySide6.QtWidgets import QApplication

    _import_plainly()
    from assessor_app.ui.window import FUSION

    application = QApplication([*sys.argv[:1], *FUSION])
    application.setApplicationName(APPLICATION)
    application.setDesktopFileName(DESKTOP_FILE)
    try:
        if is_read_only(folder) and exists(folder):
            return _show(application, Program(application, folder, reading, False, database), passphrase_file)
        folder.mkdir(parents=True, exist_ok=True)
        lock = QLockFile(str(folder / LOCK))
        lock.setStaleLockTime(0)
        crashed = (folder / LOCK).exists()
        if lock.tryLock(0):
            try:
                return _show(application, Program(application, folder, reading, crashed, database), passphrase_file)
            finally:
                lock.unlock()
        if lock.error() is QLockFile.LockError.LockFailedError:
            return _say_already_open(application, folder)
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(folder))
    except OSError as error:
        return _say_no_place(application, folder, error)


def _show(application: "QApplication", program: Program, passphrase_file: Path | None) -> int:
    """Show the window until it is closed."""
    try:
        refuse_unfinished(program.profile)
        program.begin(_passphrase(passphrase_file))
        return application.exec()
    except Exception as error:  # noqa: BLE001  the edge of the program: without this no window would say anything
        from assessor_app.ui.lone_window import error_window, show_until_closed

        program.hook.report(error)
        return show_until_closed(application, program.theme, error_window(program.theme, error))
    finally:
        program.close()


def _say_already_open(application: "QApplication", folder: Path) -> int:
    from assessor_app.ui.lone_window import already_open_window, show_until_closed
    from assessor_app.ui.theme import Theme

    theme = Theme(application, load_settings(folder / SETTINGS), resources(), folder / CACHE)
    return show_until_closed(application, theme, already_open_window(theme))


def _say_no_place(application: "QApplication", folder: Path, error: OSError) -> int:
    """Say in a window that no profile can be made in this folder."""
    import tempfile

    from assessor_app.errors import Unavailable
    from assessor_app.settings import Settings
    from assessor_app.ui.lone_window import error_window, show_until_closed
    from assessor_app.ui.theme import Theme

    told = Unavailable(
        f"There is no profile in {folder}, and none can be made there ({error.strerror or error}). Nothing was "
        "changed; choose another folder.",
        "no-profile",
    )
    with tempfile.TemporaryDirectory() as cache:
        theme = Theme(application, Settings(), resources(), Path(cache))
        return show_until_closed(application, theme, error_window(theme, told))


def _import_plainly() -> None:
    """Take back PySide's own `import`: for `from __feature__ import ...`, which nothing here uses, it reads and keeps
    the source text of every module that is imported from now on."""
    builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)


def _passphrase(file: Path | None) -> str | None:
    if file is None:
        return None
    try:
        return first_line_of(file)
    except (OSError, ValueError):
        return None  # the window asks for it
