"""A list beside the page of what is chosen in it; one over the other where there is no room for both."""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QVBoxLayout, QWidget

from assessor_app.ui.theme import Theme

SIDE_BY_SIDE_FROM = 640
LEAST, MOST, SHARE = 280, 372, 0.4
HIGHEST = 0.4
"""Share of the height that the list gets when it stands over the page."""


class TwoPanes(QWidget):
    """`side` is the column of the list's pane; `page` fills the rest."""

    def __init__(self, theme: Theme, page: QWidget) -> None:
        super().__init__()
        self._theme = theme
        self._pane = QFrame()
        self._pane.setProperty("pane", "true")
        self.side = QVBoxLayout(self._pane)
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(0)
        self._line.addWidget(self._pane)
        self._line.addWidget(page, 1)
        theme.changed.connect(self._place)
        self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        px = self._theme.px
        self.side.setContentsMargins(px(8), px(12), px(8), px(8))
        self.side.setSpacing(px(8))
        beside = self.width() >= px(SIDE_BY_SIDE_FROM)
        way = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        if self._line.direction() != way:
            self._line.setDirection(way)
        width = min(max(round(self.width() * SHARE), px(LEAST)), px(MOST)) if beside else self.width()
        self._pane.setFixedWidth(width)
        share = max(
            round(self.height() * HIGHEST), self._pane.minimumSizeHint().height()
        )  # what is in it never overlaps
        self._pane.setMaximumHeight(16_777_215 if beside else share)
