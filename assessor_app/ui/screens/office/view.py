"""A list of things at the left and the chosen one at the right, with every state in which there is nothing to show."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from assessor_app.ui.kit.buttons import Button
from assessor_app.ui.kit.empty import Empty, Skeleton
from assessor_app.ui.kit.labels import PlainLabel
from assessor_app.ui.kit.line_list import Line, LineList
from assessor_app.ui.kit.two_panes import TwoPanes
from assessor_app.ui.screens.tab import ScrollingPage
from assessor_app.ui.theme import Theme


class OfficeView(QWidget):
    """`head` is the column over the list, `page` the page of what is chosen; `chosen` carries its key. primary: the one
    filled button of that page."""

    chosen = Signal(str)

    def __init__(self, theme: Theme, name: str, empty: QWidget) -> None:
        super().__init__()
        self._theme = theme
        self.primary: Button | None = None
        self.list = LineList(theme, name)
        self.page = ScrollingPage(theme)
        self.head = QVBoxLayout()
        self.head.setSpacing(theme.px(8))
        self._nothing = PlainLabel("", "body", "text2", wrap=True)
        self._nothing.hide()
        panes = TwoPanes(theme, self.page, name)
        panes.side.addLayout(self.head)
        panes.side.addWidget(self._nothing)
        panes.side.addWidget(self.list, 1)
        self._waiting, self._empty, self._panes = Skeleton(theme, 6), empty, panes
        self._failed = Empty(
            theme, "circle-alert", self.tr("This list could not be read"), self.tr("Nothing was changed.")
        )
        self._stack = QStackedWidget()
        self._nothing_yet, self._unread = _at_top(empty), _at_top(self._failed)
        for view in (self._waiting, self._unread, self._nothing_yet, panes):
            self._stack.addWidget(view)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)
        px = theme.px
        self.page.column.setContentsMargins(px(28), px(18), px(28), px(24))
        self.page.column.setSpacing(px(12))
        self.list.chosen.connect(self.chosen)
        # Before those of the screens, which move the keyboard to what is shown by then.
        self.list.opened.connect(lambda _key: self._turn_to_page())
        self.list.pointed.connect(lambda _key: self._turn_to_page())
        panes.back_wanted.connect(self.turn)

    @property
    def is_waiting(self) -> bool:
        """True until something was shown for the first time."""
        return self._stack.currentWidget() is self._waiting

    def show_lines(self, lines: Sequence[Line], whole: bool, nothing: str = "") -> None:
        """Show these rows. whole: there is nothing at all, so that the empty page is shown; nothing: what to say when
        only a filter leaves nothing."""
        self._stack.setCurrentWidget(self._nothing_yet if whole else self._panes)
        self._nothing.setText(nothing)
        self._nothing.setVisible(not lines and bool(nothing))
        self.list.setVisible(bool(lines))
        if not lines:
            self.show_list()
        self.page.page.setVisible(bool(lines))
        self.list.show_lines(lines)

    def choose(self, key: str) -> None:
        """Make a row current and show what it is of."""
        self.list.choose(key)
        self._panes.turn(to_page=self.list.current == key)

    def turn(self) -> None:
        """From the list to the page or back, where only one of them is shown."""
        if not self._panes.is_tight or self._stack.currentWidget() is not self._panes:
            return
        if self._panes.hides_list:
            self.show_list()
            self.list.setFocus()
        elif self.list.current:
            self._turn_to_page()

    def show_list(self) -> None:
        """Show the list and what is over it."""
        self._panes.turn(to_page=False)

    def _turn_to_page(self) -> None:
        self._panes.turn(to_page=True)
        if self._panes.is_tight:
            self._panes.strip.back.setFocus()

    def show_failed(self) -> None:
        """Nothing could be read; a banner says why, and has the button to try again."""
        if self.is_waiting:
            self._stack.setCurrentWidget(self._unread)

    def press_primary(self) -> None:
        """Do the one thing that the page on show waits for; where the list hides the page, show that first."""
        if not self.page.page.isVisibleTo(self):
            self.turn()
        elif self.primary is not None and self.primary.isEnabled():
            self.primary.click()

    def focus_first(self) -> None:
        """Put the keyboard where work begins."""
        panes = self._panes
        here = panes.strip.back if panes.hides_list else self.list
        instead = self._failed if self._stack.currentWidget() is self._unread else self._empty
        (here if here.isVisibleTo(self) else instead).setFocus()


def refused_view(theme: Theme, sentence: str, heading: str) -> QWidget:
    """What somebody sees whose role does not go with a place."""
    return _at_top(Empty(theme, "lock", heading, sentence))


def _at_top(empty: QWidget) -> QWidget:
    """A page with that at its top: it is as high as its words, however high the page is."""
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(empty)
    column.addStretch(1)
    return page
