"""Work off the window's thread, with its result brought back to it."""

import queue
import sys
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

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


class _Calls(NamedTuple):
    """What is called on the window's thread, unless the owner is gone."""

    done: Done[Any] | None
    failed: Failed | None
    progress: Progress | None = None
    owner: QObject | None = None


class _Job:
    """A piece of work, and the calls that tell of it.

    What these hold often leads to widgets, models and timers, which whoever lets go of them last deletes: that must
    be the window's thread. So a thread, a queue or a future holds the job only, and the window's thread empties it.
    """

    def __init__(self, calls: _Calls, work: Callable[[Task], Any] | None = None, task: Task | None = None) -> None:
        self.calls: _Calls | None = calls
        self.work: Callable[[Task], Any] | None = work
        self.task: Task | None = task
        self.result: Any = None
        self.error: BaseException | None = None

    @property
    def wanted(self) -> bool:
        """True unless it has ended, was cancelled, or its owner is gone."""
        if self.calls is None or (self.task and self.task.cancelled()):
            return False
        return self.calls.owner is None or shiboken6.isValid(self.calls.owner)

    def perform(self) -> None:
        """In a thread: keep what the work gives or raises."""
        if self.work is None or self.task is None or self.task.cancelled():
            return
        try:
            self.result = self.work(self.task)
        except BaseException as error:  # noqa: BLE001  the edge of the thread: every error goes to the window
            self.error = error

    def empty(self) -> None:
        """In the window's thread: let go of everything."""
        self.calls = self.work = self.task = self.result = self.error = None


class Worker(QObject):
    """Runs callables in threads of its own and calls back on the window's thread, which alone may ask for work.

    owner: a QObject that the callbacks touch; when it is gone they are not called. Errors without a `failed`
    callable go to `unhandled`.
    """

    unhandled = Signal(object)
    _ended = Signal(object)
    _progressed = Signal(object, object, object)  # Qt's own int ends at 2 GB

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._work: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._threads: list[threading.Thread] = []
        self._jobs: set[_Job] = set()
        self._open = True
        self._ended.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._progressed.connect(self._deliver_progress, Qt.ConnectionType.QueuedConnection)
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
        self._start_threads()
        task = Task(lambda count, of: self._tell(self._progressed, job, count, of))
        job = _Job(_Calls(done, failed, progress, owner), work, task)
        self._jobs.add(job)
        self._work.put(job)
        return task

    def follow(
        self,
        future: "Future[T]",
        done: Done[T] | None = None,
        failed: Failed | None = None,
        owner: QObject | None = None,
    ) -> None:
        """Call back here when a service's future is ready."""
        job = _Job(_Calls(done, failed, None, owner))
        self._jobs.add(job)

        def ready(finished: "Future[T]") -> None:
            job.error = finished.exception()
            if job.error is None:
                job.result = finished.result()
            self._tell(self._ended, job)

        future.add_done_callback(ready)

    @property
    def busy(self) -> bool:
        """True while there is work, or a future that is followed, whose end has not been told."""
        return bool(self._jobs)

    @property
    def closed(self) -> bool:
        """True once `close` was called: no more work is taken."""
        return not self._open

    def close(self) -> None:
        """Cancel what runs and wait for it: no thread outlives this call."""
        self._open = False
        for job in self._jobs:
            if job.task:
                job.task.cancel()
        for _ in self._threads:
            self._work.put(None)
        for thread in self._threads:
            thread.join()
        self._threads.clear()
        for job in self._jobs:
            job.empty()
        self._jobs.clear()

    def _start_threads(self) -> None:
        if not self._open:
            raise RuntimeError("the worker is closed")
        if len(self._threads) < THREADS:
            thread = threading.Thread(target=self._loop, name=f"worker-{len(self._threads)}", daemon=True)
            self._threads.append(thread)
            thread.start()

    def _loop(self) -> None:
        while (job := self._work.get()) is not None:
            job.perform()
            self._tell(self._ended, job)

    def _tell(self, signal: Any, *what: object) -> None:
        if self._open:
            signal.emit(*what)

    def _deliver(self, job: _Job) -> None:
        self._jobs.discard(job)
        calls, wanted, result, error = job.calls, job.wanted, job.result, job.error
        job.empty()
        if calls is None or not wanted or not self._open:
            return
        if error is not None:
            (calls.failed or self.unhandled.emit)(error)
        elif calls.done:
            calls.done(result)

    def _deliver_progress(self, job: _Job, count: int, of: int) -> None:
        if self._open and job.wanted and job.calls and job.calls.progress:
            job.calls.progress(count, of)
