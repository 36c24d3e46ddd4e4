"""What falls due because of an award: its end, the opening of renewal, the mid-term review."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from enum import Enum

from assessor_app.domain.assessment.assessment import Assessment
from assessor_app.domain.award.facts import FactValue
from assessor_app.domain.cycle.cycle import Award
from assessor_app.domain.cycle.facts import award_of, fact_values
from assessor_app.domain.scheme.edition import Scheme
from assessor_app.domain.words.phrases import day_words


class Due(Enum):
    """What it is."""

    LAPSED = "lapsed"
    RENEWAL = "renewal"
    MID_TERM = "mid-term"


@dataclass(frozen=True, slots=True)
class AwardDue:
    """One thing. on: the day it fell or falls due; sentence: for people."""

    due: Due
    on: date
    sentence: str


def award_dues(scheme: Scheme, record: Assessment, today: date) -> tuple[AwardDue, ...]:
    """What is due today of the award that rests on this assessment: nothing for one that was withdrawn, or that a
    later award of the same mark follows."""
    award = award_of(record)
    if award is None or award.withdrawn_on or _is_followed(award, record.cycle.awards):
        return ()
    until = date.fromisoformat(award.until_on) if award.until_on else None
    if until is not None and until < today:
        return (AwardDue(Due.LAPSED, until, f"The {scheme.terms.award} lapsed on {day_words(until)}."),)
    renewal = None if record.followed_by else _renewal(scheme, until)  # what has begun need not be opened
    found = (_mid_term(scheme, award, fact_values(scheme, record)), renewal)
    return tuple(each for each in found if each is not None and each.on <= today)


def months_after(day: date, months: int) -> date:
    """The same day so many months later, or before for a negative number; the month's last where it has no such."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _is_followed(award: Award, awards: tuple[Award, ...]) -> bool:
    later = (each for each in awards if each.scheme == award.scheme and not each.withdrawn_on)
    return any(each.id != award.id and each.given_on > award.given_on for each in later)


def _mid_term(scheme: Scheme, award: Award, facts: dict[str, FactValue]) -> AwardDue | None:
    if scheme.mid_term is None or facts.get("mid-term-held"):
        return None
    on = months_after(date.fromisoformat(award.given_on), scheme.mid_term.after_months)
    return AwardDue(Due.MID_TERM, on, f"The mid-term review has been due since {day_words(on)}.")


def _renewal(scheme: Scheme, until: date | None) -> AwardDue | None:
    if scheme.renewal is None or not scheme.renewal.opens_months or until is None:
        return None
    on = months_after(until, -scheme.renewal.opens_months)
    words = f"Renewal has been open since {day_words(on)}; the {scheme.terms.award} ends on {day_words(until)}."
    return AwardDue(Due.RENEWAL, on, words)
