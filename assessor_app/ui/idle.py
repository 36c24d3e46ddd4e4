"""Notices when nobody has touched the window for a while."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QWindow

_TOUCHES = frozenset(
    (
        QEvent.Type.KeyPress,
        QEvent.Type.MouseMove,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
    )
)


class IdleWatch(QObject):
    """`idle` after `wait()` milliseconds without a key, a click or a movement, never for 0. It watches the window's own
    events only: a filter on the application would pass every event of every widget through Python."""

    idle = Signal()

    def __init__(self, window: QWindow, wait: Callable[[], int]) -> None:
        super().__init__(window)
        self._wait = wait
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.idle)
        self._begin()
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _TOUCHES:
            self._begin()
        return False

    def _begin(self) -> None:
        wait = self._wait()
        if wait > 0:
            self._timer.start(wait)
        else:
            self._timer.stop()
