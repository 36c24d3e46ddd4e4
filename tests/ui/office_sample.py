"""An office for tests of its places: services that answer at once and remember what they were asked to do."""

from concurrent.futures import Future
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from assessor_app.domain.assessment.assessment import Evidence
from assessor_app.domain.award.concern import (
    Admitted,
    Concern,
    ConcernCase,
    ConcernKind,
    ConcernLine,
    Handler,
    RecordedStep,
    StepStanding,
)
from assessor_app.domain.award.lines import AwardLine, AwardPlan, AwardState, WithdrawalStep
from assessor_app.domain.award.panel import OpenStrand, PanelCase, PanelChoice, PanelMember, WaitingCase
from assessor_app.domain.cycle.cycle import PanelDecision, Withdrawal
from assessor_app.domain.journal.operation import UNSET
from assessor_app.domain.people import Person, Role
from assessor_app.domain.scheme.procedures import ProcedureStep
from assessor_app.errors import Refused

ME, OTHER = "P-00000001", "P-00000002"
SCHOOL = "Hollin Bank Community School"


def person(*roles: Role) -> Person:
    return Person(ME, "Priya Nair", "", frozenset(roles), "7F2C 19A4", "o", datetime(2027, 1, 1, tzinfo=UTC), "age1x")


def award(name: str, state: AwardState, **more: object) -> AwardLine:
    line = AwardLine(
        f"v-{name}", f"i-{name}", name, "PD Quality Mark", f"a-{name}", "silver", "Silver", f"PDQM-2026-{name[:2]}",
        "2026-11-22", "2029-11-21", state,
    )  # fmt: skip
    return replace(line, **more)  # type: ignore[arg-type]


ASKED = Withdrawal(OTHER, "Sunita Patel", "2026-11-01", "Closed.")
AWARDS = (
    award(SCHOOL, AwardState.TO_ISSUE, award="", number="", given_on="", until_on=""),
    award("Aire Valley Academy", AwardState.WITHDRAWAL, withdrawals=(ASKED,)),
    award("Marsh Lane Primary School", AwardState.HOLDS),
    award("Northgate School", AwardState.LAPSED),
)  # fmt: skip


@dataclass
class FakeAwards:
    """The register. error: what the next deed raises."""

    lines: tuple[AwardLine, ...] = AWARDS
    signs_here: bool = True
    passphrase: bool = False
    error: Exception | None = None
    done: list[tuple[object, ...]] = field(default_factory=list)

    def list(self) -> tuple[AwardLine, ...]:
        self._raise()
        return self.lines

    def plan(self, assessment: str, number: str) -> AwardPlan:
        start, end = date(2026, 11, 22), date(2029, 11, 21)
        return AwardPlan(assessment, SCHOOL, "PD Quality Mark", "Silver", number or "PDQM-2026-0001", start, end,
                         bool(number), "/tmp/awards", b"%PDF-")  # fmt: skip

    def issue(self, assessment: str, number: str, target: Path, passphrase: str) -> object:
        if passphrase != "right":
            raise Refused("That passphrase does not open the office's key. Nothing was made.", "wrong-passphrase")
        self.done.append(("issue", assessment, number, str(target)))
        self.lines = tuple(
            replace(line, award="a-new", number=number, given_on="2026-11-22", until_on="2029-11-21",
                    state=AwardState.HOLDS) if line.assessment == assessment else line
            for line in self.lines
        )  # fmt: skip
        made = SimpleNamespace(number=number, holder=SCHOOL)
        return SimpleNamespace(award=made, files=(target / "a.pdf", target / "b.json"), replaced=(), card=False)

    def needs_passphrase(self, _award: str) -> bool:
        return self.passphrase

    def withdraw(self, award_id: str, reason: str, passphrase: str | None) -> WithdrawalStep:
        self._raise()
        self.done.append(("withdraw", award_id, reason, passphrase))
        line = next(each for each in self.lines if each.award == award_id)
        said = (*(each.name for each in line.withdrawals), "Priya Nair")
        return WithdrawalStep(line.number, line.holder, len(said) > 1, len(said) > 1, said)

    def keep(self, award_id: str) -> WithdrawalStep:
        self.done.append(("keep", award_id))
        return WithdrawalStep("1", SCHOOL, False, False, ())

    def _raise(self) -> None:
        if self.error is not None:
            error, self.error = self.error, None
            raise error


@dataclass
class FakeLetters:
    """Letters about renewal."""

    written: list[str] = field(default_factory=list)

    def write(self, assessments: list[str], folder: Path, _told: object, _stopped: object) -> tuple[Path, ...]:
        self.written += assessments
        return tuple(folder / f"{each}.pdf" for each in assessments)


@dataclass
class FakeRenewals:
    """The next assessment, which the list shows from then on."""

    awards: FakeAwards
    begun: list[tuple[str, str]] = field(default_factory=list)

    def renew(self, former: str, route: str) -> Future[Any]:
        self.begun.append((former, route))
        self.awards.lines = tuple(
            replace(line, followed_by="v-next") if line.assessment == former else line for line in self.awards.lines
        )
        return done("v-next")


class FakePages:
    """Every document is one white page."""

    def page_picture(self, _pdf: bytes, _page: int, width: int) -> object:
        height = round(width * 210 / 297)
        return SimpleNamespace(width=width, height=height, bgra=b"\xff" * (4 * width * height))

    def page_text(self, _pdf: bytes, _page: int) -> str:
        return "This certifies that"


