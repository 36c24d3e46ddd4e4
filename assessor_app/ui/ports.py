"""What the screens ask of the services, as shapes: values in, values out, nothing heavy imported."""

from collections.abc import Callable, Collection, Mapping, Sequence
from concurrent.futures import Future
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol, TypeVar

from assessor_app.domain.assessment import Assessment, Debrief, Evidence, Note, NoteKind, SignedReport
from assessor_app.domain.change import Change
from assessor_app.domain.clash import Clash, Decision
from assessor_app.domain.documents import DocumentKind, DocumentRequest
from assessor_app.domain.edition_bridge import EditionChanges, MovePreview
from assessor_app.domain.exchange import (
    Clearable,
    Exported,
    LogEntry,
    ReceiptTaken,
    Recipient,
    TakenInBundle,
    Waiting,
)
from assessor_app.domain.history_entries import HistoryEntry
from assessor_app.domain.ledger import SealedLedger
from assessor_app.domain.note_taking import AddedPicture as AddedPicture
from assessor_app.domain.note_taking import KeptNote, NewNote
from assessor_app.domain.operation import FieldState, Json
from assessor_app.domain.outlook import Outlook
from assessor_app.domain.people import Person
from assessor_app.domain.report import ReportSection
from assessor_app.domain.scheme import Scheme
from assessor_app.domain.verdict import Examined
from assessor_app.domain.visit_day import VisitSession

T_co = TypeVar("T_co", covariant=True)

Progress = Callable[[int, int], None]
"""Told how much of how much is done."""
Cancelled = Callable[[], bool]
"""True once the person has asked to stop."""


class Pending(Protocol[T_co]):
    """A result that is on its way from the writer thread (`concurrent.futures.Future`)."""

    def result(self, timeout: float | None = None) -> T_co: ...

    def exception(self, timeout: float | None = None) -> BaseException | None: ...

    def add_done_callback(self, fn: Callable[[Future[Any]], object], /) -> None: ...


class SavedField(Protocol):
    """A committed write. `operation` is what a growing text passes back; it is None when nothing had changed."""

    @property
    def operation(self) -> str | None: ...

    @property
    def at(self) -> datetime: ...

    @property
    def state(self) -> FieldState: ...


class UndoneField(Protocol):
    """One change taken back, in words ("Judge Culture as Enhancing"), with the value now current."""

    @property
    def words(self) -> str: ...

    @property
    def entity(self) -> str: ...

    @property
    def field(self) -> str: ...

    @property
    def value(self) -> Json: ...

    @property
    def state(self) -> FieldState: ...

    @property
    def remarks(self) -> str: ...


class JudgingPort(Protocol):
    """Judgements and the texts of a strand."""

    def record(
        self, assessment: str, strand: str, level: str | None, seen: Sequence[str], wording: str = "", /
    ) -> Pending[SavedField]: ...

    def write(
        self, assessment: str, strand: str, field: str, text: str, seen: Sequence[str], growing: str | None, /
    ) -> Pending[SavedField]: ...

    def flag(self, assessment: str, strand: str, flagged: bool, seen: Sequence[str], /) -> Pending[SavedField]: ...

    def undo(self, assessment: str, /) -> Pending[UndoneField | None]: ...

    def redo(self, assessment: str, /) -> Pending[UndoneField | None]: ...


class VisitsPort(Protocol):
    """The record of an assessment and its files."""

    def open(self, assessment: str, /) -> Assessment: ...

    def scheme_of(self, assessment: Assessment, /) -> Scheme: ...

    def history(self, assessment: str, /) -> tuple[Change, ...]: ...

    def add_note(
        self, assessment: str, text: str, kind: NoteKind, strand: str = "", source: str = "", /
    ) -> Pending[SavedField]: ...

    def evidence_bytes(self, evidence: Evidence, /) -> bytes: ...

    def save_evidence(self, evidence: Evidence, target: Path, /) -> None: ...

    def mark_opened(self, assessment: str, evidence_id: str, /) -> Pending[SavedField]: ...


