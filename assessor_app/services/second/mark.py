"""The second mark: declaring interests, sealing what the verifier judged alone, and agreeing with the assessor."""

from collections.abc import Callable
from concurrent.futures import Future
from datetime import datetime
from pathlib import Path

from assessor_app.domain.assessment.assessment import Assessment
from assessor_app.domain.award.outcome import outlook
from assessor_app.domain.exchange.segment import BlobEntry
from assessor_app.domain.journal.clock import moment
from assessor_app.domain.people import Role
from assessor_app.domain.scheme.edition import NOT_ENOUGH, Scheme
from assessor_app.domain.second.comparing import Comparison, compare, first_mark
from assessor_app.domain.second.mark import Mark, MarkStatement, SecondMark, marks_json
from assessor_app.domain.second.sample import left_to_lead, marked_twice
from assessor_app.errors import Refused, WrongUse
from assessor_app.files import write_whole
from assessor_app.models.database.store import Store
from assessor_app.models.files.blobs import Blobs
from assessor_app.models.journal.writing import Writing
from assessor_app.services.cycle.stages import Stages
from assessor_app.services.profile.signing import SigningKey
from assessor_app.services.saving import Saved, saved
from assessor_app.services.second.first_marks import conflicted
from assessor_app.services.signed_work import set_all, writing_to
from assessor_app.services.visits import Visits
from assessor_app.sync.second_mark_file import make_second_mark


