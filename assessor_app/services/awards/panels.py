"""Panels: the cases that wait for one, a case as its members see it, who is there, and what they decide."""

from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import datetime

from assessor_app.domain.assessment.assessment import Assessment
from assessor_app.domain.award.outlook import Outlook
from assessor_app.domain.award.panel import OpenStrand, PanelCase, PanelChoice, PanelMember, WaitingCase
from assessor_app.domain.cycle.cycle import DECLINED, DEFERRED
from assessor_app.domain.journal.operation import FieldState, Json
from assessor_app.domain.people import Person, Role
from assessor_app.domain.scheme.edition import NOT_ENOUGH, NOT_ENOUGH_WORDS, Scheme
from assessor_app.domain.second.comparing import Compared, Comparison
from assessor_app.domain.words.counting import counted
from assessor_app.errors import Refused, WrongUse
from assessor_app.models.database.store import Store
from assessor_app.models.journal.writing import Writing
from assessor_app.models.queries import queries
from assessor_app.models.queries.award_rows import Decided, latest_decisions
from assessor_app.models.queries.panel_rows import members_of_panels
from assessor_app.services.awards.awards import Awards, taken_part
from assessor_app.services.saving import Saved, saved
from assessor_app.services.schemes.shelf import SchemeShelf
from assessor_app.services.second.mark import Second
from assessor_app.services.visits import Visits


@dataclass(frozen=True, slots=True)
class NotedCase:
    """A case, with what an edit of its notes has seen."""

    case: PanelCase
    notes: FieldState


class Panels:
    """What an administrator does at a panel. Reading takes time: call it from a worker."""

    def __init__(  # noqa: PLR0913, PLR0917  what it joins
        self,
        store: Store,
        visits: Visits,
        awards: Awards,
        second: Second,
        shelf: SchemeShelf,
        person: Person,
        clock: Callable[[], datetime],
    ) -> None:
        self._store = store
        self._visits = visits
        self._awards = awards
        self._second = second
        self._shelf = shelf
        self._person = person
        self._clock = clock

    def list(self) -> tuple[WaitingCase, ...]:
        """Every assessment that a panel has decided on or will: those that are ready first, then those that still miss
        something, then the decided ones, the latest at the top. Raises Refused for somebody who is no administrator."""
        self._refuse_others()
        with self._store.read() as reading:
            summaries, decided = queries.list_assessments(reading), latest_decisions(reading)
        final = {each.assessment.id: each for each in decided if each.decision.outcome != DEFERRED}
        lines = []
        for summary in summaries:
            try:
                lines.append(self._closed(final[summary.id]) if summary.id in final else self._waiting(summary.id))
            except (Refused, WrongUse):  # a mark that this computer does not know: nothing can be said of its award
                continue
        today = self._clock().date()
        coming = [line for line in lines if not line.final]
        over = sorted((line for line in lines if line.final), key=lambda line: line.institution)
        return (
            *sorted(coming, key=lambda line: (bool(line.missing), line.panel_on or today, line.institution)),
            *sorted(over, key=lambda line: line.decided_on, reverse=True),
        )

    def case(self, assessment: str) -> NotedCase:
        """One case. Raises Refused for somebody who is no administrator."""
        self._refuse_others()
        record = self._visits.open(assessment)
        scheme, outlook = self._visits.scheme_of(record), self._visits.outlook(record)
        compared = self._compared(record)
        with self._store.read() as reading:
            notes = queries.field_state(reading, f"assessment/{assessment}", "panel_notes")
            seated = queries.field_state(reading, f"assessment/{assessment}", "panel_members").shown
            usual = members_of_panels(reading)
        case = PanelCase(
            line=self._line(record),
            reference=record.reference,
            lead_name=record.lead_name,
            verifier_name=record.verifier_name,
            headline=outlook.headline,
            gap=outlook.gap,
            second=_second_words(record, compared),
            open=tuple(_open_strand(scheme, each) for each in compared.strands if each.open) if compared else (),
            report=record.reports[-1].version if record.locked else 0,
            choices=_choices(scheme, outlook, to_judge(record, outlook)),
            members=_members(seated, usual, taken_part(record)),
            barred=taken_part(record),
            notes=str(notes.shown or ""),
            decisions=tuple(sorted(record.cycle.decisions, key=lambda each: each.decided_on)),
        )
        return NotedCase(case, notes)

    def note(self, assessment: str, text: str, seen: Sequence[str], growing: str | None) -> Future[Saved]:
        """Keep what is noted of the discussion. It never leaves the office."""
        entity = f"assessment/{assessment}"

        def change(writing: Writing) -> Saved:
            state = writing.set(entity, "panel_notes", text, seen, growing)
            return saved(state, self._clock(), writing.wrote)

        return self._store.write(change)

    def seat(self, assessment: str, members: Sequence[PanelMember]) -> Future[Saved]:
        """Keep who the panel's members are, who is there and who has a conflict of interest in this case.

        Raises Refused for somebody who has taken part in the assessment, or is named twice.
        """
        barred, seen = taken_part(self._visits.open(assessment)), set[str]()
        for member in members:
            name = member.name.strip().casefold()
            if name in barred and member.decides:
                raise Refused(
                    f"{member.name} {barred[name]} here, so they cannot decide on it. Nothing was changed.", "barred"
                )
            if name in seen:
                raise Refused(f"{member.name} is on this panel already. Nothing was changed.", "twice")
            seen.add(name)
        value: Json = [{"name": each.name.strip(), "here": each.here, "conflict": each.conflict} for each in members]
        entity = f"assessment/{assessment}"
        return self._store.write(lambda writing: saved(writing.set(entity, "panel_members", value), self._clock()))

    def decide(self, assessment: str, outcome: str, reason: str = "") -> PanelCase:
        """Record what the members who are there decided; waits for the disk. Raises what `Awards.decide` raises."""
        self._refuse_others()
        members = self.case(assessment).case.members
        here = [each.name for each in members if each.decides]
        conflicts = [each.name for each in members if each.conflict]
        absent = [each.name for each in members if not each.here and not each.conflict]
        self._awards.decide(assessment, outcome, here, reason, None, absent, conflicts).result()
        return self.case(assessment).case

    def _waiting(self, assessment: str) -> WaitingCase:
        return self._line(self._visits.open(assessment))

    def _closed(self, decided: Decided) -> WaitingCase:
        """A case that is over, told from its decision alone: an office has more of those every year."""
        summary, decision = decided.assessment, decided.decision
        words = outcome_words(self._shelf.get(summary.scheme), decision.outcome)
        return WaitingCase(
            assessment=summary.id,
            institution=summary.institution,
            mark=summary.scheme_title,
            panel_on=None,
            recommended="",
            missing=(),
            decided=words,
            decided_on=decision.decided_on,
            final=True,
        )

    def _line(self, record: Assessment) -> WaitingCase:
        scheme, outlook = self._visits.scheme_of(record), self._visits.outlook(record)
        decision = record.cycle.decision
        final = decision is not None and decision.outcome != DEFERRED
        left = to_judge(record, outlook)
        missing = [] if final else _missing(record, left, outlook.strands)
        return WaitingCase(
            assessment=record.id,
            institution=record.institution.name,
            mark=scheme.short_title,
            panel_on=record.panel_on,
            recommended=outlook.award.name if outlook.award else "",
            missing=tuple(missing),
            decided=outcome_words(scheme, decision.outcome) if decision else "",
            decided_on=decision.decided_on if decision else "",
            final=final,
            to_judge=left,
            strands=outlook.strands,
        )

    def _compared(self, record: Assessment) -> Comparison | None:
        if record.second_mark is None:
            return None
        try:
            return self._second.compare(record.id)
        except Refused:  # the assessor's own marks are not here
            return None

    def _refuse_others(self) -> None:
        if Role.ADMINISTRATOR not in self._person.roles:
            raise Refused("Only an administrator works with panels. Nothing was changed.", "role")


