"""The queue of second marks: what waits for this person, what they wait for, and what is done."""

from datetime import date

from assessor_app.domain.people import Person, Role
from assessor_app.domain.second.queue import QueueItem, Step, queue_item
from assessor_app.errors import Refused, WrongUse
from assessor_app.models.database.store import Store
from assessor_app.models.queries import queries
from assessor_app.services.visits import Visits


class SecondQueue:
    """Reads records, so it takes time: call it from a worker."""

    def __init__(self, store: Store, visits: Visits, person: Person) -> None:
        self._store, self._visits, self._person = store, visits, person

    def items(self) -> tuple[QueueItem, ...]:
        """Every assessment whose second mark concerns this person: what waits for them first, the earliest panel
        first; an assessment whose edition is not on this computer is left out."""
        with self._store.read() as reading:
            verifies = Role.VERIFIER in self._person.roles
            candidates = queries.second_candidates(reading, self._person.id, verifies)
        found = [item for each in candidates if (item := self._item(each)) is not None]
        return tuple(sorted(found, key=_order))

    def _item(self, assessment: str) -> QueueItem | None:
        try:
            record = self._visits.open(assessment)
            return queue_item(self._visits.scheme_of(record), record, self._person)
        except (Refused, WrongUse):
            return None


def _order(item: QueueItem) -> tuple[bool, bool, date, str]:
    return not item.waiting, item.step is Step.DONE, item.due or date.max, item.institution
