"""An invented assessment and services that answer like the real ones, for the tests of its screens."""

from collections.abc import Callable, Collection, Iterator, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from itertools import count
from pathlib import Path
from typing import Any

from assessor_app.domain.assessment.assessment import (
    Assessment,
    Debrief,
    DebriefListener,
    DebriefPoint,
    Evidence,
    Institution,
    Judgement,
    Note,
    NoteKind,
    SignedReport,
    Stage,
    StrandRecord,
)
from assessor_app.domain.assessment.documents import DocumentChoice, DocumentKind, DocumentRequest
from assessor_app.domain.assessment.report import ReportCopies, ReportLanguage, ReportSection
from assessor_app.domain.exchange.contents import (
    Act,
    BundleLook,
    Exported,
    LogEntry,
    ReceiptTaken,
    Recipient,
    TakenInBundle,
    VisitInBundle,
    Waiting,
)
from assessor_app.domain.journal.history_entries import HistoryEntry
from assessor_app.domain.journal.operation import CurrentValue, FieldState, Json
from assessor_app.domain.people import Person, Role
from assessor_app.domain.problem import Severity
from assessor_app.domain.scheme.edition import (
    NOT_ENOUGH,
    Aspect,
    DebriefSession,
    EveryAspect,
    Level,
    Outcome,
    Scheme,
    Strand,
    Terms,
)
from assessor_app.domain.scheme.visit import Reader
from assessor_app.domain.verdict import Examined, Verdict
from assessor_app.domain.visit.day import VisitSession, Voice, clock_words
from assessor_app.domain.visit.ledger import SealedLedger, cover_of
from assessor_app.domain.visit.note_taking import AddedPicture, KeptNote, NewNote
from assessor_app.errors import AssayError, Refused, Stopped

ME = "P-7F2C19A4"
NOW = datetime(2026, 11, 22, 11, 42, tzinfo=UTC)

DESCRIPTORS = {
    "developing": "Evaluation happens after some activities, mostly as feedback on the day. Findings are not yet used "
    "to plan what comes next.",
    "enhancing": "Staff expect professional development to be evaluated. Most teams look at what changed for pupils, "
    "and leaders use what they find to adjust plans.",
    "embedded": "Every team asks what difference professional development makes as a matter of course. Evidence of "
    "impact on pupils shapes decisions across the school.",
}
QUESTIONS = {
    "vision": "Is it clear what professional development is for?",
    "culture": "Do people across the school expect to find out what difference professional development makes?",
    "strategy": "Is professional development planned, resourced and followed up?",
    "value": "Is the best use made of time and money?",
}
TITLES = {"vision": "Vision", "culture": "Culture", "strategy": "Strategy and policy", "value": "Best value"}
ASPECTS = {
    "leadership": "Leadership",
    "quality": "High quality",
    "evaluating-impact": "Evaluating impact",
    "collaboration": "Collaboration",
}


def scheme() -> Scheme:
    aspects = []
    for number, (aspect, title) in enumerate(ASPECTS.items(), start=1):
        strands = tuple(
            Strand(f"{aspect}.{key}", f"{number}.{place}", TITLES[key], QUESTIONS[key], DESCRIPTORS)
            for place, key in enumerate(TITLES, start=1)
        )
        aspects.append(Aspect(aspect, str(number), title, title, strands))
    levels = (
        Level("developing", "Developing", 1),
        Level("enhancing", "Enhancing", 2),
        Level("embedded", "Embedded", 3),
    )
    outcomes = tuple(
        Outcome(name.lower(), name, EveryAspect(3, level.id))
        for name, level in zip(("Bronze", "Silver", "Gold"), levels, strict=True)
    )
    debriefs = (
        DebriefSession("leaders", "Senior leaders", "headteacher, deputy, PD leader", "15:15", "15:45", ()),
        DebriefSession("staff", "All staff", "everyone", "15:45", "16:00", ()),
    )
    terms = Terms("aspect", "aspects", "strand", "strands", "level", "school", "report")
    return Scheme(
        "pdqm", "3.1", "Professional Development Quality Mark", "PD Quality Mark", "The office", "en-GB", terms, levels,
        tuple(aspects), outcomes, debriefs, 3, "0" * 64,
    )  # fmt: skip


LEVELS = {
    "leadership": ("embedded", "embedded", "embedded", "enhancing"),
    "quality": ("embedded", "embedded", "enhancing", "embedded"),
    "evaluating-impact": ("embedded", "enhancing", "embedded", "enhancing"),
    "collaboration": ("embedded", "embedded", "embedded", None),
}
CULTURE = "evaluating-impact.culture"


