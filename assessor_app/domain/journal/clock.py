"""Time that never runs backwards within one store: a hybrid logical clock.

A reading is one integer: milliseconds since 1970 in UTC times 65,536, plus a counter. It sorts lists and picks the
value shown while a conflict is open; it decides nothing else. After Kulkarni et al., "Logical Physical Clocks" (2014).
"""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import TypeAlias

Clock: TypeAlias = Callable[[], datetime]
"""Gives the present moment, aware and in UTC."""

COUNTER = 1 << 16
MOST_AHEAD_MS = 24 * 3600 * 1000
"""How far ahead of this computer another's clock may be and still be adopted."""

_WRITTEN = "%Y-%m-%dT%H:%M:%SZ"
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_LAST = datetime(9999, 12, 30, 23, 59, 59, tzinfo=UTC)
"""The last moment that every time zone has a day for."""


def reading_of(moment: datetime) -> int:
    """The least clock reading of a moment."""
    return int((moment - _EPOCH) // timedelta(milliseconds=1)) * COUNTER


def moment_of(reading: int) -> datetime:
    """The moment of a clock reading; readings past the year 9999 give the last second of its last day but one."""
    milliseconds = reading // COUNTER
    if milliseconds >= (_LAST - _EPOCH) // timedelta(milliseconds=1):
        return _LAST
    return _EPOCH + timedelta(milliseconds=milliseconds)


def today(clock: Clock) -> date:
    """The day by a clock, in UTC, which validity and due dates depend on."""
    return clock().date()


class HybridClock:
    """Gives readings that rise with every call, whatever the computer's clock does."""

    def __init__(self, clock: Clock, last: int = 0) -> None:
        self._clock = clock
        self.last = last

    def tick(self) -> int:
        """A new reading, above every reading given or adopted before."""
        self.last = max(self.last + 1, reading_of(self._clock()))
        return self.last

    def adopt(self, seen: int) -> None:
        """Take note of another device's reading, unless it is more than a day ahead: that one is only shown."""
        if self.last < seen <= self.most():
            self.last = seen

    def most(self) -> int:
        """The highest reading that is adopted now."""
        return reading_of(self._clock()) + MOST_AHEAD_MS * COUNTER


def moment(at: datetime) -> str:
    """A time as it stands in the record, "2026-11-22T11:42:00Z"."""
    return at.astimezone(UTC).strftime(_WRITTEN)


def local(at: datetime) -> datetime:
    """A moment in this computer's time zone; one at the edge of the calendar, where that has no day, as it is."""
    try:
        return at.astimezone()
    except (OverflowError, ValueError, OSError):
        return at


def read_moment(text: str) -> datetime:
    """The time that `moment` wrote. Raises ValueError for any other spelling."""
    return datetime.strptime(text, _WRITTEN).replace(tzinfo=UTC)
