"""The indicator that says whether work is on disk; always in the same place."""

from datetime import datetime

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtWidgets import QToolButton, QWidget

from assessor_app.ui.dates import short_time
from assessor_app.ui.kit.labels import restyle
from assessor_app.ui.screen import Save, SaveState
from assessor_app.ui.theme import Theme

SHOW_SAVING_AFTER = 400
"""Milliseconds: a save that is quicker than this shows no "Saving"."""

_LOOKS = {
    Save.CLEAN: ("circle-check", "ok"),
    Save.SAVED: ("circle-check", "ok"),
    Save.SAVING: ("loader", "text2"),
    Save.FAILED: ("circle-alert", "danger"),
    Save.READ_ONLY: ("lock", "text2"),
}


class SaveIndicator(QToolButton):
    """Shows a SaveState; a click asks for the history."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._state = SaveState(Save.CLEAN)
        self._written_at: datetime | None = None
        self._frozen = False
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._later = QTimer(self, singleShot=True, interval=SHOW_SAVING_AFTER)
        self._later.timeout.connect(self._show)
        theme.changed.connect(self._show)
        self._show()

    @property
    def state(self) -> SaveState:
        """What was told last, even if it is not shown yet."""
        return self._state

    def set_state(self, state: SaveState) -> None:
        """Tell the state; "Saving" shows only when it lasts, and a time only when nothing was stored later."""
        if self._frozen and state.save is not Save.FAILED:
            state = SaveState(Save.READ_ONLY, words=self.tr("Read only"))
        last = self._written_at
        quiet = state.save in (Save.CLEAN, Save.SAVED)
        if quiet and last is not None and (state.at is None or state.at < last):
            state = SaveState(Save.SAVED, last)
        self._state = state
        if state.save is Save.SAVING:
            if not self._later.isActive():
                self._later.start()
            return
        self._later.stop()
        self._show()

    def freeze(self) -> None:
        """Say from now on, whatever is told, that nothing can be written here."""
        self._frozen = True
        self.set_state(self._state)

    def note_write(self, at: datetime) -> None:
        """Something was stored at this local time, whichever screen it came from."""
        self._written_at = at
        self.set_state(self._state)

    def words(self) -> str:
        """What the state is in words."""
        state = self._state
        if state.save is Save.SAVED and state.at:
            return self.tr("Saved {time}").format(time=short_time(state.at))
        if state.save is Save.FAILED and state.words:
            return self.tr("Not saved, {reason}").format(reason=state.words)
        plain = {
            Save.CLEAN: state.words or self.tr("All saved"),
            Save.SAVED: self.tr("Saved"),
            Save.SAVING: self.tr("Saving"),
            Save.FAILED: self.tr("Not saved"),
            Save.READ_ONLY: state.words or self.tr("Signed, read only"),
        }
        return plain[state.save]

    def width_with(self, words: bool) -> int:
        """Logical pixels it takes with its words, or as an icon alone."""
        return self._theme.px(36) + (self.fontMetrics().horizontalAdvance(self.words()) if words else 0)

    def show_words(self, shown: bool) -> None:
        """Show the words beside the icon, or the icon alone; what is not saved is always said in words."""
        shown = shown or self._state.save is Save.FAILED
        style = Qt.ToolButtonStyle.ToolButtonTextBesideIcon if shown else Qt.ToolButtonStyle.ToolButtonIconOnly
        if self.toolButtonStyle() != style:
            self.setToolButtonStyle(style)

    def _show(self) -> None:
        icon, ink = _LOOKS[self._state.save]
        self.setIcon(self._theme.icon(icon, ink, 15, 4))
        self.setIconSize(QSize(self._theme.px(19), self._theme.px(15)))
        words = self.words()
        self.setText(words)
        self.setAccessibleName(words)
        self.setToolTip(words)
        self.setProperty("ink", "danger" if self._state.save is Save.FAILED else "text2")
        restyle(self)
