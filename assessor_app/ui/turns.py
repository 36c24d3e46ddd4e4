"""Work that must be done on the window's thread, in pieces."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QTimer


def in_turns(steps: Sequence[Callable[[], object]]) -> None:
    """Run one step at a time, and let the window answer in between."""

    def run_first() -> None:
        steps[0]()
        in_turns(steps[1:])

    if steps:
        QTimer.singleShot(0, run_first)