def state(operation: str, value: Json) -> FieldState:
    return FieldState((CurrentValue(operation, value, ME, 1),))


def assessment() -> Assessment:
    records = []
    for aspect, levels in LEVELS.items():
        for key, level in zip(TITLES, levels, strict=True):
            strand = f"{aspect}.{key}"
            judged = (Judgement(ME, level, "2026-11-22T11:38:00Z", state(f"j-{strand}", level)),) if level else ()
            records.append(StrandRecord(strand, "embedded", "We plan it together.", judgements=judged))
    records[9] = replace(
        records[9],
        school_text="“Every INSET day and course ends with a follow-up. Teams return to pupil work three weeks later "
        "and record what changed in the impact log. Governors see a summary each term.”",
        school_evidence=("e1", "e2", "e3"),
        reason="most teams look at pupils' work three weeks later, but support staff do not yet",
        strengths="Leaders have made follow-up normal in most teams.\nPupil work is the starting point for the "
        "discussion, not the feedback form.",
        develop="Extend the three-week follow-up to support staff so that every team contributes to the impact log.",
        states={
            "reason": state("r1", "x"),
            "strengths": state("s1", "x"),
            "develop": state("d1", "x"),
        },
    )
    records[6] = replace(records[6], flagged=True)
    records[11] = replace(records[11], flagged=True)
    evidence = (
        Evidence("e1", "E01", "Impact log, autumn term", "Spreadsheet", strands=(CULTURE,), file_sha256="a" * 64,
                 file_size=14_200, file_name="log.xlsx",
                 media_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", held=True,
                 opened=True),
        Evidence("e2", "E02", "PD policy 2024", "Policy", "Section 4, pages 6 to 8", strands=(CULTURE,),
                 file_sha256="b" * 64, file_size=88_000, file_name="policy.pdf", media_type="application/pdf",
                 held=True, opened=True),
        Evidence("e3", "E03", "Team meeting wall", "Photo", "Photo, 11:36 today", strands=(CULTURE,),
                 file_sha256="c" * 64, file_size=14_000_000, file_name="wall.png", media_type="image/png"),
        Evidence("e4", "E04", "Follow-up notes", "Notes", strands=("leadership.vision",), file_sha256="d" * 64,
                 file_size=900, file_name="notes.txt", media_type="text/plain", held=True),
    )  # fmt: skip
    notes = (
        Note("n1", "Teams look at pupil books three weeks after each course. Two of five teams do not yet.",
             NoteKind.STRENGTH, CULTURE, "Teaching staff", "2026-11-22T10:41:00Z"),
        Note("n2", "Support staff sessions are not followed up. “It is next on our list.”",
             NoteKind.DEVELOP, CULTURE, "PD leader", "2026-11-22T11:20:00Z"),
        Note("n3", "Impact log: 14 entries since September. None from support staff.",
             NoteKind.CHECK, CULTURE, "Document", "2026-11-22T11:34:00Z"),
        Note("n4", "Clear aims on the wall.", NoteKind.NOTE, "leadership.vision", "Visit", "2026-11-22T09:12:00Z"),
    )  # fmt: skip
    return Assessment(
        "a1", "pdqm", "3.1", Institution("i1", "Hollin Bank Community School", "Leeds"), "PDQM-1", "first award",
        date(2026, 11, 22), "08:45", "16:00", date(2026, 12, 14), ME, "Amara Okafor", "", "", Stage.VISIT, "",
        tuple(records), evidence, notes, (), (debrief(),), (),
    )  # fmt: skip


def debrief() -> Debrief:
    def point(place: int, section: str, text: str, strand: str, origin: str, said: bool) -> DebriefPoint:
        return DebriefPoint(f"p{place}", "leaders", section, text, strand, origin, place, said)

    return Debrief(
        "leaders",
        "Head agrees with the support staff point. Deputy asked whether cover costs could go in the plan.",
        "",
        (
            point(1, "stands-out", "Follow-up after training is normal in most teams, and starts from pupil work.",
                  CULTURE, "strengths", True),
            point(2, "stands-out", "Coaching pairs are chosen by staff and reviewed each term.",
                  "collaboration.vision", "strengths", True),
            point(3, "build-on", "Bring support staff into the three-week follow-up and the impact log.",
                  CULTURE, "develop", True),
            point(4, "build-on", "Show how the cost of a course is weighed against what changed.",
                  "evaluating-impact.value", "develop", False),
            point(5, "build-on", "Give support staff their own development plans.", "quality.strategy", "develop",
                  False),
            point(6, "next", "The recommendation goes to the panel on 14 December. The award is not final until then.",
                  "", "standard", False),
            point(7, "next", "You can comment on facts in the report within 5 working days.", "", "standard", False),
        ),
        (
            DebriefListener("l1", "leaders", "Helen Whitaker", "Headteacher", "2026-11-22T15:20:00Z"),
            DebriefListener("l2", "leaders", "Joseph Adeyemi", "Deputy headteacher", "2026-11-22T15:20:00Z"),
            DebriefListener("l3", "leaders", "Sunita Patel", "PD leader", ""),
        ),
    )  # fmt: skip


