"""A screen with its panes: nav at the left, page and footer in the middle, context at the right."""

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from assessor_app.ui.pane_focus import focus_into
from assessor_app.ui.screen import Screen
from assessor_app.ui.theme import Theme

CONTEXT_WIDTH = 284
CONTEXT_FROM, NAV_FROM = 1240, 980
HYSTERESIS = 10
FOCUS_SEEN = 82
"""Logical pixels at 100 % of a widget that must be in sight for its focus to be seen: a heading and a row of a list."""
FOOTER_HIDES_UNDER = 420


class SidePane(QFrame):
    """A pane that is part of the layout, or a drawer over the page when there is no room for it."""

    def __init__(self, theme: Theme, at_left: bool, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme, self._at_left = theme, at_left
        self.setProperty("pane", "true")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 1, 0) if at_left else self._column.setContentsMargins(1, 0, 0, 0)
        self._content: QWidget | None = None

    def set_content(self, content: QWidget | None) -> None:
        """Show this widget instead. The one before stays here, hidden: a change of parents costs the style of every
        widget in it, twice at each change of sub-pages."""
        if content is self._content:
            return
        self._content = swapped(self._column, self._content, content)

    @property
    def filled(self) -> bool:
        """True when there is something to show."""
        return self._content is not None

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.fillRect(self.width() - 1 if self._at_left else 0, 0, 1, self.height(), self._theme.colour("line"))
        painter.end()


def swapped(column: QVBoxLayout, before: QWidget | None, after: QWidget | None) -> QWidget | None:
    """Hide one widget of a column and show another, which is added when it is new; gives the other."""
    if before is not None:
        before.hide()
    if after is not None:
        if column.indexOf(after) < 0:
            column.addWidget(after)
        after.show()
    return after


