"""A row that leaves out what matters least when there is no room, instead of cutting words."""

from collections.abc import Sequence

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from assessor_app.ui.theme import Theme


class FittingRow(QFrame):
    """Widgets at the left and at the right. drops: those that may be left out, the first to go first."""

    def __init__(
        self,
        theme: Theme,
        left: Sequence[QWidget],
        right: Sequence[QWidget],
        drops: Sequence[QWidget],
        margins: tuple[int, int] = (16, 6),
    ) -> None:
        """margins: at the sides, and above and below, in logical pixels at 100 %."""
        super().__init__()
        self.setProperty("pane", "true")
        self._theme, self._items, self._drops, self._margins = theme, (*left, *right), tuple(drops), margins
        self._unwanted: set[QWidget] = set()
        self._line = QHBoxLayout(self)
        for widget in left:
            self._line.addWidget(widget)
        self._line.addStretch(1)
        for widget in right:
            self._line.addWidget(widget)
        theme.changed.connect(self._measure)
        self._measure()

    def set_wanted(self, widget: QWidget, wanted: bool) -> None:
        """Say whether a widget has anything to say now."""
        (self._unwanted.discard if wanted else self._unwanted.add)(widget)

    def is_wanted(self, widget: QWidget) -> bool:
        """True while a widget has something to say."""
        return widget not in self._unwanted

    def fit(self) -> None:
        """Leave out what has no room; call it after words have changed."""
        shown = [widget for widget in self._items if widget not in self._unwanted]
        for widget in self._drops:
            if self._width_of(shown) <= self.width():
                break
            if widget in shown:
                shown.remove(widget)
        for widget in self._items:
            widget.setVisible(widget in shown)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def _width_of(self, shown: list[QWidget]) -> int:
        gaps = self._line.spacing() * (len(shown) + 1)
        return sum(widget.sizeHint().width() for widget in shown) + gaps + 2 * self._theme.px(self._margins[0])

    def _measure(self) -> None:
        side, above = (self._theme.px(margin) for margin in self._margins)
        self._line.setContentsMargins(side, above, side, above)
        self._line.setSpacing(self._theme.px(8))
        self.fit()