def signed(value: Assessment) -> Assessment:
    report = SignedReport(1, "e" * 64, "3F9A 61C2 0B7E", "2026-11-23T16:12:00Z", ME, "Amara Okafor", "7F2C 19A4")
    return replace(value, stage=Stage.SIGNED, reports=(report,))


@dataclass(frozen=True)
class Saved:
    operation: str | None
    at: datetime
    state: FieldState


@dataclass(frozen=True)
class Undone:
    words: str
    entity: str
    field: str
    value: Json
    state: FieldState
    remarks: str = ""


def done(result: Any) -> "Future[Any]":
    future: Future[Any] = Future()
    future.set_result(result)
    return future


def failed(error: Exception) -> "Future[Any]":
    future: Future[Any] = Future()
    future.set_exception(error)
    return future


@dataclass
class FakeJudging:
    """Remembers every call. `hold` keeps answers back until `release`; `error` makes the next ones fail."""

    calls: list[tuple[Any, ...]] = field(default_factory=list)
    hold: bool = False
    error: AssayError | None = None
    undone: Undone | None = None
    held: list[tuple["Future[Any]", Callable[[], Any]]] = field(default_factory=list)
    numbers: Any = field(default_factory=lambda: count(1))

    def record(
        self, assessment: str, strand: str, level: str | None, seen: Sequence[str], wording: str = ""
    ) -> "Future[Saved]":
        return self._answer(("record", strand, level, tuple(seen)), level, None)

    def write(
        self, assessment: str, strand: str, field: str, text: str, seen: Sequence[str], growing: str | None
    ) -> "Future[Saved]":
        return self._answer(("write", strand, field, text, tuple(seen), growing), text, growing)

    def flag(self, assessment: str, strand: str, flagged: bool, seen: Sequence[str]) -> "Future[Saved]":
        return self._answer(("flag", strand, flagged, tuple(seen)), flagged, None)

    def undo(self, assessment: str) -> "Future[Undone | None]":
        self.calls.append(("undo",))
        return done(self.undone)

    def redo(self, assessment: str) -> "Future[Undone | None]":
        self.calls.append(("redo",))
        return done(self.undone)

    def _answer(self, call: tuple[Any, ...], value: Json, growing: str | None) -> "Future[Any]":
        self.calls.append(call)
        future: Future[Any] = Future()
        operation = growing or f"op{next(self.numbers)}"

        def saved() -> Saved:
            return Saved(operation, NOW, state(operation, value))

        if self.hold:
            self.held.append((future, saved))
        elif self.error is not None:
            future.set_exception(self.error)
        else:
            future.set_result(saved())
        return future

    def release(self) -> None:
        waiting, self.held = self.held, []
        for future, saved in waiting:
            if self.error is None:
                future.set_result(saved())
            else:
                future.set_exception(self.error)


@dataclass
class FakeVisits:
    value: Assessment = field(default_factory=assessment)
    files: dict[str, bytes] = field(default_factory=dict)
    opened: list[str] = field(default_factory=list)
    notes: list[tuple[str, NoteKind, str]] = field(default_factory=list)
    changes: tuple[Any, ...] = ()

    def open(self, assessment: str) -> Assessment:
        return self.value

    def scheme_of(self, assessment: Assessment) -> Scheme:
        return scheme()

    def history(self, assessment: str) -> tuple[Any, ...]:
        return self.changes

    def add_note(
        self, assessment: str, text: str, kind: NoteKind, strand: str = "", source: str = ""
    ) -> "Future[Saved]":
        self.notes.append((text, kind, strand))
        note = Note(f"n{len(self.notes) + 10}", text, kind, strand, source, "2026-11-22T11:42:00Z")
        self.value = replace(self.value, notes=(*self.value.notes, note))
        return done(Saved("op", NOW, state("op", text)))

    def evidence_bytes(self, evidence: Evidence) -> bytes:
        if evidence.id not in self.files:
            raise Refused("This file is not on this computer. Ask for the bundle that holds it.", "not-held")
        return self.files[evidence.id]

    def save_evidence(self, evidence: Evidence, target: Path) -> None:
        target.write_bytes(self.evidence_bytes(evidence))

    def mark_opened(self, assessment: str, evidence_id: str) -> "Future[Saved]":
        self.opened.append(evidence_id)
        return done(Saved("op", NOW, state("op", True)))


