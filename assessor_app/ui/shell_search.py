"""The search over the window, and who finds something for it."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from assessor_app.ui.theme import Theme

if TYPE_CHECKING:
    from assessor_app.ui.palette import Hit
    from assessor_app.ui.shell import Shell


class ShellSearch(QObject):
    """opened: the search is open and takes more hits."""

    opened = Signal(object)

    def __init__(self, theme: Theme, shell: "Shell") -> None:
        super().__init__(shell)
        self._theme, self._shell = theme, shell
        self._finders: list[Callable[[], list[Hit]]] = []

    def add_finder(self, finder: Callable[[], "list[Hit]"]) -> None:
        """Let the search find more: `finder` is asked each time it opens and must answer at once."""
        self._finders.append(finder)

    def open(self) -> None:
        """Open the search."""
        from assessor_app.ui.palette import Palette, command_hits, elsewhere_hits  # the first paint needs no search

        heading = self.tr("Commands")
        hits = [hit for finder in self._finders for hit in finder()]
        hits += command_hits(self._shell.commands.all(), heading)
        hits += elsewhere_hits(self._shell.navigator, heading)
        palette = Palette(self._theme, self._shell, hits)
        palette.open()
        self.opened.emit(palette)
