"""Words for screen readers about what has just happened."""

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

PAUSE = 1000
"""Milliseconds between two announcements, so that they do not talk over each other."""


class Announcer(QObject):
    """Says things politely, at most one a second; of several waiting, the newest is said."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._waiting = ""
        self.said: list[str] = []
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self._say_waiting)

    def say(self, words: str) -> None:
        """Announce a sentence."""
        if self._pause.isActive():
            self._waiting = words
            return
        from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent  # costly, and nothing is said at start

        self._pause.start()
        self.said = [*self.said[-19:], words]
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._window, words))

    def hush(self) -> None:
        """Drop what waits to be said."""
        self._waiting = ""

    def _say_waiting(self) -> None:
        words, self._waiting = self._waiting, ""
        if words:
            self.say(words)
