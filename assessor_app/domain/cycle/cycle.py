"""What has been recorded in one cycle beside judgements: facts, ended stages, forms, signatures, advice, awards."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from assessor_app.domain.award.facts import FactValue
from assessor_app.domain.scheme.cycle import Actor

DEFERRED, DECLINED = "deferred", "declined"
"""What a panel may decide instead of an outcome."""

ROUTES = ("", "renewal", "upgrade")
"""How an assessment came about: a first one, one to renew an award, one for a higher award."""


@dataclass(frozen=True, slots=True)
class RecordedFact:
    """A fact of the cycle that somebody recorded. recorder: in which capacity; happened_on: an ISO date;
    recorded_by: a name."""

    fact: str
    recorder: Actor
    value: FactValue | None
    happened_on: str = ""
    remark: str = ""
    recorded_by: str = ""


@dataclass(frozen=True, slots=True)
class StageEnd:
    """A stage that somebody ended, or left out."""

    stage: str
    recorder: Actor
    done_on: str
    left_out: bool = False
    remark: str = ""
    recorded_by: str = ""


@dataclass(frozen=True, slots=True)
class FormEntry:
    """One row of a form, or the one answer to a page. values: field id to what was typed."""

    form: str
    row: str
    position: int
    values: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class SignedCommitment:
    """A commitment that the institution has signed."""

    commitment: str
    signed_on: str
    signed_by: str


@dataclass(frozen=True, slots=True)
class Advice:
    """What somebody who will judge has advised before the visit. evidence: ids of what grew out of it."""

    id: str
    text: str
    strand: str
    evidence: tuple[str, ...]
    given_on: str
    given_by: str
    given_by_name: str


@dataclass(frozen=True, slots=True)
class Interest:
    """What a person said about a conflict of interest with the institution."""

    person: str
    name: str
    declared_on: str
    conflict: bool
    reason: str = ""


@dataclass(frozen=True, slots=True)
class PanelDecision:
    """What the panel decided. outcome: an outcome's id, DEFERRED or DECLINED; members: names or person ids of those who
    decided; absent: members of the panel who were not there; conflicts: those who left the case for a conflict of
    interest."""

    id: str
    decided_on: str
    outcome: str
    reason: str
    members: tuple[str, ...]
    absent: tuple[str, ...] = ()
    conflicts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PlanItem:
    """An item of the last action plan, carried into this cycle, with what became of it."""

    id: str
    code: str
    strand: str
    text: str
    lead: str = ""
    due: str = ""
    success: str = ""
    half_way: str = ""
    half_way_on: str = ""
    impact: str = ""
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """What one administrator said: that an award is to be withdrawn. person: their id; said_at: UTC, as in the record;
    reason: of who says it first; number, certificate_on: of the certificate that it was said about."""

    person: str
    name: str
    said_at: str
    reason: str = ""
    number: str = ""
    certificate_on: str = ""

    @property
    def said_on(self) -> str:
        """The day, an ISO date."""
        return self.said_at[:10]


@dataclass(frozen=True, slots=True)
class Award:
    """An award of an institution. outcome: the outcome's id; days in ISO form, "" where there is none yet;
    assessment: the one it rests on, "" for one that was given before the office used this program; withdrawals: what
    administrators said and counts (`withdrawing.words_that_count`), oldest first. It takes two of them."""

    id: str
    scheme: str
    edition: str
    outcome: str
    outcome_name: str
    assessment: str
    number: str
    given_on: str
    until_on: str
    certificate_on: str = ""
    published_on: str = ""
    renewal_asked_on: str = ""
    withdrawals: tuple[Withdrawal, ...] = ()

    @property
    def withdrawn_on(self) -> str:
        """The day on which a second administrator agreed to withdraw it; "" until then."""
        return self.withdrawals[1].said_on if len(self.withdrawals) > 1 else ""

    @property
    def reason(self) -> str:
        """Why it was or is to be withdrawn, as the first who said so put it."""
        return next((each.reason for each in self.withdrawals if each.reason), "")

    def in_force(self, day: date) -> bool:
        """True when the award holds on a day: given, not run out, not withdrawn."""
        today = day.isoformat()
        ended = bool(self.until_on) and self.until_on < today
        withdrawn = bool(self.withdrawn_on) and self.withdrawn_on <= today
        return bool(self.given_on) and self.given_on <= today and not ended and not withdrawn


@dataclass(frozen=True, slots=True)
class Cycle:
    """All of it for one assessment; `awards` are those of its institution, whichever assessment they rest on."""

    facts: tuple[RecordedFact, ...] = ()
    ends: tuple[StageEnd, ...] = ()
    entries: tuple[FormEntry, ...] = ()
    commitments: tuple[SignedCommitment, ...] = ()
    advice: tuple[Advice, ...] = ()
    interests: tuple[Interest, ...] = ()
    decisions: tuple[PanelDecision, ...] = ()
    plan: tuple[PlanItem, ...] = ()
    awards: tuple[Award, ...] = ()

    def fact(self, fact: str, recorder: Actor) -> RecordedFact | None:
        """What the one who is asked for it recorded; None for nothing, or for what was taken back."""
        found = (each for each in self.facts if (each.fact, each.recorder) == (fact, recorder))
        return next((each for each in found if each.value is not None), None)

    def interest_of(self, person: str) -> Interest | None:
        """What that person declared."""
        return next((each for each in self.interests if each.person == person), None)

    @property
    def decision(self) -> PanelDecision | None:
        """The latest decision of a panel."""
        return max(self.decisions, key=lambda each: (each.decided_on, each.id), default=None)

    def entries_of(self, form: str) -> tuple[FormEntry, ...]:
        """The rows of a form, in order."""
        found = (entry for entry in self.entries if entry.form == form)
        return tuple(sorted(found, key=lambda entry: (entry.position, entry.row)))


NO_CYCLE = Cycle()
"""Nothing has been recorded yet."""
