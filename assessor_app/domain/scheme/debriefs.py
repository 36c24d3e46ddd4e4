"""The debriefs of a visit day as a scheme plans them."""

from dataclasses import dataclass
from datetime import date

from assessor_app.domain.scheme.texts import Wording
from assessor_app.domain.words.phrases import day_and_month

PANEL_DATE = "{panel_date}"
PLACEHOLDERS = (PANEL_DATE,)
"""What a standard point of a debrief may leave for the program to fill in."""


@dataclass(frozen=True, slots=True)
class DebriefSession:
    """A debrief of the visit day: for whom, and the points that are always made."""

    id: str
    title: str
    audience: str
    starts: str
    ends: str
    standard_points: tuple[str, ...]
    wording: Wording = Wording.MODEL

    def points(self, panel_on: date | None) -> tuple[str, ...]:
        """The standard points, with the day of the panel ("18 November") or words for a day that is not known yet."""
        day = day_and_month(panel_on) if panel_on else "a date still to be set"
        return tuple(point.replace(PANEL_DATE, day) for point in self.standard_points)