@dataclass
class FakeCapture:
    """Keeps notes and remembers every call. `hold` keeps answers back; `error` makes the next ones fail."""

    calls: list[tuple[Any, ...]] = field(default_factory=list)
    error: AssayError | None = None
    hold: bool = False
    held: list[tuple["Future[Any]", Any]] = field(default_factory=list)
    seen: list[Sequence[str] | None] = field(default_factory=list)

    def keep(self, assessment: str, new: NewNote) -> "Future[KeptNote]":
        note = Note(f"k{len(self.calls)}", new.text, new.kind, new.strand, new.source, "2026-11-22T11:42:00Z",
                    new.session, new.picture, False, new.local)  # fmt: skip
        return self._answer(("keep", new), KeptNote(note, NOW))

    def draft(self, assessment: str, text: str, seen: Sequence[str], growing: str | None) -> "Future[Saved]":
        return self._answer(("draft", text), Saved("d1", NOW, state("d1", text)))

    def change(
        self, assessment: str, note: Note, field: str, value: str | bool, seen: Sequence[str] | None = None
    ) -> "Future[Saved]":
        self.seen.append(seen)
        return self._answer(("change", note.id, field, value), Saved("c1", NOW, state("c1", value)))

    def remove(self, assessment: str, note: Note) -> "Future[Saved]":
        return self._answer(("remove", note.id), Saved("c1", NOW, state("c1", True)))

    def _answer(self, call: tuple[Any, ...], result: Any) -> "Future[Any]":
        self.calls.append(call)
        if self.error is not None:
            return failed(self.error)
        if not self.hold:
            return done(result)
        future: Future[Any] = Future()
        self.held.append((future, result))
        return future

    def release(self) -> None:
        waiting, self.held = self.held, []
        for future, result in waiting:
            future.set_result(result) if self.error is None else future.set_exception(self.error)


@dataclass
class FakeTimetable:
    """Keeps the timetable it is given."""

    calls: list[tuple[Any, ...]] = field(default_factory=list)
    error: AssayError | None = None

    def usual(self, assessment: str) -> tuple[VisitSession, ...]:
        return sessions()

    def keep(self, assessment: str, edited: tuple[VisitSession, ...]) -> "Future[tuple[VisitSession, ...]]":
        self.calls.append(("keep", edited))
        return failed(self.error) if self.error else done(edited)

    def end(self, assessment: str, session: str) -> "Future[Saved]":
        self.calls.append(("end", session))
        return failed(self.error) if self.error else done(Saved("e1", NOW, state("e1", "x")))

    def resume(self, assessment: str, session: str) -> "Future[Saved]":
        self.calls.append(("resume", session))
        return done(Saved("e1", NOW, state("e1", "")))


@dataclass
class FakePictures:
    """Takes every photo, or refuses it."""

    calls: list[tuple[Any, ...]] = field(default_factory=list)
    error: AssayError | None = None

    def add_file(self, assessment: str, file: Path, words: str, session: str) -> AddedPicture:
        return self.add(assessment, file.read_bytes(), words, session)

    def add(self, assessment: str, content: bytes, words: str, session: str) -> AddedPicture:
        self.calls.append(("add", len(content), session))
        if self.error is not None:
            raise self.error
        piece = Evidence(
            "photo1", "P01", "Photo P01", "Photo", file_sha256="f" * 64, media_type="image/jpeg", held=True
        )
        return AddedPicture(piece, Note("k9", "Photo P01", NoteKind.NOTE, taken_at="2026-11-22T11:43:00Z",
                                        session=session, picture="photo1"))  # fmt: skip


