"""What the search finds beside commands: the visits by name, and what lies inside them."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from assessor_app.ui.screens.visit_plan import VisitOverview
from assessor_app.ui.screens.visit_words import mark_line
from assessor_app.ui.shell import Shell
from assessor_app.ui.worker import Worker

if TYPE_CHECKING:
    from assessor_app.services.profile.workplace import Workplace
    from assessor_app.ui.finding import Found
    from assessor_app.ui.palette import Hit, Palette
    from assessor_app.ui.searching import Searching


class DeskSearch(QObject):
    """visits: all there are now. Their insides are found once the services were given."""

    def __init__(self, worker: Worker, shell: Shell, visits: Callable[[], VisitOverview], parent: QObject) -> None:
        super().__init__(parent)
        self._worker, self._shell, self._visits = worker, shell, visits
        self._workplace: Workplace | None = None
        self._searching: Searching | None = None
        shell.search.add_finder(self._find_inside)
        shell.search.add_finder(self._find_visits)
        shell.search.opened.connect(self._on_palette)

    def give(self, workplace: "Workplace") -> None:
        """The services are there."""
        self._workplace = workplace

    def forget(self) -> None:
        """Something was written: what was read for the search may be old."""
        if self._searching is not None:
            self._searching.forget()

    def _find_inside(self) -> "list[Hit]":
        workplace, frame = self._workplace, self._shell.navigator.frame
        if workplace is None or frame is None:
            return []
        from assessor_app.ui.searching import Searching  # nothing is searched at the start

        self._searching = self._searching or Searching(self._worker, self._go_to_found, self)
        every = [visit.id for visit in self._visits().visits]
        return self._searching.hits(workplace, every, frame.content.found_here())

    def _go_to_found(self, found: "Found") -> None:
        self._shell.navigator.go("assessment", found.visit).content.show_place(found.kind, found.key)

    def _on_palette(self, palette: "Palette") -> None:
        if self._searching is not None:
            self._searching.found.connect(palette.add_hits)

    def _find_visits(self) -> "list[Hit]":
        from assessor_app.ui.palette import Hit  # the palette is built when it is first opened

        group, go = self.tr("Visits"), self._shell.navigator.go
        return [
            Hit(visit.institution, group, mark_line(visit), partial(go, "assessment", visit.id), "clipboard-check")
            for visit in self._visits().plan.in_order
        ]
