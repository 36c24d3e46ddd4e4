"""What the pages of the visit day ask of the services, as shapes."""

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from assessor_app.domain.assessment.assessment import Note
from assessor_app.domain.visit.day import VisitSession
from assessor_app.domain.visit.ledger import SealedLedger
from assessor_app.domain.visit.note_taking import AddedPicture as AddedPicture
from assessor_app.domain.visit.note_taking import KeptNote, NewNote
from assessor_app.ui.pending import Pending, SavedField


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