class DebriefPort(Protocol):
    """One debrief: its points, what was said, who heard it."""

    def prepare(self, assessment: str, session: str, /) -> Debrief: ...

    def say(self, assessment: str, session: str, point: str, said: bool, seen: Sequence[str], /) -> Pending[object]: ...

    def edit_point(
        self, assessment: str, session: str, point: str, text: str, seen: Sequence[str], /
    ) -> Pending[object]: ...

    def add_point(self, assessment: str, session: str, section: str, text: str, /) -> Pending[str]: ...

    def move_point(
        self, assessment: str, session: str, point: str, position: int, seen: Sequence[str], /
    ) -> Pending[object]: ...

    def keep_for_leaders(
        self, assessment: str, session: str, point: str, only: bool, seen: Sequence[str], /
    ) -> Pending[object]: ...

    def remove_point(self, assessment: str, session: str, point: str, seen: Sequence[str], /) -> Pending[object]: ...

    def reply(
        self, assessment: str, session: str, text: str, seen: Sequence[str], growing: str | None, /
    ) -> Pending[SavedField]: ...

    def add_listener(self, assessment: str, session: str, name: str, role: str, /) -> Pending[str]: ...

    def heard(
        self, assessment: str, session: str, listener: str, heard: bool, seen: Sequence[str], /
    ) -> Pending[object]: ...

    def finish(self, assessment: str, session: str, seen: Sequence[str], /) -> Pending[object]: ...

    def reopen(self, assessment: str, session: str, seen: Sequence[str], /) -> Pending[object]: ...


class CapturePort(Protocol):
    """Notes of the visit."""

    def keep(self, assessment: str, new: NewNote, /) -> Pending[KeptNote]: ...

    def draft(self, assessment: str, text: str, seen: Sequence[str], growing: str | None, /) -> Pending[SavedField]: ...

    def change(
        self, assessment: str, note: Note, field: str, value: str | bool, seen: Sequence[str] | None = None, /
    ) -> Pending[SavedField]: ...

    def remove(self, assessment: str, note: Note, /) -> Pending[object]: ...


class TimetablePort(Protocol):
    """The timetable of the visit."""

    def usual(self, assessment: str, /) -> tuple[VisitSession, ...]: ...

    def keep(self, assessment: str, sessions: tuple[VisitSession, ...], /) -> Pending[tuple[VisitSession, ...]]: ...

    def end(self, assessment: str, session: str, /) -> Pending[object]: ...

    def resume(self, assessment: str, session: str, /) -> Pending[object]: ...


class PicturesPort(Protocol):
    """Photos of the visit. Everything here takes time: call it from a worker."""

    def add_file(self, assessment: str, file: Path, words: str, session: str, /) -> AddedPicture: ...

    def add(self, assessment: str, content: bytes, words: str, session: str, /) -> AddedPicture: ...


class LedgerPort(Protocol):
    """The seal on the evidence. Everything here takes time: call it from a worker."""

    def seal(self, assessment: str, /) -> SealedLedger: ...

    def save(self, assessment: str, target: Path, /) -> None: ...


class VisitDayPort(Protocol):
    """What happens on the day of the visit."""

    @property
    def capture(self) -> CapturePort: ...

    @property
    def timetable(self) -> TimetablePort: ...

    @property
    def pictures(self) -> PicturesPort: ...

    @property
    def ledger(self) -> LedgerPort: ...


class PictureOfPage(Protocol):
    """A page as pixels: rows of blue, green, red, alpha bytes."""

    @property
    def width(self) -> int: ...

    @property
    def height(self) -> int: ...

    @property
    def bgra(self) -> bytes: ...


class ReportingPort(Protocol):
    """The report: readiness, pages, signing, versions. Everything here takes time: call it from a worker."""

    @property
    def needs_passphrase(self) -> bool: ...

    def sections(self, assessment: str, /) -> tuple[ReportSection, ...]: ...

    def draft(self, assessment: str, /) -> bytes: ...

    def sign(self, assessment: str, passphrase: str | None, /) -> SignedReport: ...

    def signed_pdf(self, assessment: str, version: int, /) -> bytes: ...

    def begin_version(self, assessment: str, /) -> int: ...

    def summarise(
        self, assessment: str, text: str, seen: Sequence[str], growing: str | None, /
    ) -> Pending[SavedField]: ...

    def page_count(self, pdf: bytes, /, foreign: bool = False) -> int: ...

    def active_contents(self, pdf: bytes, /) -> tuple[str, ...]: ...

    def page_picture(self, pdf: bytes, page: int, width: int, /) -> PictureOfPage: ...

    def page_text(self, pdf: bytes, page: int, /) -> str: ...


class DocumentsPort(Protocol):
    """Documents beside the report. Making one takes time: call it from a worker."""

    def kinds(self, assessment: str, /) -> tuple[DocumentKind, ...]: ...

    def make(
        self, kind: DocumentKind, assessment: str, asked: DocumentRequest | None, told: Callable[[int, int], None], /
    ) -> bytes: ...


