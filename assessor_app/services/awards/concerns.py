"""Complaints and appeals, step by step, as the mark's edition says: due dates, letters, who may handle them."""

import uuid
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime

from assessor_app.domain.assessment.assessment import Assessment
from assessor_app.domain.assessment.report import ENGLISH
from assessor_app.domain.award.concern import (
    RECEIPT,
    RECEIVED,
    Admitted,
    Concern,
    ConcernCase,
    ConcernKind,
    ConcernLine,
    Handler,
    RecordedStep,
    StepStanding,
    admitted,
    barred,
    names_among,
    procedure_of,
    steps_of,
)
from assessor_app.domain.journal.operation import Json
from assessor_app.domain.people import Person, Role
from assessor_app.domain.scheme.edition import Scheme
from assessor_app.domain.scheme.procedures import Procedure
from assessor_app.errors import Refused, WrongUse
from assessor_app.models.database.store import Store
from assessor_app.models.files.blobs import Blobs
from assessor_app.models.journal.writing import Writing
from assessor_app.models.queries.concern_rows import assessments_of, concerns_of, with_concerns
from assessor_app.reports.page.dressing import Dress, wearing
from assessor_app.reports.sheets.plain_letter import letter_pdf
from assessor_app.services.awards.concern_letters import letter_of
from assessor_app.services.office.roster import Standing
from assessor_app.services.office.working_days import working_day
from assessor_app.services.signed_work import set_all
from assessor_app.services.visits import Visits


