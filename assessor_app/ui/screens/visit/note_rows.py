"""Notes of the visit as rows: when, what, what kind, which strand, and one suggestion where there is none."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QMimeData, QModelIndex, Qt

from assessor_app.domain.assessment.assessment import Note, NoteKind
from assessor_app.domain.scheme.edition import Scheme
from assessor_app.domain.words.phrases import capital
from assessor_app.errors import WrongUse
from assessor_app.ui.dates import short_time
from assessor_app.ui.kit.note_drag import HeldNote, note_data
from assessor_app.ui.kit.rows import Index, RowModel
from assessor_app.ui.screens.workspace.notes import KINDS


@dataclass(frozen=True, slots=True)
class NoteLine:
    """One row. strand: "Evaluating impact: culture"; suggestion: the same of a strand that is only guessed, with its
    id in `guess`; heading: a group's name instead of a note."""

    note: Note | None = None
    time: str = ""
    strand: str = ""
    suggestion: str = ""
    guess: str = ""
    heading: str = ""

    def spoken(self) -> str:
        """What a screen reader says."""
        if self.note is None:
            return self.heading
        kind = "" if self.note.kind is NoteKind.NOTE else KINDS[self.note.kind][0]
        where = self.strand or (f"no strand, suggested {self.suggestion}" if self.suggestion else "no strand")
        stays = "stays on this computer" if self.note.local else ""
        answered = "answered" if self.note.settled else ""
        return ", ".join(
            part for part in (self.time, self.note.text, kind, answered, where, self.note.source, stays) if part
        )


def strand_words(scheme: Scheme, strand: str) -> str:
    """A strand in short: "Evaluating impact: culture"."""
    if not strand:
        return ""
    try:
        found = scheme.strand(strand)
    except WrongUse:  # a strand of another edition
        return strand
    return f"{scheme.aspect_of(found.id).short}: {found.title[:1].lower()}{found.title[1:]}"


def line_of(scheme: Scheme, note: Note, guess: str) -> NoteLine:
    """A note as a row."""
    time = short_time(datetime.fromisoformat(note.taken_at)) if note.taken_at else ""
    return NoteLine(note, time, strand_words(scheme, note.strand), strand_words(scheme, guess), guess)


class KnownLines:
    """Rows by their notes. A note that has not changed keeps its row: thousands take longer to make anew, each with
    its guess, than a window may stand still. guess: the strand that a note is probably about."""

    def __init__(self, guess: Callable[[Note], str]) -> None:
        self._guess = guess
        self._made: dict[str, tuple[Scheme, NoteLine]] = {}

    def line(self, scheme: Scheme, note: Note) -> NoteLine:
        """The row of a note."""
        known = self._made.get(note.id)
        if known is None or known[0] is not scheme or known[1].note is not note:
            known = self._made[note.id] = scheme, line_of(scheme, note, self._guess(note))
        return known[1]


def newest_first(scheme: Scheme, notes: Sequence[Note], known: KnownLines) -> list[NoteLine]:
    """Rows with the newest note on top."""
    return [known.line(scheme, note) for note in reversed(notes)]


def by_strand(scheme: Scheme, notes: Sequence[Note], known: KnownLines) -> list[NoteLine]:
    """Rows in the order of the strands, those without one first, each group under its heading."""
    rows: list[NoteLine] = []
    for strand in ("", *(strand.id for strand in scheme.strands)):
        group = [note for note in notes if note.strand == strand]
        if group:
            heading = strand_words(scheme, strand) or "No strand yet"
            rows.append(NoteLine(heading=capital(heading)))
            rows += [known.line(scheme, note) for note in group]
    return rows


class NoteLines(RowModel[NoteLine]):
    """The rows. A note that comes on top is put in; nothing else is drawn again for it."""

    def set_rows(self, rows: Sequence[NoteLine]) -> None:
        if len(rows) == len(self.rows) + 1 and tuple(rows[1:]) == self.rows:
            self.beginInsertRows(QModelIndex(), 0, 0)
            self.rows = tuple(rows)
            self.endInsertRows()
        else:
            super().set_rows(rows)

    def key_of(self, row: NoteLine) -> object:
        return row.note.id if row.note else row.heading

    def is_heading(self, row: NoteLine) -> bool:
        return row.note is None

    def words_of(self, row: NoteLine) -> str:
        return row.note.text if row.note else row.heading

    def spoken_of(self, row: NoteLine) -> str:
        return row.spoken()

    def place_of(self, note: str) -> QModelIndex:
        """Index of a note's row; an invalid one when it is not shown."""
        for place, line in enumerate(self.rows):
            if line.note is not None and line.note.id == note:
                return self.index(place)
        return QModelIndex()

    def flags(self, index: Index) -> Qt.ItemFlag:
        usual = super().flags(index)
        return usual | Qt.ItemFlag.ItemIsDragEnabled if usual else usual

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        notes = [note for index in indexes if (note := self.rows[index.row()].note) is not None]
        return note_data(HeldNote(notes[0].id, notes[0].text)) if notes else QMimeData()
