"""What a visit has not seen yet: strands with thin evidence, evidence nobody opened, groups nobody met. Pure."""

from collections import Counter
from dataclasses import dataclass

from assessor_app.domain.assessment.assessment import Assessment, Evidence, Note
from assessor_app.domain.scheme.edition import Scheme, Strand
from assessor_app.domain.visit.day import PEOPLE, VisitSession, When, standing

THIN = 1
"""A strand with no more than this many tagged notes and pieces of evidence together is thin."""


@dataclass(frozen=True, slots=True)
class ThinStrand:
    """A strand that little speaks about: how many notes are tagged with it, and how much evidence is linked."""

    strand: Strand
    aspect: str
    notes: int
    evidence: int


def all_notes(value: Assessment) -> tuple[Note, ...]:
    """The notes of a visit in the order they were taken, those that never leave this computer among them."""
    return tuple(sorted((*value.notes, *value.local_notes), key=lambda note: (note.taken_at, note.id)))


def thin_strands(value: Assessment, scheme: Scheme) -> tuple[ThinStrand, ...]:
    """Strands with thin evidence, the thinnest first."""
    notes = Counter(note.strand for note in all_notes(value))
    pieces = Counter(strand for piece in value.evidence for strand in piece.strands)
    found = [
        ThinStrand(strand, aspect.short, notes[strand.id], pieces[strand.id])
        for aspect in scheme.aspects
        for strand in aspect.strands
        if notes[strand.id] + pieces[strand.id] <= THIN
    ]
    return tuple(sorted(found, key=lambda thin: thin.notes + thin.evidence))


def untagged(value: Assessment) -> tuple[Note, ...]:
    """Notes with no strand yet, oldest first."""
    return tuple(note for note in all_notes(value) if not note.strand)


def unopened(value: Assessment) -> tuple[Evidence, ...]:
    """Evidence that lies on this computer and that this person has not opened."""
    return tuple(piece for piece in value.evidence if piece.held and not piece.opened)


def groups_not_met(value: Assessment, now: int) -> tuple[VisitSession, ...]:
    """Sessions with people that are still to come. now: minutes after midnight, on the day of the visit."""
    stands = standing(value.sessions, now)
    return tuple(
        session
        for session in value.sessions
        if session.voice in PEOPLE and stands[session.id] is When.NEXT and not _notes_of(value, session)
    )


def _notes_of(value: Assessment, session: VisitSession) -> bool:
    return any(note.session == session.id for note in all_notes(value))
