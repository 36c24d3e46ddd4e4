"""Where the person is and was: screens by place and argument, each built once."""

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal

from assessor_app.ui.frame import ScreenFrame
from assessor_app.ui.screen import Screen
from assessor_app.ui.theme import Theme

KEPT = 8
"""Screens kept alive; the one not seen for longest goes first."""


class Stop(NamedTuple):
    """A place with its argument: ("assessment", id)."""

    place: str
    argument: str = ""


class Navigator(QObject):
    """Builds screens on demand and remembers the way. `arrived` carries the frame to show; `dropped` one that is no
    longer needed."""

    arrived = Signal(object)
    dropped = Signal(object)

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._factories: dict[str, Callable[[str], Screen]] = {}
        self._frames: dict[Stop, ScreenFrame] = {}
        self._way: list[Stop] = []
        self._kept: set[str] = set()

    def register(self, place: str, factory: Callable[[str], Screen], keep: bool = False) -> None:
        """Say how a place is built: factory(argument) gives its screen. keep: somebody else holds the screen, so it is
        never thrown away."""
        self._factories[place] = factory
        if keep:
            self._kept.add(place)

    def knows(self, place: str) -> bool:
        """True for places that can be gone to."""
        return place in self._factories

    @property
    def here(self) -> Stop | None:
        """Where the person is."""
        return self._way[-1] if self._way else None

    @property
    def frame(self) -> ScreenFrame | None:
        """The frame on show."""
        return self._frames.get(self._way[-1]) if self._way else None

    @property
    def frames(self) -> tuple[ScreenFrame, ...]:
        """All frames alive."""
        return tuple(self._frames.values())

    def elsewhere(self) -> list[tuple[Stop, Screen]]:
        """The open screens that are not on show, the one seen last first; of visits only the one on show counts."""
        others = [(stop, frame.content) for stop, frame in self._frames.items() if stop != self.here]
        return [(stop, screen) for stop, screen in reversed(others) if not stop.argument]

    @property
    def can_go_back(self) -> bool:
        """True when there is somewhere to go back to."""
        return len(self._way) > 1

    def go(self, place: str, argument: str = "") -> ScreenFrame:
        """Go to a place. Raises KeyError for one that nobody registered."""
        stop = Stop(place, argument)
        if stop != self.here:
            self._leave()
            self._way = [*(before for before in self._way if before != stop), stop]
        return self._arrive(stop)

    def start_over(self, place: str) -> ScreenFrame:
        """Go to a place of the rail: the way back begins anew from there."""
        self._leave()
        self._way = [Stop(place)]
        return self._arrive(self._way[0])

    def back(self) -> None:
        """Go to where the person was before."""
        if self.can_go_back:
            self._leave()
            self._way.pop()
            self._arrive(self._way[-1])

    def forget(self, place: str, argument: str = "") -> None:
        """Close a screen for good: what it showed is gone or must be read again."""
        frame = self._frames.pop(Stop(place, argument), None)
        self._way = [stop for stop in self._way if stop != Stop(place, argument)]
        if frame is not None:
            frame.content.leave()
            self.dropped.emit(frame)

    def leave_all(self) -> None:
        """Let every screen hand over what is being typed: the window closes."""
        for frame in self._frames.values():
            frame.content.leave()

    def _leave(self) -> None:
        if self.frame is not None:
            self.frame.content.leave()

    def _arrive(self, stop: Stop) -> ScreenFrame:
        known = self._frames.pop(stop, None)
        frame = known or ScreenFrame(self._theme, self._factories[stop.place](stop.argument))
        self._frames[stop] = frame
        if known:
            frame.content.refresh()
        self.arrived.emit(frame)
        self._drop_oldest()
        return frame

    def _drop_oldest(self) -> None:
        for stop in list(self._frames)[: max(len(self._frames) - KEPT, 0)]:
            if stop != self.here and stop.place not in self._kept and not self._frames[stop].content.unsaved_texts():
                self.dropped.emit(self._frames.pop(stop))