class Footer(QFrame):
    """The bar under the page."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setProperty("pane", "true")
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 1, 0, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.fillRect(0, 0, self.width(), 1, self._theme.colour("line"))
        painter.end()


class ScreenFrame(QWidget):
    """Places one screen and its panes, and folds the panes away when the window is narrow.

    folded_changed: which panes are folded has changed.
    """

    folded_changed = Signal()

    def __init__(self, theme: Theme, screen: Screen, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self.content = theme, screen
        self.nav_folded = self.context_folded = False
        self._nav = SidePane(theme, True, self)
        self._context = SidePane(theme, False, self)
        self._footer = Footer(theme, self)
        self._strip: QWidget | None = None
        self._footer_content: QWidget | None = None
        self._open_drawer: SidePane | None = None
        self._page = self._make_page()
        screen.panes_changed.connect(self._take_panes)
        theme.changed.connect(self._place)
        theme.focus_changed.connect(self._on_focus)
        self._take_panes()

    def _make_page(self) -> QWidget:
        if not self.content.scrolls:
            self.content.setParent(self)
            return self.content
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.content.setProperty("page", "true")
        area.setWidget(self.content)
        self.content.setAutoFillBackground(False)
        return area

    def toggle_nav(self) -> None:
        """Open or close the folded nav pane, or turn to the screen's own list; nothing when it is in view anyway."""
        if self._nav.filled:
            self._toggle(self._nav, self.nav_folded)
        else:
            self.content.turn_list()

    def open_nav(self) -> None:
        """Open the folded nav pane; nothing when it is in view."""
        if self._open_drawer is not self._nav:
            self._toggle(self._nav, self.nav_folded)

    def toggle_context(self) -> None:
        """Open or close the folded context pane; nothing when it is in view anyway."""
        self._toggle(self._context, self.context_folded)

    def close_drawer(self) -> bool:
        """Close an open drawer; True when there was one."""
        drawer, self._open_drawer = self._open_drawer, None
        if drawer is None:
            return False
        self._place()
        self.content.focus_first()
        return True

    def panes(self) -> list[QWidget]:
        """The panes in view, in reading order, for F6."""
        candidates: tuple[QWidget, ...] = (self._nav, self._page, self._footer, self._context)
        return [pane for pane in candidates if pane.isVisible()]

    def _toggle(self, pane: SidePane, folded: bool) -> None:
        if self._open_drawer is pane:
            self.close_drawer()
        elif folded and pane.filled:
            self._open_drawer = pane
            self._place()
            focus_into(pane)

    def _take_panes(self) -> None:
        self._nav.set_content(self.content.nav)
        self._context.set_content(self.content.context)
        self._swap_footer(self.content.footer)
        self._swap_strip(self.content.context_strip)
        self._place()

    def _swap_footer(self, footer: QWidget | None) -> None:
        if footer is not self._footer_content:
            self._footer_content = swapped(self._footer.column, self._footer_content, footer)

    def _swap_strip(self, strip: QWidget | None) -> None:
        if strip is self._strip:
            return
        if self._strip is not None:
            self._strip.hide()
        self._strip = strip
        if strip is not None and strip.parentWidget() is not self:
            strip.setParent(self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _fold(self) -> None:
        usable = self.window().width() / self._theme.scale
        before = self.nav_folded, self.context_folded
        self.context_folded = usable < CONTEXT_FROM + (HYSTERESIS if self.context_folded else 0)
        large = self._theme.scale > 1.15 and usable < CONTEXT_FROM
        self.nav_folded = large or usable < NAV_FROM + (HYSTERESIS if self.nav_folded else 0)
        if before != (self.nav_folded, self.context_folded):
            self._open_drawer = None
            self.folded_changed.emit()

    def _place(self) -> None:
        self._fold()
        room = QRect(0, 0, self.width(), self.height())
        nav, context = self._theme.px(self.content.nav_width), self._theme.px(CONTEXT_WIDTH)
        left = nav if self._nav.filled and not self.nav_folded else 0
        right = context if self._context.filled and not self.context_folded else 0
        self._place_side(self._nav, left, QRect(0, 0, min(nav, room.width()), room.height()))
        width = min(context, room.width())
        self._place_side(self._context, right, QRect(room.width() - width, 0, width, room.height()))
        self._place_middle(room.adjusted(left, 0, -right, 0))
        if self._open_drawer:
            self._open_drawer.raise_()

    def _place_side(self, pane: SidePane, docked: int, box: QRect) -> None:
        pane.setGeometry(box)
        pane.setVisible(bool(docked) or self._open_drawer is pane)

    def _place_middle(self, room: QRect) -> None:
        if self._strip is not None:
            shown = self.nav_folded or (self.context_folded and self._context.filled)
            self._strip.setVisible(shown)
            if shown:
                height = self._strip.sizeHint().height()
                self._strip.setGeometry(room.left(), room.top(), room.width(), height)
                room = room.adjusted(0, height, 0, 0)
        show_footer = self._footer_content is not None and self.height() >= FOOTER_HIDES_UNDER
        self._footer.setVisible(show_footer)
        if show_footer:
            height = max(self._footer.sizeHint().height(), self._theme.px(50))
            self._footer.setGeometry(room.left(), room.bottom() + 1 - height, room.width(), height)
            room = room.adjusted(0, 0, 0, -height)
        self._page.setGeometry(room)

    def show_top(self) -> None:
        """Begin the page at its top, unless what has the keyboard would then not be seen."""
        focus = self.content.focusWidget()
        if isinstance(self._page, QScrollArea):
            below = focus.mapTo(self.content, focus.rect().topLeft()).y() if focus else 0
            if below + self._theme.px(FOCUS_SEEN) <= self._page.viewport().height():
                self._page.verticalScrollBar().setValue(0)

    def _on_focus(self, _before: QWidget | None, now: QWidget | None) -> None:
        if now is not None and isinstance(self._page, QScrollArea) and self.content.isAncestorOf(now):
            self._page.ensureWidgetVisible(now, 24, 24)  # a sticky bar must never cover the focus (WCAG 2.4.11)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.close_drawer():
            return
        super().keyPressEvent(event)
