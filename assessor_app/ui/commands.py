"""Commands: every action has an id, words, maybe keys, and says where in the menu bar it belongs."""

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from assessor_app.ui.kit.labels import key_words

When = Callable[[], bool]


def command(
    owner: QWidget, command_id: str, words: str, run: Callable[[], object], keys: Sequence[str] = (), menu: str = ""
) -> QAction:
    """A command that works while `owner` is visible. It shows in the menu `menu`, the palette and the list of keys.

    A screen calls this for itself; the shell for what works everywhere.
    """
    action = QAction(words, owner)
    action.setObjectName(command_id)
    action.setData(menu)
    action.setShortcuts([QKeySequence(key) for key in keys])
    action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
    action.setToolTip(f"{words} ({key_words(keys[0])})" if keys else words)
    action.triggered.connect(lambda _checked=False: run())
    owner.addAction(action)
    return action


def is_command(action: QAction) -> bool:
    """True for actions made by `command`."""
    return bool(action.objectName()) and bool(action.text()) and not action.isSeparator()


class Commands(QObject):
    """All commands of a window: its own and those of the screen shown."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._screen: QWidget | None = None
        self._when: dict[str, When] = {}

    def add(
        self,
        command_id: str,
        words: str,
        run: Callable[[], object],
        keys: Sequence[str] = (),
        menu: str = "",
        when: When | None = None,
    ) -> QAction:
        """Add a command of the window; `when` says whether it can be used now."""
        if when:
            self._when[command_id] = when
        return command(self._window, command_id, words, run, keys, menu)

    def show_screen(self, screen: QWidget | None) -> None:
        """Include the commands of this screen from now on."""
        self._screen = screen

    def all(self) -> tuple[QAction, ...]:
        """The commands that can be used now: the screen's first."""
        self.refresh()
        owners = [owner for owner in (self._screen, self._window) if owner is not None]
        actions: Iterable[QAction] = (action for owner in owners for action in owner.actions())
        return tuple(a for a in dict.fromkeys(actions) if is_command(a) and a.isEnabled() and a.isVisible())

    def refresh(self) -> None:
        """Ask every `when` again."""
        for action in self._window.actions():
            if action.objectName() in self._when:
                action.setEnabled(self._when[action.objectName()]())

    def fill(self, bar: QMenuBar, menus: Sequence[tuple[str, str]]) -> None:
        """Fill a menu bar: `menus` are (id, words) in order. A command without a menu is left out."""
        bar.clear()
        for menu_id, words in menus:
            actions = [a for a in self.all() if a.data() == menu_id]
            if actions:
                menu = QMenu(words, bar)
                menu.addActions(actions)
                bar.addMenu(menu)
