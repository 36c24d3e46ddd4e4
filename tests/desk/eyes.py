"""Sees when windows are mapped and painted, and whether the program answers: nothing is built into the program."""

import collections
import contextlib
import itertools
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from Xlib import X
from Xlib.display import Display
from Xlib.error import ConnectionClosedError, XError
from Xlib.ext import damage
from Xlib.protocol import event as x_event


@dataclass(frozen=True, slots=True)
class Sight:
    """Something seen: `kind` is "map" or "paint", `at` a time.monotonic(), `area` x, y, width, height in `window`."""

    at: float
    kind: str
    window: int
    area: tuple[int, int, int, int] = (0, 0, 0, 0)


class Eyes(threading.Thread):
    """Watches one display from a thread of its own."""

    def __init__(self, display_name: str) -> None:
        super().__init__(daemon=True, name="eyes")
        self._display, self._sender = Display(display_name), Display(display_name)
        self._display.damage_query_version()
        self._paint = self._display.extension_event.DamageNotify
        self._protocols = self._display.intern_atom("WM_PROTOCOLS")
        self._ping_atom = self._display.intern_atom("_NET_WM_PING")
        self._changed = threading.Condition()
        self._sights: collections.deque[Sight] = collections.deque(maxlen=20000)
        self._answers: dict[int, float] = {}
        self._numbers = itertools.count(0x40000001)
        self._closing = False
        self.windows: set[int] = set()
        for display in (self._display, self._sender):
            display.set_error_handler(lambda *_: None)  # windows come and go under our feet
        self._root = root = self._display.screen().root
        # Qt answers a ping to the root window with StructureNotify, not with SubstructureNotify.
        root.change_attributes(event_mask=X.SubstructureNotifyMask | X.StructureNotifyMask)
        for window in root.query_tree().children:
            self._watch(window)
        self._display.sync()
        self.start()

    @property
    def sights(self) -> tuple[Sight, ...]:
        """Everything seen so far, oldest first."""
        with self._changed:
            return tuple(self._sights)

    def run(self) -> None:
        with contextlib.suppress(ConnectionClosedError):  # the desk is gone
            while not self._closing:
                event = self._display.next_event()
                with self._changed:
                    self._see(event, time.monotonic())
                    self._changed.notify_all()
            self._display.close()

    def close(self) -> None:
        """Stop watching."""
        self._closing = True
        with contextlib.suppress(ConnectionClosedError):
            self._ping(self._sender.screen().root.id, 0)  # our own root window: any event wakes the thread
            self._sender.sync()
            self._sender.close()
        self.join(60)

    def wait_for(self, wanted: Callable[[Sight], bool], timeout: float, since: float = 0.0) -> Sight | None:
        """The first sight after `since` that is wanted, past or to come; None after `timeout` seconds."""
        end = time.monotonic() + timeout
        with self._changed:
            while True:
                fresh = self._since(since)
                found = next(filter(wanted, fresh), None)
                left = end - time.monotonic()
                if found or left <= 0:
                    return found
                since = fresh[-1].at if fresh else since
                self._changed.wait(left)

    def ping(self, window: int, timeout: float, alive: Callable[[], bool]) -> float | None:
        """Seconds that the window's event loop takes to answer; None when it does not."""
        number = next(self._numbers)
        with self._changed:
            start = time.monotonic()
            self._ping(window, number)
            while number not in self._answers:
                left = start + timeout - time.monotonic()
                if left <= 0 or not alive():
                    return None
                self._changed.wait(min(left, 0.1))
            return self._answers.pop(number) - start

    def _ping(self, window: int, number: int) -> None:
        target = self._sender.create_resource_object("window", window)
        data = (32, [self._ping_atom, number, window, 0, 0])
        mask = X.StructureNotifyMask if window == self._root.id else 0
        target.send_event(x_event.ClientMessage(window=target, client_type=self._protocols, data=data), event_mask=mask)
        self._sender.flush()

    def _since(self, moment: float) -> list[Sight]:
        recent = itertools.takewhile(lambda sight: sight.at > moment, reversed(self._sights))
        return list(recent)[::-1]

    def _see(self, event: Any, now: float) -> None:
        if event.type == X.CreateNotify:
            self._watch(event.window)
            self._display.flush()
        elif event.type == X.MapNotify:
            self._sights.append(Sight(now, "map", event.window.id))
        elif event.type == X.DestroyNotify:
            self.windows.discard(event.window.id)
        elif event.type == X.ClientMessage and event.client_type == self._protocols:
            if event.data[1][0] == self._ping_atom:
                self._answers[event.data[1][1]] = now
        elif event.type == self._paint:
            area = event.area
            self._sights.append(Sight(now, "paint", event.drawable.id, (area.x, area.y, area.width, area.height)))

    def _watch(self, window: Any) -> None:
        if window.id in self.windows:
            return
        self.windows.add(window.id)
        window.change_attributes(event_mask=X.StructureNotifyMask)
        window.damage_create(damage.DamageReportRawRectangles)
        with contextlib.suppress(XError):  # gone again
            if window.get_attributes().map_state == X.IsViewable:  # mapped before we came to look
                self._sights.append(Sight(time.monotonic(), "map", window.id))
