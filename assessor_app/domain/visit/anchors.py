"""Links inside a text, kept as plain words so that they are text everywhere: "[E3, p. 4]" and "[note 10:41]". Pure."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assessor_app.domain.assessment.assessment import Assessment, Evidence, Note
from assessor_app.domain.visit.capture_marks import Completion

_ANCHOR = re.compile(r"\[(?P<code>[^\[\],\s][^\[\],]{0,30})(?:, p\. (?P<page>\d{1,4}))?\]")


@dataclass(frozen=True, slots=True)
class Anchor:
    """A link as it stands in a text. page: from 1; 0 when none is named."""

    code: str
    page: int
    start: int
    end: int


def anchor_words(code: str, page: int = 0) -> str:
    """How a link to a piece of evidence is written."""
    return f"[{code}, p. {page}]" if page else f"[{code}]"


def note_words(taken_at: str, clock: Callable[[str], str]) -> str:
    """How a link to a note is written. clock: gives the local time of a moment of the record."""
    return f"[note {clock(taken_at)}]" if taken_at else "[note]"


def anchors_in(text: str) -> tuple[Anchor, ...]:
    """Every link of a text."""
    return tuple(
        Anchor(found["code"].strip(), int(found["page"] or 0), found.start(), found.end())
        for found in _ANCHOR.finditer(text)
    )


def anchor_at(text: str, place: int) -> Anchor | None:
    """The link that a place of a text (a caret) is in or touches."""
    return next((anchor for anchor in anchors_in(text) if anchor.start <= place <= anchor.end), None)


def evidence_of(anchor: Anchor, value: Assessment) -> Evidence | None:
    """The piece of evidence that a link names."""
    return next((piece for piece in value.evidence if piece.code.casefold() == anchor.code.casefold()), None)


def link_completions(
    typed: str,
    value: Assessment,
    strand: str,
    clock: Callable[[str], str],
    seen_pages: dict[str, int],
) -> tuple[Completion, ...]:
    """What a word that begins with # may become in a text about a strand: evidence first, then its notes.

    "#e3" names a piece, "#e3.4" its page 4, other words are looked for in titles. seen_pages: the page last looked at,
    by id of the evidence: it is offered too.
    """
    if typed[:1] != "#":
        return ()
    return (*_evidence(typed, value, strand, seen_pages), *_notes(typed[1:].casefold(), value, strand, clock))


def _evidence(typed: str, value: Assessment, strand: str, seen_pages: dict[str, int]) -> list[Completion]:
    wanted = typed[1:].casefold()
    paged = re.match(r"^(?P<code>[^.:/,]+)[.:/,]+(?:p\.?)?(?P<page>\d{1,4})$", wanted)
    code, page = (paged["code"], int(paged["page"])) if paged else (wanted, 0)
    pieces = sorted(value.evidence, key=lambda piece: (strand not in piece.strands, piece.code.casefold() != code))
    found: list[Completion] = []
    for piece in pieces:
        exact = piece.code.casefold() == code
        if not piece.code or not (exact or (not page and _fits(code, piece))):
            continue
        if not page and seen_pages.get(piece.id):
            found.append(_completion(piece, seen_pages[piece.id]))
        found.append(_completion(piece, page))
    return found


def _fits(wanted: str, piece: Evidence) -> bool:
    return piece.code.casefold().startswith(wanted) or (len(wanted) > 1 and wanted in piece.title.casefold())


def _completion(piece: Evidence, page: int) -> Completion:
    where = f", page {page}" if page else ""
    return Completion(anchor_words(piece.code, page), f"{piece.code} {piece.title}{where}")


def _notes(wanted: str, value: Assessment, strand: str, clock: Callable[[str], str]) -> list[Completion]:
    notes: Sequence[Note] = [note for note in value.notes if note.strand == strand and wanted in note.text.casefold()]
    return [
        Completion(
            note_words(note.taken_at, clock), f"{clock(note.taken_at) if note.taken_at else ''} {note.text}".strip()
        )
        for note in notes
    ]
