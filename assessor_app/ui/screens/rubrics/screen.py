"""The place Rubrics, with its three sub-pages."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout

from assessor_app.ui.commands import command
from assessor_app.ui.screen import Screen
from assessor_app.ui.screens.rubrics.practice import PracticePage
from assessor_app.ui.screens.rubrics.read import ReadPage
from assessor_app.ui.screens.rubrics.take_in import AskFile, AskTarget, TakeInPage, ask_target, ask_which
from assessor_app.ui.theme import Theme
from assessor_app.ui.worker import Worker

if TYPE_CHECKING:
    from assessor_app.services.cycle.practice import Practice
    from assessor_app.services.schemes.shelf import SchemeShelf

READ, IMPORT, PRACTICE = "read", "import", "practice"
MARK = "mark:"
"""Begins an argument that names a visit and a strand whose strengths are effective practice."""


class RubricsScreen(Screen):
    """argument: "" from the rail, or `mark:` with a visit and a strand."""

    place = "rubrics"
    scrolls = False

    def __init__(  # noqa: PLR0913, PLR0917  what it works with, and how it asks
        self,
        theme: Theme,
        worker: Worker,
        shelf: "SchemeShelf",
        practice: "Practice",
        argument: str = "",
        which: AskFile = ask_which,
        target: AskTarget = ask_target,
    ) -> None:
        super().__init__()
        self.title = self.tr("Rubrics")
        self.context_line = self.tr("What is judged, and what others do well")
        self.tabs = (
            (READ, self.tr("Read")),
            (IMPORT, self.tr("Import")),
            (PRACTICE, self.tr("Effective practice")),
        )
        self.read_page = ReadPage(theme, worker, shelf)
        self.take_in = TakeInPage(theme, worker, shelf, which, target)
        self.practice_page = PracticePage(theme, worker, practice)
        self.take_in.installed.connect(self._on_installed)
        self.practice_page.done.connect(lambda words: self.toast_requested.emit(words, None))
        self._pages = {READ: self.read_page, IMPORT: self.take_in, PRACTICE: self.practice_page}
        self._stack = QStackedWidget()
        for page in self._pages.values():
            self._stack.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)
        command(self, "rubric-open", self.tr("Open a rubric file"), self._open_file, ["Ctrl+O"], "screen")
        command(self, "practice-search", self.tr("Search effective practice"), self._search, ["Ctrl+F"], "screen")
        self.show_tab(PRACTICE if argument.startswith(MARK) else READ)
        if argument.startswith(MARK):
            assessment, _, strand = argument.removeprefix(MARK).partition(":")
            self.practice_page.begin_mark(assessment, strand)

    def show_tab(self, tab: str) -> None:
        self.tab = tab
        self._stack.setCurrentWidget(self._pages[tab])
        if tab == READ:
            self.read_page.enter()
        if tab == PRACTICE:
            self.practice_page.enter()
        self.panes_changed.emit()
        self.focus_first()

    def focus_first(self) -> None:
        {READ: self.read_page.marks, IMPORT: self.take_in.choose, PRACTICE: self.practice_page.words}[
            self.tab
        ].setFocus()

    def refresh(self) -> None:
        self.show_tab(self.tab)

    def unsaved_texts(self) -> list[str]:
        return self.practice_page.unsaved_texts()

    def _open_file(self) -> None:
        self.show_tab(IMPORT)
        self.take_in.open_file()

    def _search(self) -> None:
        self.show_tab(PRACTICE)

    def _on_installed(self, words: str) -> None:
        self.toast_requested.emit(words, None)
        self.show_tab(READ)
