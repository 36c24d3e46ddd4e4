"""The panel's decision and the register of awards: given, certified, published, withdrawn."""

import uuid
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from datetime import date, datetime, timedelta
from typing import TypeVar
from unicodedata import normalize

from assessor_app.domain.assessment.assessment import Assessment
from assessor_app.domain.award.panel import quorum
from assessor_app.domain.cycle.cycle import DECLINED, DEFERRED, Award
from assessor_app.domain.cycle.facts import award_of
from assessor_app.domain.journal.clock import moment
from assessor_app.domain.journal.operation import Json
from assessor_app.domain.people import Person
from assessor_app.domain.scheme.edition import Outcome, Scheme
from assessor_app.errors import Refused, WrongUse
from assessor_app.models.database.store import Store
from assessor_app.models.journal.writing import Writing
from assessor_app.models.queries.award_rows import HeldAward, all_awards
from assessor_app.services.saving import Saved, saved
from assessor_app.services.signed_work import set_all, set_anew
from assessor_app.services.visits import Visits

T = TypeVar("T")

TAKEN_NUMBER = "number"
"""Code of the refusal of a certificate number that another award has."""


class Awards:
    """What the office does after the report. All of it takes the role of an administrator."""

    def __init__(self, store: Store, visits: Visits, person: Person, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._visits = visits
        self._person = person
        self._clock = clock

    def decide(  # noqa: PLR0913, PLR0917  a decision is these facts
        self,
        assessment: str,
        outcome: str,
        members: Sequence[str],
        reason: str = "",
        on: date | None = None,
        absent: Sequence[str] = (),
        conflicts: Sequence[str] = (),
    ) -> Future[str]:
        """Record what the panel decided: an outcome's id, "deferred" or "declined". Answers with the decision's id.

        members: who decides; absent: members who are not there; conflicts: those who leave this case for a conflict of
        interest. More than half of them all must decide.
        Raises WrongUse for an unknown outcome, for no members, and without a reason where the panel did not agree
        with the outlook; Refused for too few members, for one who is named twice, and for one who has assessed,
        verified or advised.
        """
        record = self._visits.open(assessment)
        scheme = self._visits.scheme_of(record)
        if outcome not in (DEFERRED, DECLINED):
            outcome_of(scheme, outcome)
        recommended = self._visits.outlook(record).award
        if outcome != (recommended.id if recommended else DECLINED) and not reason.strip():
            said = recommended.name if recommended else "no award"
            raise WrongUse(f"The judgements lead to {said}. Say why the panel decided otherwise.", "no-reason")
        members, absent, conflicts = (_names(each) for each in (members, absent, conflicts))
        self._refuse_members(record, members)
        _refuse_twice((*members, *absent, *conflicts))
        _refuse_too_few(len(members), len(members) + len(absent) + len(conflicts))
        identity = uuid.uuid4().hex
        day = (on or self._clock().date()).isoformat()
        values: dict[str, Json] = {"outcome": outcome, "reason": reason.strip(), "recorded_by": self._person.name}

        def change(writing: Writing) -> str:
            entity = f"assessment/{assessment}/panel/{identity}"
            others = {name: list(people) for name, people in (("absent", absent), ("conflicts", conflicts)) if people}
            set_all(writing, entity, {**values, **others, "members": list(members), "decided_on": day})
            return identity

        return self._store.write(change)

    def give(self, assessment: str, number: str, on: date | None = None, until: date | None = None) -> Award:
        """Give the award that the panel decided. number: of the certificate; until: its last day, the mark's when None.

        Raises Refused before the decision, after one that gives no award, for the second time, and for a number that
        an award in the record has already, whoever's it is.
        """
        record = self._visits.open(assessment)
        scheme, decision = self._visits.scheme_of(record), record.cycle.decision
        if decision is None or decision.outcome in (DEFERRED, DECLINED):
            raise Refused("The panel has not decided on an award. Nothing was given.", "no-decision")
        if award_of(record) is not None:
            raise _given()
        day, won = on or self._clock().date(), outcome_of(scheme, decision.outcome)
        values = {"scheme": scheme.id, "edition": scheme.edition, "outcome": won.id, "outcome_name": won.name}
        values |= {"number": number, "assessment": assessment}
        return self._keep(record, values, day, until or last_day(day, scheme.valid_years), first=True)

    def note_held(
        self, assessment: str, mark: str, outcome: str, number: str, given_on: date, until_on: date | None
    ) -> Award:
        """Record an award that the institution holds from before this program, after the office has checked it."""
        record = self._visits.open(assessment)
        values = {"scheme": mark, "outcome": outcome, "outcome_name": outcome, "number": number, "assessment": ""}
        return self._keep(record, values, given_on, until_on)

    def keep_issued(self, assessment: str, outcome: Outcome, number: str, given: date, until: date | None) -> Award:
        """Record an award whose documents the office has made without a decision of a panel in this record. Raises
        Refused for a number that an award in the record has already."""
        record = self._visits.open(assessment)
        scheme = self._visits.scheme_of(record)
        values = {"scheme": scheme.id, "edition": scheme.edition, "outcome": outcome.id, "outcome_name": outcome.name}
        return self._keep(record, values | {"number": number, "assessment": assessment}, given, until)

    def held(self) -> tuple[HeldAward, ...]:
        """Every award of every institution."""
        with self._store.read() as reading:
            return all_awards(reading)

    def alone(self, work: Callable[[], T]) -> T:
        """Do what no other program on these awards may do meanwhile; waits for it."""
        return self._store.write(lambda _writing: work()).result()

    def certify(self, assessment: str, on: date | None = None) -> Future[Saved]:
        """Record that the certificate has been issued. Raises Refused when there is no award."""
        return self._mark(assessment, "certificate_on", on)

    def publish(self, assessment: str, on: date | None = None) -> Future[Saved]:
        """Record that the award has been published. Raises Refused when there is no award."""
        return self._mark(assessment, "published_on", on)

    def note_letter(self, assessment: str, on: date | None = None) -> Future[Saved]:
        """Record that a letter about renewal was made. Raises Refused when there is no award."""
        return self._mark(assessment, "renewal_asked_on", on)

    def say_withdraw(self, institution: str, award: str, reason: str) -> Future[Saved]:
        """Record this administrator's word that an award is withdrawn, as its certificate stands; it is, once a second
        one has said so of the same certificate."""
        held = f"institution/{institution}/award/{award}"
        entity = f"{held}/withdrawal/{self._person.id}"

        def change(writing: Writing) -> Saved:
            about = {field: writing.state(held, field).shown or "" for field in ("number", "certificate_on")}
            set_anew(writing, entity, {"name": self._person.name, "reason": reason.strip(), **about})
            return saved(writing.set(entity, "said_at", moment(self._clock())), self._clock())

        return self._store.write(change)

    def take_back_word(self, institution: str, award: str) -> Future[Saved]:
        """Take back this administrator's word on a withdrawal."""
        entity = f"institution/{institution}/award/{award}/withdrawal/{self._person.id}"
        return self._store.write(lambda writing: saved(writing.set(entity, "said_at", ""), self._clock()))

    def _mark(self, assessment: str, field: str, on: date | None) -> Future[Saved]:
        record = self._visits.open(assessment)
        award = award_of(record)
        if award is None:
            raise Refused("There is no award for this assessment yet. Nothing was changed.", "no-award")
        entity = f"institution/{record.institution.id}/award/{award.id}"
        day = (on or self._clock().date()).isoformat()

        def change(writing: Writing) -> Saved:
            writing.set(entity, "recorded_by", self._person.name)
            return saved(writing.set(entity, field, day), self._clock())

        return self._store.write(change)

    def _keep(
        self, record: Assessment, values: dict[str, str], given: date, until: date | None, first: bool = False
    ) -> Award:
        identity = uuid.uuid4().hex
        entity = f"institution/{record.institution.id}/award/{identity}"
        days = {"given_on": given.isoformat(), "until_on": until.isoformat() if until else ""}

        def change(writing: Writing) -> None:
            if values["assessment"]:  # asked in here, where no other program gives an award meanwhile
                _refuse_given(writing, values, first)
            set_all(writing, entity, {**values, "recorded_by": self._person.name, **days})

        self._store.write(change).result()
        return next(each for each in self._visits.open(record.id).cycle.awards if each.id == identity)

    def _refuse_members(self, record: Assessment, members: Sequence[str]) -> None:
        if not members:
            raise WrongUse("Say who sat on the panel. Nothing was recorded.", "no-members")
        barred = taken_part(record)
        for member in members:
            why = barred.get(member.casefold())
            if why:
                raise Refused(f"{member} {why} here, so they cannot sit on the panel. Nothing was recorded.", "barred")


def _refuse_given(writing: Writing, values: dict[str, str], first: bool) -> None:
    held = [each.award for each in all_awards(writing.reading())]
    if first and any(each.assessment == values["assessment"] for each in held):
        raise _given()
    if any(each.number == values["number"] for each in held):
        number = values["number"]
        raise Refused(f"The certificate number {number} is used already. Nothing was given.", TAKEN_NUMBER)


def _given() -> Refused:
    return Refused("This award has been given already. Nothing was changed.", "given")


def _names(given: Sequence[str]) -> list[str]:
    """Names without the blanks around and between their words that would make two people of one."""
    return [name for each in given if (name := " ".join(normalize("NFC", each).split()))]


def _refuse_twice(names: Sequence[str]) -> None:
    """Somebody named twice would count twice, or decide although they leave for a conflict of interest."""
    seen = set[str]()
    for name in names:
        if name.casefold() in seen:
            raise Refused(f"{name} is named twice for this panel. Nothing was recorded.", "twice")
        seen.add(name.casefold())


def _refuse_too_few(here: int, of: int) -> None:
    needed = quorum(of)
    if here < needed:
        more = "1 more must" if needed - here == 1 else f"{needed - here} more must"
        raise Refused(
            f"{needed} of {of} members are needed, and {here} can decide. {more} be here. Nothing was recorded.",
            "quorum",
        )


def taken_part(record: Assessment) -> dict[str, str]:
    """Who may not decide on an assessment, by id and by name in lower case, and why: "was the assessor"."""
    found = {record.lead: "was the assessor", record.lead_name: "was the assessor"}
    found |= {record.verifier: "was the verifier", record.verifier_name: "was the verifier"}
    for advice in record.cycle.advice:
        found |= dict.fromkeys((advice.given_by, advice.given_by_name), "has advised")
    for interest in record.cycle.interests:
        if interest.conflict:
            found |= dict.fromkeys((interest.person, interest.name), "declared a conflict of interest")
    return {_names([name])[0].casefold(): why for name, why in found.items() if name.strip()}


def outcome_of(scheme: Scheme, outcome: str) -> Outcome:
    """The outcome with this id. Raises WrongUse when the mark has none."""
    found = next((each for each in scheme.outcomes if each.id == outcome), None)
    if found is None:
        names = ", ".join([*(each.id for each in scheme.outcomes), DEFERRED, DECLINED])
        raise WrongUse(f"{outcome!r} is not an outcome of {scheme.title}. Use one of: {names}.", "outcome")
    return found


def last_day(given: date, years: int) -> date | None:
    """The last day an award is valid: the eve of the same day so many years later; None for an unlimited one."""
    if not years:
        return None
    try:
        return given.replace(year=given.year + years) - timedelta(days=1)
    except ValueError:  # 29 February
        return date(given.year + years, 2, 28)
