"""A started program: what it shows, and the keys and clicks it is given."""

from __future__ import annotations

import contextlib
import subprocess
import time
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from pathlib import Path

from PIL.Image import Image

from . import latency, processes
from .bus import AccessibilityBus, Reference, question
from .eyes import Eyes, Sight
from .hands import Hands
from .listener import Listener
from .node import Node
from .reader import Reader
from .stalls import Stalls, watch_stalls
from .waiting import PATIENCE, NotThere, ProgramEnded, until
from .windows import Windows

LOG_END = 3000
"""Characters of the program's output that a failure quotes."""


class Program(Reader):
    """A program under test, started on the desk whose environment is given.

    first_paint: seconds from its start to the first paint in a window of it.
    """

    def __init__(
        self, command: Sequence[str | Path], environment: Mapping[str, str], log: Path, timeout: float = PATIENCE
    ) -> None:
        self.command, self.environment, self._log_file = [str(part) for part in command], dict(environment), log
        display = self.environment["DISPLAY"]
        self.hands, self.eyes = Hands(display), Eyes(display)
        self.windows = Windows(self.hands.display)
        self.bus = AccessibilityBus(self.environment["DBUS_SESSION_BUS_ADDRESS"])
        self.listener = Listener(self.bus.address)
        self._closed = False
        log.parent.mkdir(parents=True, exist_ok=True)
        with log.open("wb") as output:
            self._started = time.monotonic()
            self.process = subprocess.Popen(
                self.command,
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,  # its processes are found by their session
            )
        try:
            self.first_paint, self._first_window = self._wait_painted(timeout)
            self._root = until(self._roots_now, timeout, what="the program on the accessibility bus")[0]
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> Program:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # Its life

    @property
    def log(self) -> str:
        """What the program has written so far."""
        return self._log_file.read_text(encoding="utf-8", errors="replace")

    def alive(self) -> bool:
        """True until it has ended."""
        return self.process.poll() is None

    def wait_exit(self, timeout: float = PATIENCE) -> int:
        """Its exit status; minus the number of the signal when one ended it."""
        try:
            return self.process.wait(timeout)
        except subprocess.TimeoutExpired:
            raise NotThere(f"still running after {timeout:g} s") from None

    def kill9(self) -> None:
        """End it as a power cut would, together with what it started."""
        processes.kill_all(self.process.pid)
        self.process.wait(PATIENCE)

    def close(self, timeout: float = 3) -> None:
        """Make sure that it has ended, and let go of the desk."""
        if self._closed:
            return
        self._closed = True
        processes.end(self.process, timeout)
        self.listener.close()
        self.eyes.close()
        self.bus.close()
        self.hands.close()

    def processes(self) -> set[int]:
        """The numbers of its processes that still run."""
        return processes.processes_of(self.process.pid)

    def usage(self) -> tuple[float, float]:
        """Resident megabytes and seconds of processor time."""
        return processes.usage_of(self.process.pid)

    def check_alive(self) -> None:
        """Raise `ProgramEnded`, with what it wrote last, when it is no longer there."""
        if not self.alive():
            raise ProgramEnded(f"the program ended with {self.process.returncode}\n{self.log[-LOG_END:]}")

    # Its windows

    @property
    def main(self) -> int:
        """The window painted first or, when that was a splash and is gone, the oldest."""
        own = self.own_windows()
        return self._first_window if self._first_window in own or not own else own[0]

    def own_windows(self) -> list[int]:
        """Its managed top-level windows, oldest first."""
        own = self.processes()
        return [window for window in self.windows.managed if self.windows.process_of(window) in own]

    def resize(self, width: int, height: int) -> tuple[int, int]:
        """Resize the main window's inside; gives the size that it took."""
        size = self.windows.resize(self.main, width, height)
        self.settle()
        return size

    def close_window(self) -> None:
        """Close the main window as its title bar's cross does."""
        self.windows.close(self.main)

    def shot(self, file: Path | None = None) -> Image:
        """A picture of the main window and whatever lies over it."""
        return self.windows.picture(self.main, file)

    def settle(self, quiet: float = 0.15, timeout: float = 5) -> bool:
        """Wait until nothing but a caret was painted for `quiet` seconds; False when that did not come."""

        def disturbs(sight: Sight) -> bool:
            return sight.kind == "map" or sight.area[2] > latency.CARET_WIDTH

        end = time.monotonic() + timeout
        while time.monotonic() < end:
            if not self.eyes.wait_for(disturbs, quiet, time.monotonic()):
                return True
        return False

    def key_latencies(self, text: str, within: Node | None = None) -> list[float]:
        """Type a text; for each key the milliseconds until it was answered by a paint."""
        return latency.key_latencies(self, text, within)

    def watch_stalls(self) -> AbstractContextManager[Stalls]:
        """`with program.watch_stalls() as stalls: ...`, then `stalls.longest`."""
        window = self.main
        return watch_stalls(lambda: self.eyes.ping(window, PATIENCE, self.alive))

    # Hands

    def key(self, combination: str) -> None:
        """Press "ctrl+shift+s", "Return", "F5", "a" and wait until the program has taken it."""
        self.hands.key(combination)
        self.sync()

    def type(self, text: str) -> None:
        """Type to whatever has the keyboard, and wait until the program has taken it."""
        self.hands.type(text)
        self.sync()

    def click_at(self, x: float, y: float, button: int = 1, count: int = 1) -> None:
        """Click at a place on the screen. As a usual desktop does, the window there comes to the front first."""
        self.hands.move(x, y)
        window = self.windows.under_pointer()
        if window is not None:
            self.windows.activate(window)
        self.hands.click(x, y, button, count)

    def tab(self, key: str = "Tab") -> None:
        """Press a key that moves the keyboard, and wait until it has moved."""
        before = self.listener.focus_changes
        self.key(key)
        with contextlib.suppress(NotThere):  # nowhere to go
            until(lambda: self.listener.focus_changes > before, 0.5, 0.002)

    def sync(self, timeout: float = PATIENCE) -> None:
        """Wait until the program has taken all keys and clicks.

        Keys, pings and questions come by different ways and are taken from each in turn; one round of ping and
        question lets a few keys in a hundred be late, three let none.
        """
        window = self.main
        for _ in range(3):
            if self.eyes.ping(window, timeout, self.alive) is None:
                return
            self.bus.ask(question(self._root, "Accessible", "GetRole"))

    def file_dialog(self, file: Path) -> None:
        """Wait for Qt's dialog for opening or saving, type a full path and press Return."""
        edit = self.wait("edit", id="fileNameEdit")
        edit.type(str(file))
        until(lambda: edit.text == str(file), what=f"{file} typed")
        for _ in range(3):  # the first may only close the list of names that begin alike
            self.key("Return")
            with contextlib.suppress(NotThere):
                return self.wait_gone("edit", id="fileNameEdit", timeout=5)
        raise NotThere(f"the dialog does not close on {file}")

    # Its start

    def _roots_now(self) -> list[Reference]:
        self.check_alive()
        return self.own_roots()

    def _wait_painted(self, timeout: float) -> tuple[float, int]:
        def look() -> tuple[float, int] | None:
            self.check_alive()
            if not any(sight.kind == "map" and sight.at > self._started for sight in self.eyes.sights):
                return None  # asking whose it is reads all of /proc: that would take the program half a processor
            own = self.processes()
            windows = {window for window in list(self.eyes.windows) if self.windows.process_of(window) in own}
            mapped = set()
            for sight in self.eyes.sights:
                if sight.window in windows and sight.kind == "map":
                    mapped.add(sight.window)
                elif sight.window in mapped:
                    return sight.at - self._started, sight.window
            return None

        found = until(look, timeout, 0.01, f"a painted window\n{self.log[-LOG_END:]}")
        assert found is not None
        return found
