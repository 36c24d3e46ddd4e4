"""Settings: three pages. Every change applies at once; there is no OK button."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout

from assessor_app.settings import Settings
from assessor_app.ui.commands import command
from assessor_app.ui.screen import Screen
from assessor_app.ui.screens.settings.asking import Asking
from assessor_app.ui.screens.settings.computer_page import ComputerPage
from assessor_app.ui.theme import Theme
from assessor_app.ui.worker import Worker

if TYPE_CHECKING:
    from assessor_app.services.profile.workplace import Workplace
    from assessor_app.ui.screens.settings.rows import SettingsPage

KEYS, BACKUPS, COMPUTER = "keys", "backups", "computer"


class SettingsScreen(Screen):
    """rekey_wanted and locks_changed as in `KeysPage`. Without the services only this computer's settings are there."""

    place = "settings"
    scrolls = False
    rekey_wanted = Signal(str)
    locks_changed = Signal()

    def __init__(
        self,
        theme: Theme,
        worker: Worker,
        workplace: "Workplace | None",
        save: Callable[[Settings], None],
        asking: Asking | None = None,
    ) -> None:
        """save(settings): keeps what was chosen; asking: how files are asked for."""
        super().__init__()
        self.title = self.tr("Settings")
        self.context_line = self.tr("Every change applies at once")
        self._stack = QStackedWidget()
        self.pages: dict[str, SettingsPage] = {}
        if workplace is not None:
            self._add_services(theme, worker, workplace, save, asking or Asking())
        self.pages[COMPUTER] = ComputerPage(theme, save)
        names = {KEYS: self.tr("Keys and trust"), BACKUPS: self.tr("Backups"), COMPUTER: self.tr("This computer")}
        self.tabs = tuple((page, names[page]) for page in self.pages)
        for each in self.pages.values():
            self._stack.addWidget(each)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)
        for at, (page, name) in enumerate(self.tabs, start=1):
            words = self.tr("Settings: {page}").format(page=name)
            command(self, f"settings-{page}", words, lambda to=page: self._go(to), (f"Ctrl+{at}",), "screen")  # type: ignore[misc]
        self.tab = next(iter(self.pages))

    def _add_services(
        self, theme: Theme, worker: Worker, workplace: "Workplace", save: Callable[[Settings], None], asking: Asking
    ) -> None:
        from assessor_app.ui.screens.settings.backups_page import BackupsPage
        from assessor_app.ui.screens.settings.keys_page import KeysPage

        keys = KeysPage(theme, worker, workplace, asking)
        keys.rekey_wanted.connect(self.rekey_wanted)
        keys.locks_changed.connect(self.locks_changed)
        backups = BackupsPage(theme, worker, workplace, save, asking)
        for page in (keys, backups):
            page.said.connect(lambda words: self.toast_requested.emit(words, None))
        self.pages |= {KEYS: keys, BACKUPS: backups}
        keys.refresh()
        backups.refresh()

    def _go(self, tab: str) -> None:
        self.show_tab(tab)
        self.title_changed.emit()

    def show_tab(self, tab: str) -> None:
        """Show a page."""
        self.tab = tab
        self._stack.setCurrentWidget(self.pages[tab])
        self.refresh()
        self.focus_first()

    def focus_first(self) -> None:
        """The first control of the page."""
        self.pages[self.tab].focus_first()

    def refresh(self) -> None:
        """Read again what may have changed elsewhere."""
        self.pages[self.tab].refresh()