def office(*roles: Role, visits: object = None, **services: object) -> SimpleNamespace:
    """A workplace with these services of the cycle."""
    return SimpleNamespace(
        visits=visits or SimpleNamespace(today=lambda: date(2029, 10, 1)),
        person=person(*(roles or (Role.ADMINISTRATOR,))),
        reporting=FakePages(),
        credentials=SimpleNamespace(),
        cycle=SimpleNamespace(**services),
    )


CHOICES = (
    PanelChoice("silver", "Silver", True), PanelChoice("gold", "Gold", False),
    PanelChoice("deferred", "Deferred", False), PanelChoice("declined", "No award", False),
)  # fmt: skip
THREE = (PanelMember("Grace Adebayo"), PanelMember("Martin Holt"), PanelMember("Huw Rees"))
CASE = PanelCase(
    WaitingCase("v1", SCHOOL, "PD Quality Mark", date(2026, 11, 29), "Silver", ()),
    "PDQM-1",
    "Amara Okafor",
    "David Llewellyn",
    "Silver now",
    "1 strand short of Gold",
    "David Llewellyn agrees on 15 of 16 strands. 1 still open.",
    (OpenStrand("a.culture", "3.2 Culture", "Embedded", "Enhancing", "Every team asks.", "Two teams ask."),),
    1,
    CHOICES,
    THREE,
    {"amara okafor": "was the assessor"},
    "",
    (),
)  # fmt: skip


LATER = WaitingCase("v2", "Weir Road", "PD Quality Mark", None, "", ("The report is not signed yet.",))


@dataclass
class FakePanels:
    """One case, and what was done about it. later: a case that is not ready."""

    at: PanelCase = CASE
    later: WaitingCase | None = LATER
    noted: list[str] = field(default_factory=list)
    decided: list[tuple[str, ...]] = field(default_factory=list)

    def list(self) -> tuple[WaitingCase, ...]:
        return (self.at.line, *([self.later] if self.later else []))

    def case(self, assessment: str) -> SimpleNamespace:
        found = self.at
        if self.later is not None and assessment == self.later.assessment:
            found = replace(self.at, line=self.later, members=(), open=(), report=0)
        return SimpleNamespace(case=found, notes=UNSET)

    def note(self, _assessment: str, text: str, _seen: object, _growing: str | None) -> Future[Any]:
        self.noted.append(text)
        return done(SimpleNamespace(operation="o", at=datetime(2026, 11, 22, tzinfo=UTC), state=UNSET))

    def seat(self, _assessment: str, members: tuple[PanelMember, ...]) -> Future[Any]:
        self.at = replace(self.at, members=members)
        return done(None)

    def decide(self, assessment: str, outcome: str, reason: str) -> PanelCase:
        self.decided.append((assessment, outcome, reason))
        decision = PanelDecision("d1", "2026-11-29", outcome, reason, ("Grace Adebayo",))
        line = replace(self.at.line, decided="Silver", decided_on="2026-11-29", final=True)
        self.at = replace(self.at, line=line, decisions=(decision,))
        return self.at


def done(value: object) -> Future[Any]:
    """A write that is on the disk already."""
    future: Future[Any] = Future()
    future.set_result(value)
    return future


def step_of(name: str, words: str, due: str, done_on: str = "", late: bool = False) -> StepStanding:
    return StepStanding(name, ProcedureStep(words, letter=name == "receipt"), due, RecordedStep(name, done_on), late)


STEPS = (
    step_of("received", "The appeal is sent.", "", "2026-11-18"),
    step_of("receipt", "Receipt is confirmed.", "2026-11-20", late=True),
    step_of("investigate", "Somebody investigates.", "2026-12-04"),
)
APPEAL = Concern(
    "c1", ConcernKind.APPEAL, "A-2026-0001", "2026-11-18", "Helen Whitaker", "head@school.example",
    "Impact was measured.", "", "", "", {},
)  # fmt: skip


LINE = ConcernLine("v1", SCHOOL, "PD Quality Mark", APPEAL, STEPS)


def piece(code: str, title: str) -> Evidence:
    return Evidence(code, code, title)


@dataclass
class FakeConcerns:
    """One appeal, and what was done about it."""

    line: ConcernLine | None = LINE
    done: list[tuple[object, ...]] = field(default_factory=list)
    error: Exception | None = None

    def every(self) -> tuple[ConcernLine, ...]:
        return (self.line,) if self.line else ()

    def case(self, assessment: str, concern: str) -> ConcernCase:
        assert self.line is not None
        seen = Admitted("sealed by Amara Okafor", (piece("E1", "Minutes"),), (piece("E9", "New plan"),))
        return ConcernCase(self.line, (Handler("P-1", "Rhys Bevan"),), 4, seen, "Only what was given on the visit.")

    def receive(self, assessment: str, kind: ConcernKind, *words: object) -> Concern:
        self.done.append(("receive", assessment, kind, *words))
        self.line = ConcernLine(assessment, SCHOOL, "PD Quality Mark", replace(APPEAL, kind=kind), STEPS)
        return self.line.concern

    def assign(self, assessment: str, concern: Concern, name: str, person: str) -> Concern:
        if self.error is not None:
            raise self.error
        self.done.append(("assign", name, person))
        assert self.line is not None
        self.line = replace(self.line, concern=replace(concern, handler=person, handler_name=name))
        return self.line.concern

    def finish_step(self, assessment: str, concern: Concern, step: str, text: str) -> Concern:
        self.done.append(("step", step, text))
        assert self.line is not None
        steps = tuple(
            replace(each, recorded=RecordedStep(step, "2026-11-22", text), late=False) if each.id == step else each
            for each in self.line.steps
        )
        self.line = replace(self.line, steps=steps)
        return concern

    def letter(self, assessment: str, concern: Concern, step: str) -> bytes:
        self.done.append(("letter", step))
        return b"%PDF-letter"
