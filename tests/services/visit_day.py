"""A profile of its own with one assessment on the day of its visit, made of nothing but a store."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

from assessor_app.domain.assessment.assessment import Assessment, Institution
from assessor_app.domain.people import Person, Role
from assessor_app.models.database.store import Author, Store
from assessor_app.models.files.blobs import Blobs
from assessor_app.services.schemes.shelf import SchemeShelf
from assessor_app.services.visit.capture import Capture
from assessor_app.services.visit.judging import Judging
from assessor_app.services.visit.timetable import Timetable
from assessor_app.services.visits import Visits

KEY = bytes(range(32))
ME = Person(
    "P-7F2C19A4", "Amara Okafor", "", frozenset({Role.ASSESSOR}), "7F2C 19A4", "", datetime(2028, 1, 1, tzinfo=UTC), ""
)
VISIT = date(2026, 11, 22)


class Day:
    """The services of one visit. Times go on by a second with every look at the clock."""

    def __init__(
        self, folder: Path, blobs: tuple[str, str] = ("", ""), clock: Callable[[], datetime] | None = None
    ) -> None:
        self.seconds = 0
        self.clock = clock or self._tick
        make = Store.open if (folder / "assay.db").exists() else Store.create
        self.store = make(folder, KEY, Author(ME.id), self.clock)
        self.blobs = Blobs(folder / "blobs", *blobs)
        self.shelf = SchemeShelf()
        self.visits = Visits(self.store, self.blobs, self.shelf, ME, self.clock)
        self.capture = Capture(self.store, self.clock)
        self.timetable = Timetable(self.store, self.visits, self.clock)
        self.judging = Judging(self.store, ME, self.clock)
        listed = self.visits.list()
        self.id = listed[0].id if listed else self._begin()

    def read(self) -> Assessment:
        return self.visits.open(self.id)

    def _begin(self) -> str:
        school = Institution("i1", "Hollin Bank Community School", "Leeds")
        return self.visits.begin(self.shelf.get("pdqm"), school, "first award", VISIT).result()

    def _tick(self) -> datetime:
        self.seconds += 1
        return datetime.fromtimestamp(1_795_341_600 + self.seconds, UTC)
