"""A list beside the page of what is chosen in it; one of them at a time where there is no room for both."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from assessor_app.ui.kit.buttons import Button
from assessor_app.ui.kit.fitting_row import FittingRow
from assessor_app.ui.kit.labels import KeyHint
from assessor_app.ui.kit.painting import paint_hairline
from assessor_app.ui.theme import Theme

SIDE_BY_SIDE_FROM = 640
LEAST, MOST, SHARE = 280, 372, 0.4


class TwoPanes(QWidget):
    """`side` is the column of the list's pane; `page` fills the rest. back_to: words that name the list.

    back_wanted: the list was asked for while the page hides it.
    """

    back_wanted = Signal()

    def __init__(self, theme: Theme, page: QWidget, back_to: str) -> None:
        super().__init__()
        self._theme, self._on_page = theme, False
        self._pane, self._right = QFrame(), QWidget()
        self._pane.setProperty("pane", "true")
        self.side, self._line = QVBoxLayout(self._pane), QHBoxLayout(self)
        self.strip = BackStrip(theme, back_to)
        self.strip.back.clicked.connect(self.back_wanted)
        right = QVBoxLayout(self._right)
        for layout in (self._line, right):
            layout.setContentsMargins(0, 0, 0, 0)
            layout.setSpacing(0)
        right.addWidget(self.strip)
        right.addWidget(page, 1)
        self._line.addWidget(self._pane)
        self._line.addWidget(self._right, 1)
        theme.changed.connect(self._place)
        self._place()

    @property
    def is_tight(self) -> bool:
        """True while there is room for one of them only."""
        return self.width() < self._theme.px(SIDE_BY_SIDE_FROM)

    @property
    def hides_list(self) -> bool:
        """True while the page stands in the list's place."""
        return self.is_tight and self._on_page

    def turn(self, to_page: bool) -> None:
        """Show the page, or the list, where only one of them is shown."""
        self._on_page = to_page
        self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        px, tight = self._theme.px, self.is_tight
        self.side.setContentsMargins(px(8), px(12), px(8), px(8))
        self.side.setSpacing(px(8))
        beside = min(max(round(self.width() * SHARE), px(LEAST)), px(MOST))
        self._pane.setFixedWidth(self.width() if tight else beside)
        self._pane.setVisible(not self.hides_list)
        self._right.setVisible(not tight or self._on_page)
        self.strip.setVisible(tight)


class BackStrip(FittingRow):
    """The line over the page while it stands in the list's place: the way back."""

    def __init__(self, theme: Theme, back_to: str) -> None:
        self.back, keys = Button(theme, back_to, "secondary", "panel-left"), KeyHint("Ctrl+B")
        super().__init__(theme, (self.back, keys), (), (keys,))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        paint_hairline(self, self._theme)
