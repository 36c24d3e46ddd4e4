"""What the screens ask of the services, as shapes: values in, values out, nothing heavy imported."""

from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path
from typing import Protocol

from assessor_app.domain.assessment.assessment import Assessment, Debrief, Evidence, NoteKind, SignedReport
from assessor_app.domain.assessment.documents import DocumentChoice, DocumentKind, DocumentRequest
from assessor_app.domain.assessment.report import ReportCopies, ReportSection
from assessor_app.domain.award.facts import FactValue
from assessor_app.domain.award.outlook import Outlook
from assessor_app.domain.journal.change import Change
from assessor_app.domain.journal.clash import Clash, Decision
from assessor_app.domain.journal.history_entries import HistoryEntry
from assessor_app.domain.people import Person
from assessor_app.domain.scheme.edition import Scheme
from assessor_app.domain.scheme.edition_bridge import EditionChanges, MovePreview
from assessor_app.domain.scheme.visit import Reader
from assessor_app.domain.second.agreement import Agreement
from assessor_app.domain.second.comparing import Comparison
from assessor_app.domain.second.queue import QueueItem
from assessor_app.ui.exchange_ports import ExchangePort
from assessor_app.ui.pending import Pending, SavedField, UndoneField
from assessor_app.ui.visit_ports import VisitDayPort


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

    def draft(self, assessment: str, reader: Reader | None = None, /) -> bytes: ...

    def copies(self, assessment: str, /) -> ReportCopies: ...

    def choose_language(self, assessment: str, language: str, /) -> Pending[SavedField]: ...

    def name_in(self, assessment: str, language: str, /) -> Pending[SavedField]: ...

    def use_template(self, assessment: str, file: Path, /) -> None: ...

    def sign(self, assessment: str, passphrase: str | None, /) -> SignedReport: ...

    def signed_pdf(self, assessment: str, version: int, /) -> bytes: ...

    def sealed_pdf(self, assessment: str, version: int, /) -> bytes: ...

    def has_time_server(self) -> bool: ...

    def signature_words(self, assessment: str, version: int, /) -> tuple[str, ...]: ...

    def begin_version(self, assessment: str, /) -> int: ...

    def summarise(
        self, assessment: str, text: str, seen: Sequence[str], growing: str | None, /
    ) -> Pending[SavedField]: ...

    def write_section(
        self, assessment: str, section: str, text: str, seen: Sequence[str], growing: str | None, /
    ) -> Pending[SavedField]: ...

    def page_count(self, pdf: bytes, /, foreign: bool = False) -> int: ...

    def active_contents(self, pdf: bytes, /) -> tuple[str, ...]: ...

    def page_picture(self, pdf: bytes, page: int, width: int, /) -> PictureOfPage: ...

    def page_text(self, pdf: bytes, page: int, /) -> str: ...


class DocumentsPort(Protocol):
    """Documents beside the report. Making one takes time: call it from a worker."""

    def choices(self, assessment: str, /) -> tuple[DocumentChoice, ...]: ...

    def make(
        self, kind: DocumentKind, assessment: str, asked: DocumentRequest | None, told: Callable[[int, int], None], /
    ) -> bytes: ...


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

    def advance(self, assessment: str, /, *, stage: str = "") -> object: ...

    def declare(self, assessment: str, conflict: bool, reason: str = "", /) -> Pending[SavedField]: ...

    def advise(self, assessment: str, text: str, /) -> Pending[str]: ...

    def record(self, assessment: str, fact: str, value: FactValue | None, /) -> Pending[SavedField]: ...

    def sign_commitment(self, assessment: str, commitment: str, signed_by: str, /) -> Pending[SavedField]: ...


class FormsPort(Protocol):
    """The forms of a mark. They read first, so they are called from a worker."""

    def add_row(self, assessment: str, form: str, values: Mapping[str, str], /) -> Pending[str]: ...

    def change_row(self, assessment: str, form: str, row: str, values: Mapping[str, str], /) -> Pending[None]: ...

    def remove_row(self, assessment: str, form: str, row: str, /) -> Pending[SavedField]: ...


class RenewalsPort(Protocol):
    """What became of the last action plan. It reads first, so it is called from a worker."""

    def tell(self, assessment: str, item: str, field: str, text: str, /) -> Pending[None]: ...


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

    @property
    def renewals(self) -> RenewalsPort: ...


class SpellingPort(Protocol):
    """The dictionary. Everything here takes time: call it from a worker."""

    def wrong(self, words: Collection[str], /) -> frozenset[str]: ...

    def suggest(self, word: str, /) -> tuple[str, ...]: ...

    def add(self, word: str, /) -> None: ...


class SecondPort(Protocol):
    """The second mark. Everything here takes time: call it from a worker."""

    def declare(self, assessment: str, conflict: str = "", /) -> None: ...

    def seal(self, assessment: str, /) -> object: ...

    def compare(self, assessment: str, /) -> Comparison: ...

    def agree(
        self, assessment: str, strand: str, level: str, settled: str, together: bool, /
    ) -> Pending[SavedField]: ...

    def confirm(self, assessment: str, strand: str, /) -> Pending[SavedField]: ...

    def ask_panel(self, assessment: str, strand: str, /) -> Pending[SavedField]: ...


class CounterSigningPort(Protocol):
    """The verifier's signature on the report. Everything here takes time: call it from a worker."""

    @property
    def needs_passphrase(self) -> bool: ...

    def report(self, assessment: str, /) -> bytes: ...

    def sign(self, assessment: str, passphrase: str | None, /) -> object: ...


class AgreementPort(Protocol):
    """How far judges agree. It takes seconds: call it from a worker."""

    def figures(self, assessment: str = "", stop: Callable[[], bool] = ..., /) -> tuple[Agreement, ...]: ...


class SecondQueuePort(Protocol):
    """What waits of second marks. It takes time: call it from a worker."""

    def items(self) -> tuple[QueueItem, ...]: ...


class WorkplacePort(Protocol):
    """One opened profile: the person and the services the assessment screens need."""

    @property
    def read_only(self) -> bool: ...

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
    def second(self) -> SecondPort: ...

    @property
    def counter_signing(self) -> CounterSigningPort: ...

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
