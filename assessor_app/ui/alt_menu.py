"""The menu bar, which Alt alone shows and hides."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QMenuBar


class AltMenuBar(QMenuBar):
    """Hidden until Alt is pressed and let go without another key. fill(bar) writes the menus each time it is shown."""

    def __init__(self, fill: Callable[[QMenuBar], object]) -> None:
        super().__init__()
        self._fill = fill
        self._alt_alone = False
        self.hide()

    def show_bar(self, shown: bool) -> None:
        """Show the menus as they are now, or hide them."""
        self._fill(self)
        self.setVisible(shown)
        if shown:
            self.setFocus()

    def put_away(self) -> None:
        """Hide the bar and forget what stood in it."""
        self.clear()
        self.hide()

    def key_pressed(self, event: QKeyEvent) -> bool:
        """The window got a key; True when it was Esc and closed the bar."""
        self._alt_alone = event.key() == Qt.Key.Key_Alt
        if event.key() != Qt.Key.Key_Escape or not self.isVisible():
            return False
        self.show_bar(False)
        return True

    def key_released(self, event: QKeyEvent) -> None:
        """The window lost a key."""
        if event.key() == Qt.Key.Key_Alt and self._alt_alone:
            self.show_bar(not self.isVisible())
        self._alt_alone = False
