"""The stages of a cycle: what is recorded on the way, who recorded it, and when the next stage may begin."""

import uuid
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, replace
from datetime import date, datetime

from assessor_app.domain.assessment.assessment import Assessment
from assessor_app.domain.award.dues import AwardDue, award_dues
from assessor_app.domain.award.facts import FactValue
from assessor_app.domain.cycle.fact_values import fact_value
from assessor_app.domain.cycle.facts import RECORDED
from assessor_app.domain.cycle.stages import (
    BY_THE_RECORD,
    Place,
    StageStanding,
    present,
    stage_standings,
    still_missing,
    who_ends,
)
from assessor_app.domain.journal.operation import Json
from assessor_app.domain.journal.rights import BY_RECORDER
from assessor_app.domain.people import Person
from assessor_app.domain.scheme.cycle import Actor
from assessor_app.domain.scheme.edition import Scheme
from assessor_app.errors import Refused, WrongUse
from assessor_app.models.database.store import Store
from assessor_app.models.journal.writing import Writing
from assessor_app.services.saving import Saved, saved
from assessor_app.services.signed_work import set_all, set_anew
from assessor_app.services.visits import Visits


@dataclass(frozen=True, slots=True)
class Progress:
    """Where an assessment stands. missing: all that is missing before the present stage may end; due:
    what is due because of the award."""

    stages: tuple[StageStanding, ...]
    now: StageStanding | None
    missing: tuple[str, ...]
    due: tuple[AwardDue, ...] = ()


