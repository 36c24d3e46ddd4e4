"""What happens on the day of a visit, as one bundle of use cases."""

from dataclasses import dataclass

from assessor_app.services.visit.capture import Capture
from assessor_app.services.visit.ledger import Ledger
from assessor_app.services.visit.pictures import Pictures
from assessor_app.services.visit.timetable import Timetable


@dataclass(frozen=True, slots=True)
class VisitDay:
    """The use cases of the Visit page."""

    capture: Capture
    timetable: Timetable
    pictures: Pictures
    ledger: Ledger