@dataclass
class FakeLedger:
    """Seals the evidence of the sample."""

    calls: list[tuple[Any, ...]] = field(default_factory=list)
    error: AssayError | None = None

    def seal(self, assessment_id: str) -> SealedLedger:
        self.calls.append(("seal",))
        if self.error is not None:
            raise self.error
        covers = frozenset(cover_of(piece) for piece in assessment().evidence)
        return SealedLedger(ME, "2026-11-22T15:10:00Z", "Amara Okafor", "7F2C 19A4", "9" * 64, covers)

    def save(self, assessment_id: str, target: Path) -> None:
        target.write_bytes(b"ledger")


def sessions() -> tuple[VisitSession, ...]:
    """A day in UTC, at the time of which NOW is 11:42."""
    local = NOW.astimezone()
    start = local.hour * 60 + local.minute - 27  # 11:15 where the computer's clock is UTC

    def at(minutes: int) -> str:
        return clock_words((start + minutes) % (24 * 60))

    return (
        VisitSession("s1", at(-60), at(-10), "PD leader", "Interview", "office", Voice.LEADERS, "2026-11-22T11:00:00Z"),
        VisitSession("s2", at(0), at(60), "Teaching staff", "group of 6", "library", Voice.STAFF),
        VisitSession("s3", at(60), at(105), "Lunch"),
        VisitSession("s4", at(120), at(150), "Pupils", "group of 8", "room 3", Voice.LEARNERS),
    )


@dataclass
class FakeDebriefs:
    """Keeps the debriefs and every call; the real points are drawn elsewhere."""

    sessions: dict[str, Debrief] = field(default_factory=lambda: {"leaders": debrief()})
    calls: list[tuple[Any, ...]] = field(default_factory=list)
    error: AssayError | None = None

    def prepare(self, assessment: str, session: str) -> Debrief:
        return self.sessions.get(session, Debrief(session, "", "", (), ()))

    def say(self, assessment: str, session: str, point: str, said: bool, seen: Sequence[str] = ()) -> "Future[Saved]":
        self._keep(session, point, said=said)
        return self._answer("say", point, said)

    def edit_point(
        self, assessment: str, session: str, point: str, text: str, seen: Sequence[str] = ()
    ) -> "Future[Saved]":
        self._keep(session, point, text=text)
        return self._answer("edit", point, text)

    def move_point(
        self, assessment: str, session: str, point: str, position: int, seen: Sequence[str] = ()
    ) -> "Future[Saved]":
        self._keep(session, point, position=position)
        return self._answer("move", point, position)

    def keep_for_leaders(
        self, assessment: str, session: str, point: str, only: bool, seen: Sequence[str] = ()
    ) -> "Future[Saved]":
        self._keep(session, point, leaders_only=only)
        return self._answer("leaders_only", point, only)

    def remove_point(self, assessment: str, session: str, point: str, seen: Sequence[str] = ()) -> "Future[Saved]":
        held = self.sessions[session]
        self.sessions[session] = replace(held, points=tuple(each for each in held.points if each.id != point))
        return self._answer("remove", point)

    def add_point(self, assessment: str, session: str, section: str, text: str) -> "Future[str]":
        held = self.prepare(assessment, session)
        point = DebriefPoint(f"new{len(held.points)}", session, section, text, "", "own", 99, False)
        self.sessions[session] = replace(held, points=(*held.points, point))
        self.calls.append(("add", section, text))
        return done(point.id)

    def reply(
        self, assessment: str, session: str, text: str, seen: Sequence[str], growing: str | None
    ) -> "Future[Saved]":
        self.sessions[session] = replace(self.prepare(assessment, session), reply=text)
        self.calls.append(("reply", session, text, tuple(seen), growing))
        return done(Saved("r1", NOW, state("r1", text)))

    def add_listener(self, assessment: str, session: str, name: str, role: str) -> "Future[str]":
        held = self.prepare(assessment, session)
        listener = DebriefListener(f"l{len(held.listeners) + 1}", session, name, role)
        self.sessions[session] = replace(held, listeners=(*held.listeners, listener))
        self.calls.append(("listener", name, role))
        return done(listener.id)

    def heard(
        self, assessment: str, session: str, listener: str, heard: bool, seen: Sequence[str] = ()
    ) -> "Future[Saved]":
        return self._answer("heard", listener, heard)

    def finish(self, assessment: str, session: str, seen: Sequence[str] = ()) -> "Future[Saved]":
        self.sessions[session] = replace(self.prepare(assessment, session), finished_at="2026-11-22T15:45:00Z")
        return self._answer("finish", session)

    def reopen(self, assessment: str, session: str, seen: Sequence[str] = ()) -> "Future[Saved]":
        self.sessions[session] = replace(self.prepare(assessment, session), finished_at="")
        return self._answer("reopen", session)

    def _keep(self, session: str, point: str, **changes: Any) -> None:
        if self.error is None:
            held = self.sessions[session]
            points = (replace(each, **changes) if each.id == point else each for each in held.points)
            self.sessions[session] = replace(held, points=tuple(sorted(points, key=lambda each: each.position)))

    def _answer(self, *call: Any) -> "Future[Any]":
        self.calls.append(call)
        return failed(self.error) if self.error else done(Saved("op", NOW, state("op", True)))


