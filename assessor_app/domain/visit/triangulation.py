"""What stands behind a judgement: the kinds of source that a strand's notes and linked evidence bring. Pure."""

from enum import Enum

from assessor_app.domain.assessment.assessment import Assessment, Evidence
from assessor_app.domain.visit.before_leaving import voice_of
from assessor_app.domain.visit.day import Voice
from assessor_app.domain.visit.still_to_see import all_notes
from assessor_app.domain.words.counting import listed


class SourceKind(Enum):
    """The six kinds of source that are weighed against each other."""

    DOCUMENT = "document"
    OBSERVATION = "observation"
    LEARNERS = "learner voice"
    STAFF = "staff"
    LEADERS = "leaders"
    DATA = "data"


_OF_VOICE = {
    Voice.DOCUMENTS: SourceKind.DOCUMENT,
    Voice.OBSERVATION: SourceKind.OBSERVATION,
    Voice.LEARNERS: SourceKind.LEARNERS,
    Voice.STAFF: SourceKind.STAFF,
    Voice.LEADERS: SourceKind.LEADERS,
    Voice.GOVERNORS: SourceKind.LEADERS,  # those who lead and hold leaders to account speak for the leadership
}
_DATA_WORDS = ("data", "survey", "spreadsheet", "figures", "results", "questionnaire", "attendance", "tracking")
_DATA_TYPES = ("spreadsheet", "csv", "excel")


def sources_behind(value: Assessment, strand: str) -> dict[SourceKind, int]:
    """How many notes and opened pieces of evidence of each kind are linked to a strand; all six kinds, in order."""
    found = dict.fromkeys(SourceKind, 0)
    for note in all_notes(value):
        kind = _OF_VOICE.get(voice_of(note, value.sessions))
        if note.strand == strand and kind is not None:
            found[kind] += 1
    named = value.strand(strand).school_evidence
    for piece in value.evidence:
        if piece.opened and (strand in piece.strands or piece.id in named or piece.code in named):
            found[kind_of(piece)] += 1
    return found


def kind_of(piece: Evidence) -> SourceKind:
    """Whether a piece of evidence is a picture of what was seen, figures, or a document."""
    media, words = piece.media_type.casefold(), f"{piece.kind} {piece.title}".casefold()
    if media.startswith("image/"):
        return SourceKind.OBSERVATION
    if any(each in media for each in _DATA_TYPES) or any(word in words for word in _DATA_WORDS):
        return SourceKind.DATA
    return SourceKind.DOCUMENT


def source_words(behind: dict[SourceKind, int]) -> str:
    """In one sentence: what is there, and what is not."""
    there = [kind.value for kind, count in behind.items() if count]
    missing = [kind.value for kind, count in behind.items() if not count]
    if not there:
        return "Rests on nothing linked yet."
    rests = f"Rests on {listed(there)}."
    return f"{rests} Nothing from {listed(missing, 'or')}." if missing else rests
