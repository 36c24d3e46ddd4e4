"""Work off the window's thread, with its result brought back to it."""

import queue
import sys
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal

if TYPE_CHECKING:
    from concurrent.futures import Future

T = TypeVar("T")
Done = Callable[[T], object]
Failed = Callable[[BaseException], object]
Progress = Callable[[int, int], None]

THREADS = 2
TURN = 0.001
"""Seconds a thread keeps the interpreter while the window waits for it. Every paint may wait several times, and with
Python's own 5 ms that adds up to a stall."""


class Task:
    """A piece of work under way. Long work looks at `cancelled` and calls `progress(done, of)`."""

    def __init__(self, report: Progress) -> None:
        self._cancel = threading.Event()
        self.progress = report

    def cancel(self) -> None:
        """Ask the work to stop; neither `done` nor `failed` will be called."""
        self._cancel.set()

    def cancelled(self) -> bool:
        """True once somebody has asked to stop."""
        return self._cancel.is_set()


class Worker(QObject):
    """Runs callables in threads of its own and calls back on the window's thread.

    owner: a QObject that the callbacks touch; when it is gone they are not called. Errors without a `failed`
    callable go to `unhandled`.
    """

    unhandled = Signal(object)
    _posted = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._work: queue.SimpleQueue[Callable[[], None] | None] = queue.SimpleQueue()
        self._threads: list[threading.Thread] = []
        self._tasks: set[Task] = set()
        self._open = True
        self._posted.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        sys.setswitchinterval(TURN)

    def run(
        self,
        work: Callable[[], T],
        done: Done[T] | None = None,
        failed: Failed | None = None,
        owner: QObject | None = None,
    ) -> Task:
        """Run `work()` in a thread; then `done(result)` or `failed(error)` here."""
        return self.run_long(lambda _task: work(), done, failed, owner=owner)

    def run_long(
        self,
        work: Callable[[Task], T],
        done: Done[T] | None = None,
        failed: Failed | None = None,
        progress: Progress | None = None,
        owner: QObject | None = None,
    ) -> Task:
        """Run `work(task)` in a thread; it may report progress and should look at `task.cancelled()`."""

        def report(count: int, of: int) -> None:
            if progress:
                self._post(lambda: progress(count, of), owner, task)

        task = Task(report)
        self._tasks.add(task)
        self._start_threads()
        self._work.put(lambda: self._perform(work, task, (done, failed, owner)))
        return task

    def follow(
        self,
        future: "Future[T]",
        done: Done[T] | None = None,
        failed: Failed | None = None,
        owner: QObject | None = None,
    ) -> None:
        """Call back here when a service's future is ready."""

        def ready(finished: "Future[T]") -> None:
            error = finished.exception()
            if error is not None:
                self._post(lambda: self._fail(error, failed), owner)
            elif done:
                self._post(lambda: done(finished.result()), owner)

        future.add_done_callback(ready)

    @property
    def closed(self) -> bool:
        """True once `close` was called: no more work is taken."""
        return not self._open

    def close(self) -> None:
        """Cancel what runs and wait for it: no thread outlives this call."""
        self._open = False
        for task in tuple(self._tasks):
            task.cancel()
        for _ in self._threads:
            self._work.put(None)
        for thread in self._threads:
            thread.join()
        self._threads.clear()

    def _start_threads(self) -> None:
        if not self._open:
            raise RuntimeError("the worker is closed")
        if len(self._threads) < THREADS:
            thread = threading.Thread(target=self._loop, name=f"worker-{len(self._threads)}", daemon=True)
            self._threads.append(thread)
            thread.start()

    def _loop(self) -> None:
        while (step := self._work.get()) is not None:
            step()

    def _perform(
        self, work: Callable[[Task], T], task: Task, ends: tuple[Done[T] | None, Failed | None, QObject | None]
    ) -> None:
        done, failed, owner = ends
        try:
            if task.cancelled():
                return
            result = work(task)
        except BaseException as error:  # noqa: BLE001  the edge of the thread: every error goes to the window
            caught = error
            self._post(lambda: self._fail(caught, failed), owner, task)
        else:
            if done:
                self._post(lambda: done(result), owner, task)
        finally:
            self._tasks.discard(task)

    def _fail(self, error: BaseException, failed: Failed | None) -> None:
        if failed:
            failed(error)
        else:
            self.unhandled.emit(error)

    def _post(self, call: Callable[[], object], owner: QObject | None, task: Task | None = None) -> None:
        if self._open:
            self._posted.emit((call, owner, task))

    def _deliver(self, letter: Any) -> None:
        call, owner, task = letter
        if not self._open or (task and task.cancelled()) or (owner is not None and not shiboken6.isValid(owner)):
            return
        call()
