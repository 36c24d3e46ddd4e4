"""How long the program leaves its window without an answer."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager


class Stalls:
    """`times`: seconds since the start, and the milliseconds each ping took."""

    def __init__(self) -> None:
        self.times: list[tuple[float, float]] = []
        self.silent = False

    @property
    def longest(self) -> float:
        """The longest stall in milliseconds, infinite when the program fell silent."""
        return float("inf") if self.silent else max((taken for _, taken in self.times), default=0.0)

    def __repr__(self) -> str:
        taken = sorted(each for _, each in self.times) or [0.0]
        return f"<{len(taken)} pings, median {taken[len(taken) // 2]:.1f} ms, longest {taken[-1]:.1f} ms>"


@contextmanager
def watch_stalls(ping: Callable[[], float | None], every: float = 0.01) -> Iterator[Stalls]:
    """Ping from a thread as long as the block lasts, `every` so many seconds."""
    found, stop, start = Stalls(), threading.Event(), time.monotonic()

    def watch() -> None:
        while not stop.is_set():
            at, taken = time.monotonic() - start, ping()
            if taken is None:
                found.silent = True
                return
            found.times.append((at, taken * 1000))
            stop.wait(every)

    thread = threading.Thread(target=watch, daemon=True)
    thread.start()
    try:
        yield found
    finally:
        stop.set()
        thread.join(2 * 60)
