"""What the window holds once it is open: rail, header, banner, the screen on show with its panes, and toasts."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from assessor_app.ui.alt_menu import AltMenuBar
from assessor_app.ui.announcing import Announcer
from assessor_app.ui.commands import Commands
from assessor_app.ui.covering import Cover
from assessor_app.ui.frame import NAV_FROM, ScreenFrame
from assessor_app.ui.header import Header
from assessor_app.ui.messages import BannerSlot, ToastSlot
from assessor_app.ui.navigation import Navigator
from assessor_app.ui.pane_focus import focus_next_pane
from assessor_app.ui.rail import Rail, RailItem
from assessor_app.ui.screen import Notice, Screen
from assessor_app.ui.shell_commands import add_shell_commands, menus
from assessor_app.ui.shell_search import ShellSearch
from assessor_app.ui.theme import Theme

if TYPE_CHECKING:
    from assessor_app.ui.closing import Closing


class Shell(QWidget):
    """The frame around every screen.

    closing: the window closes; screens have handed over their texts. lock_wanted: somebody asked to lock.
    """

    closing = Signal()
    lock_wanted = Signal()

    def __init__(self, theme: Theme, person_name: str, places: tuple[RailItem, ...], application: str) -> None:
        super().__init__()
        self._theme, self.application = theme, application
        self._closing: Closing | None = None
        self.lockable = False
        self.rail = Rail(theme, places)
        self.header = Header(theme, person_name)
        self.banners = BannerSlot(theme)
        self.navigator = Navigator(theme, self)
        self.commands = Commands(self)
        self.announcer = Announcer(self)
        self.toasts = ToastSlot(theme, self, self.rail)
        self.search = ShellSearch(theme, self)
        self._stack = QStackedWidget()
        self._build()
        self._connect()
        add_shell_commands(self)

    def _build(self) -> None:
        self.menu_bar = AltMenuBar(lambda bar: self.commands.fill(bar, menus()))
        self._centre = QWidget()
        line = QHBoxLayout(self._centre)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        column = QVBoxLayout()
        column.setSpacing(0)
        for widget in (self.header, self.banners, self._stack):
            column.addWidget(widget)
        column.setStretchFactor(self._stack, 1)
        line.addWidget(self.rail)
        line.addLayout(column, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setMenuBar(self.menu_bar)
        layout.addWidget(self._centre)
        self._cover = Cover(self, self._centre, layout, self._focus_page)

    def _connect(self) -> None:
        self.rail.chosen.connect(self.navigator.start_over)
        self.navigator.arrived.connect(self._show_frame)
        self.navigator.dropped.connect(self._drop_frame)
        self.header.back_wanted.connect(self.navigator.back)
        self.header.search_wanted.connect(self.search.open)
        self.header.tab_chosen.connect(self._show_chosen_tab)
        self.header.page_wanted.connect(self._focus_page)
        self.header.history_wanted.connect(partial(self.show_tab, "history"))
        self._theme.changed.connect(self._fit)

    def show_notice(self, notice: Notice) -> None:
        """Put up a banner; the worst of all is seen."""
        self.banners.add(notice)
        if not self.covered:
            self.announcer.say(f"{notice.title} {notice.sentence}".strip())

    def show_toast(self, words: str, undo: Callable[[], object] | None = None) -> None:
        """Say what was done, with Undo when it can be undone. Nothing is said over a cover."""
        if self.covered:
            return
        self.toasts.show(words, undo)
        self.announcer.say(words)

    def cover(self, widget: QWidget | None) -> None:
        """Put one widget (the lock) in place of everything, or give everything back with None."""
        for action in self.actions():
            action.setEnabled(widget is None)
        if widget is None:
            self._cover.lift()
            self._show_heading()
            return
        self.toasts.dismiss()
        self.announcer.hush()
        self.menu_bar.put_away()
        self._cover.put(widget)
        self.setWindowTitle(self.tr("{application}, locked").format(application=self.application))

    @property
    def covered(self) -> bool:
        """True while something covers the window."""
        return self._cover.widget is not None

    def open_key_list(self) -> None:
        """Show the keys that work here."""
        from assessor_app.ui.key_list import KeyList  # the first paint needs no help

        KeyList(self._theme, self, self.commands.all()).open()

    def show_tab(self, tab: str) -> None:
        """Show a sub-page of the screen on show."""
        frame = self.navigator.frame
        if frame is not None and tab in {known for known, _ in frame.content.tabs}:
            frame.content.show_tab(tab)
            self._show_heading()

    def _show_chosen_tab(self, tab: str) -> None:
        at_tabs = self.header.tab_bar.hasFocus()
        self.show_tab(tab)
        if at_tabs:  # with arrows somebody goes on to the tab after next
            self.header.tab_bar.setFocus()

    def go(self, place: str, argument: str = "") -> None:
        """Go to a place; "sync/import" also chooses its sub-page."""
        name, _, tab = place.partition("/")
        self.navigator.go(name, argument)
        if tab:
            self.show_tab(tab)

    def cycle_panes(self, step: int) -> None:
        """F6: rail, header, then the panes of the screen, in reading order."""
        inner = self.navigator.frame.panes() if self.navigator.frame else []
        focus_next_pane([self.rail, self.header, *inner], self.focusWidget(), step)

    def _show_frame(self, frame: ScreenFrame) -> None:
        if self._stack.indexOf(frame) < 0:
            self._stack.addWidget(frame)
            self._listen_to(frame.content)
        self._stack.setCurrentWidget(frame)
        screen = frame.content
        self.commands.show_screen(screen)
        self.rail.light(screen.place)
        self._show_heading()
        screen.focus_first()
        QTimer.singleShot(0, frame, frame.show_top)  # once the page has its size

    def _focus_page(self) -> None:
        if self.navigator.frame is not None:
            self.navigator.frame.content.focus_first()

    def _listen_to(self, screen: Screen) -> None:
        screen.title_changed.connect(self._show_heading)
        screen.panes_changed.connect(self._show_heading)
        screen.save_state_changed.connect(self.header.saved.set_state)
        screen.banner_requested.connect(self._on_banner)
        screen.toast_requested.connect(self.show_toast)
        screen.go_requested.connect(self.go)
        screen.stale.connect(self._build_anew)

    def _build_anew(self) -> None:
        """Show the present place by a new screen."""
        stop = self.navigator.here
        if stop is not None:
            self.navigator.forget(stop.place, stop.argument)
            self.go(stop.place, stop.argument)

    def _drop_frame(self, frame: ScreenFrame) -> None:
        self._stack.removeWidget(frame)
        frame.deleteLater()

    def _show_heading(self) -> None:
        frame = self.navigator.frame
        if frame is None:
            return
        screen = frame.content
        self.header.show_screen(screen, self.navigator.can_go_back)
        if self.covered:
            return
        self.setWindowTitle(f"{screen.title} \u2013 {self.application}" if screen.title else self.application)

    def _on_banner(self, told: Notice | str) -> None:
        if isinstance(told, Notice):
            self.show_notice(told)
        else:
            self.banners.drop(told)

    def _closing_rule(self) -> "Closing":
        from assessor_app.ui.closing import Closing  # the first paint needs no question

        self._closing = self._closing or Closing(
            self._theme, self, lambda: [frame.content for frame in self.navigator.frames], lambda: self.covered
        )
        return self._closing

    def _fit(self) -> None:
        self.header.set_narrow(self.width() / self._theme.scale < NAV_FROM)
        self._cover.fit()
        self.toasts.place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.menu_bar.key_pressed(event) and event.key() == Qt.Key.Key_Escape:
            self.toasts.dismiss()
        super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if not self.covered:
            self.menu_bar.key_released(event)
        super().keyReleaseEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.navigator.leave_all()
        if not self._closing_rule().may_close():
            event.ignore()
            return
        self.closing.emit()
        if self.covered:
            self._cover.bring_back()  # the window goes with everything that is its own
        super().closeEvent(event)
