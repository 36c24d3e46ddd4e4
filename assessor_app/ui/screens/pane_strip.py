"""The one line that stands for the panes while they are folded away."""

from collections.abc import Sequence

from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QWidget

from assessor_app.ui.frame import ScreenFrame
from assessor_app.ui.kit.buttons import Button
from assessor_app.ui.kit.fitting_row import FittingRow
from assessor_app.ui.kit.labels import KeyHint, PlainLabel
from assessor_app.ui.kit.painting import paint_hairline
from assessor_app.ui.theme import Theme


class FoldedStrip(FittingRow):
    """Buttons for the folded panes at both ends, and words between them.

    nav: words of the button for the list at the left, "" when there is none; context: of the one at the right,
    likewise; beside: what stands beside the right button; drops: as in `FittingRow`.
    """

    def __init__(
        self, theme: Theme, nav: str, context: str, beside: Sequence[QWidget] = (), drops: Sequence[QWidget] = ()
    ) -> None:
        self.nav_button = Button(theme, nav, "secondary", "panel-left")
        self.words = PlainLabel("", "body", "text2").with_figures()
        self.open = Button(theme, context, "secondary", "panel-right")
        nav_keys, context_keys = KeyHint("Ctrl+B"), KeyHint("Ctrl+J")
        self._nav_parts: tuple[QWidget, ...] = (self.nav_button, nav_keys) if nav else ()
        left, right = (*self._nav_parts, self.words), (*beside, *((self.open, context_keys) if context else ()))
        super().__init__(theme, left, right, (context_keys, nav_keys, *drops, self.words))
        for part in (self.nav_button, nav_keys, self.open, context_keys):
            if part.parentWidget() is None:  # not wanted here, and goes with the strip all the same
                part.setParent(self)
                part.hide()
        self.nav_button.clicked.connect(lambda: self._toggle(nav=True))
        self.open.clicked.connect(lambda: self._toggle(nav=False))

    def say(self, words: str) -> None:
        """Show these words."""
        self.words.setText(words)
        self.fit()

    def fit(self) -> None:
        """The list's button is there only while the list is folded away."""
        frame = self.parentWidget()
        folded = isinstance(frame, ScreenFrame) and frame.nav_folded
        for part in self._nav_parts:
            self.set_wanted(part, folded)
        super().fit()

    def open_nav(self) -> None:
        """Open the pane at the left where it is folded away."""
        frame = self.parentWidget()
        if isinstance(frame, ScreenFrame):
            frame.open_nav()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        paint_hairline(self, self._theme)

    def _toggle(self, nav: bool) -> None:
        frame = self.parentWidget()
        if isinstance(frame, ScreenFrame):
            (frame.toggle_nav if nav else frame.toggle_context)()
