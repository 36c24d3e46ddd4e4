"""Complaints and appeals: the steps of a mark's procedure, who may not handle one, and which evidence is admitted."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum

from assessor_app.domain.assessment.assessment import Assessment, Evidence, Note
from assessor_app.domain.scheme.edition import Scheme
from assessor_app.domain.scheme.procedures import Procedure, ProcedureStep


class ConcernKind(Enum):
    """The two procedures a mark may have."""

    COMPLAINT = "complaint"
    APPEAL = "appeal"


RECEIVED, RECEIPT = "received", "receipt"
"""Steps that need nobody to handle the matter: it has come in, which is done when it is taken in; and the letter that
says so."""


@dataclass(frozen=True, slots=True)
class RecordedStep:
    """What was recorded of a step: when it was done, what came of it, and the letter that was made."""

    step: str
    done_on: str = ""
    text: str = ""
    recorded_by: str = ""
    letter_sha256: str = ""


@dataclass(frozen=True, slots=True)
class Concern:
    """One complaint or appeal. from_contact: how to reach who complained; handler: a person id or a name."""

    id: str
    kind: ConcernKind
    reference: str
    received_on: str
    from_name: str
    from_contact: str
    text: str
    handler: str
    handler_name: str
    closed_on: str
    steps: Mapping[str, RecordedStep]


@dataclass(frozen=True, slots=True)
class StepStanding:
    """A step of the procedure as it stands. due_on: an ISO date, "" when the owner names no time; late: it is due
    before today and not done."""

    id: str
    step: ProcedureStep
    due_on: str
    recorded: RecordedStep
    late: bool

    @property
    def done(self) -> bool:
        """True once it has been done."""
        return bool(self.recorded.done_on)


@dataclass(frozen=True, slots=True)
class ConcernLine:
    """One line of the list of all complaints and appeals. steps: as they stand; now: the first that is open, None once
    it is answered."""

    assessment: str
    institution: str
    mark: str
    concern: Concern
    steps: tuple[StepStanding, ...]

    @property
    def now(self) -> StepStanding | None:
        """The step that comes next; None once all are done."""
        return next((each for each in self.steps if not each.done), None)

    @property
    def needs_handler(self) -> bool:
        """True when the step that comes next is for somebody who handles it, and nobody does yet."""
        now = self.now
        return now is not None and not self.concern.handler and now.id not in (self.steps[0].id, RECEIPT)


@dataclass(frozen=True, slots=True)
class Handler:
    """Somebody who may handle a complaint or an appeal. person: their id, "" for somebody the office's card has not."""

    person: str
    name: str


@dataclass(frozen=True, slots=True)
class ConcernCase:
    """One complaint or appeal as its handler sees it. handlers: who may handle it; left_out: how many people may not,
    because they worked on this case; evidence: what an appeal may rest on, None for a complaint; admissible: the rule,
    as the mark's owner puts it."""

    line: ConcernLine
    handlers: tuple[Handler, ...]
    left_out: int
    evidence: "Admitted | None"
    admissible: str


@dataclass(frozen=True, slots=True)
class Admitted:
    """The evidence an appeal may rest on, and what came later and may not be used. basis: what divides the two."""

    basis: str
    evidence: tuple[Evidence, ...]
    later: tuple[Evidence, ...]
    later_notes: tuple[Note, ...] = ()


def procedure_of(scheme: Scheme, kind: ConcernKind) -> Procedure | None:
    """The mark's procedure; None when its edition has none."""
    return scheme.complaints if kind is ConcernKind.COMPLAINT else scheme.appeals


def steps_of(procedure: Procedure) -> dict[str, ProcedureStep]:
    """The steps by id, in order; a step that has no id is called by its place, "step-2"."""
    return {step.id or f"step-{place}": step for place, step in enumerate(procedure.steps, start=1)}


def barred(records: Iterable[Assessment]) -> dict[str, str]:
    """Who may not handle a concern about an institution, by id and by name in lower case, and why.

    records: every assessment of the institution: whoever has assessed, verified, advised, or sat on a panel there.
    """
    found: dict[str, str] = {}
    for record in records:
        found |= dict.fromkeys((record.lead, record.lead_name), "has assessed")
        found |= dict.fromkeys((record.verifier, record.verifier_name), "has verified")
        judges = {judgement.person for strand in record.strands for judgement in strand.judgements}
        found |= dict.fromkeys(judges - {record.lead, record.verifier}, "has judged")
        for advice in record.cycle.advice:
            found |= dict.fromkeys((advice.given_by, advice.given_by_name), "has advised")
        for decision in record.cycle.decisions:
            found |= dict.fromkeys(decision.members, "sat on the panel")
        for interest in record.cycle.interests:
            if interest.conflict:
                found |= dict.fromkeys((interest.person, interest.name), "declared a conflict of interest")
    return {name.strip().casefold(): why for name, why in found.items() if name.strip()}


def names_among(excluded: Mapping[str, str], known: Mapping[str, str]) -> frozenset[str]:
    """The people who may not handle a concern, each once, by name in lower case. excluded: as `barred` gives it; known:
    names in lower case by id in lower case."""
    ids = {each for each in excluded if _PERSON.fullmatch(each)}
    return frozenset({*(excluded.keys() - ids), *(known.get(each, each) for each in ids)})


_PERSON = re.compile("p-[0-9a-f]{8}")
"""A person's id in lower case."""


def admitted(record: Assessment) -> Admitted:
    """What an appeal may rest on: what was there when the evidence was sealed at the end of the visit.

    Without a seal it is what was in the record when the report was first signed; without either, all of it.
    """
    sealed = record.ledger
    if sealed is not None:
        held = tuple(piece for piece in record.evidence if sealed.holds(piece))
        notes = tuple(note for note in record.notes if note.taken_at > sealed.sealed_at)
        basis = f"sealed by {sealed.signer_name} at {sealed.sealed_at}"
        return Admitted(basis, held, record.late_evidence, notes)
    if not record.reports:
        return Admitted("nothing is sealed or signed yet", record.evidence, ())
    signed = record.reports[0].signed_at
    later = tuple(piece for piece in record.evidence if piece.added_at > signed)
    notes = tuple(note for note in record.notes if note.taken_at > signed)
    held = tuple(piece for piece in record.evidence if piece not in later)
    return Admitted(f"not sealed; in the record when the report was signed at {signed}", held, later, notes)
