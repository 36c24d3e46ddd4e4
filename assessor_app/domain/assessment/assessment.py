"""An assessment as the person sees it: one institution, one mark, one round. Frozen, so it may cross threads."""

from dataclasses import dataclass, field
from datetime import date
from enum import Enum

from assessor_app.domain.assessment.summary import AssessmentSummary as AssessmentSummary
from assessor_app.domain.assessment.summary import Stage as Stage
from assessor_app.domain.cycle.cycle import NO_CYCLE, Cycle
from assessor_app.domain.journal.operation import UNSET, FieldState
from assessor_app.domain.second.mark import Agreed, CounterSignature, SecondMark
from assessor_app.domain.visit.day import VisitSession
from assessor_app.domain.visit.ledger import SealedLedger


class NoteKind(Enum):
    """What a note from the visit is for."""

    STRENGTH = "strength"
    DEVELOP = "develop"
    CHECK = "check"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Institution:
    """Who is assessed. nation: "england" ...; setting: "primary" ...; name_language: of the name (BCP 47), "" for
    English."""

    id: str
    name: str
    place: str = ""
    nation: str = ""
    setting: str = ""
    reference: str = ""
    name_language: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """One entry of the evidence list. `file_sha256` is empty when only a location is known; `held` says whether
    the file is on this computer; `added_at` and `added_by` (a person id) are empty for what the institution sent."""

    id: str
    code: str
    title: str
    kind: str = ""
    location: str = ""
    dated: str = ""
    source: str = ""
    strands: tuple[str, ...] = ()
    file_sha256: str = ""
    file_size: int = 0
    file_name: str = ""
    media_type: str = ""
    held: bool = False
    opened: bool = False
    added_at: str = ""
    added_by: str = ""


@dataclass(frozen=True, slots=True)
class Judgement:
    """One person's judgement of one strand. level: a level id, `scheme.NOT_ENOUGH`, or None when not judged;
    judged_at: time of the level's current operation (not a field of its own, so that undo takes back one thing);
    wording: hash of the text it was made against; suggested: the level given against other words than those of the
    edition now, which has to be judged again;
    texts, flagged: a second judge's own words by field, and flag (the first judge's are those of the strand), with
    their states."""

    person: str
    level: str | None
    judged_at: str = ""
    state: FieldState = UNSET
    wording: str = ""
    suggested: str | None = None
    texts: dict[str, str] = field(default_factory=dict)
    flagged: bool = False
    own_states: dict[str, FieldState] = field(default_factory=dict, compare=False)


@dataclass(frozen=True, slots=True)
class StrandRecord:
    """Everything recorded on one strand. `states` maps field name to its current values, for editing (`seen`)."""

    strand: str
    school_level: str | None = None
    school_text: str = ""
    school_evidence: tuple[str, ...] = ()
    reason: str = ""
    saw: str = ""
    effect: str = ""
    strengths: str = ""
    develop: str = ""
    working_notes: str = ""
    flagged: bool = False
    judgements: tuple[Judgement, ...] = ()
    states: dict[str, FieldState] = field(default_factory=dict)

    def judgement_of(self, person: str) -> Judgement:
        """That person's judgement; an empty one when there is none."""
        return next((j for j in self.judgements if j.person == person), Judgement(person, None))


@dataclass(frozen=True, slots=True)
class Note:
    """Something seen or heard on the visit. strand may be empty: tagging can wait.

    session: id of the line of the timetable; picture: id of the evidence it came with; settled: a question that has
    been answered; local: it never leaves this computer; text_state: what an edit of its words has seen.
    """

    id: str
    text: str
    kind: NoteKind
    strand: str = ""
    source: str = ""
    taken_at: str = ""
    session: str = ""
    picture: str = ""
    settled: bool = False
    local: bool = False
    text_state: FieldState = field(default=UNSET, compare=False)


@dataclass(frozen=True, slots=True)
class ActionItem:
    """One row of the institution's action plan."""

    id: str
    code: str
    strand: str
    text: str
    lead: str = ""
    due: str = ""
    success: str = ""


@dataclass(frozen=True, slots=True)
class DebriefPoint:
    """One thing to say. origin: "strengths", "develop", "standard" or "own";
    section: "stands-out", "build-on" or "next". `states` is what an edit of it has seen, by field."""

    id: str
    session: str
    section: str
    text: str
    strand: str
    origin: str
    position: int
    said: bool
    leaders_only: bool = False
    states: dict[str, FieldState] = field(default_factory=dict, compare=False)

    def seen(self, name: str) -> tuple[str, ...]:
        """What an edit of this field, begun from what is shown, has seen; of `deleted`: all that is shown of it."""
        shown = self.states.values() if name == "deleted" else (self.states.get(name, UNSET),)
        return tuple(operation for state in shown for operation in state.on_screen)


@dataclass(frozen=True, slots=True)
class DebriefListener:
    """Who heard the debrief; heard_at is empty until then. `heard_state` is what an edit of it has seen."""

    id: str
    session: str
    name: str
    role: str
    heard_at: str = ""
    heard_state: FieldState = field(default=UNSET, compare=False)