class Concerns:
    """What the office does about complaints and appeals. Nothing of it leaves the office."""

    def __init__(
        self,
        store: Store,
        blobs: Blobs,
        visits: Visits,
        person: Person,
        standing: Standing,
        clock: Callable[[], datetime],
    ) -> None:
        """standing: the office's card says who there is to handle one."""
        self._store = store
        self._blobs = blobs
        self._visits = visits
        self._person = person
        self._standing = standing
        self._clock = clock

    def every(self) -> tuple[ConcernLine, ...]:
        """All complaints and appeals: the open ones first, what is due next at the top, then the answered ones, the
        latest first. Raises Refused for somebody who is no administrator."""
        self._refuse_others()
        with self._store.read() as reading:
            found = [(each, concern) for each in with_concerns(reading) for concern in concerns_of(reading, each)]
        lines = [self._line(assessment, concern) for assessment, concern in found]
        waiting = [line for line in lines if line.now is not None]
        answered = [line for line in lines if line.now is None]
        return (
            *sorted(waiting, key=lambda line: (_due(line), line.concern.reference)),
            *sorted(answered, key=lambda line: line.concern.closed_on, reverse=True),
        )

    def case(self, assessment: str, concern: str) -> ConcernCase:
        """One complaint or appeal, with who may handle it and what it may rest on. Raises WrongUse for an unknown one,
        Refused for somebody who is no administrator."""
        self._refuse_others()
        found = next((each for each in self.list(assessment) if each.id == concern), None)
        if found is None:
            raise WrongUse("This complaint or appeal is not here any more. Nothing was changed.", "which")
        line, excluded = self._line(assessment, found), self.barred(assessment)
        roster = self._standing.card().roster if self._standing.has_card else ()
        handlers = tuple(
            Handler(each.person, each.name)
            for each in roster
            if not {each.person.casefold(), each.name.casefold()} & excluded.keys()
        )
        left_out = names_among(excluded, {each.person.casefold(): each.name.casefold() for each in roster})
        procedure = self._procedure(self._visits.open(assessment), found.kind)
        evidence = self.evidence(assessment) if found.kind is ConcernKind.APPEAL else None
        return ConcernCase(line, handlers, len(left_out), evidence, procedure.admissible)

    def kinds(self, assessment: str) -> tuple[ConcernKind, ...]:
        """What can be made about an assessment, as its mark's edition says: nothing, complaints, appeals or both."""
        scheme = self._visits.scheme_of(self._visits.open(assessment))
        return tuple(kind for kind in ConcernKind if procedure_of(scheme, kind) is not None)

    def list(self, assessment: str) -> tuple[Concern, ...]:
        """The complaints and appeals about an assessment, oldest first."""
        with self._store.read() as reading:
            return concerns_of(reading, assessment)

    def find(self, assessment: str, kind: ConcernKind, reference: str = "") -> Concern:
        """The one with this reference, or the only open one. Raises WrongUse for none or several."""
        found = [
            each
            for each in self.list(assessment)
            if each.kind is kind and (each.reference == reference if reference else not each.closed_on)
        ]
        if len(found) != 1:
            words = f"{len(found)} open {kind.value}s" if not reference else f"{len(found)} {kind.value}s {reference}"
            raise WrongUse(f"This assessment has {words}; name one by its reference. Nothing was changed.", "which")
        return found[0]

    def receive(
        self, assessment: str, kind: ConcernKind, from_name: str, contact: str, text: str, on: date | None = None
    ) -> Concern:
        """Take in a complaint or an appeal; the clock begins on the day it was received.

        Raises WrongUse without words or a name, and when the mark's edition has no such procedure; Refused for an
        appeal before there is a decision to appeal against.
        """
        record = self._visits.open(assessment)
        procedure = self._procedure(record, kind)
        if not text.strip() or not from_name.strip():
            raise WrongUse(f"Say who makes the {kind.value} and what it is about. Nothing was recorded.", "empty")
        if kind is ConcernKind.APPEAL and record.cycle.decision is None:
            raise Refused("The panel has not decided, so there is nothing to appeal against.", "no-decision")
        identity, day = uuid.uuid4().hex, on or self._clock().date()
        reference = f"{kind.value[0].upper()}-{day:%Y}-{identity[:4].upper()}"
        values: dict[str, Json] = {
            "concern_kind": kind.value, "reference": reference, "received_on": day.isoformat(),
            "from_name": from_name.strip(), "from_contact": contact.strip(), "text": text.strip(),
        }  # fmt: skip
        entity = f"assessment/{assessment}/concern/{identity}"
        came: dict[str, Json] = {"done_on": day.isoformat(), "recorded_by": self._person.name}

        def change(writing: Writing) -> None:
            set_all(writing, entity, values)
            if next(iter(steps_of(procedure)), "") == RECEIVED:
                set_all(writing, f"{entity}/step/{RECEIVED}", came)

        self._store.write(change).result()
        return self.find(assessment, kind, reference)

    def assign(self, assessment: str, concern: Concern, name: str, person: str = "") -> Concern:
        """Say who handles it. person: the id, where the office's card has one.

        Raises Refused for everybody who has assessed, verified, advised or sat on a panel for the institution.
        """
        if not name.strip():
            raise WrongUse("Say who handles it. Nothing was changed.", "empty")
        excluded = self.barred(assessment)
        why = excluded.get(name.strip().casefold()) or excluded.get(person.casefold())
        if why:
            raise Refused(f"{name} {why} here, so somebody else must handle it. Nothing was changed.", "barred")
        entity = f"assessment/{assessment}/concern/{concern.id}"
        values: dict[str, Json] = {"handler": person or name.strip(), "handler_name": name.strip()}
        self._store.write(lambda writing: set_all(writing, entity, values)).result()
        return self.find(assessment, concern.kind, concern.reference)

    def barred(self, assessment: str) -> dict[str, str]:
        """Who may not handle it, by id and by name in lower case, and why: of every assessment of the institution."""
        record = self._visits.open(assessment)
        with self._store.read() as reading:
            every = assessments_of(reading, record.institution.id)
        return barred(self._visits.open(each) for each in every)

    def standing(self, assessment: str, concern: Concern) -> tuple[StepStanding, ...]:
        """The steps in order with their due dates, in working days of the institution's nation after receipt."""
        record, today = self._visits.open(assessment), self._clock().date().isoformat()
        received, nation, found = date.fromisoformat(concern.received_on), record.institution.nation, []
        for name, step in steps_of(self._procedure(record, concern.kind)).items():
            due = working_day(received, step.due_days, nation).isoformat() if step.due_days else ""
            recorded = concern.steps.get(name, RecordedStep(name))
            late = bool(due) and due < today and not recorded.done_on
            found.append(StepStanding(name, step, due, recorded, late))
        return tuple(found)

    def finish_step(self, assessment: str, concern: Concern, step: str, text: str = "") -> Concern:
        """Record that a step was done and what came of it; the last one closes the concern.

        Raises WrongUse for an unknown step, Refused for one that is done, when one before it is open, and without a
        handler once receipt is confirmed.
        """
        steps = self.standing(assessment, concern)
        names = [each.id for each in steps]
        if step not in names:
            raise WrongUse(f"The procedure has no step {step!r}. It has: {', '.join(names)}.", "step")
        done_on = steps[names.index(step)].recorded.done_on
        if done_on:
            raise Refused(f"This step was done on {done_on} already. Nothing was changed.", "done")
        before = [each for each in steps[: names.index(step)] if not each.done]
        if before:
            raise Refused(f"\u201c{before[0].step.text}\u201d comes first ({before[0].id}). Nothing changed.", "order")
        if step not in (names[0], RECEIPT) and not concern.handler:
            raise Refused("Nobody handles it yet. Say who does, then go on. Nothing was changed.", "no-handler")
        entity, today = f"assessment/{assessment}/concern/{concern.id}", self._clock().date().isoformat()

        def change(writing: Writing) -> None:
            values = {"done_on": today, "text": text.strip(), "recorded_by": self._person.name}
            set_all(writing, f"{entity}/step/{step}", values)
            if step == names[-1]:
                writing.set(entity, "closed_on", today)

        self._store.write(change).result()
        return self.find(assessment, concern.kind, concern.reference)

    def letter(self, assessment: str, concern: Concern, step: str) -> bytes:
        """The letter of a step as a PDF, kept with the concern. Takes time: call it from a worker."""
        record = self._visits.open(assessment)
        steps = self.standing(assessment, concern)
        known = {each.id: each for each in steps}
        if step not in known:
            raise WrongUse(f"The procedure has no step {step!r}. It has: {', '.join(known)}.", "step")
        dress = self._dress(record)
        scheme, today = self._visits.scheme_in(record, dress.language), self._clock().date()
        with wearing(dress):
            letter = letter_of(scheme, record, concern, known[step], self._ahead(steps, step), today)
        pdf = letter_pdf(replace(letter, language=dress.language, template=dress.template))
        kept = self._blobs.put_bytes(pdf)
        entity = f"assessment/{assessment}/concern/{concern.id}/step/{step}"

        def change(writing: Writing) -> None:
            writing.register_blob(kept.sha256, kept.size)
            set_all(writing, entity, {"letter_sha256": kept.sha256, "letter_size": kept.size})

        self._store.write(change).result()
        return pdf

    def _dress(self, record: Assessment) -> Dress:
        """The report's language, and what the mark's owner changes."""
        return Dress(record.language or ENGLISH, self._visits.template_of(self._visits.scheme_of(record)))

    def evidence(self, assessment: str) -> Admitted:
        """What an appeal may rest on, and what came later."""
        record = self._visits.open(assessment)
        procedure = self._procedure(record, ConcernKind.APPEAL)
        return admitted(record) if procedure.sealed_evidence else Admitted("everything", record.evidence, ())

    def _line(self, assessment: str, concern: Concern) -> ConcernLine:
        record = self._visits.open(assessment)
        title = self._visits.scheme_of(record).short_title
        return ConcernLine(assessment, record.institution.name, title, concern, self.standing(assessment, concern))

    def _refuse_others(self) -> None:
        if Role.ADMINISTRATOR not in self._person.roles:
            raise Refused("Only an administrator works with appeals and complaints. Nothing was changed.", "role")

    def _procedure(self, record: Assessment, kind: ConcernKind) -> Procedure:
        scheme: Scheme = self._visits.scheme_of(record)
        procedure = procedure_of(scheme, kind)
        if procedure is None:
            words = f"{scheme.title} names no procedure for {kind.value}s. Nothing was recorded."
            raise WrongUse(words, "no-procedure")
        return procedure

    def _ahead(self, steps: Sequence[StepStanding], step: str) -> Sequence[StepStanding]:
        place = [each.id for each in steps].index(step)
        return [each for each in steps[place + 1 :] if not each.done]


def _due(line: ConcernLine) -> str:
    """Sorts by the day on which the next step is due; those without one come last."""
    return (line.now.due_on if line.now else "") or "9999"