@dataclass(frozen=True)
class FakePicture:
    width: int
    height: int
    bgra: bytes


class FakeDocuments:
    """Makes documents at once, and tells how far it is."""

    def __init__(self) -> None:
        self.made: list[DocumentKind] = []
        self.asked: list[object] = []
        self.refuse: Exception | None = None

    def choices(self, _assessment: str) -> tuple[DocumentChoice, ...]:
        appeal = DocumentRequest(to="Helen Whitaker", number="A-2026-0006")
        return (
            DocumentChoice(DocumentKind.DEBRIEF, DocumentRequest(session="staff"), "All staff"),
            DocumentChoice(DocumentKind.EVIDENCE, DocumentRequest()),
            DocumentChoice(DocumentKind.APPEAL, appeal, appeal.number),
            DocumentChoice(DocumentKind.CSV, DocumentRequest()),
        )

    def make(self, kind: DocumentKind, _assessment: str, asked: object, told: Callable[[int, int], None]) -> bytes:
        if self.refuse:
            raise self.refuse
        told(1, 2)
        self.made.append(kind)
        self.asked.append(asked)
        return kind.value.encode()


@dataclass
class FakeReporting:
    """Pages of one grey; every PDF has three pages and its words are its bytes."""

    needs_passphrase: bool = False
    problems: tuple[ReportSection, ...] = ()
    error: AssayError | None = None
    calls: list[tuple[Any, ...]] = field(default_factory=list)
    on_sign: Callable[[], None] = lambda: None
    time_server: bool = False
    remark: str = ""

    def sections(self, assessment: str) -> tuple[ReportSection, ...]:
        return self.problems or (
            ReportSection("front", "Front page", 1, None, ""),
            ReportSection("summary", "Summary", 1, Severity.WARNING, "The summary is empty."),
            ReportSection("leadership", "Leadership", 2, None, ""),
            ReportSection("next", "Next steps", 3, Severity.WARNING, "Next steps has 2 actions with no date."),
        )

    def draft(self, assessment: str, reader: Reader | None = None) -> bytes:
        if self.error and self.error.code == "bad-template":
            raise self.error
        return f"%PDF draft{f' for {reader.value}' if reader else ''}".encode()

    def copies(self, assessment: str) -> ReportCopies:
        chosen = {call[0]: call[1] for call in self.calls if call[0] in ("language", "name")}
        known = (ReportLanguage("en-GB", "English", True), ReportLanguage("cy", "Cymraeg", False))
        readers = (Reader.INSTITUTION, Reader.PANEL, Reader.TEACHING_SCHOOL)
        return ReportCopies(readers, known, chosen.get("language", "en-GB"), chosen.get("name", ""))

    def choose_language(self, assessment: str, language: str) -> "Future[Saved]":
        self.calls.append(("language", language))
        return done(Saved("lang1", NOW, state("lang1", language)))

    def name_in(self, assessment: str, language: str) -> "Future[Saved]":
        self.calls.append(("name", language))
        return done(Saved("name1", NOW, state("name1", language)))

    def use_template(self, assessment: str, file: Path) -> None:
        self.calls.append(("template", file))
        if self.error:
            raise self.error

    def sign(self, assessment: str, passphrase: str | None) -> SignedReport:
        self.calls.append(("sign", passphrase))
        if self.error:
            raise self.error
        self.on_sign()
        return replace(signed(globals()["assessment"]()).reports[0], remark=self.remark)

    def signed_pdf(self, assessment: str, version: int) -> bytes:
        return f"%PDF signed {version}".encode()

    def sealed_pdf(self, assessment: str, version: int) -> bytes:
        self.calls.append(("sealed_pdf", version))
        if self.error:
            raise self.error
        return f"%PDF stamped {version}".encode()

    def has_time_server(self) -> bool:
        return self.time_server

    def signature_words(self, assessment: str, version: int) -> tuple[str, ...]:
        return ("Signed by Siân Wyn, and not changed since.",)

    def begin_version(self, assessment: str) -> int:
        self.calls.append(("begin_version",))
        return 2

    def summarise(
        self, assessment: str, text: str, seen: Sequence[str] = (), growing: str | None = None
    ) -> "Future[Saved]":
        self.calls.append(("summarise", text))
        return done(Saved("sum1", NOW, state("sum1", text)))

    def write_section(
        self, assessment: str, section: str, text: str, seen: Sequence[str] = (), growing: str | None = None
    ) -> "Future[Saved]":
        self.calls.append(("write_section", section, text))
        return done(Saved("written1", NOW, state("written1", text)))

    def active_contents(self, pdf: bytes) -> tuple[str, ...]:
        return ("scripts",) if b"/JavaScript" in pdf else ()

    def page_count(self, pdf: bytes, foreign: bool = False) -> int:
        return 3

    def page_picture(self, pdf: bytes, page: int, width: int) -> FakePicture:
        self.calls.append(("picture", page, width))
        height = round(width * 297 / 210)
        return FakePicture(width, height, b"\xf0\xf0\xf0\xff" * (width * height))

    def page_text(self, pdf: bytes, page: int) -> str:
        return f"{pdf.decode()} page {page + 1}"


