"""What waits of second marks: for whom, which step is next, and until when."""

from dataclasses import dataclass
from datetime import date
from enum import Enum

from assessor_app.domain.assessment.assessment import Assessment
from assessor_app.domain.people import Person, Role
from assessor_app.domain.scheme.edition import Scheme
from assessor_app.domain.second.sample import is_drawn, left_to_lead, marked_twice, unsaid, unsettled


class Step(Enum):
    """The next step of a second mark, as one person sees it."""

    DECLARE = "declare"
    """Interests are not declared yet."""
    STOPPED = "stopped"
    """A conflict of interest was declared."""
    TOO_LATE = "too-late"
    """The assessor's marks are in this profile, so a mark here would not be made alone."""
    MARK = "mark"
    SEAL = "seal"
    WAIT = "wait"
    """Sealed or agreed here, and now it is with the other judge."""
    AGREE = "agree"
    SIGN = "sign"
    """Agreed by both, and the assessor has signed the report: the verifier's signature is missing."""
    DONE = "done"


WAITING = frozenset({Step.DECLARE, Step.MARK, Step.SEAL, Step.AGREE, Step.SIGN})
"""Steps in which the person is waited for."""


@dataclass(frozen=True, slots=True)
class QueueItem:
    """One assessment. other_name: the other judge, empty while nobody is; done, total: strands marked of those to
    mark; open: strands still to agree; due: the day of the panel, None where it is not known; reason: of a conflict of
    interest; drawn: the edition's sample asks for it; leads: this person is the assessor."""

    assessment: str
    institution: str
    place: str
    mark: str
    other_name: str
    step: Step
    done: int
    total: int
    open: int = 0
    due: date | None = None
    reason: str = ""
    drawn: bool = False
    leads: bool = False

    @property
    def waiting(self) -> bool:
        """True while this person is waited for."""
        return self.step in WAITING


def queue_item(scheme: Scheme, record: Assessment, person: Person) -> QueueItem | None:
    """How a second mark stands for one person; None for somebody who has no part in one of this assessment."""
    if not takes_part(scheme, record, person):
        return None
    strands, own = marked_twice(scheme, record.id), record.levels_of(person.id)
    done = sum(own.get(strand.id) is not None for strand in strands)
    step = step_of(scheme, record, person)
    interest = record.cycle.interest_of(person.id)
    return QueueItem(
        assessment=record.id,
        institution=record.institution.name,
        place=record.institution.place,
        mark=scheme.short_title,
        other_name=record.verifier_name if person.id == record.lead else record.lead_name,
        step=step,
        done=done,
        total=len(strands),
        open=len(unsettled(scheme, record)) + len(unsaid(scheme, record, person.id)) if step is Step.AGREE else 0,
        due=record.panel_on,
        reason=interest.reason if interest is not None and interest.conflict else "",
        drawn=is_drawn(scheme, record.id),
        leads=person.id == record.lead,
    )


def takes_part(scheme: Scheme, record: Assessment, person: Person) -> bool:
    """True for the verifier, for any verifier while nobody is named, the edition's sample
    does not leave the assessment out and the mark could still be made alone, and for
    the lead once the verifier's sealed marks are here."""
    if person.id == record.lead:
        return record.second_mark is not None
    if Role.VERIFIER not in person.roles:
        return False
    if record.verifier == person.id or record.cycle.interest_of(person.id) is not None:
        return True
    may_be = scheme.second is None or is_drawn(scheme, record.id)
    return may_be and not record.verifier and not any(record.levels_of(record.lead).values())


def step_of(scheme: Scheme, record: Assessment, person: Person) -> Step:
    """The next step for somebody who takes part."""
    both = any(record.levels_of(record.lead).values())
    if record.second_mark is not None and person.id == record.lead and left_to_lead(scheme, record):
        return Step.MARK
    if record.second_mark is not None and person.id in (record.lead, record.verifier):
        return _after_the_seal(scheme, record, person.id) if both else Step.WAIT
    interest = record.cycle.interest_of(person.id)
    if interest is not None and interest.conflict:
        return Step.STOPPED
    if both:
        return Step.TOO_LATE
    if interest is None or record.verifier != person.id:
        return Step.DECLARE
    own = record.levels_of(person.id)
    marked = all(own.get(strand.id) is not None for strand in marked_twice(scheme, record.id))
    return Step.SEAL if marked else Step.MARK


def _after_the_seal(scheme: Scheme, record: Assessment, person: str) -> Step:
    other = record.verifier if person == record.lead else record.lead
    if unsettled(scheme, record) or unsaid(scheme, record, person):
        return Step.AGREE
    if unsaid(scheme, record, other):
        return Step.WAIT
    signed = record.reports[-1].version if record.locked else 0
    mine = person == record.verifier and signed and record.counter_signature(signed) is None
    return Step.SIGN if mine else Step.DONE
