"""Moving an assessment to another edition of its mark: what changes, what it does to the award, and the move."""

from dataclasses import replace

from assessor_app.domain.assessment.assessment import Assessment
from assessor_app.domain.award.outcome import outlook
from assessor_app.domain.cycle.facts import award_facts, overlay_facts
from assessor_app.domain.journal.operation import Json
from assessor_app.domain.people import Person
from assessor_app.domain.scheme.edition import Scheme
from assessor_app.domain.scheme.edition_bridge import (
    EditionChanges,
    MovePreview,
    compare,
    held_to_wording,
    wording_hash,
)
from assessor_app.errors import Refused, WrongUse
from assessor_app.models.database.store import Store
from assessor_app.models.journal.writing import Writing
from assessor_app.schemes.loading import edition_order
from assessor_app.services.schemes.shelf import SchemeShelf
from assessor_app.services.signed_work import writing_to
from assessor_app.services.visits import Visits


class Editions:
    """The use cases of a new edition. They read a lot: call them from a worker."""

    def __init__(self, store: Store, visits: Visits, shelf: SchemeShelf, person: Person) -> None:
        self._store = store
        self._visits = visits
        self._shelf = shelf
        self._person = person

    def compare(self, scheme: str, old: str, new: str) -> EditionChanges:
        """Two editions of a mark, word by word. Raises WrongUse for an unknown one."""
        return compare(self._shelf.get(scheme, old), self._shelf.get(scheme, new))

    def newer(self, assessment: str) -> EditionChanges | None:
        """What the newest edition changes for this assessment; None when it is made against the newest."""
        record = self._visits.open(assessment)
        newest = self._shelf.get(record.scheme)
        if record.locked or edition_order(newest.edition) <= edition_order(record.edition):
            return None
        return compare(self._visits.scheme_of(record), self._laid_over(record, newest.edition))

    def preview(self, assessment: str, edition: str = "") -> MovePreview:
        """What moving would do, with the award under both editions. edition: the newest when none is named."""
        record = self._visits.open(assessment)
        old, new = self._visits.scheme_of(record), self._laid_over(record, edition)
        if new.edition == record.edition:
            raise WrongUse(f"This assessment is on {new.title} {new.edition} already. Nothing was changed.", "same")
        judged = {strand: level for strand, level in record.levels_of(record.lead).items() if level is not None}
        moved = self._moved(record, old, new)
        levels = {strand: level for strand, level in moved.levels_of(record.lead).items() if level is not None}
        day = self._visits.today()
        return MovePreview(
            changes=compare(old, new),
            held=tuple(strand for strand in judged if strand in levels),
            returned=tuple(strand for strand in judged if strand not in levels),
            before=self._visits.outlook(record),
            after=outlook(new, moved.levels_of(record.lead), award_facts(new, moved, day)),
        )

    def move(self, assessment: str, edition: str = "") -> MovePreview:
        """Move the assessment. Judgements made against the same words hold; the others come back as suggestions.

        Moving back to the former edition brings those back too. Raises Refused for signed work and for anybody but
        the lead, WrongUse for an unknown edition.
        """
        record, preview = self._visits.open(assessment), self.preview(assessment, edition)
        if record.lead != self._person.id:
            raise Refused(f"Only {record.lead_name}, who leads this assessment, moves it. Nothing changed.", "not-lead")
        old, new = self._visits.scheme_of(record), self._shelf.get(record.scheme, edition)

        def change(writing: Writing) -> None:
            writing_to(writing, assessment)
            for each in record.strands:  # judgements of before hashes were kept
                mine = each.judgement_of(self._person.id)
                if mine.level is not None and not mine.wording:
                    entity = f"assessment/{assessment}/strand/{each.strand}/judgement/{self._person.id}"
                    writing.set(entity, "wording", wording_hash(old, each.strand))
            facts: dict[str, Json] = {
                "edition": new.edition,
                "scheme_sha256": new.sha256,
                "strand_count": len(new.graded),
            }
            for field, value in facts.items():
                writing.set(f"assessment/{assessment}", field, value)
            writing.forget_steps(assessment)

        self._store.write(change).result()
        return preview

    def _laid_over(self, record: Assessment, edition: str) -> Scheme:
        mark = self._shelf.get(record.scheme, edition)
        return self._shelf.for_facts(record.scheme, mark.edition, overlay_facts(mark, record))

    def _moved(self, record: Assessment, old: Scheme, new: Scheme) -> Assessment:
        """The record as it would read, without writing anything."""
        known = {strand.id for strand in new.strands}
        strands = tuple(
            replace(
                each,
                judgements=tuple(
                    replace(judgement, wording=judgement.wording or wording_hash(old, each.strand))
                    for judgement in each.judgements
                ),
            )
            for each in record.strands
            if each.strand in known
        )
        return held_to_wording(new, replace(record, strands=strands, edition=new.edition))
