"""The screen for bundles: create one, import one, and the log of both."""

from pathlib import Path
from typing import NamedTuple

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout

from assessor_app.domain.exchange.contents import TakenInBundle
from assessor_app.domain.exchange.words import taken_words
from assessor_app.domain.journal.clock import Clock
from assessor_app.ui.commands import command
from assessor_app.ui.dates import utc_now
from assessor_app.ui.exchange_ports import ClearingPort, ExchangePort
from assessor_app.ui.screen import Save, SaveState, Screen
from assessor_app.ui.screens.bundle.asking import (
    AskWhere,
    AskWhich,
    ask_where_for_receipt,
    ask_where_to_save,
    ask_which_bundle,
)
from assessor_app.ui.screens.bundle.create import CreatePage
from assessor_app.ui.screens.bundle.log import LogPage, Sure, ask_if_sure
from assessor_app.ui.screens.bundle.take_in import ImportPage
from assessor_app.ui.theme import Theme
from assessor_app.ui.worker import Worker

CREATE, IMPORT, LOG = "create", "import", "log"
DROPPED = "file:"
"""Begins an argument that names a file to look at instead of a visit."""


class Asking(NamedTuple):
    """How the person is asked: where a bundle goes, which file to look at, where a receipt goes, whether to go on."""

    where: AskWhere
    which: AskWhich
    receipt: AskWhere = ask_where_for_receipt
    sure: Sure = ask_if_sure


DIALOGS = Asking(ask_where_to_save, ask_which_bundle)


class BundleScreen(Screen):
    """argument: the visit the person came from, "" from the rail, or a file that was dropped on the window."""

    place = "sync"
    scrolls = False

    def __init__(  # noqa: PLR0913, PLR0917  what it works with, and how it asks
        self,
        theme: Theme,
        worker: Worker,
        exchange: ExchangePort,
        argument: str = "",
        clock: Clock = utc_now,
        ask: Asking = DIALOGS,
        clearing: ClearingPort | None = None,
    ) -> None:
        """ask: how the person is asked where and which; clearing: without it no evidence is offered to go."""
        super().__init__()
        self.title = self.tr("Sync")
        self.context_line = self.tr("Nothing leaves this computer unless you send it")
        self.tabs = ((CREATE, self.tr("Create")), (IMPORT, self.tr("Import")), (LOG, self.tr("Log")))
        self.tab = CREATE
        dropped = argument.removeprefix(DROPPED) if argument.startswith(DROPPED) else ""
        assessment = "" if dropped else argument
        self.create_page = CreatePage(theme, worker, exchange, assessment, clock().date(), ask.where)
        self.import_page = ImportPage(theme, worker, exchange, ask.which, ask.receipt)
        self.log_page = LogPage(theme, worker, exchange, clearing, ask.sure)
        self.create_page.card_wanted.connect(lambda: self.go_requested.emit("settings/keys", ""))
        self.import_page.imported.connect(self._on_imported)
        self.import_page.visit_wanted.connect(lambda visit: self.go_requested.emit("assessment", visit))
        self.import_page.settle_wanted.connect(lambda visit: self.go_requested.emit("settle", visit))
        self.import_page.many.imported.connect(self._on_changed)
        self.import_page.receipt_kept.connect(self._on_changed)
        self.log_page.cleared.connect(self._on_changed)
        self._stack = QStackedWidget()
        for page in (self.create_page, self.import_page, self.log_page):
            self._stack.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)
        command(
            self, "bundle-go", self.tr("Create or import the bundle"), self._go, ["Ctrl+Return", "Ctrl+Enter"], "screen"
        )
        self.refresh()
        if dropped:
            self.show_tab(IMPORT)
            self.import_page.open_places([Path(dropped)])

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not event.spontaneous():  # the header may still say that the visit the person came from is signed
            self.save_state_changed.emit(SaveState(Save.CLEAN))

    def show_tab(self, tab: str) -> None:
        self.tab = tab
        pages = {CREATE: self.create_page, IMPORT: self.import_page, LOG: self.log_page}
        self._stack.setCurrentWidget(pages[tab])
        if tab == LOG:
            self.log_page.enter()
        self.focus_first()

    def focus_first(self) -> None:
        if self.tab == LOG:
            self.log_page.focus_first()
        else:
            (self.create_page.choose if self.tab == CREATE else self.import_page.choose).setFocus()

    def refresh(self) -> None:
        self.create_page.enter()

    def _go(self) -> None:
        if self.tab == CREATE:
            self.create_page.start()
        elif self.tab == IMPORT:
            self.import_page.start()

    def _on_changed(self, words: str) -> None:
        self.toast_requested.emit(words, None)
        self.create_page.enter()

    def _on_imported(self, taken: TakenInBundle) -> None:
        self.toast_requested.emit(taken_words(taken), None)
        self.create_page.enter()
