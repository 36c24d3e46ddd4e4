"""What the office says of an award that is to be issued, and everything that may speak against issuing it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from assessor_app.credentials.open_badge import credential_id
from assessor_app.domain.assessment.assessment import Assessment
from assessor_app.domain.award.credential import AwardStatement
from assessor_app.domain.award.register import AwardRegister, AwardStatus, RegisteredAward
from assessor_app.domain.cycle.cycle import DECLINED, DEFERRED, Award
from assessor_app.domain.cycle.facts import award_of
from assessor_app.domain.journal.clock import today
from assessor_app.domain.scheme.edition import Outcome, Scheme
from assessor_app.domain.words.numbers import number_in
from assessor_app.errors import Refused, WrongUse
from assessor_app.identity.office_register import read_office
from assessor_app.models.queries.award_rows import HeldAward
from assessor_app.reports.documents.certificate import fits
from assessor_app.services.awards.awards import Awards, last_day
from assessor_app.services.profile.signing import SigningKey
from assessor_app.services.visits import Visits


@dataclass(frozen=True, slots=True)
class AwardRequest:
    """What the office says of an award beside the record. outcome: id, "" for what the record says was given, or else
    what the panel decided, or else what the judgements lead to; number: "" for the record's, or the next free one;
    given_on: None for the record's, the panel's day, or today; signatories: names and roles."""

    outcome: str = ""
    number: str = ""
    given_on: date | None = None
    until_on: date | None = None
    signatories: tuple[tuple[str, str], ...] = ()
    holder: str = ""


class AwardStatements:
    """What is to be issued, put together from the record and from what was asked for. folder: of the office."""

    def __init__(
        self, folder: Path, visits: Visits, awards: Awards, key: SigningKey, clock: Callable[[], datetime]
    ) -> None:
        self._folder, self._visits, self._awards = folder, visits, awards
        self._key, self._clock = key, clock

    def checked(self, record: Assessment, asked: AwardRequest, register: AwardRegister) -> AwardStatement:
        """What is to be issued. Raises Refused, with what speaks against it."""
        award = self._statement(record, asked, register)
        known = register.find(award.number)
        if any(_is_of_another(each, award.number, record) for each in self._awards.held()):
            raise _taken(award.number)
        if known is not None:
            self._refuse_registered(known, award)
        _refuse_withdrawn(record, award.number)
        if not fits(award.holder or award.institution.name):
            raise Refused(
                "The name is too long for a certificate. Nothing was made; give a shorter one in the record.",
                "too-long",
            )
        self._visits.template_of(award.scheme)  # a broken one is refused before anything is made
        return award

    def _refuse_registered(self, known: RegisteredAward, award: AwardStatement) -> None:
        if known.credential != credential_id(award):
            raise _taken(award.number)
        if known.status is AwardStatus.WITHDRAWN:
            raise Refused(
                f"{known.sentence(today(self._clock))} Nothing was made; give a new award a new number.", "gone"
            )

    def _statement(self, record: Assessment, asked: AwardRequest, register: AwardRegister) -> AwardStatement:
        scheme = self._visits.scheme_of(record)
        named = next((each for each in record.cycle.awards if asked.number.strip() == each.number), None)
        kept = named or award_of(record)
        if kept is None:
            _refuse_undecided(scheme, record)
        outcome = _outcome(scheme, asked.outcome) or _won(scheme, kept, record) or self._visits.outlook(record).award
        if outcome is None:
            raise Refused(f"The judgements lead to no {scheme.terms.award} yet. Nothing was made.", "no-award")
        if kept is not None and asked.outcome and outcome.id != kept.outcome:
            if named is not None:
                raise _taken(named.number)
            kept = None  # another award than the one that was given takes a number of its own
        given = (
            asked.given_on or (date.fromisoformat(kept.given_on) if kept else _decided_on(record)) or today(self._clock)
        )
        newest = record.reports[-1].file_sha256 if record.reports else ""
        return AwardStatement(
            number=asked.number.strip() or (kept.number if kept else "") or self._next_number(scheme, given, register),
            institution=record.institution,
            scheme=scheme,
            outcome=outcome,
            levels=record.decided_levels(),
            given_on=given,
            until_on=asked.until_on or last_day(given, scheme.valid_years),
            issuer=read_office(self._folder).name,
            report_sha256=newest,
            signatories=asked.signatories or self._signatories(record),
            holder=asked.holder.strip(),
        )

    def _signatories(self, record: Assessment) -> tuple[tuple[str, str], ...]:
        own = (self._key.person.name, "For the office")
        return (own, (record.verifier_name, "Verifier")) if record.verifier_name else (own,)

    def _next_number(self, scheme: Scheme, given: date, register: AwardRegister) -> str:
        """The one after every number that the register or the record has."""
        start = f"{scheme.id.upper()}-{given.year}-"
        every = [each.number for each in register.awards] + [each.award.number for each in self._awards.held()]
        taken = [number_in(each.removeprefix(start)) or 0 for each in every if each.startswith(start)]
        return f"{start}{max(taken, default=0) + 1:04d}"


def _outcome(scheme: Scheme, name: str) -> Outcome | None:
    if not name:
        return None
    for outcome in scheme.outcomes:
        if name.casefold() in (outcome.id.casefold(), outcome.name.casefold()):
            return outcome
    names = ", ".join(outcome.id for outcome in scheme.outcomes)
    raise WrongUse(f"{scheme.title} has no award {name!r}. Use one of: {names}. Nothing was made.", "unknown-award")


def _won(scheme: Scheme, kept: Award | None, record: Assessment) -> Outcome | None:
    """What the record says was given, or else what the panel decided."""
    decision = record.cycle.decision
    won = kept.outcome if kept else decision.outcome if decision else ""
    return next((each for each in scheme.outcomes if each.id == won), None)


def _decided_on(record: Assessment) -> date | None:
    decision = record.cycle.decision
    return date.fromisoformat(decision.decided_on) if decision else record.panel_on


def _refuse_undecided(scheme: Scheme, record: Assessment) -> None:
    decision = record.cycle.decision
    if decision is not None and decision.outcome in (DEFERRED, DECLINED):
        raise Refused(f"The panel gave no {scheme.terms.award}. Nothing was made.", "no-decision")


def _refuse_withdrawn(record: Assessment, number: str) -> None:
    if any(each.number == number and each.withdrawn_on for each in record.cycle.awards):
        raise Refused(f"Number {number} was withdrawn. Nothing was made; give a new award.", "gone")
    said = next((each.withdrawals for each in record.cycle.awards if each.number == number), ())
    if said:
        raise Refused(
            f"{said[0].name} has asked to withdraw number {number}. Nothing was made; agree to that, or ask "
            "them to take it back first.",
            "asked-to-withdraw",
        )


def _is_of_another(held: HeldAward, number: str, record: Assessment) -> bool:
    """True when an award of another assessment has this number. One from before this program rests on none."""
    own = held.institution == record.institution.id and held.award.assessment in ("", record.id)
    return held.award.number == number and not own


def _taken(number: str) -> Refused:
    return Refused(f"Number {number} belongs to another award. Nothing was made; choose another.", "taken")