@dataclass(frozen=True, slots=True)
class Debrief:
    """One debrief session of an assessment, with what was said and who heard it. `reply_state` and `finished_state`
    are what an edit of the reply, and of the end, has seen."""

    session: str
    reply: str
    finished_at: str
    points: tuple[DebriefPoint, ...]
    listeners: tuple[DebriefListener, ...]
    reply_state: FieldState = UNSET
    finished_state: FieldState = UNSET


@dataclass(frozen=True, slots=True)
class WrittenSection:
    """What was written for a section of the report that the mark leaves to people. `state`: what an edit has seen."""

    section: str
    text: str
    state: FieldState = field(default=UNSET, compare=False)


@dataclass(frozen=True, slots=True)
class SignedReport:
    """A signed version of the report. `reopened_at` is set once a later version was begun; `remark` is what is to be
    said of it just after signing, and not kept."""

    version: int
    file_sha256: str
    fingerprint: str
    signed_at: str
    signer: str
    signer_name: str
    key_fingerprint: str
    reopened_at: str = ""
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Assessment:
    """The whole record of one assessment, in the scheme's order of strands.

    local_notes never leave this computer and stand apart, so that nothing that reads `notes` can carry them out;
    draft: what stands in the box for a new note, with its state; route: see `cycle.ROUTES`; follows: id of the
    assessment whose award or plan it goes on from; followed_by: id of the one that goes on from this one.
    """

    id: str
    scheme: str
    edition: str
    institution: Institution
    reference: str
    purpose: str
    visit_on: date | None
    visit_from: str
    visit_until: str
    panel_on: date | None
    lead: str
    lead_name: str
    verifier: str
    verifier_name: str
    stage: Stage
    summary: str
    strands: tuple[StrandRecord, ...]
    evidence: tuple[Evidence, ...]
    notes: tuple[Note, ...]
    actions: tuple[ActionItem, ...]
    debriefs: tuple[Debrief, ...]
    reports: tuple[SignedReport, ...]
    conflicts: int = 0
    summary_state: FieldState = UNSET
    sessions: tuple[VisitSession, ...] = ()
    local_notes: tuple[Note, ...] = ()
    ledgers: tuple[SealedLedger, ...] = ()
    draft: str = ""
    draft_state: FieldState = UNSET
    language: str = ""
    """Of the report (BCP 47), as a person has chosen it; "" while nobody has."""
    route: str = ""
    follows: str = ""
    followed_by: str = ""
    cycle: Cycle = NO_CYCLE
    second_marks: tuple[SecondMark, ...] = ()
    agreed: tuple[Agreed, ...] = ()
    counter_signatures: tuple[CounterSignature, ...] = ()
    written: tuple[WrittenSection, ...] = ()

    def written_in(self, section: str) -> WrittenSection:
        """What is written in a section of the report; an empty one when nothing is."""
        return next((each for each in self.written if each.section == section), WrittenSection(section, ""))

    @property
    def second_mark(self) -> SecondMark | None:
        """The sealed marks of the verifier of this assessment; None while there are none here."""
        return next((each for each in self.second_marks if each.person == self.verifier), None)

    @property
    def second_mark_hidden(self) -> bool:
        """True while the verifier's marks are sealed and kept from whoever looks, who still marks alone."""
        return self.second_mark is not None and not self.second_mark.marks

    def agreed_on(self, strand: str) -> Agreed:
        """What the two judges agreed on a strand; an empty one when they have not."""
        return next((each for each in self.agreed if each.strand == strand), Agreed(strand))

    def counter_signature(self, version: int) -> CounterSignature | None:
        """The verifier's signature on a version of the report; None while there is none here."""
        found = (each for each in self.counter_signatures if (each.version, each.person) == (version, self.verifier))
        return next(found, None)

    def decided_levels(self) -> dict[str, str | None]:
        """The level that counts for every strand: the agreed one where there is one, else the lead's."""
        agreed = {each.strand: each.level for each in self.agreed if each.level}
        return {**self.levels_of(self.lead), **agreed}

    @property
    def ledger(self) -> SealedLedger | None:
        """The seal that divides what was there on the visit from what came later: the earliest one."""
        return min(self.ledgers, key=lambda ledger: ledger.sealed_at, default=None)

    @property
    def late_evidence(self) -> tuple[Evidence, ...]:
        """What came after the evidence of the visit was sealed; nothing before that."""
        sealed = self.ledger
        return tuple(piece for piece in self.evidence if sealed is not None and not sealed.holds(piece))

    @property
    def locked(self) -> bool:
        """True while the newest report version is signed and no later one has been begun."""
        return bool(self.reports) and not self.reports[-1].reopened_at

    def strand(self, strand: str) -> StrandRecord:
        """The record of one strand; an empty one when nothing is recorded."""
        return next((record for record in self.strands if record.strand == strand), StrandRecord(strand))

    def levels_of(self, person: str) -> dict[str, str | None]:
        """That person's level (or NOT_ENOUGH, or None) for every strand."""
        return {record.strand: record.judgement_of(person).level for record in self.strands}
