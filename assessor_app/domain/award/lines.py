"""The office's register of awards as people read it: every award with what became of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from assessor_app.domain.award.register import AwardStatus, RegisteredAward
from assessor_app.domain.cycle.cycle import Award, Withdrawal

SOON = timedelta(days=90)
"""An award that ends within this time is told as one that ends soon."""


class AwardState(Enum):
    """What became of an award."""

    TO_ISSUE = "to issue"
    """The panel has decided it, and it has not been given yet."""
    NO_CERTIFICATE = "no certificate yet"
    HOLDS = "holds"
    ENDS_SOON = "ends soon"
    WITHDRAWAL = "to be withdrawn"
    """One administrator has said so; a second one must."""
    WITHDRAWN = "withdrawn"
    REPLACED = "replaced"
    LAPSED = "ran out"


@dataclass(frozen=True, slots=True)
class AwardLine:
    """One award. award: its id, "" while it is to be issued; number: of the certificate, "" until then; signed: False
    while a withdrawn award is not known to be so in the office's signed register; followed_by: id of the assessment
    that goes on from its own; can_rise: its mark has a higher award, which can be applied for while this one holds."""

    assessment: str
    institution: str
    holder: str
    mark: str
    award: str
    outcome: str
    outcome_name: str
    number: str
    given_on: str
    until_on: str
    state: AwardState
    withdrawals: tuple[Withdrawal, ...] = ()
    replaced_by: str = ""
    renewal_asked_on: str = ""
    followed_by: str = ""
    signed: bool = True
    can_rise: bool = False

    @property
    def reason(self) -> str:
        """Why it is withdrawn."""
        return next((each.reason for each in self.withdrawals if each.reason), "")

    def days_left(self, today: date) -> int | None:
        """Days until it ends, below 0 once it has; None for one without an end."""
        return (date.fromisoformat(self.until_on) - today).days if self.until_on else None


def state_of(award: Award, listed: RegisteredAward | None, today: date) -> AwardState:
    """What became of an award. listed: the same in the office's signed register."""
    until = date.fromisoformat(award.until_on) if award.until_on else None
    said = len(award.withdrawals)
    reached = {
        AwardState.WITHDRAWN: said > 1 or (listed is not None and listed.status is AwardStatus.WITHDRAWN),
        AwardState.REPLACED: listed is not None and listed.status is AwardStatus.SUPERSEDED,
        AwardState.WITHDRAWAL: said == 1,
        AwardState.LAPSED: until is not None and until < today,
        AwardState.NO_CERTIFICATE: bool(award.assessment) and not award.certificate_on,
        AwardState.ENDS_SOON: until is not None and until - today <= SOON,
    }
    return next((state for state, so in reached.items() if so), AwardState.HOLDS)


def is_signed(state: AwardState, listed: RegisteredAward | None) -> bool:
    """False while the signed register still says that a withdrawn award holds."""
    return state is not AwardState.WITHDRAWN or listed is None or listed.status is AwardStatus.WITHDRAWN


@dataclass(frozen=True, slots=True)
class AwardPlan:
    """What issuing an award would do. again: the certificate is made once more, and nothing else changes; folder: where
    the files go unless somebody says otherwise; page: the certificate as a PDF, unsigned."""

    assessment: str
    holder: str
    title: str
    outcome_name: str
    number: str
    given_on: date
    until_on: date | None
    again: bool
    folder: str
    page: bytes


@dataclass(frozen=True, slots=True)
class WithdrawalStep:
    """How a withdrawal stands after a step. complete: two administrators have said so; signed: the office's register
    says so too, None for an award that is not in it."""

    number: str
    holder: str
    complete: bool
    signed: bool | None
    said_by: tuple[str, ...]

    @property
    def sentence(self) -> str:
        """What was done, and what is still to do."""
        start = f"Number {self.number} of {self.holder}"
        if not self.said_by and not self.complete:
            return f"{start} holds: nobody asks to withdraw it any more."
        if not self.complete:
            return (
                f"{start} still holds: {self.said_by[0]} has asked to withdraw it, and a second administrator must "
                "agree. Share a bundle with them."
            )
        if self.signed is None:
            return f"{start} is withdrawn. It was never in the signed register."
        if not self.signed:
            return (
                f"{start} is withdrawn. The register does not say so yet: it is signed where the office's key is. "
                "Share a bundle with that administrator."
            )
        return f"{start} is withdrawn, and the signed register says so. Publish the register again."


class RenewalState(Enum):
    """How far the renewal of an award is."""

    BEGUN = "begun"
    LAPSED = "lapsed"
    ASKED = "asked"
    NOT_ASKED = "not asked"


def renewals(lines: Iterable[AwardLine]) -> tuple[AwardLine, ...]:
    """The awards that end or have ended, and rest on an assessment here, the one that ends first at the top."""
    gone = (AwardState.WITHDRAWN, AwardState.REPLACED, AwardState.TO_ISSUE)
    ending = (line for line in lines if line.until_on and line.assessment and line.state not in gone)
    return tuple(sorted(ending, key=lambda line: (line.until_on, line.holder)))


def renewal_state(line: AwardLine) -> RenewalState:
    """How far its renewal is."""
    if line.followed_by:
        return RenewalState.BEGUN
    if line.state is AwardState.LAPSED:
        return RenewalState.LAPSED
    return RenewalState.ASKED if line.renewal_asked_on else RenewalState.NOT_ASKED


def ending_words(lines: Iterable[AwardLine], today: date) -> str:
    """How many awards end in the next 90 days, and whether their renewal has begun."""
    soon = [line for line in lines if line.until_on and today <= date.fromisoformat(line.until_on) <= today + SOON]
    begun = sum(bool(line.followed_by) for line in soon)
    if not soon:
        return "No award ends in the next 90 days."
    if len(soon) == 1:
        return f"1 award ends in the next 90 days. Its renewal has {'' if begun else 'not '}begun."
    told = f"Renewal has begun for {begun} of them." if begun else "No renewal has begun for any of them."
    return f"{len(soon)} awards end in the next 90 days. {told}"
