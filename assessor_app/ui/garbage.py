"""Python's search for what nothing leads to any more, on the window's thread only.

Left to itself it runs in whichever thread makes the object too many, and there deletes the models, timers and other
objects of Qt that it finds, which Qt allows in their own thread only.
"""

import gc

from PySide6.QtCore import QObject, QTimer

EVERY = 250
"""Milliseconds between two looks at whether there is enough to search."""


class GarbageSearch(QObject):
    """Searches for garbage from now on until its parent is gone, as often as Python itself would."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        timer = QTimer(self, interval=EVERY)
        timer.timeout.connect(search)
        timer.start()


def search() -> None:
    """Search the oldest generation of objects that is due, and the younger ones with it."""
    due = [
        age for age, (count, least) in enumerate(zip(gc.get_count(), gc.get_threshold(), strict=True)) if count > least
    ]
    if due:
        gc.collect(max(due))
