"""Python's search for what nothing leads to any more, on the window's thread only.

Left to itself it runs in whichever thread makes the object too many, and there deletes the models, timers and other
objects of Qt that it finds, which Qt allows in their own thread only.
"""

import gc

from PySide6.QtCore import QTimer
from PySide6.QtGui import QWindow

from assessor_app.ui.idle import IdleWatch

EVERY = 100
"""Milliseconds between two searches among what is new: long enough to cost nothing, short enough to find little."""
REST = 2_000
"""Milliseconds without a key or a movement, after which all may be searched: with much open that takes longer than the
window may stand still under somebody's hands."""


class GarbageSearch(IdleWatch):
    """Searches for garbage from now on until the window is gone."""

    def __init__(self, window: QWindow) -> None:
        super().__init__(window, lambda: REST)
        gc.disable()
        self.idle.connect(search_all)
        timer = QTimer(self, interval=EVERY)
        timer.timeout.connect(search_new)
        timer.start()


def search_new() -> None:
    """Search the two younger generations of objects, each when Python itself would."""
    young, middle, _old = gc.get_count()
    least_young, least_middle, _least_old = gc.get_threshold()
    if young > least_young:
        gc.collect(1 if middle > least_middle else 0)


def search_all() -> None:
    """Search everything when much has grown old since the last time."""
    if gc.get_count()[2] > gc.get_threshold()[2]:
        gc.collect()