@dataclass
class FakeExchange:
    """Answers about one bundle."""

    error: AssayError | None = None
    already: bool = False
    conflicts: int = 0
    calls: list[tuple[Any, ...]] = field(default_factory=list)

    def recipients(self) -> tuple[Recipient, ...]:
        if self.error and self.error.code == "no-card":
            raise self.error
        return (
            Recipient("office", "The PD Quality Mark office", "age1o"),
            Recipient("A-0002", "David Llewellyn", "age1d"),
        )

    def waiting(self, assessment: str = "") -> Waiting:
        made = any(call[0] == "export" for call in self.calls)
        if assessment:
            return Waiting(0 if made else 7, 1, "Hollin Bank Community School")
        return Waiting(5 if made else 12, 2)

    def export(self, target: Path, **chosen: Any) -> Exported:
        chosen["progress"](1, 2)
        self.calls.append(
            ("export", target, chosen["assessments"], chosen["people"], chosen["evidence"], chosen["private"])
        )
        if self.error:
            raise self.error
        return Exported(str(target), 14_000_000, "0" * 64, 12, 2, 6, ("The PD Quality Mark office",))

    def examine(self, file: Path, progress: Any, cancelled: Any) -> Examined:
        self.calls.append(("look", file))
        if self.error:
            raise self.error
        if file.suffix == ".receipt":
            return Examined(Verdict("receipt", True, ("A receipt, signed by Priya Nair, whole.",)))
        visits = (VisitInBundle("a1", "Hollin Bank Community School", "PD Quality Mark", 47),)
        look = BundleLook(("Amara Okafor",), visits, self.already, 0 if self.already else 47, 6, 1, 14_600_000)
        return Examined(Verdict("bundle", True, ("A bundle signed by Amara Okafor, whole.",)), look)

    def take_receipt(self, file: Path) -> ReceiptTaken:
        self.calls.append(("take_receipt", file))
        return ReceiptTaken("Priya Nair", True, NOW, 3, 6, False)

    def make_receipt(self, target: Path, assessments: Any = (), lanes: Any = ()) -> int:
        self.calls.append(("make_receipt", target, tuple(lanes)))
        return len(lanes)

    def log(self) -> tuple[LogEntry, ...]:
        facts = {"operations": 47, "files": 6}
        return (LogEntry(NOW, Act.IMPORT, "HollinBank.qmb", ("Amara Okafor",), True, facts),)

    def take_in(self, file: Path, progress: Any, cancelled: Any) -> TakenInBundle:
        self.calls.append(("take_in", file))
        return TakenInBundle(False, 3, 47, 6, 0, self.conflicts, ("a1",), lanes=("visit/a1",))

    def take_in_each(self, files: Any, progress: Any, cancelled: Any) -> Iterator[TakenInBundle | AssayError]:
        found: list[TakenInBundle | AssayError] = []
        try:
            for file in files:
                try:
                    found.append(self.take_in(file, progress, cancelled))
                except Refused as error:
                    found.append(error)
        except Stopped:
            yield from found
            raise
        yield from found


