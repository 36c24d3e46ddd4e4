"""What the search finds inside the visits: strands, notes, evidence and people, from memory."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from assessor_app.domain.assessment.assessment import Assessment
from assessor_app.domain.scheme.edition import Scheme

if TYPE_CHECKING:
    from assessor_app.ui.palette import Hit

LONGEST = 120
"""Characters of a note shown in a row."""


@dataclass(frozen=True, slots=True)
class Found:
    """Something in a visit. kind: "strand", "note", "evidence" or "person"; key: what `Screen.show_place` takes."""

    kind: str
    words: str
    detail: str
    visit: str
    key: str


ICONS = {"strand": "layers", "note": "message-square", "evidence": "paperclip", "person": "user-round"}


def found_in(value: Assessment, scheme: Scheme) -> tuple[Found, ...]:
    """Everything that can be found in one visit."""
    school = value.institution.name
    titles = {strand.id: f"{aspect.short}: {strand.title}" for aspect in scheme.aspects for strand in aspect.strands}
    strands = [
        Found("strand", strand.title, f"{aspect.short} · {school}", value.id, strand.id)
        for aspect in scheme.aspects
        for strand in aspect.strands
    ]
    notes = [
        Found("note", " ".join(note.text.split())[:LONGEST], f"{titles.get(note.strand, '')} · {school}".strip(" ·"),
              value.id, note.strand)
        for note in value.notes
    ]  # fmt: skip
    evidence = [
        Found("evidence", f"{piece.code} {piece.title}".strip(), school, value.id, piece.id) for piece in value.evidence
    ]
    return (*strands, *notes, *evidence, *_people(value))


def _people(value: Assessment) -> Iterator[Found]:
    school = value.institution.name
    for name, role in ((value.lead_name, "Assessor"), (value.verifier_name, "Verifier")):
        if name:
            yield Found("person", name, f"{role} · {school}", value.id, "")
    seen = set()
    for debrief in value.debriefs:
        for listener in debrief.listeners:
            if listener.name and listener.name not in seen:
                seen.add(listener.name)
                detail = f"{listener.role} · {school}".strip(" ·")
                yield Found("person", listener.name, detail, value.id, debrief.session)


def hits_of(found: tuple[Found, ...], go: Callable[[Found], object]) -> "list[Hit]":
    """What was found, as rows of the search."""
    from assessor_app.ui.palette import Hit  # the palette is built when it is first opened

    groups = {
        "strand": QCoreApplication.translate("finding", "Strands"),
        "note": QCoreApplication.translate("finding", "Notes"),
        "evidence": QCoreApplication.translate("finding", "Evidence"),
        "person": QCoreApplication.translate("finding", "People"),
    }
    return [
        Hit(one.words, groups[one.kind], one.detail, partial(go, one), ICONS[one.kind], one.kind)
        for one in found
        if one.words
    ]
