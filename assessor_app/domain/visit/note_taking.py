"""A note on its way to the record, and what came of it."""

from dataclasses import dataclass
from datetime import datetime

from assessor_app.domain.assessment.assessment import Evidence, Note, NoteKind


@dataclass(frozen=True, slots=True)
class NewNote:
    """A note to keep. local: it never leaves this computer; the other fields are those of `Note`."""

    text: str
    kind: NoteKind = NoteKind.NOTE
    strand: str = ""
    source: str = ""
    session: str = ""
    picture: str = ""
    local: bool = False


@dataclass(frozen=True, slots=True)
class KeptNote:
    """A note that is on disk, and when that was, UTC."""

    note: Note
    at: datetime


@dataclass(frozen=True, slots=True)
class AddedPicture:
    """A photo that is on disk: its piece of evidence and its note."""

    evidence: Evidence
    note: Note
