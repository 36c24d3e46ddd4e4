"""The history of an assessment in words, and bringing an earlier value back."""

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future
from datetime import datetime
from pathlib import Path

from assessor_app.domain.journal.change import Change
from assessor_app.domain.journal.history_entries import HistoryEntry, HistoryReader, entries
from assessor_app.domain.journal.merging import DELETED
from assessor_app.domain.journal.record import may_be_undone, place_of
from assessor_app.domain.people import Person
from assessor_app.errors import Refused, WrongUse
from assessor_app.models.database.store import Store
from assessor_app.models.journal.writing import Writing
from assessor_app.services.names import names_by_id, titles_by_entity
from assessor_app.services.saving import Saved, saved
from assessor_app.services.second.first_marks import refuse_after_second, refuse_settled_marks
from assessor_app.services.signed_work import writing_to
from assessor_app.services.visits import Visits


class Histories:
    """The use cases of the history page. Reading takes time: it is called from a worker."""

    def __init__(
        self, profile: Path, store: Store, visits: Visits, person: Person, clock: Callable[[], datetime]
    ) -> None:
        self._profile = profile
        self._store = store
        self._visits = visits
        self._person = person
        self._clock = clock

    def entries(self, assessment: str) -> tuple[HistoryEntry, ...]:
        """Every meaningful change, newest first, none after one whose author had seen it."""
        record = self._visits.open(assessment)
        changes = self._visits.changes(record)
        titles = {**_last_titles(changes), **titles_by_entity(record)}
        names = names_by_id(self._profile, self._person, record)
        reader = HistoryReader(self._visits.scheme_of(record), names, titles, self._clock())
        return tuple(reversed(entries(changes, reader)))

    def restore(self, assessment: str, operation: str) -> Future[Saved]:
        """Set again what an earlier change had set, or bring back what it deleted: an ordinary change that can be
        undone. operation: its id, or the beginning of one.

        Raises WrongUse for an unknown operation; the future Refused for signed work, an open clash, or somebody
        else's judgement.
        """
        change = self._find(assessment, operation)
        value = False if change.field == DELETED else change.after
        place = place_of(change.entity)
        if place.kind.table == "judgement" and place.key[2] != self._person.id:
            raise Refused("Only the person whose judgement it is changes it. Nothing was changed.", "not-yours")

        def write(writing: Writing) -> Saved:
            before = writing_to(writing, assessment).state(change.entity, change.field)
            if place.kind.table == "judgement":
                refuse_settled_marks(writing, assessment, self._person)
                refuse_after_second(writing, assessment, place.key[1], self._person)
            if before.in_conflict:
                raise Refused("People disagree on this now. Settle that first; nothing was changed.", "conflicts")
            state = writing.set(change.entity, change.field, value, before.heads)
            return saved(state, self._clock(), writing.wrote)

        return self._store.write(write)

    def _find(self, assessment: str, operation: str) -> Change:
        found = [each for each in self._visits.history(assessment) if each.operation.startswith(operation)]
        if not operation or len(found) != 1:
            raise WrongUse(f"No single change is called {operation!r}. Nothing was changed.", "which")
        if not may_be_undone(found[0].entity, found[0].field):
            raise WrongUse("This change cannot be set again by itself. Nothing was changed.", "not-restorable")
        return found[0]


def _last_titles(changes: Sequence[Change]) -> Mapping[str, str]:
    """What things were called last, also those that are deleted by now."""
    return {each.entity: str(each.after) for each in changes if each.field in ("text", "title", "name") and each.after}
