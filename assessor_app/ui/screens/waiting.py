"""What is shown while the services of an opened place are still being loaded."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout

from assessor_app.ui.kit.empty import Skeleton
from assessor_app.ui.screen import Screen
from assessor_app.ui.theme import Theme

SHOW_AFTER = 300
"""Milliseconds: what loads faster shows no skeleton."""


class WaitingScreen(Screen):
    """Grey rows after a moment."""

    def __init__(self, theme: Theme, title: str, place: str) -> None:
        super().__init__()
        self.title, self.place = title, place
        self._skeleton = Skeleton(theme, 5)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.px(28),) * 4)
        column.addWidget(self._skeleton)
        column.addStretch(1)
        self._skeleton.hide()
        QTimer.singleShot(SHOW_AFTER, self._skeleton.show)