class Stages:
    """The use cases of a cycle that any of its people may have: facts, ends of stages, signatures, advice."""

    def __init__(self, store: Store, visits: Visits, person: Person, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._visits = visits
        self._person = person
        self._clock = clock

    def progress(self, assessment: str) -> Progress:
        """The stages as they stand."""
        return self._progress(self._visits.open(assessment))

    def advance(self, assessment: str, remark: str = "", leave_out: bool = False, stage: str = "") -> Progress:
        """End the present stage, or leave it out where the mark allows that; answers with how things stand then.

        stage: id of an earlier one that was left open while work went on. Raises WrongUse for any other.

        A stage that ends by a fact that a person records ends by recording it.

        Waits for the disk. Raises Refused while something is missing, with all of it in words, when another role
        acts in this stage, and at the end of the cycle.
        """
        record = self._visits.open(assessment)
        scheme, progress = self._visits.scheme_of(record), self._progress(record)
        now = _left_open(progress, stage) if stage else progress.now
        if now is None:
            raise Refused("This assessment is at the end of its cycle. Nothing was changed.", "cycle-ended")
        fact = "" if leave_out else BY_THE_RECORD.get(now.stage.activity, "")
        _refuse_early(scheme, now, self._missing_for(record, now, fact, leave_out), leave_out)
        if fact in RECORDED:
            self.record(assessment, fact, value=True, remark=remark).result()
            return self.progress(assessment)
        if not who_ends(now.stage):
            raise Refused(
                f"\u201c{now.stage.title}\u201d ends by the work itself, not by being ticked off. Nothing was changed.",
                "by-the-record",
            )
        recorder = self._capacity(
            scheme, now.stage.acts, f"ends the {scheme.terms.stage} \u201c{now.stage.title}\u201d"
        )
        entity = f"assessment/{assessment}/stage/{recorder.value}/{now.stage.id}"
        values: dict[str, Json] = {"done_on": self._today(), "remark": remark, "recorded_by": self._person.name}

        def change(writing: Writing) -> None:
            set_anew(writing, entity, values)
            if leave_out or writing.state(entity, "left_out").shown:
                writing.set(entity, "left_out", leave_out)

        self._store.write(change).result()
        return self.progress(assessment)

    def take_back(self, assessment: str) -> Progress:
        """Open the last stage that was ended by hand again. Raises Refused when there is none."""
        record = self._visits.open(assessment)
        ended = [each for each in self._progress(record).stages if each.ended is not None]
        if not ended:
            raise Refused("No stage was ended by hand, so there is nothing to take back.", "no-stage")
        last = ended[-1]
        assert last.ended is not None
        entity = f"assessment/{assessment}/stage/{last.ended.recorder.value}/{last.stage.id}"
        self._store.write(lambda writing: writing.set(entity, "done_on", "")).result()
        return self.progress(assessment)

    def record(
        self, assessment: str, fact: str, value: FactValue | None, on: date | None = None, remark: str = ""
    ) -> Future[Saved]:
        """Record a fact of the cycle, or take it back with None.

        value: True or False, a number, one of the choices, or an ISO date, as the mark's edition asks for.
        Raises WrongUse for a fact that nobody records or a value that does not fit, Refused for another's fact.
        """
        record = self._visits.open(assessment)
        scheme = self._visits.scheme_of(record)
        asked_of, checked = self._asked(scheme, fact), None if value is None else fact_value(scheme, fact, value)
        recorder = self._capacity(scheme, (asked_of,), f"records \u201c{fact}\u201d")
        entity = f"assessment/{assessment}/fact/{recorder.value}/{fact}"
        happened = (on or self._clock().date()).isoformat() if value is not None else ""

        def change(writing: Writing) -> Saved:
            set_anew(writing, entity, {"happened_on": happened, "remark": remark, "recorded_by": self._person.name})
            return saved(writing.set(entity, "value", checked), self._clock())

        return self._store.write(change)

    def sign_commitment(
        self, assessment: str, commitment: str, signed_by: str, on: date | None = None
    ) -> Future[Saved]:
        """Record that the institution has signed a commitment of the mark, and who signed."""
        scheme = self._visits.scheme_of(self._visits.open(assessment))
        if commitment not in {each.id for each in scheme.commitments}:
            raise WrongUse(f"{scheme.title} has no commitment {commitment!r}. Nothing was changed.", "commitment")
        if not signed_by.strip():
            raise WrongUse("Say who signed, for example the role. Nothing was changed.", "empty")
        entity = f"assessment/{assessment}/commitment/{commitment}"

        def change(writing: Writing) -> Saved:
            set_all(writing, entity, {"signed_by": signed_by.strip(), "recorded_by": self._person.name})
            day = (on or self._clock().date()).isoformat()
            return saved(writing.set(entity, "signed_on", day), self._clock())

        return self._store.write(change)

    def declare(self, assessment: str, conflict: bool, reason: str = "") -> Future[Saved]:
        """Declare whether this person has a conflict of interest with the institution.

        Raises WrongUse for a conflict without a reason.
        """
        if conflict and not reason.strip():
            raise WrongUse("Say what the conflict of interest is. Nothing was changed.", "empty")
        entity = f"assessment/{assessment}/interest/{self._person.id}"

        def change(writing: Writing) -> Saved:
            said: dict[str, Json] = {"declared_on": self._today(), "name": self._person.name, "reason": reason.strip()}
            set_anew(writing, entity, said)
            return saved(writing.set(entity, "conflict", conflict), self._clock())

        return self._store.write(change)

    def advise(self, assessment: str, text: str, strand: str = "", evidence: tuple[str, ...] = ()) -> Future[str]:
        """Keep a piece of advice given before the visit, apart from every judgement. Answers with its id.

        strand: what it is about; evidence: ids of what grew out of it. Raises WrongUse for an empty text, Refused
        once the visit is over: what is said then is not advice before it.
        """
        if not text.strip():
            raise WrongUse("Advice needs some words. Nothing was saved.", "empty")
        record = self._visits.open(assessment)
        if record.ledger is not None or record.reports:
            raise Refused("The visit is over, so no advice before it can be added. Nothing was changed.", "after-visit")
        identity, person = uuid.uuid4().hex, self._person
        entity = f"assessment/{assessment}/advice/{identity}"
        values: dict[str, Json] = {"strand": strand, "given_on": self._today(), "given_by": person.id}

        def change(writing: Writing) -> str:
            set_all(writing, entity, {**values, "given_by_name": person.name, "text": text.strip()})
            if evidence:
                writing.set(entity, "evidence", list(evidence))
            return identity

        return self._store.write(change)

    def _missing_for(self, record: Assessment, now: StageStanding, fact: str, leave_out: bool) -> tuple[str, ...]:
        """What is missing to end the present stage, once the fact that ends it is recorded."""
        facts = self._visits.facts(record)
        values = {**facts.values, **({fact: True} if fact in RECORDED else {})}
        standings = stage_standings(self._visits.scheme_of(record), record, replace(facts, values=values))
        reached = [each.stage.id for each in standings].index(now.stage.id)
        return still_missing(standings[: reached if leave_out else reached + 1])

    def _progress(self, record: Assessment) -> Progress:
        stages = stage_standings(self._visits.scheme_of(record), record, self._visits.facts(record))
        return Progress(stages, present(stages), still_missing(stages), self._due(record))

    def _due(self, record: Assessment) -> tuple[AwardDue, ...]:
        return award_dues(self._visits.scheme_of(record), record, self._clock().date())

    def _today(self) -> str:
        return self._clock().date().isoformat()

    def _asked(self, scheme: Scheme, fact: str) -> Actor:
        asked = {**RECORDED, **{each.id: each.asked_of for each in scheme.cycle_facts}}
        if fact not in asked:
            names = ", ".join(asked)
            raise WrongUse(f"Nobody records {fact!r} by hand; use one of: {names}. Nothing was changed.", "fact")
        return asked[fact]

    def _capacity(self, scheme: Scheme, acts: tuple[Actor, ...], deed: str) -> Actor:
        """The first of those who act that this person may act as."""
        for actor in acts:
            if BY_RECORDER[actor.value] & self._person.roles:
                return actor
        needed = sorted({role.value for actor in acts for role in BY_RECORDER[actor.value]})
        raise Refused(f"It takes the role {' or '.join(needed)} to do this: it {deed}. Nothing was changed.", "role")


def _left_open(progress: Progress, stage: str) -> StageStanding:
    """The stage of this id, which is the present one or was passed without being ended."""
    waiting = {each.stage.id: each for each in progress.stages if each.place in (Place.OPEN, Place.NOW)}
    if stage not in waiting:
        names = ", ".join(waiting) or "none"
        raise WrongUse(f"No {stage!r} is open here; these are: {names}. Nothing was changed.", "stage")
    return waiting[stage]


def _refuse_early(scheme: Scheme, now: StageStanding, missing: tuple[str, ...], leave_out: bool) -> None:
    if leave_out and not now.stage.optional:
        words = f"{scheme.title} does not let \u201c{now.stage.title}\u201d be left out. Nothing was changed."
        raise Refused(words, "not-optional")
    if missing:
        raise Refused(f"{' '.join(missing)} \u201c{now.stage.title}\u201d is not ended.", "gate")
