"""A second mark for the tests of its screens: the sample assessment, its verifier, and services that answer."""

from concurrent.futures import Future
from dataclasses import dataclass, field, replace
from typing import Any

from assessor_app.domain.assessment.assessment import Assessment, Judgement, SignedReport
from assessor_app.domain.award.facts import AwardFacts
from assessor_app.domain.award.outcome import outlook
from assessor_app.domain.cycle.cycle import Cycle, Interest
from assessor_app.domain.people import Person, Role
from assessor_app.domain.second.comparing import Comparison, compare
from assessor_app.domain.second.mark import Agreed, CounterSignature, Mark, SecondMark
from assessor_app.domain.second.working_copy import working_copy
from assessor_app.errors import Refused
from tests.ui.assessment_sample import ME, NOW, FakeWorkplace, assessment, person, scheme

LEAD, VERIFIER = ME, "P-0000BEEF"
DAVID = "David Llewellyn"
FIRST, SECOND = "leadership.vision", "leadership.culture"
"""The two strands on which the judges differ; only both together change the award."""
NO_CONFLICT = Cycle(interests=(Interest(VERIFIER, DAVID, "2026-11-20", conflict=False),))
CONFLICT = Cycle(interests=(Interest(VERIFIER, DAVID, "2026-11-20", True, "I worked there in 2023."),))


def david() -> Person:
    return replace(person(), id=VERIFIER, name=DAVID, roles=frozenset({Role.VERIFIER}))


def marked(value: Assessment, level: str | None, count: int = 16) -> Assessment:
    """The verifier's own judgements of the first `count` strands, and nothing of the lead's."""
    strands = tuple(
        replace(each, judgements=(Judgement(VERIFIER, level),) if at < count else (), reason="", flagged=False)
        for at, each in enumerate(value.strands)
    )
    return replace(value, strands=strands)


def alone(count: int = 0, cycle: Cycle = NO_CONFLICT) -> Assessment:
    """As the verifier has it before the seal."""
    return replace(marked(assessment(), "enhancing", count), verifier=VERIFIER, verifier_name=DAVID, cycle=cycle)


def both(**changes: Any) -> Assessment:
    """Both first marks: the verifier gives another level on two strands."""
    value = assessment()
    levels = {each.strand: each.judgement_of(LEAD).level or "enhancing" for each in value.strands}
    strands = tuple(
        replace(
            each,
            judgements=(Judgement(LEAD, levels[each.strand], "2026-11-22T10:00:00Z"),),
            reason=f"first reason {each.strand}",
        )
        for each in value.strands
    )
    marks = tuple(
        Mark(strand, "developing" if strand in (FIRST, SECOND) else level, f"second reason {strand}")
        for strand, level in levels.items()
    )
    sealed = SecondMark(VERIFIER, "2026-11-22T12:00:00Z", DAVID, "7F2C 19A4", "", marks)
    value = replace(
        value, strands=strands, verifier=VERIFIER, verifier_name=DAVID, cycle=NO_CONFLICT, second_marks=(sealed,)
    )
    return replace(value, **changes)


def agreed(strand: str, level: str = "enhancing", *by: str, together: bool = False) -> Agreed:
    return Agreed(strand, level, "The minutes of two years", by=frozenset(by), together=together)


SIGNED = SignedReport(1, "f" * 64, "3F9A", "2026-11-23T16:12:00Z", LEAD, "Amara Okafor", "7F2C 19A4")
COUNTER = CounterSignature(1, VERIFIER, "2026-11-24T09:00:00Z", DAVID, "19A4 7F2C", "e" * 64)


def done(value: object = None) -> Future[Any]:
    future: Future[Any] = Future()
    future.set_result(value)
    return future


@dataclass
class FakeSecond:
    """Keeps what it was asked; compares what the workplace's record holds."""

    workplace: "SecondWorkplace"
    asked: list[tuple[Any, ...]] = field(default_factory=list)
    error: Exception | None = None

    def _ask(self, *words: Any) -> Future[Any]:
        if self.error is not None:
            raise self.error
        self.asked.append(words)
        return done()

    def declare(self, _assessment: str, conflict: str = "", /) -> None:
        self._ask("declare", conflict)
        cycle = CONFLICT if conflict else NO_CONFLICT
        self.workplace.visits.value = replace(self.workplace.visits.value, cycle=cycle)

    def seal(self, _assessment: str, /) -> None:
        self._ask("seal")
        value = self.workplace.visits.value
        marks = tuple(Mark(each.strand, each.judgement_of(VERIFIER).level or "") for each in value.strands)
        seal = SecondMark(VERIFIER, "2026-11-22T12:00:00Z", DAVID, "", "", marks)
        self.workplace.visits.value = replace(value, second_marks=(seal,))

    def compare(self, _assessment: str, /) -> Comparison:
        value = self.workplace.visits.value
        sealed = value.second_mark
        if sealed is None or not any(value.levels_of(LEAD).values()):
            raise Refused("The marks of Amara Okafor are not here yet.", "no-first-mark")
        facts = AwardFacts()
        strands = compare(scheme(), value, sealed, facts)
        second = {mark.strand: mark.level for mark in sealed.marks}
        first = value.levels_of(LEAD)
        now = value.decided_levels()
        return Comparison(sealed, strands, outlook(scheme(), first), outlook(scheme(), second), outlook(scheme(), now))

    def agree(self, _assessment: str, strand: str, level: str, settled: str, together: bool, /) -> Future[Any]:
        self._ask("agree", strand, level, settled, together)
        self._keep(agreed(strand, level, self.workplace.person.id, together=together))
        return done()

    def confirm(self, _assessment: str, strand: str, /) -> Future[Any]:
        self._ask("confirm", strand)
        before = self.workplace.visits.value.agreed_on(strand)
        self._keep(replace(before, by=frozenset({LEAD, VERIFIER})))
        return done()

    def ask_panel(self, _assessment: str, strand: str, /) -> Future[Any]:
        self._ask("panel", strand)
        self._keep(Agreed(strand, panel=True))
        return done()

    def _keep(self, new: Agreed) -> None:
        value = self.workplace.visits.value
        others = tuple(each for each in value.agreed if each.strand != new.strand)
        self.workplace.visits.value = replace(value, agreed=(*others, new))


@dataclass
class FakeCounterSigning:
    workplace: "SecondWorkplace"
    needs_passphrase: bool = True
    asked: list[str | None] = field(default_factory=list)
    error: Exception | None = None

    def report(self, _assessment: str, /) -> bytes:
        return b"%PDF"

    def sign(self, _assessment: str, passphrase: str | None, /) -> None:
        if self.error is not None:
            raise self.error
        self.asked.append(passphrase)
        value = self.workplace.visits.value
        self.workplace.visits.value = replace(value, counter_signatures=(COUNTER,))


class SecondWorkplace(FakeWorkplace):
    """One opened profile of a judge."""

    def __init__(self, value: Assessment, who: Person | None = None) -> None:
        super().__init__(person=who or david())
        self.visits.value = working_copy(scheme(), value, self.person)
        self.second = FakeSecond(self)
        self.counter_signing = FakeCounterSigning(self)


__all__ = ["NOW", "SecondWorkplace", "both", "david"]
