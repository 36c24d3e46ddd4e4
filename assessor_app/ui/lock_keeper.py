"""Locks the window: on request, and when nobody has touched it for a while."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from assessor_app.ui.idle import IdleWatch
from assessor_app.ui.screens.lock import LockScreen
from assessor_app.ui.shell import Shell
from assessor_app.ui.theme import Theme
from assessor_app.ui.worker import Worker


class LockKeeper(QObject):
    """Covers the shell until unlock(passphrase) succeeds. Built once the window is shown.

    locks(): whether there is a passphrase to unlock with. Locked, nothing can be seen, and what was being typed is
    stored; work in the background goes on, so the store stays open and its key in memory (docs/threat-model.md).
    `locked` is emitted then, for what nobody needs meanwhile.
    """

    locked = Signal()

    def __init__(
        self,
        theme: Theme,
        worker: Worker,
        shell: Shell,
        unlock: Callable[[str], object],
        person_name: str,
        locks: Callable[[], bool],
    ) -> None:
        super().__init__(shell)
        self._theme, self._worker, self._shell = theme, worker, shell
        self._unlock, self._person_name, self._locks = unlock, person_name, locks
        self.look_again()
        shell.lock_wanted.connect(self.lock)
        window = shell.window().windowHandle()
        if window is not None:
            self._idle = IdleWatch(window, lambda: theme.settings.lock_after_minutes * 60_000)
            self._idle.idle.connect(self.lock)

    def look_again(self) -> None:
        """There may be a passphrase now, or none any more."""
        self._shell.lockable = self._locks()

    def lock(self) -> None:
        """Hand over what is typed, then cover everything."""
        if self._shell.covered or not self._shell.lockable:
            return
        self._shell.navigator.leave_all()
        screen = LockScreen(self._theme, self._worker, self._unlock, self._person_name)
        screen.unlocked.connect(lambda _result: self._shell.cover(None))
        self._shell.cover(screen)
        screen.focus_first()
        self.locked.emit()
