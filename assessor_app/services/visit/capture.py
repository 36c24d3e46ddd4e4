"""Notes while people talk: kept at one key, taken apart later."""

import uuid
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from datetime import datetime

from assessor_app.domain.assessment.assessment import Note
from assessor_app.domain.journal.clock import moment
from assessor_app.domain.journal.operation import Json
from assessor_app.domain.visit.note_taking import KeptNote, NewNote
from assessor_app.errors import WrongUse
from assessor_app.models.database.store import Store
from assessor_app.models.journal.writing import Writing
from assessor_app.services.saving import Saved, saved
from assessor_app.services.signed_work import OpenFields, set_all, writing_to

NOTE_FIELDS = ("text", "note_kind", "strand", "source", "settled")
"""What of a note may be changed later."""


class Capture:
    """The box for a new note and the notes of a visit. Every method returns at once; the future answers from disk."""

    def __init__(self, store: Store, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._clock = clock
        self._fields = OpenFields(store, clock)

    def keep(self, assessment: str, new: NewNote) -> Future[KeptNote]:
        """Keep a note and empty the draft, in one transaction. Raises WrongUse for an empty text."""
        text = new.text.strip()
        if not text:
            raise WrongUse("A note needs some words. Nothing was saved.", "empty")
        note_id = uuid.uuid4().hex
        entity = entity_of(assessment, note_id, new.local)
        at = self._clock()  # when Enter was pressed, not when the disk was ready

        def change(writing: Writing) -> KeptNote:
            facts: dict[str, Json] = {"note_kind": new.kind.value, "strand": new.strand, "source": new.source}
            facts |= {"taken_at": moment(at), "session": new.session}
            if not new.local:
                facts["picture"] = new.picture
            set_all(writing_to(writing, assessment), entity, facts)
            state = writing.set(entity, "text", text)
            if writing.state(f"assessment/{assessment}", "capture_draft").shown:
                writing.set(f"assessment/{assessment}", "capture_draft", "")
            about = (new.kind, new.strand, new.source, moment(at), new.session, new.picture)
            return KeptNote(Note(note_id, text, *about, local=new.local, text_state=state), self._clock())

        return self._store.write(change)

    def draft(self, assessment: str, text: str, seen: Sequence[str], growing: str | None) -> Future[Saved]:
        """Keep what stands in the box, so that a crash takes at most its last second. It never leaves this computer."""
        entity = f"assessment/{assessment}"
        return self._store.write(
            lambda writing: saved(writing.set(entity, "capture_draft", text, seen, growing), self._clock())
        )

    def change(
        self, assessment: str, note: Note, field: str, value: str | bool, seen: Sequence[str] | None = None
    ) -> Future[Saved]:
        """Change one thing of a note. seen: what was on screen when its words were changed.

        Raises WrongUse for a field that notes do not have, or an empty text.
        """
        if field not in NOTE_FIELDS or (field == "text" and not str(value).strip()):
            raise WrongUse("A note needs some words, and has no other fields. Nothing was changed.", "empty")
        entity = entity_of(assessment, note.id, note.local)
        return self._fields.set(assessment, entity, field, value.strip() if isinstance(value, str) else value, seen)

    def remove(self, assessment: str, note: Note) -> Future[Saved]:
        """Take a note off the list; the history keeps it."""
        return self._fields.set(assessment, entity_of(assessment, note.id, note.local), "deleted", True)


def entity_of(assessment: str, note: str, local: bool) -> str:
    """Where a note stands in the record."""
    return f"assessment/{assessment}/{'local-note' if local else 'note'}/{note}"