class ExchangePort(Protocol):
    """Bundles out and in. Everything here takes time: call it from a worker."""

    def recipients(self) -> tuple[Recipient, ...]: ...

    def waiting(self, assessment: str = "", /) -> Waiting: ...

    def export(  # noqa: PLR0913  what goes, to whom, and how it is watched
        self,
        target: Path,
        *,
        assessments: Sequence[str] = (),
        people: Sequence[str] = (),
        evidence: bool = True,
        private: bool = False,
        everything: bool = False,
        verifier: str = "",
        volume: int = 0,
        progress: Progress = ...,
        cancelled: Cancelled = ...,
    ) -> Exported: ...

    def examine(self, file: Path, progress: Progress, cancelled: Cancelled, /) -> Examined: ...

    def take_in(self, file: Path, progress: Progress, cancelled: Cancelled, /) -> TakenInBundle: ...

    def take_receipt(self, file: Path, /) -> ReceiptTaken: ...

    def make_receipt(self, target: Path, assessments: Sequence[str] = (), lanes: Sequence[str] = (), /) -> int: ...

    def log(self) -> tuple[LogEntry, ...]: ...


class ClearingPort(Protocol):
    """Evidence that may go from this computer. It takes time: call it from a worker."""

    def clearable(self) -> tuple[Clearable, ...]: ...

    def clear(self, assessment: str, /) -> Clearable: ...


class SettlingPort(Protocol):
    """Clashes and deciding them. Everything here takes time: call it from a worker."""

    def clashes(self, assessment: str, /) -> tuple[Clash, ...]: ...

    def outlook_with(self, assessment: str, decisions: Sequence[Decision], /) -> Outlook: ...

    def settle(self, assessment: str, decisions: Sequence[Decision], /) -> Pending[int]: ...


class HistoriesPort(Protocol):
    """The history in words. Everything here takes time: call it from a worker."""

    def entries(self, assessment: str, /) -> tuple[HistoryEntry, ...]: ...

    def restore(self, assessment: str, operation: str, /) -> Pending[SavedField]: ...


class StagesPort(Protocol):
    """The stages of a cycle. `advance` takes time: call it from a worker. The others raise before they answer."""

    def advance(self, assessment: str, /) -> object: ...

    def declare(self, assessment: str, conflict: bool, reason: str = "", /) -> Pending[SavedField]: ...

    def advise(self, assessment: str, text: str, /) -> Pending[str]: ...


class FormsPort(Protocol):
    """The forms of a mark. They read first, so they are called from a worker."""

    def add_row(self, assessment: str, form: str, values: Mapping[str, str], /) -> Pending[str]: ...

    def change_row(self, assessment: str, form: str, row: str, values: Mapping[str, str], /) -> Pending[None]: ...

    def remove_row(self, assessment: str, form: str, row: str, /) -> Pending[SavedField]: ...


class EditionsPort(Protocol):
    """A new edition. Everything here takes time: call it from a worker."""

    def newer(self, assessment: str, /) -> EditionChanges | None: ...

    def preview(self, assessment: str, /) -> MovePreview: ...

    def move(self, assessment: str, /) -> MovePreview: ...


class CyclePort(Protocol):
    """From enquiry to renewal."""

    @property
    def stages(self) -> StagesPort: ...

    @property
    def forms(self) -> FormsPort: ...

    @property
    def editions(self) -> EditionsPort: ...


class SpellingPort(Protocol):
    """The dictionary. Everything here takes time: call it from a worker."""

    def wrong(self, words: Collection[str], /) -> frozenset[str]: ...

    def suggest(self, word: str, /) -> tuple[str, ...]: ...

    def add(self, word: str, /) -> None: ...


class WorkplacePort(Protocol):
    """One opened profile: the person and the services the assessment screens need."""

    @property
    def person(self) -> Person: ...

    @property
    def visits(self) -> VisitsPort: ...

    @property
    def visit_day(self) -> VisitDayPort: ...

    @property
    def cycle(self) -> CyclePort: ...

    @property
    def judging(self) -> JudgingPort: ...

    @property
    def debriefs(self) -> DebriefPort: ...

    @property
    def spelling(self) -> SpellingPort: ...

    @property
    def settling(self) -> SettlingPort: ...

    @property
    def histories(self) -> HistoriesPort: ...

    @property
    def reporting(self) -> ReportingPort: ...

    @property
    def documents(self) -> DocumentsPort: ...

    @property
    def exchange(self) -> ExchangePort: ...
