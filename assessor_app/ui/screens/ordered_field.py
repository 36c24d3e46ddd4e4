"""A value that is chosen faster than it is stored: the newest one on screen, one write at a time."""

from collections.abc import Callable

from assessor_app.domain.journal.operation import UNSET, FieldState, Json
from assessor_app.ui.autosave import Saving
from assessor_app.ui.pending import Pending, SavedField


class OrderedField:
    """One value chosen by key or click: shown at once, written one at a time, each naming the last as seen.

    start: starts the write of a value over the operations seen; show: puts a value on screen.
    """

    def __init__(
        self,
        saving: Saving,
        start: Callable[[Json, tuple[str, ...]], Pending[SavedField]],
        show: Callable[[Json, FieldState], None],
    ) -> None:
        self._saving, self._start, self._show = saving, start, show
        self._stored: tuple[Json, FieldState] = (None, UNSET)
        self._wanted: Json = None
        self._busy = False

    @property
    def busy(self) -> bool:
        """True while a write is on its way."""
        return self._busy

    @property
    def wanted(self) -> Json:
        """The value on screen while busy."""
        return self._wanted

    def put(self, value: Json, stored: Json, state: FieldState) -> None:
        """The person chose a value; `stored` and `state` are what was shown before."""
        self._wanted = value
        if not self._busy:
            self._stored = (stored, state)
            self._write()
        self._show(value, self._stored[1])

    def _seen(self) -> tuple[str, ...]:
        value, state = self._stored
        return state.showing(value) or state.on_screen

    def _write(self) -> None:
        self._busy = True
        sent = self._wanted

        def stored(saved: SavedField) -> None:
            self._busy = False
            self._stored = (sent, saved.state)
            self._show(self._wanted, saved.state)
            if self._wanted != sent:
                self._write()

        def failed(_reason: str) -> None:
            self._busy = False
            self._show(*self._stored)

        self._saving.follow(self._start(sent, self._seen()), stored, failed)