class Second:
    """The use cases of a verifier, and of the assessor who agrees with them. Sealing takes time: call it from a
    worker."""

    def __init__(
        self,
        store: Store,
        blobs: Blobs,
        visits: Visits,
        stages: Stages,
        key: SigningKey,
        clock: Callable[[], datetime],
    ) -> None:
        self._store, self._blobs, self._visits = store, blobs, visits
        self._stages, self._key, self._clock = stages, key, clock

    def declare(self, assessment: str, conflict: str = "") -> None:
        """Declare as the verifier: no conflict of interest (and be named as the verifier), or what it is.

        Raises Refused for somebody who is no verifier, who leads the assessment, or who has the assessor's marks here.
        """
        self._refuse_others(self._visits.open(assessment))
        self._stages.declare(assessment, bool(conflict.strip()), conflict).result()
        if not conflict.strip():
            self._store.write(lambda writing: self._name(writing, assessment)).result()

    def still_to_mark(self, assessment: str) -> tuple[str, ...]:
        """Ids of the strands of the sample that this person has not judged."""
        record = self._visits.open(assessment)
        own = record.levels_of(self._key.person.id)
        strands = marked_twice(self._visits.scheme_of(record), record.id)
        return tuple(each.id for each in strands if own.get(each.id) is None)

    def seal(self, assessment: str) -> SecondMark:
        """Sign this verifier's levels and reasons and make them read only. It cannot be undone.

        Raises Refused when interests are not declared or in conflict, a strand is not judged, it was sealed before,
        or the assessor's marks are here; Unavailable when the disk cannot take it. Nothing is sealed then.
        """
        record = self._visits.open(assessment)
        self._refuse_unready(record)
        at = moment(self._clock())
        statement = self._statement(record, at)
        entry = self._blobs.put_bytes(make_second_mark(statement, self._key.sign))
        return self._store.write(lambda writing: self._keep(writing, statement, entry)).result()

    def file_bytes(self, assessment: str) -> bytes:
        """The signed statement as a file. Raises Refused when there is none here, or the assessor who asks has not
        judged all of the sample."""
        record = self._visits.open(assessment)
        sealed = self._sealed(record)
        self._refuse_marking_lead(record, self._visits.scheme_of(record))
        return self._blobs.read(sealed.file_sha256)

    def save(self, assessment: str, target: Path) -> None:
        """Write the signed statement to a file, whole or not at all."""
        write_whole(target, self.file_bytes(assessment))

    def compare(self, assessment: str) -> Comparison:
        """Both first marks. Raises Refused while the verifier has not sealed, the assessor's marks are not here, or
        the assessor who asks has not judged all of the sample."""
        record = self._visits.open(assessment)
        sealed, scheme, facts = self._sealed(record), self._visits.scheme_of(record), self._visits.facts(record)
        self._refuse_half_blind(record, scheme)
        by_first = outlook(scheme, record.levels_of(record.lead), facts)
        second = {mark.strand: mark.level or None for mark in sealed.marks}
        strands = compare(scheme, record, sealed, facts)
        return Comparison(sealed, strands, by_first, outlook(scheme, second, facts), self._visits.outlook(record))

    def _refuse_half_blind(self, record: Assessment, scheme: Scheme) -> None:
        """The assessor too marks all of the sample before seeing what the verifier gave."""
        if not any(record.levels_of(record.lead).values()):
            raise Refused(
                f"The marks of {record.lead_name} are not here yet. Send your sealed marks, then import the bundle "
                "that comes back; nothing was changed.",
                "no-first-mark",
            )
        self._refuse_marking_lead(record, scheme)

    def _refuse_marking_lead(self, record: Assessment, scheme: Scheme) -> None:
        left = [each.number for each in left_to_lead(scheme, record)]
        if left and self._key.person.id == record.lead:
            raise Refused(
                f"The verifier has sealed. Judge {', '.join(left)} too, then you see both marks; nothing was changed.",
                "not-complete",
            )

    def agree(
        self, assessment: str, strand: str, level: str, settled: str = "", together: bool = False
    ) -> Future[Saved]:
        """Agree a level of a strand. settled: what settled it, needed where the two judges differ; together: the other
        judge is here and says so too, else they confirm it on their own computer.

        Raises Refused for somebody who is neither judge, or before both first marks are here; WrongUse for an unknown
        level or a missing reason.
        """
        record = self._may_agree(assessment)
        scheme = self._visits.scheme_of(record)
        if level != NOT_ENOUGH and level not in {each.id for each in scheme.levels_of(scheme.strand(strand))}:
            raise WrongUse(f"This strand has no level {level!r}. Nothing was changed.", "unknown-level")
        if not settled.strip() and self._differs(record, strand, level):
            raise WrongUse("You differed here: say what settled it. Nothing was changed.", "empty")
        return self._write(record, strand, {"reason": settled.strip(), "panel": False, "together": together}, level)

    def confirm(self, assessment: str, strand: str) -> Future[Saved]:
        """Say the level too that the other judge agreed. Raises what `agree` raises, Refused while there is none."""
        record = self._may_agree(assessment)
        agreed = record.agreed_on(strand)
        if not agreed.level:
            raise Refused("Nothing is agreed on this strand yet, so there is nothing to confirm.", "not-agreed")
        entity, level = f"assessment/{record.id}/agreed/{strand}/by/{self._key.person.id}", agreed.level

        def change(writing: Writing) -> Saved:
            state = writing_to(writing, record.id).set(entity, "level", level)
            return saved(state, self._clock(), writing.wrote)

        return self._store.write(change)

    def ask_panel(self, assessment: str, strand: str) -> Future[Saved]:
        """Leave a strand open for the panel, with both reasons. Raises what `agree` raises."""
        return self._write(self._may_agree(assessment), strand, {"panel": True, "together": False}, None)

    def _write(
        self, record: Assessment, strand: str, others: dict[str, str | bool], level: str | None
    ) -> Future[Saved]:
        entity, shown = f"assessment/{record.id}/agreed/{strand}", record.agreed_on(strand)

        def change(writing: Writing) -> Saved:
            writing_to(writing, record.id)
            for name, value in others.items():
                if value or shown.seen(name):
                    writing.set(entity, name, value, shown.seen(name))
            writing.set(f"{entity}/by/{self._key.person.id}", "level", level)
            state = writing.set(entity, "level", level, shown.seen("level"))
            return saved(state, self._clock(), writing.wrote)

        return self._store.write(change)

    def _differs(self, record: Assessment, strand: str, level: str) -> bool:
        first, second = first_mark(record, strand), self._sealed(record).mark(strand)
        return len({first.level, second.level, level}) > 1

    def _may_agree(self, assessment: str) -> Assessment:
        record = self._visits.open(assessment)
        self._sealed(record)
        self._refuse_half_blind(record, self._visits.scheme_of(record))
        if self._key.person.id not in (record.lead, record.verifier):
            raise Refused("Only the assessor and the verifier agree a level. Nothing was changed.", "role")
        return record

    def _sealed(self, record: Assessment) -> SecondMark:
        if record.second_mark is None:
            raise Refused(
                "The verifier's sealed marks are not here yet, so there is nothing to compare. Nothing was changed.",
                "not-sealed",
            )
        return record.second_mark

    def _refuse_others(self, record: Assessment) -> None:
        person = self._key.person
        if Role.VERIFIER not in person.roles:
            raise Refused("Only a verifier makes a second mark. Nothing was changed.", "role")
        if person.id == record.lead:
            raise Refused("You lead this assessment, so somebody else verifies it. Nothing was changed.", "is-lead")
        if any(each.person == person.id for each in record.second_marks):
            raise Refused("Your marks are sealed already. Nothing was changed.", "sealed")
        if any(record.levels_of(record.lead).values()):
            raise Refused(
                f"The marks of {record.lead_name} are in this profile, so a second mark here would not be made alone. "
                "Nothing was changed; ask the administrator for another verifier.",
                "not-blind",
            )

    def _refuse_unready(self, record: Assessment) -> None:
        self._refuse_others(record)
        person = self._key.person.id
        said = {each.person: each.conflict for each in record.cycle.interests}
        if said.get(person):
            raise conflicted()
        if person not in said or record.verifier != person:
            raise Refused(
                "Declare first that you have no conflict of interest with this institution. Nothing was sealed.",
                "not-declared",
            )
        scheme, left = self._visits.scheme_of(record), self.still_to_mark(record.id)
        if left:
            numbers = ", ".join(scheme.strand(each).number for each in left)
            raise Refused(f"Not judged yet: {numbers}. Nothing was sealed.", "not-complete")

    def _statement(self, record: Assessment, at: str) -> MarkStatement:
        person, scheme = self._key.person, self._visits.scheme_of(record)
        return MarkStatement(
            record.id, record.reference, record.institution.name, record.scheme, record.edition, at, person.id,
            person.name, _marks(record, scheme, person.id),
        )  # fmt: skip

    def _keep(self, writing: Writing, statement: MarkStatement, entry: BlobEntry) -> SecondMark:
        person = self._key.person
        writing_to(writing, statement.assessment)
        record = self._visits.open(statement.assessment)
        if _marks(record, self._visits.scheme_of(record), person.id) != statement.marks or record.second_marks:
            raise Refused("The marks changed while they were being sealed. Nothing was sealed; look again.", "changed")
        writing.register_blob(entry.sha256, entry.size)
        entity = f"assessment/{record.id}/second-mark/{person.id}"
        facts = {"signer_name": person.name, "key_fingerprint": person.key_fingerprint, "file_sha256": entry.sha256}
        set_all(writing, entity, {**facts, "file_size": entry.size})
        writing.set(entity, "marks", marks_json(statement.marks))
        writing.set(entity, "sealed_at", statement.sealed_at)
        writing.forget_steps(record.id)  # no undo may change a sealed mark
        name, key = person.name, person.key_fingerprint
        return SecondMark(person.id, statement.sealed_at, name, key, entry.sha256, statement.marks)

    def _name(self, writing: Writing, assessment: str) -> None:
        person, entity = self._key.person, f"assessment/{assessment}"
        writing_to(writing, assessment)
        for name, value in (("verifier", person.id), ("verifier_name", person.name)):
            if writing.state(entity, name).shown != value:
                writing.set(entity, name, value)


def _marks(record: Assessment, scheme: Scheme, person: str) -> tuple[Mark, ...]:
    strands = marked_twice(scheme, record.id)
    own = {strand.id: record.strand(strand.id).judgement_of(person) for strand in strands}
    return tuple(Mark(each, found.level or "", found.texts.get("reason", "")) for each, found in own.items())
