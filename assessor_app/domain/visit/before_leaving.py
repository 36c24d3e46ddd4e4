"""What to look at before leaving the building: a visit that must be made again is the costliest mistake. Pure."""

from dataclasses import dataclass

from assessor_app.domain.assessment.assessment import Assessment, Evidence, Note, NoteKind
from assessor_app.domain.scheme.edition import Scheme, Strand
from assessor_app.domain.visit.day import VisitSession, Voice, minutes_of
from assessor_app.domain.visit.still_to_see import all_notes, groups_not_met, unopened

_WORDS = {
    Voice.LEARNERS: ("pupil", "student", "learner", "child", "council"),
    Voice.GOVERNORS: ("governor", "trustee"),
    Voice.LEADERS: ("head", "deputy", "leader", "slt", "principal", "coordinator", "senco"),
    Voice.DOCUMENTS: ("document", "policy", "log", "plan", "spreadsheet", "minutes", "data", "survey", "file"),
    Voice.OBSERVATION: ("walk", "lesson", "observation", "photo", "classroom", "display"),
    Voice.STAFF: ("teacher", "staff", "assistant", "mentor", "tutor", "lecturer", "team"),
}
"""Words by which the role of a source tells whose voice it is; the first that fits counts."""


@dataclass(frozen=True, slots=True)
class BeforeLeaving:
    """Everything that is still open. no_learners, no_staff: strands that nobody of those spoke about; single_source:
    judged strands that rest on one kind of source or none; minutes_left: until the planned end, None when unknown."""

    unseen: tuple[Evidence, ...]
    no_learners: tuple[Strand, ...]
    no_staff: tuple[Strand, ...]
    single_source: tuple[Strand, ...]
    questions: tuple[Note, ...]
    not_met: tuple[VisitSession, ...]
    untagged: int
    minutes_left: int | None

    @property
    def is_clear(self) -> bool:
        """True when nothing is open."""
        return not (
            self.unseen or self.no_learners or self.no_staff or self.single_source or self.questions or self.not_met
        )


def voice_in(words: str) -> Voice:
    """Whose voice a role or the title of a session names; NONE when it names nobody known."""
    folded = words.casefold()
    return next((voice for voice, known in _WORDS.items() if any(word in folded for word in known)), Voice.NONE)


def voice_of(note: Note, sessions: tuple[VisitSession, ...]) -> Voice:
    """Whose word a note is: by its source, else by the session it was taken in."""
    voice = voice_in(note.source)
    if voice is not Voice.NONE:
        return voice
    if note.picture:
        return Voice.OBSERVATION
    return next((session.voice for session in sessions if session.id == note.session), Voice.NONE)


def sources_of(value: Assessment, strand: str) -> frozenset[Voice]:
    """The kinds of source behind a strand: voices of its notes, and documents where evidence of it was opened."""
    voices = {voice_of(note, value.sessions) for note in all_notes(value) if note.strand == strand}
    if any(strand in piece.strands and piece.opened for piece in value.evidence):
        voices.add(Voice.DOCUMENTS)
    return frozenset(voices - {Voice.NONE})


def before_leaving(value: Assessment, scheme: Scheme, person: str, now: int) -> BeforeLeaving:
    """Look over a visit. person: whose judgements count; now: minutes after midnight, on the day of the visit."""
    strands = tuple(scheme.strands)
    sources = {strand.id: sources_of(value, strand.id) for strand in strands}
    judged = {strand.id for strand in strands if value.strand(strand.id).judgement_of(person).level is not None}
    notes = all_notes(value)
    return BeforeLeaving(
        unseen=unopened(value),
        no_learners=tuple(strand for strand in strands if Voice.LEARNERS not in sources[strand.id]),
        no_staff=tuple(strand for strand in strands if Voice.STAFF not in sources[strand.id]),
        single_source=tuple(strand for strand in strands if strand.id in judged and len(sources[strand.id]) < 2),
        questions=tuple(note for note in notes if note.kind is NoteKind.CHECK and not note.settled),
        not_met=groups_not_met(value, now),
        untagged=sum(1 for note in notes if not note.strand),
        minutes_left=_minutes_left(value, now),
    )


def _minutes_left(value: Assessment, now: int) -> int | None:
    ends = [minutes for session in value.sessions if (minutes := minutes_of(session.ends)) is not None]
    until = minutes_of(value.visit_until)
    end = until if until is not None else max(ends, default=None)
    return None if end is None or now < 0 or now > 24 * 60 - 1 else max(end - now, 0)
