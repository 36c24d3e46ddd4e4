"""Settling clashes: what waits for a decision, what a decision would change, and the decisions themselves."""

from collections.abc import Mapping, Sequence
from concurrent.futures import Future
from pathlib import Path

from assessor_app.domain.award.outcome import outlook
from assessor_app.domain.award.outlook import Outlook
from assessor_app.domain.journal.clash import Clash, Decision, Reader, clash_of
from assessor_app.domain.journal.merging import DELETED
from assessor_app.domain.journal.record import place_of
from assessor_app.domain.people import Person
from assessor_app.domain.scheme.edition import NOT_ENOUGH, Scheme
from assessor_app.domain.second.working_copy import may_see
from assessor_app.errors import Refused, WrongUse
from assessor_app.models.database.store import Store
from assessor_app.models.journal.writing import Writing
from assessor_app.models.queries import queries
from assessor_app.services.names import names_by_id, titles_by_entity
from assessor_app.services.signed_work import writing_to
from assessor_app.services.visits import Visits


class Settling:
    """The use cases of the settle screen. Nothing is decided by a clock, and nothing before `settle`."""

    def __init__(self, profile: Path, store: Store, visits: Visits, person: Person) -> None:
        self._profile = profile
        self._store = store
        self._visits = visits
        self._person = person

    def clashes(self, assessment: str) -> tuple[Clash, ...]:
        """The open clashes of an assessment that this person may see, in the order of the mark's strands: an assessor
        who has not judged all of the sample sees none about what the second judge gave or agreed."""
        record = self._visits.open(assessment)
        scheme = self._visits.scheme_of(record)
        names = names_by_id(self._profile, self._person, record)
        reader = Reader(self._person.id, scheme, names, titles_by_entity(record))
        with self._store.read() as reading:
            open_ones = queries.conflicts(reading, assessment)
        found = [each for each in open_ones if may_see(scheme, record, self._person, each.entity, each.field)]
        order = {strand.id: place for place, strand in enumerate(scheme.strands)}
        return tuple(
            sorted((clash_of(each, reader) for each in found), key=lambda clash: (_place(clash, order), clash.name))
        )

    def find(self, assessment: str, name: str) -> Clash:
        """The open clash of that name, or whose name ends with it. Raises WrongUse for none or several."""
        every = self.clashes(assessment)
        found = [each for each in every if each.name == name] or [
            each for each in every if each.name.endswith(f"/{name}")
        ]
        if len(found) != 1:
            which = "No open clash is" if not found else f"{len(found)} open clashes are"
            raise WrongUse(f"{which} called {name!r}. `conflicts` shows their names; nothing was changed.", "which")
        return found[0]

    def outlook_with(self, assessment: str, decisions: Sequence[Decision]) -> Outlook:
        """The outlook if these decisions were made; only agreed levels and the lead's judgements count."""
        record = self._visits.open(assessment)
        levels, agreed = record.decided_levels(), {each.strand for each in record.agreed if each.level}
        for decision in decisions:
            place = place_of(decision.entity)
            first = place.kind.table == "judgement" and place.key[2] == record.lead and place.key[1] not in agreed
            if decision.field == "level" and (first or place.kind.table == "agreed"):
                levels[place.key[1]] = None if decision.value is None else str(decision.value)
        return outlook(self._visits.scheme_of(record), levels, self._visits.facts(record))

    def settle(self, assessment: str, decisions: Sequence[Decision]) -> Future[int]:
        """Make the decisions, all or none; answers with how many clashes of the assessment are still open.

        The future raises Refused for signed work and for somebody else's judgement, WrongUse for an unknown level.
        """
        record = self._visits.open(assessment)
        scheme = self._visits.scheme_of(record)
        for decision in decisions:
            if not may_see(scheme, record, self._person, decision.entity, decision.field):
                raise Refused("Judge every strand that is marked twice first. Nothing was changed.", "not-complete")
            self._refuse_unfit(decision, scheme)

        def change(writing: Writing) -> int:
            writing_to(writing, assessment).keep_from_undo()
            for each in decisions:
                writing.set(each.entity, each.field, each.value, each.seen)
            return len(queries.conflicts(writing.reading(), assessment))

        return self._store.write(change)

    def _refuse_unfit(self, decision: Decision, scheme: Scheme) -> None:
        place = place_of(decision.entity)
        if place.kind.table != "judgement" or decision.field == DELETED:
            return
        if place.key[2] != self._person.id:
            raise Refused("Only the person whose judgement it is settles it. Nothing was changed.", "not-yours")
        if decision.value not in (None, NOT_ENOUGH):
            scheme.level(str(decision.value))


def _place(clash: Clash, order: Mapping[str, int]) -> int:
    key = place_of(clash.entity).key
    return order.get(key[1], len(order)) if len(key) > 1 else len(order)
