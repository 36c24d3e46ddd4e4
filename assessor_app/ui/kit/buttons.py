"""Buttons: one filled one a screen, verbs on all of them."""

from typing import Literal

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QToolButton, QWidget

from assessor_app.ui.kit.labels import key_words, restyle
from assessor_app.ui.theme import Theme

Kind = Literal["primary", "secondary", "soft", "ghost", "link", "danger"]

_INKS: dict[Kind, str] = {
    "primary": "on_accent",
    "danger": "on_accent",
    "soft": "accent",
    "link": "accent",
    "ghost": "text2",
    "secondary": "text",
}
_GAP = 6
SHORTEST = 96


class Button(QPushButton):
    """A push button with a kind and, if wanted, an icon before (or `trailing`, after) its words."""

    def __init__(
        self,
        theme: Theme,
        words: str,
        kind: Kind = "secondary",
        icon: str = "",
        trailing: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(words, parent)
        self._theme = theme
        self._icon_name = icon
        self._trailing = trailing
        self.kind: Kind = kind
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setProperty("kind", kind)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        if trailing:
            self.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self._draw_icon()
        theme.changed.connect(self._draw_icon)

    def set_icon(self, name: str) -> None:
        """Show another icon."""
        self._icon_name = name
        self._draw_icon()

    def set_kind(self, kind: Kind) -> None:
        """Make it another kind of button."""
        if kind != self.kind:
            self.kind = kind
            self.setProperty("kind", kind)
            restyle(self)
            self._draw_icon()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses it as Space does; outside dialogs Qt leaves that out."""
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not event.isAutoRepeat():
                self.click()
        else:
            super().keyPressEvent(event)

    def _draw_icon(self) -> None:
        if not self._icon_name:
            return
        gap = -_GAP if self._trailing else _GAP
        size = 15
        self.setIcon(self._theme.icon(self._icon_name, _INKS[self.kind], size, gap))
        self.setIconSize(QSize(self._theme.px(size) + self._theme.px(_GAP), self._theme.px(size)))


class LongButton(Button):
    """A button whose words may be longer than there is room: they end in dots then, and its tooltip says them whole."""

    def __init__(self, theme: Theme, words: str, kind: Kind = "secondary", icon: str = "") -> None:
        super().__init__(theme, "", kind, icon)
        self.words = words
        self.setAccessibleName(words)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._show_words(words)

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        return QSize(hint.width() + self._advance(self.words) - self._advance(self._shown), hint.height())

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(SHORTEST), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        lacking, shown = self.sizeHint().width() - self.width(), self.words
        if lacking > 0:  # the advance is a rounded number: words that just fit it would lose their end
            room = self._advance(self.words) - lacking
            shown = self.fontMetrics().elidedText(self.words, Qt.TextElideMode.ElideRight, room)
        if shown != self._shown:
            self._show_words(shown)
            self.setToolTip(self.words if shown != self.words else "")

    def _show_words(self, words: str) -> None:
        self._shown = words
        self.setText(words.replace("&", "&&"))  # one alone would underline the letter after it

    def _advance(self, words: str) -> int:
        return self.fontMetrics().horizontalAdvance(words)


class IconButton(QToolButton):
    """A button that is only an icon: it always has a name, said by its tooltip and to screen readers."""

    def __init__(
        self, theme: Theme, icon: str, name: str, keys: str = "", ink: str = "text2", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icon_name = icon
        self._ink = ink
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.set_name(name, keys)
        self._draw_icon()
        theme.changed.connect(self._draw_icon)

    def set_name(self, name: str, keys: str = "") -> None:
        """Say what the button does."""
        self.setAccessibleName(name)
        self.setToolTip(f"{name} ({key_words(keys)})" if keys else name)

    def set_icon(self, name: str, ink: str = "") -> None:
        """Show another icon."""
        self._icon_name = name
        self._ink = ink or self._ink
        self._draw_icon()

    def _draw_icon(self) -> None:
        self.setIcon(self._theme.icon(self._icon_name, self._ink, 16))
        self.setIconSize(QSize(self._theme.px(16), self._theme.px(16)))
