"""Keeps what the search finds in all visits, read in the background when the search is opened."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from assessor_app.errors import AssayError
from assessor_app.ui.finding import Found, found_in, hits_of
from assessor_app.ui.worker import Worker

if TYPE_CHECKING:
    from assessor_app.services.profile.workplace import Workplace
    from assessor_app.ui.palette import Hit

MOST_VISITS = 200
"""Visits whose insides are searched; all are found by name."""


class Searching(QObject):
    """found: hits of one more visit, while the search is open. go: opens what was found."""

    found = Signal(object)

    def __init__(self, worker: Worker, go: Callable[[Found], object], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._worker, self._go = worker, go
        self._known: dict[str, tuple[Found, ...]] = {}
        self._reading: set[str] = set()

    def forget(self) -> None:
        """Something was written: what is known may be old."""
        self._known.clear()

    def hits(self, workplace: "Workplace", visits: Sequence[str], here: tuple[Found, ...]) -> "list[Hit]":
        """What is known now, this visit's first; the other visits are read and come with `found`."""
        own = {one.visit for one in here}
        known = [one for visit in visits if visit not in own for one in self._known.get(visit, ())]
        for visit in visits[:MOST_VISITS]:
            if visit not in own and visit not in self._known and visit not in self._reading:
                self._read(workplace, visit)
        return hits_of((*here, *known), self._go)

    def _read(self, workplace: "Workplace", visit: str) -> None:
        self._reading.add(visit)

        def work() -> tuple[Found, ...]:
            value = workplace.visits.open(visit)
            return found_in(value, workplace.visits.scheme_of(value))

        self._worker.run(work, partial(self._take, visit), partial(self._fail, visit), owner=self)

    def _take(self, visit: str, found: tuple[Found, ...]) -> None:
        self._reading.discard(visit)
        self._known[visit] = found
        self.found.emit(hits_of(found, self._go))

    def _fail(self, visit: str, error: BaseException) -> None:
        self._reading.discard(visit)
        self._known[visit] = ()
        if not isinstance(error, AssayError):  # a visit whose scheme is not here is found by name only
            self._worker.unhandled.emit(error)
