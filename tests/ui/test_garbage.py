"""Garbage is found on the window's thread, whichever thread makes it."""

import gc
import threading
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QWindow
from pytestqt.qtbot import QtBot

from assessor_app.ui.garbage import GarbageSearch, search_new


@pytest.fixture
def searched_in() -> Iterator[set[threading.Thread]]:
    """The threads in which garbage was searched for."""
    threads: set[threading.Thread] = set()

    def note(_phase: str, _facts: dict[str, int]) -> None:
        threads.add(threading.current_thread())

    gc.callbacks.append(note)
    gc.enable()  # as Python begins
    yield threads
    gc.enable()
    gc.callbacks.remove(note)


def make_garbage() -> None:
    for _ in range(gc.get_threshold()[0] * 20):
        ring: list[object] = []
        ring.append(ring)


def test_what_a_thread_throws_away_is_found_on_the_window_s_thread(
    qtbot: QtBot, searched_in: set[threading.Thread]
) -> None:
    window = QWindow()
    GarbageSearch(window)
    timer = QTimer()
    timer.ring = timer  # type: ignore[attr-defined]
    timer.start(60_000)  # Qt complains when a running one ends in another thread
    gone = weakref.ref(timer)
    del timer
    thread = threading.Thread(target=make_garbage)
    thread.start()
    thread.join()
    assert searched_in <= {threading.main_thread()}
    qtbot.waitUntil(lambda: gone() is None)
    assert searched_in == {threading.main_thread()}


def test_everything_is_searched_only_while_nobody_types(qtbot: QtBot, searched_in: set[threading.Thread]) -> None:
    ages: list[int] = []
    gc.callbacks.append(lambda phase, facts: ages.append(facts["generation"]) if phase == "start" else None)
    noting = gc.callbacks[-1]
    window = QWindow()
    search = GarbageSearch(window)
    for _ in range((gc.get_threshold()[1] + 1) * (gc.get_threshold()[2] + 2)):
        make_garbage()
        search_new()
    assert set(ages) == {0, 1}
    search.idle.emit()
    gc.callbacks.remove(noting)
    assert ages[-1] == 2
