"""What time it is on the day of the visit."""

from datetime import date, datetime

from PySide6.QtCore import QCoreApplication

from assessor_app.domain.journal.clock import Clock
from assessor_app.ui.dates import long_date
from assessor_app.ui.screens.open_assessment import OpenAssessment

BEFORE, AFTER = -1, 24 * 60
"""Minutes after midnight that stand for a visit still to come, and for one that is over."""


class DayClock:
    """clock: gives the moment, in UTC."""

    def __init__(self, opened: OpenAssessment, clock: Clock) -> None:
        self._opened, self._clock = opened, clock

    def minute(self) -> int:
        """Minutes after midnight here; on another day than the visit's, before or after everything."""
        local, on = self._local(), self._opened.value.visit_on
        if on is not None and on != local.date():
            return BEFORE if on > local.date() else AFTER
        return local.hour * 60 + local.minute

    def day_words(self) -> str:
        """The day of the visit in words."""
        on, today = self._opened.value.visit_on, self._local().date()
        return QCoreApplication.translate("DayClock", "Today") if on in (None, today) else long_date(on or date.min)

    def _local(self) -> datetime:
        return self._clock().astimezone()
