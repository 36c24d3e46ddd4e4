"""Photos of the visit: cleaned, encrypted, among the evidence, with a note that shows them."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from assessor_app.domain.assessment.assessment import Evidence, Note, NoteKind
from assessor_app.domain.exchange.segment import BlobEntry
from assessor_app.domain.journal.clock import moment
from assessor_app.domain.journal.operation import Json
from assessor_app.domain.people import Person
from assessor_app.domain.visit.note_taking import AddedPicture
from assessor_app.domain.words.numbers import number_in
from assessor_app.errors import Refused, Unavailable
from assessor_app.files import open_to_read
from assessor_app.models.database.store import Store
from assessor_app.models.files.blobs import Blobs
from assessor_app.models.journal.writing import Writing
from assessor_app.services.signed_work import set_all, writing_to
from assessor_app.services.visits import Visits

SOURCE = "Photo on the visit"


class Pictures:
    """Adding photos. Everything here takes time: call it from a worker."""

    def __init__(
        self, store: Store, blobs: Blobs, visits: Visits, person: Person, clock: Callable[[], datetime]
    ) -> None:
        self._store = store
        self._blobs = blobs
        self._visits = visits
        self._person = person
        self._clock = clock

    def add_file(
        self, assessment: str, file: Path, words: str = "", session: str = "", strand: str = ""
    ) -> AddedPicture:
        """Add a photo from a file. Raises Unavailable when it cannot be read, else as `add`."""
        from assessor_app.services.visit.picture_cleaning import LARGEST_FILE

        try:
            with open_to_read(file) as content:
                read = content.read(LARGEST_FILE + 1)
        except OSError as error:
            raise Unavailable(
                f"{file.name} cannot be read ({error.strerror}). Nothing was changed.", "cannot-read"
            ) from error
        return self.add(assessment, read, words, session, strand)

    def add(
        self, assessment: str, content: bytes, words: str = "", session: str = "", strand: str = ""
    ) -> AddedPicture:
        """Clean a photo, keep it encrypted, and put it among the evidence and the notes, in one step for undo.

        words: what the note says. Raises Refused for what is no photo or for signed work, Unavailable when the disk
        cannot take it; nothing is kept then.
        """
        from assessor_app.services.visit.picture_cleaning import clean_picture  # Pillow is slow to import

        at = self._clock()
        if self._visits.open(assessment).locked:
            raise Refused("This report is signed, so the photo was not added. To add it, make version 2.", "signed")
        clean = clean_picture(content)
        entry = self._blobs.put_bytes(clean.content)
        facts = _Facts(uuid.uuid4().hex, entry, clean.media_type, words.strip(), session, strand, at)
        return self._store.write(lambda writing: self._write(writing, assessment, facts)).result()

    def _write(self, writing: Writing, assessment: str, facts: "_Facts") -> AddedPicture:
        code = _next_code(self._visits.open(assessment).evidence)
        title = facts.words or f"Photo {code}"
        entity = f"assessment/{assessment}/evidence/{facts.id}"
        name = f"{code}.{'png' if facts.media_type == 'image/png' else 'jpg'}"
        values: dict[str, Json] = {
            "code": code,
            "title": title[:200],
            "evidence_kind": "Photo",
            "source": SOURCE,
            "dated": facts.at.date().isoformat(),
            "file_sha256": facts.entry.sha256,
            "file_size": facts.entry.size,
            "file_name": name,
            "media_type": facts.media_type,
            "added_at": moment(facts.at),
            "added_by": self._person.id,
        }
        strands = (facts.strand,) if facts.strand else ()
        writing_to(writing, assessment).added.add(entity)
        writing.register_blob(facts.entry.sha256, facts.entry.size)
        set_all(writing, entity, values)
        if strands:
            writing.set(entity, "strands", list(strands))
        writing.set(entity, "opened", True)
        note = Note(uuid.uuid4().hex, title, NoteKind.NOTE, facts.strand, "", moment(facts.at), facts.session, facts.id)
        taken: dict[str, Json] = {"note_kind": note.kind.value, "strand": note.strand, "taken_at": note.taken_at}
        taken |= {"session": note.session, "picture": facts.id, "text": note.text}
        set_all(writing, f"assessment/{assessment}/note/{note.id}", taken)
        evidence = Evidence(
            facts.id, code, title[:200], "Photo", "", str(values["dated"]), SOURCE, strands, facts.entry.sha256,
            facts.entry.size, name, facts.media_type, True, True, moment(facts.at), self._person.id,
        )  # fmt: skip
        return AddedPicture(evidence, note)


@dataclass(frozen=True, slots=True)
class _Facts:
    id: str
    entry: BlobEntry
    media_type: str
    words: str
    session: str
    strand: str
    at: datetime


def _next_code(evidence: tuple[Evidence, ...]) -> str:
    """ "P01", "P02" ...: photos count by themselves."""
    numbers = [number_in(piece.code[1:]) or 0 for piece in evidence if piece.code[:1] == "P"]
    return f"P{max(numbers, default=0) + 1:02}"
