"""The one thread that writes: changes wait in a queue and are answered when they are on disk."""

import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any, TypeVar

from assessor_app.errors import Unavailable

T = TypeVar("T")


class Writer:
    """Runs changes one after another, in the order they were given."""

    def __init__(self) -> None:
        self._queue: queue.SimpleQueue[tuple[Callable[[], Any], Future[Any]] | None] = queue.SimpleQueue()
        self._lock = threading.Lock()
        self._closed = False
        self._thread = threading.Thread(target=self._run, name="store writer", daemon=True)
        self._thread.start()

    def submit(self, work: Callable[[], T]) -> "Future[T]":
        """Queue work; its future carries the result or the error. Once closed, the error is Unavailable."""
        future: Future[T] = Future()
        with self._lock:
            if not self._closed:
                self._queue.put((work, future))
                return future
        future.set_exception(Unavailable("The profile is closed, so nothing was saved. Open it again.", "closed"))
        return future

    def close(self) -> None:
        """Finish what is queued, take nothing more, and end the thread."""
        with self._lock:
            if not self._closed:
                self._closed = True
                self._queue.put(None)
        self._thread.join()

    def _run(self) -> None:
        while (item := self._queue.get()) is not None:
            work, future = item
            if not future.set_running_or_notify_cancel():
                continue
            try:
                result = work()
            except BaseException as error:  # noqa: BLE001  whatever happens belongs to the one who waits for it
                future.set_exception(error)
            else:
                future.set_result(result)
