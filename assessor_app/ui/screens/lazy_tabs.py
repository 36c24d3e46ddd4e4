"""Sub-pages that are built one at a time: the one on show at once, the others when the window has nothing to do."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, QTimer, Signal

from assessor_app.ui.screens.tab import Tab

PAUSE = 80
"""Milliseconds between two sub-pages, so that keys and paints come first."""


class LazyTabs(QObject):
    """Sub-pages by name, in the order of `makers`. Building all at once would hold up the window.

    built: the name of a sub-page that has just been made, before anybody sees it.
    """

    built = Signal(str)

    def __init__(self, makers: Mapping[str, Callable[[], Tab]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._makers = dict(makers)
        self._tabs: dict[str, Tab] = {}
        self._timer = QTimer(self, singleShot=True, interval=PAUSE)
        self._timer.timeout.connect(self._build_next)

    def __contains__(self, name: str) -> bool:
        return name in self._makers

    def __getitem__(self, name: str) -> Tab:
        if name not in self._tabs:
            self._build(name)
        return self._tabs[name]

    def all_built(self) -> tuple[Tab, ...]:
        """The sub-pages that are there already."""
        return tuple(self._tabs.values())

    def begin_the_rest(self) -> None:
        """Build what is not there yet, a sub-page at a time, whenever there is a pause."""
        self._timer.start()

    def _build_next(self) -> None:
        waiting = next((name for name in self._makers if name not in self._tabs), None)
        if waiting is not None:
            self._build(waiting)
            self._timer.start()

    def _build(self, name: str) -> None:
        self._tabs[name] = self._makers[name]()
        self.built.emit(name)
