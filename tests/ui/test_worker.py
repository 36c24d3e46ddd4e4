"""Work runs elsewhere; its result comes back to the window's thread, or not at all."""

import threading
from concurrent.futures import Future
from typing import ClassVar

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from assessor_app.errors import Unavailable
from assessor_app.ui.worker import Task, Worker


def test_a_result_arrives_on_the_window_s_thread(worker: Worker, qtbot: QtBot) -> None:
    seen: list[tuple[object, threading.Thread]] = []
    worker.run(threading.current_thread, lambda ran: seen.append((ran, threading.current_thread())))
    qtbot.waitUntil(lambda: bool(seen))
    ran, delivered = seen[0]
    assert ran is not threading.main_thread()
    assert delivered is threading.main_thread()


def test_an_error_goes_to_failed(worker: Worker, qtbot: QtBot) -> None:
    errors: list[BaseException] = []
    worker.run(lambda: 1 // 0, None, errors.append)
    qtbot.waitUntil(lambda: bool(errors))
    assert isinstance(errors[0], ZeroDivisionError)


def test_an_error_nobody_asked_for_is_told_as_unhandled(worker: Worker, qtbot: QtBot) -> None:
    with qtbot.waitSignal(worker.unhandled) as told:
        worker.run(lambda: 1 // 0)
    assert isinstance(told.args[0], ZeroDivisionError)


def test_nothing_is_called_once_its_owner_is_gone(worker: Worker, qtbot: QtBot) -> None:
    import shiboken6

    owner, called, go = QObject(), [], threading.Event()
    worker.run(go.wait, lambda _result: called.append("owner"), owner=owner)
    shiboken6.delete(owner)
    go.set()
    worker.run(lambda: None, lambda _result: called.append("other"))
    qtbot.waitUntil(lambda: "other" in called)
    worker.run(lambda: None, lambda _result: called.append("last"))
    qtbot.waitUntil(lambda: "last" in called)
    assert "owner" not in called


def test_cancelled_work_calls_nobody(worker: Worker, qtbot: QtBot) -> None:
    called: list[str] = []
    started = threading.Event()

    def long(task: Task) -> str:
        started.set()
        while not task.cancelled():
            pass
        return "done"

    task = worker.run_long(long, called.append)
    assert started.wait(60)
    task.cancel()
    worker.run(lambda: "next", called.append)
    qtbot.waitUntil(lambda: called == ["next"])


def test_progress_arrives_in_order(worker: Worker, qtbot: QtBot) -> None:
    told: list[tuple[int, int]] = []

    def work(task: Task) -> None:
        for at in range(1, 4):
            task.progress(at, 3)

    with qtbot.waitCallback() as done:
        worker.run_long(work, lambda _result: done(), progress=lambda at, of: told.append((at, of)))
    assert told == [(1, 3), (2, 3), (3, 3)]


def test_a_future_of_a_service_is_followed(worker: Worker, qtbot: QtBot) -> None:
    future: Future[int] = Future()
    with qtbot.waitCallback() as done:
        worker.follow(future, done)
        threading.Thread(target=lambda: future.set_result(7)).start()
    done.assert_called_with(7)


def test_a_future_that_fails_goes_to_failed(worker: Worker, qtbot: QtBot) -> None:
    future: Future[int] = Future()
    with qtbot.waitCallback() as failed:
        worker.follow(future, None, failed)
        future.set_exception(Unavailable("This computer has no space left. Nothing was saved."))
    assert isinstance(failed.args[0], Unavailable)


def test_closing_waits_and_leaves_no_thread(qtbot: QtBot) -> None:
    worker = Worker()
    ended = threading.Event()

    def work(task: Task) -> None:
        while not task.cancelled():
            pass
        ended.set()

    called: list[str] = []
    worker.run_long(work, lambda _result: called.append("done"))
    worker.run(lambda: None)
    worker.close()
    assert ended.is_set()
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("worker-")]
    assert called == []


class Held:
    """Notes in which thread it is let go of last, as a widget would be deleted there."""

    ended_in: ClassVar[list[threading.Thread]] = []

    def __del__(self) -> None:
        self.ended_in.append(threading.current_thread())


@pytest.mark.parametrize("end", ["done", "failed", "cancelled", "followed"])
def test_what_work_and_calls_lead_to_ends_on_the_window_s_thread(worker: Worker, qtbot: QtBot, end: str) -> None:
    Held.ended_in.clear()

    def ask() -> None:
        held, future = Held(), Future[str]()
        if end == "followed":
            worker.follow(future, lambda _result: held)
            worker.run(lambda: future.set_result("told"))
            return
        task = worker.run(lambda: held if end != "failed" else held.lacking, lambda _result: held, lambda _error: held)  # type: ignore[attr-defined]
        if end == "cancelled":
            task.cancel()

    for _ in range(20):
        ask()
    qtbot.waitUntil(lambda: len(Held.ended_in) == 20)
    assert set(Held.ended_in) == {threading.main_thread()}
    qtbot.waitUntil(lambda: not worker.busy)


def test_what_was_ready_when_the_worker_closed_is_not_delivered(qapp: QApplication) -> None:
    """It would ask for more work, of a worker that takes none."""
    worker, called = Worker(), list[str]()
    ready = threading.Event()
    worker.run(lambda: "found", called.append)
    worker.run(ready.set)
    assert ready.wait(60)
    worker.close()
    qapp.processEvents()
    assert called == []


def test_a_closed_worker_takes_no_work() -> None:
    worker = Worker()
    worker.close()
    with pytest.raises(RuntimeError):
        worker.run(lambda: None)
