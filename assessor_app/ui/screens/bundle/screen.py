"""The screen for bundles: create one, import one."""

from datetime import UTC, datetime

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout

from assessor_app.domain.clock import Clock
from assessor_app.domain.exchange import TakenInBundle
from assessor_app.domain.exchange_words import taken_words
from assessor_app.ui.commands import command
from assessor_app.ui.ports import ExchangePort
from assessor_app.ui.screen import Save, SaveState, Screen
from assessor_app.ui.screens.bundle.create import AskWhere, CreatePage, ask_where_to_save
from assessor_app.ui.screens.bundle.take_in import AskWhich, ImportPage, ask_which_bundle
from assessor_app.ui.theme import Theme
from assessor_app.ui.worker import Worker

CREATE, IMPORT = "create", "import"


def utc_now() -> datetime:
    """The computer's clock, in UTC."""
    return datetime.now(UTC)


class BundleScreen(Screen):
    """assessment: the visit the person came from, "" from the rail."""

    place = "sync"
    scrolls = False

    def __init__(
        self,
        theme: Theme,
        worker: Worker,
        exchange: ExchangePort,
        assessment: str = "",
        clock: Clock = utc_now,
        ask: tuple[AskWhere, AskWhich] = (ask_where_to_save, ask_which_bundle),
    ) -> None:
        """ask: how the person is asked where a bundle goes, and which one to import."""
        super().__init__()
        self.title = self.tr("Bundles")
        self.context_line = self.tr("Nothing leaves this computer unless you send it")
        self.tabs = ((CREATE, self.tr("Create")), (IMPORT, self.tr("Import")))
        self.tab = CREATE
        self.create_page = CreatePage(theme, worker, exchange, assessment, clock().date(), ask[0])
        self.import_page = ImportPage(theme, worker, exchange, ask[1])
        self.import_page.imported.connect(self._on_imported)
        self.import_page.visit_wanted.connect(lambda visit: self.go_requested.emit("assessment", visit))
        self._stack = QStackedWidget()
        self._stack.addWidget(self.create_page)
        self._stack.addWidget(self.import_page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)
        command(
            self, "bundle-go", self.tr("Create or import the bundle"), self._go, ["Ctrl+Return", "Ctrl+Enter"], "screen"
        )
        self.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not event.spontaneous():  # the header may still say that the visit the person came from is signed
            self.save_state_changed.emit(SaveState(Save.CLEAN))

    def show_tab(self, tab: str) -> None:
        self.tab = tab
        self._stack.setCurrentWidget(self.create_page if tab == CREATE else self.import_page)
        self.focus_first()

    def focus_first(self) -> None:
        (self.create_page.choose if self.tab == CREATE else self.import_page.choose).setFocus()

    def refresh(self) -> None:
        self.create_page.enter()

    def _go(self) -> None:
        self.create_page.start() if self.tab == CREATE else self.import_page.start()

    def _on_imported(self, taken: TakenInBundle) -> None:
        self.toast_requested.emit(taken_words(taken), None)
        self.create_page.enter()
