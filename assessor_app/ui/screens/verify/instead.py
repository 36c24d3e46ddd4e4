"""What stands in place of a step that cannot be done yet: why, and the one thing to do."""

from collections.abc import Callable

from PySide6.QtWidgets import QStackedWidget, QWidget

from assessor_app.ui.kit.buttons import Button
from assessor_app.ui.kit.empty import Empty
from assessor_app.ui.theme import Theme


class Instead:
    """One page of a stack that is made anew each time. button: the one there now, None where there is nothing to do."""

    def __init__(self, theme: Theme, stack: QStackedWidget, icon: str, first: QWidget) -> None:
        """first: stands there until the first `show`."""
        self._theme, self._stack, self._icon, self._page = theme, stack, icon, first
        self.button: Button | None = None
        stack.addWidget(first)

    def show(self, title: str, words: str, button: str = "", run: Callable[[], object] | None = None) -> None:
        """Show a heading, a sentence and, where there is something to do, its button."""
        self.button = None
        if run is not None:
            self.button = Button(self._theme, button, "primary")
            self.button.clicked.connect(run)
        fresh = Empty(self._theme, self._icon, title, words, (self.button,) if self.button else ())
        self._stack.addWidget(fresh)
        self._stack.setCurrentWidget(fresh)
        self._stack.removeWidget(self._page)
        self._page.deleteLater()
        self._page = fresh

    def leave(self) -> None:
        """Something else is on show."""
        self.button = None
