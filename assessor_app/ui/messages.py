"""Where the window says things: one banner under the header, one toast over the page."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QVBoxLayout, QWidget

from assessor_app.ui.screen import Notice
from assessor_app.ui.theme import Theme

if TYPE_CHECKING:
    from assessor_app.ui.kit.banner import Banner
    from assessor_app.ui.kit.toast import Toast

WIDEST_TOAST = 640
"""Pixels at 100 % from which a toast takes another line, so that it can be read at a glance."""


class BannerSlot(QWidget):
    """Shows the worst of the notices given; takes no room when there is none."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._notices: list[Notice] = []
        self._banner: Banner | None = None
        self._column = QVBoxLayout(self)
        theme.changed.connect(self._show)
        self._show()

    @property
    def shown(self) -> Notice | None:
        """The notice on show."""
        return self._banner.notice if self._banner else None

    def add(self, notice: Notice) -> None:
        """Put up a notice; one with the same id is replaced."""
        self._notices = [held for held in self._notices if not notice.id or held.id != notice.id]
        self._notices.append(notice)
        self._show()

    def drop(self, notice_id: str) -> None:
        """Take a notice away."""
        self._notices = [held for held in self._notices if held.id != notice_id]
        self._show()

    def _close(self, notice: Notice) -> None:
        self._notices = [held for held in self._notices if held is not notice]
        self._show()

    def _show(self) -> None:
        px = self._theme.px
        self._column.setContentsMargins(px(12), px(8), px(12), 0)
        if self._banner is not None:
            self._banner.hide()
            self._banner.deleteLater()
            self._banner = None
        notice = None
        if self._notices:
            from assessor_app.ui.kit.banner import Banner, worst  # seldom needed at the first paint

            notice = worst(self._notices)
        if notice is not None:
            self._banner = Banner(self._theme, notice, closable=True)
            self._banner.closed.connect(lambda: self._close(notice))
            self._column.addWidget(self._banner)
        self.setVisible(notice is not None)


class ToastSlot(QObject):
    """Shows one toast at a time at the bottom of a window, centred over the room right of `left_of`."""

    def __init__(self, theme: Theme, window: QWidget, left_of: QWidget) -> None:
        super().__init__(window)
        self._theme, self._window, self._left_of = theme, window, left_of
        self._toast: Toast | None = None

    @property
    def shown(self) -> "Toast | None":
        """The toast on show."""
        return self._toast

    def show(self, words: str, undo: Callable[[], object] | None) -> None:
        """Show a toast in place of the one before."""
        from assessor_app.ui.kit.toast import Toast  # never needed at the first paint

        self.dismiss()
        toast = Toast(self._theme, words, undo, self._window)
        toast.gone.connect(lambda: self._forget(toast))
        self._toast = toast
        self.place()
        toast.show()

    def dismiss(self) -> bool:
        """Let the toast go; True when there was one."""
        if self._toast is None:
            return False
        self._toast.leave()
        return True

    def place(self) -> None:
        """The window has another size."""
        if self._toast is not None:
            left, edge = self._left_of.width(), self._theme.px(24)
            self._toast.fit(min(self._window.width() - left - 2 * edge, self._theme.px(WIDEST_TOAST)))
            size = self._toast.size()
            room = self._window.width() - left - size.width()
            self._toast.move(left + room // 2, self._window.height() - size.height() - self._theme.px(66))
            self._toast.raise_()

    def _forget(self, toast: "Toast") -> None:
        if self._toast is toast:
            self._toast = None
