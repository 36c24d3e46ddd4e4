"""Who reads a store just now, so that closing it can wait for them."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from assessor_app.errors import Unavailable

LONGEST_READ = 5
"""Seconds that closing waits for those who read; a list or a record takes a fraction of one."""


class Readers:
    """Counts those who read. A file with a reader cannot be had alone, and an engine would open a closed one again."""

    def __init__(self) -> None:
        self._reading, self._changed, self._closed = 0, threading.Condition(), False

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Read meanwhile. Raises Unavailable once the store is closed."""
        with self._changed:
            if self._closed:
                raise Unavailable("This profile is closed. Open it again.", "closed")
            self._reading += 1
        try:
            yield
        finally:
            with self._changed:
                self._reading -= 1
                self._changed.notify_all()

    def close(self) -> None:
        """Let nobody begin any more, and wait for those who have begun, at most `LONGEST_READ`."""
        with self._changed:
            self._closed = True
            self._changed.wait_for(lambda: self._reading == 0, timeout=LONGEST_READ)
