"""What happens on the day of a visit, as one bundle of use cases."""

from dataclasses import dataclass

from assessor_app.services.capture import Capture
from assessor_app.services.ledger import Ledger
from assessor_app.services.pictures import Pictures
from assessor_app.services.timetable import Timetable


@dataclass(frozen=True, slots=True)
class VisitDay:
    """The use cases of the Visit page."""

    capture: Capture
    timetable: Timetable
    pictures: Pictures
    ledger: Ledger
