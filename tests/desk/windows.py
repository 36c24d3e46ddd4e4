"""The program's windows as the window manager sees them."""

import contextlib
from pathlib import Path
from typing import Any

from PIL import Image
from Xlib import X
from Xlib.display import Display
from Xlib.error import XError
from Xlib.protocol import event as x_event

from .waiting import NotThere, until

KEEP_PLACE = 10 | 1 << 10 | 1 << 11 | 2 << 12
"""_NET_MOVERESIZE_WINDOW: static gravity, width and height given, as a pager asks."""


class Windows:
    """Windows on a display, by their numbers."""

    def __init__(self, display: Display) -> None:
        self._display = display
        self._root = display.screen().root

    @property
    def screen_size(self) -> tuple[int, int]:
        """Width and height of the screen."""
        screen = self._display.screen()
        return screen.width_in_pixels, screen.height_in_pixels

    @property
    def managed(self) -> list[int]:
        """All top-level windows, oldest first."""
        return [int(window) for window in self._property(self._root.id, "_NET_CLIENT_LIST")]

    @property
    def active(self) -> int | None:
        """The window that has the keyboard."""
        return next(iter(self._property(self._root.id, "_NET_ACTIVE_WINDOW")), None)

    def process_of(self, window: int) -> int | None:
        """The process that owns a window."""
        return next(iter(self._property(window, "_NET_WM_PID")), None)

    def title(self, window: int) -> str:
        """The words in a window's title bar."""
        return bytes(self._property(window, "_NET_WM_NAME")).decode(errors="replace")

    def geometry(self, window: int) -> tuple[int, int, int, int]:
        """x, y, width and height of a window's inside, on the screen."""
        target = self._window(window)
        size, place = target.get_geometry(), self._root.translate_coords(target, 0, 0)
        return place.x, place.y, size.width, size.height

    def resize(self, window: int, width: int, height: int) -> tuple[int, int]:
        """Ask for a size of the inside; gives the size that it took, which a minimum may forbid."""
        self._tell_manager(window, "_NET_MOVERESIZE_WINDOW", [KEEP_PLACE, 0, 0, width, height])
        with contextlib.suppress(NotThere):
            until(lambda: self.geometry(window)[2:] == (width, height), 1.0)
        return self.geometry(window)[2:]

    def activate(self, window: int) -> None:
        """Bring a window to the front and give it the keyboard."""
        if self.active != window:
            self._tell_manager(window, "_NET_ACTIVE_WINDOW", [2, 0, 0, 0, 0])
            until(lambda: self.active == window, what="the window in front")

    def close(self, window: int) -> None:
        """Close as the title bar's cross does."""
        self._tell_manager(window, "_NET_CLOSE_WINDOW", [0, 2, 0, 0, 0])

    def under_pointer(self) -> int | None:
        """The managed window that the pointer is over."""
        found, at = set(), self._root.query_pointer().child
        while at:  # from the frame down to the program's own window
            found.add(at.id)
            at = at.query_pointer().child
        return next(iter(found.intersection(self.managed)), None)

    def picture(self, window: int, file: Path | None = None) -> Image.Image:
        """What the screen shows where the window is; also written to `file` as PNG."""
        x, y, width, height = self.geometry(window)
        right, bottom = (min(a, b) for a, b in zip((x + width, y + height), self.screen_size, strict=True))
        left, top = max(x, 0), max(y, 0)
        size = (right - left, bottom - top)
        raw = self._root.get_image(left, top, *size, X.ZPixmap, 0xFFFFFFFF)
        picture = Image.frombytes("RGB", size, raw.data, "raw", "BGRX")
        if file:
            file.parent.mkdir(parents=True, exist_ok=True)
            picture.save(file)
        return picture

    def _window(self, window: int) -> Any:
        return self._display.create_resource_object("window", window)

    def _property(self, window: int, name: str) -> Any:
        with contextlib.suppress(XError):  # the window is gone
            atom = self._display.intern_atom(name)
            found = self._window(window).get_full_property(atom, X.AnyPropertyType)
            return found.value if found else ()
        return ()

    def _tell_manager(self, window: int, message: str, data: list[int]) -> None:
        target, kind = self._window(window), self._display.intern_atom(message)
        event = x_event.ClientMessage(window=target, client_type=kind, data=(32, data))
        self._root.send_event(event, event_mask=X.SubstructureRedirectMask | X.SubstructureNotifyMask)
        self._display.sync()
