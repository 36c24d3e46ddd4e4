"""A sub-page of an assessment: its page, and the panes it lends to the shell while it is shown."""

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from assessor_app.ui.screen import Screen
from assessor_app.ui.theme import Theme


class Tab(QWidget):
    """Base of the sub-pages. nav, context, context_strip and footer are as in `Screen`.

    panes_changed: one of them is another widget now.
    """

    panes_changed = Signal()

    nav: QWidget | None = None
    nav_width: int = 236
    context: QWidget | None = None
    context_strip: QWidget | None = None
    footer: QWidget | None = None

    def commands(self, owner: Screen) -> list[QAction]:
        """Make this sub-page's commands on the screen; they work while the sub-page is shown."""
        return []

    def enter(self) -> None:
        """The sub-page is shown now."""

    def leave(self) -> None:
        """The sub-page is about to be hidden: hand over what is being typed."""

    def unsaved_texts(self) -> list[str]:
        """What is typed here, beside the strands' texts, and not known to be stored."""
        return []

    def save_again(self) -> None:
        """Try those once more, without waiting."""

    def focus_first(self) -> None:
        """Put the keyboard where work begins."""
        self.setFocus()


class ScrollingPage(QScrollArea):
    """A page that scrolls up and down only, and never hides what has the focus."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.page = QWidget()
        self.page.setProperty("page", "true")
        self.column = QVBoxLayout(self.page)
        self.setWidget(self.page)
        self.viewport().setAutoFillBackground(False)
        self.page.setAutoFillBackground(False)
        theme.focus_changed.connect(self._keep_in_view)

    def _keep_in_view(self, _before: QWidget | None, now: QWidget | None) -> None:
        if now is not None and self.page.isAncestorOf(now):
            self._show_whole(now)
            # What was hidden until now has its place only after the layout has run.
            QTimer.singleShot(0, now, lambda: self._show_whole(now) if now.hasFocus() else None)

    def _show_whole(self, widget: QWidget) -> None:
        # Qt's own ensureWidgetVisible follows the caret of a text box and leaves the rest of the box hidden.
        room, margin = self.viewport().height(), self._theme.px(24)
        top = widget.mapTo(self.page, QPoint(0, 0)).y() - margin
        bottom = top + widget.height() + 2 * margin
        if bottom - top > room:
            self.ensureWidgetVisible(widget, 0, margin)
            return
        bar = self.verticalScrollBar()
        bar.setValue(min(max(bar.value(), bottom - room), top))