@dataclass
class FakeHistories:
    """Gives these entries; remembers what was restored."""

    found: tuple[HistoryEntry, ...] = ()
    restored: list[str] = field(default_factory=list)
    error: AssayError | None = None

    def entries(self, _assessment: str) -> tuple[HistoryEntry, ...]:
        if self.error:
            raise self.error
        return self.found

    def restore(self, _assessment: str, operation: str) -> "Future[Any]":
        self.restored.append(operation)
        return done(Saved("op", NOW, state("op", True)))


@dataclass
class FakeWorkplace:
    """One opened profile."""

    read_only: bool = False
    person: Person = field(default_factory=lambda: person())
    visits: FakeVisits = field(default_factory=FakeVisits)
    visit_day: "FakeVisitDay" = field(default_factory=lambda: FakeVisitDay())
    judging: FakeJudging = field(default_factory=FakeJudging)
    debriefs: FakeDebriefs = field(default_factory=FakeDebriefs)
    reporting: FakeReporting = field(default_factory=FakeReporting)
    documents: FakeDocuments = field(default_factory=FakeDocuments)
    exchange: FakeExchange = field(default_factory=FakeExchange)
    settling: Any = None
    spelling: Any = field(default_factory=lambda: FakeSpelling())
    histories: Any = field(default_factory=lambda: FakeHistories())
    cycle: Any = field(default_factory=lambda: FakeCycle())


class FakeSpelling:
    """Knows that no word with "zz" in it is one."""

    def __init__(self) -> None:
        self.added: list[str] = []

    def wrong(self, words: Collection[str]) -> frozenset[str]:
        return frozenset(word for word in words if "zz" in word)

    def suggest(self, word: str) -> tuple[str, ...]:
        return (word.replace("zz", "s"),)

    def add(self, word: str) -> None:
        self.added.append(word)


class FakeCycle:
    """Stages and forms of a cycle; keeps what it was asked to do. error: refuses everything."""

    def __init__(self) -> None:
        self.asked: list[tuple[Any, ...]] = []
        self.error: Exception | None = None
        self.stages = self.forms = self.editions = self.renewals = self
        self.changes: Any = None
        self.moving: Any = None

    def newer(self, _assessment: str) -> Any:
        return self.changes

    def preview(self, _assessment: str) -> Any:
        return self.moving

    def move(self, _assessment: str) -> Any:
        self._ask("move")
        return self.moving

    def _ask(self, *words: Any) -> "Future[Any]":
        if self.error is not None:
            raise self.error
        self.asked.append(words)
        return done("new")

    def advance(self, _assessment: str, stage: str = "") -> None:
        self._ask("advance", *([stage] if stage else []))

    def declare(self, _assessment: str, conflict: bool, reason: str = "") -> "Future[Any]":
        return self._ask("declare", conflict, reason)

    def advise(self, _assessment: str, text: str) -> "Future[Any]":
        return self._ask("advise", text)

    def record(self, _assessment: str, fact: str, value: Any) -> "Future[Any]":
        return self._ask("record", fact, value)

    def sign_commitment(self, _assessment: str, commitment: str, name: str) -> "Future[Any]":
        return self._ask("sign", commitment, name)

    def tell(self, _assessment: str, item: str, field: str, text: str) -> "Future[Any]":
        return self._ask("tell", item, field, text)

    def add_row(self, _assessment: str, form: str, values: Any) -> "Future[Any]":
        return self._ask("add", form, values)

    def change_row(self, _assessment: str, form: str, row: str, values: Any) -> "Future[Any]":
        return self._ask("change", form, row, values)

    def remove_row(self, _assessment: str, form: str, row: str) -> "Future[Any]":
        return self._ask("remove", form, row)


@dataclass
class FakeVisitDay:
    """The day of the visit."""

    capture: FakeCapture = field(default_factory=FakeCapture)
    timetable: FakeTimetable = field(default_factory=FakeTimetable)
    pictures: FakePictures = field(default_factory=FakePictures)
    ledger: FakeLedger = field(default_factory=FakeLedger)


def person() -> Person:
    until = datetime(2028, 1, 1, tzinfo=UTC)
    return Person(ME, "Amara Okafor", "", frozenset({Role.ASSESSOR}), "7F2C 19A4", "The office", until, "age1x")


__all__ = [
    "CULTURE",
    "ME",
    "NOT_ENOUGH",
    "NOW",
    "FakeDebriefs",
    "FakeExchange",
    "FakeJudging",
    "FakeReporting",
    "FakeVisits",
    "FakeWorkplace",
    "Saved",
    "Undone",
    "assessment",
    "scheme",
    "signed",
    "state",
]