def outcome_words(scheme: Scheme, outcome: str) -> str:
    """What a panel decided, in words."""
    names = {each.id: each.name for each in scheme.outcomes}
    return names.get(outcome) or {DEFERRED: "Deferred", DECLINED: f"No {scheme.terms.award}"}.get(outcome, outcome)


def to_judge(record: Assessment, outlook: Outlook) -> int:
    """How many strands are not judged yet; 0 once a signed report says that judging is finished."""
    return 0 if record.locked else outlook.strands - outlook.judged


def _missing(record: Assessment, left: int, strands: int) -> list[str]:
    found = []
    if left:
        found.append(f"Judging is not finished: {strands - left} of {counted(strands, 'strand')} judged.")
    if not record.locked:
        found.append("The report is not signed yet.")
    if record.verifier and record.second_mark is None:
        found.append(f"The second mark of {record.verifier_name or 'the verifier'} is not here yet.")
    if record.conflicts:
        found.append(f"{counted(record.conflicts, 'change')} still to settle.")
    return found


def _second_words(record: Assessment, compared: Comparison | None) -> str:
    if record.second_mark is None:
        return "Nobody has marked it a second time." if not record.verifier else "The second mark is not here yet."
    if compared is None:
        return f"{record.second_mark.signer_name} has sealed a second mark."
    same = sum(not each.differs for each in compared.strands)
    words = f"{record.second_mark.signer_name} agrees on {same} of {counted(len(compared.strands), 'strand')}."
    return f"{words} {compared.open} still open." if compared.open else words


def _open_strand(scheme: Scheme, each: Compared) -> OpenStrand:
    strand = scheme.strand(each.strand)
    names = {level.id: level.name for level in scheme.levels_of(strand)} | {NOT_ENOUGH: NOT_ENOUGH_WORDS}
    first, second = (names.get(level, "Not judged") for level in (each.first.level, each.second.level))
    title = f"{strand.number} {strand.title}".strip()
    return OpenStrand(each.strand, title, first, second, each.first.reason, each.second.reason)


def _choices(scheme: Scheme, outlook: Outlook, left: int) -> tuple[PanelChoice, ...]:
    """What can be decided: what the judgements lead to first; to defer while strands are left to judge, since those
    that are judged recommend nothing yet."""
    recommended = outlook.award.id if outlook.award else "" if left else DECLINED
    every = [*(each.id for each in reversed(scheme.outcomes)), DEFERRED, DECLINED]
    ordered = sorted(every, key=lambda each: each != (recommended or DEFERRED))
    return tuple(PanelChoice(each, outcome_words(scheme, each), each == recommended) for each in ordered)


def _members(stored: object, usual: Sequence[str], barred: dict[str, str]) -> tuple[PanelMember, ...]:
    """Who was seated at this case; else who sat on the latest panel, but for those who have taken part here."""
    if isinstance(stored, list | tuple) and stored:
        return tuple(_member(each) for each in stored if isinstance(each, dict) and each.get("name"))
    return tuple(PanelMember(name) for name in usual if name.casefold() not in barred)


def _member(found: dict[str, object]) -> PanelMember:
    return PanelMember(str(found["name"]), bool(found.get("here", True)), bool(found.get("conflict", False)))
