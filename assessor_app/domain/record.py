"""What the record of an assessment consists of: entities, their fields, and the lane each field travels in.

An entity is named by a path, `assessment/<id>/strand/<strand>`; a kind is the path with its names left open. The
store makes one table a kind and one column a field from this list, so a field is declared here and nowhere else.

A lane is a separately numbered, hash-chained and signed sequence of one device's operations. Lanes keep apart
what may have to travel apart: the facts of an institution, the visit, the assessor's judgement (a verifier gets it
only after sealing), private notes (they stay on this computer unless ticked), and what never leaves this computer.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from assessor_app.errors import WrongUse


class Form(Enum):
    """How a field's value is stored in its table."""

    TEXT = "text"
    INTEGER = "integer"
    FLAG = "flag"
    JSON = "json"


class LaneKind(Enum):
    """The part of the record a field travels in; the lane's name is this word, a slash and the id it is about."""

    INSTITUTION = "institution"
    VISIT = "visit"
    JUDGEMENT = "judgement"
    PRIVATE = "private"
    OFFICE = "office"
    """What the office keeps about an assessment and nobody else sees: complaints and appeals. No bundle carries it."""
    PRACTICE = "practice"
    """One entry of the repository of effective practice. It names no institution and goes to everybody."""
    LOCAL = "local"
    """Never leaves this computer, ticked or not: no bundle carries it, and none is taken in."""


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of entity. `path` alternates fixed words and names in braces; the names are the table's key."""

    table: str
    path: str
    fields: dict[str, Form]
    lane: LaneKind
    lanes: dict[str, LaneKind]

    @property
    def keys(self) -> tuple[str, ...]:
        """Names of the key columns, in path order."""
        return _keys_in(self.path)

    def lane_of(self, field: str) -> LaneKind:
        """The lane kind that a field of this kind travels in."""
        return self.lanes.get(field, self.lane)


@lru_cache
def _keys_in(path: str) -> tuple[str, ...]:
    return tuple(part[1:-1] for part in path.split("/") if part.startswith("{"))


def _kind(table: str, path: str, lane: LaneKind, lanes: dict[str, LaneKind] | None = None, **fields: Form) -> Kind:
    return Kind(table, path, {**fields, "deleted": Form.FLAG}, lane, lanes or {})


_TEXT, _INTEGER, _FLAG, _JSON = Form.TEXT, Form.INTEGER, Form.FLAG, Form.JSON
_VISIT, _JUDGEMENT, _PRIVATE = LaneKind.VISIT, LaneKind.JUDGEMENT, LaneKind.PRIVATE
_LOCAL, _OFFICE = LaneKind.LOCAL, LaneKind.OFFICE

KINDS: tuple[Kind, ...] = (
    _kind(
        "institution",
        "institution/{institution}",
        LaneKind.INSTITUTION,
        name=_TEXT,
        place=_TEXT,
        nation=_TEXT,
        setting=_TEXT,
        reference=_TEXT,
        name_language=_TEXT,
    ),
    _kind(
        "assessment",
        "assessment/{assessment}",
        _VISIT,
        {"summary": _JUDGEMENT, "capture_draft": _LOCAL, "panel_notes": _OFFICE, "panel_members": _OFFICE},
        scheme=_TEXT,
        edition=_TEXT,
        scheme_sha256=_TEXT,
        scheme_title=_TEXT,
        strand_count=_INTEGER,
        institution=_TEXT,
        reference=_TEXT,
        purpose=_TEXT,
        route=_TEXT,
        follows=_TEXT,
        visit_on=_TEXT,
        visit_from=_TEXT,
        visit_until=_TEXT,
        panel_on=_TEXT,
        lead=_TEXT,
        lead_name=_TEXT,
        verifier=_TEXT,
        verifier_name=_TEXT,
        stage=_TEXT,
        summary=_TEXT,
        capture_draft=_TEXT,
        language=_TEXT,
        panel_notes=_TEXT,
        panel_members=_JSON,
    ),
    _kind(
        "submission",
        "assessment/{assessment}/submission/{submission}",
        _VISIT,
        file_sha256=_TEXT,
        file_size=_INTEGER,
        file_name=_TEXT,
        completed_by=_TEXT,
        completed_on=_TEXT,
        loaded_at=_TEXT,
    ),
    _kind(
        "strand_record",
        "assessment/{assessment}/strand/{strand}",
        _VISIT,
        {
            "reason": _JUDGEMENT,
            "saw": _JUDGEMENT,
            "effect": _JUDGEMENT,
            "strengths": _JUDGEMENT,
            "develop": _JUDGEMENT,
            "flagged": _JUDGEMENT,
            "working_notes": _PRIVATE,
        },
        school_level=_TEXT,
        school_text=_TEXT,
        school_evidence=_JSON,
        school_confidence=_INTEGER,
        reason=_TEXT,
        saw=_TEXT,
        effect=_TEXT,
        strengths=_TEXT,
        develop=_TEXT,
        flagged=_FLAG,
        working_notes=_TEXT,
    ),
    _kind(
        "judgement",
        "assessment/{assessment}/strand/{strand}/judgement/{person}",
        _JUDGEMENT,
        level=_TEXT,
        wording=_TEXT,
        reason=_TEXT,
        saw=_TEXT,
        effect=_TEXT,
        strengths=_TEXT,
        develop=_TEXT,
        flagged=_FLAG,
    ),
    _kind(
        "second_mark",
        "assessment/{assessment}/second-mark/{person}",
        _JUDGEMENT,
        sealed_at=_TEXT,
        signer_name=_TEXT,
        key_fingerprint=_TEXT,
        file_sha256=_TEXT,
        file_size=_INTEGER,
        marks=_JSON,
    ),
    _kind(
        "agreed",
        "assessment/{assessment}/agreed/{strand}",
        _JUDGEMENT,
        level=_TEXT,
        reason=_TEXT,
        panel=_FLAG,
        together=_FLAG,
    ),
    _kind(
        "agreed_by",
        "assessment/{assessment}/agreed/{strand}/by/{person}",
        _JUDGEMENT,
        level=_TEXT,
    ),
    _kind(
        "counter_signature",
        "assessment/{assessment}/report/{version}/verifier/{person}",
        _JUDGEMENT,
        signed_at=_TEXT,
        signer_name=_TEXT,
        key_fingerprint=_TEXT,
        file_sha256=_TEXT,
        file_size=_INTEGER,
    ),
    _kind(
        "evidence",
        "assessment/{assessment}/evidence/{evidence}",
        _VISIT,
        {"opened": _PRIVATE},
        code=_TEXT,
        title=_TEXT,
        location=_TEXT,
        evidence_kind=_TEXT,
        dated=_TEXT,
        received_on=_TEXT,
        source=_TEXT,
        strands=_JSON,
        file_sha256=_TEXT,
        file_size=_INTEGER,
        file_name=_TEXT,
        media_type=_TEXT,
        added_at=_TEXT,
        added_by=_TEXT,
        opened=_FLAG,
    ),
    _kind(
        "action",
        "assessment/{assessment}/action/{action}",
        _VISIT,
        code=_TEXT,
        strand=_TEXT,
        text=_TEXT,
        lead=_TEXT,
        due=_TEXT,
        success=_TEXT,
    ),
    _kind(
        "note",
        "assessment/{assessment}/note/{note}",
        _JUDGEMENT,
        text=_TEXT,
        note_kind=_TEXT,
        strand=_TEXT,
        source=_TEXT,
        taken_at=_TEXT,
        session=_TEXT,
        picture=_TEXT,
        settled=_FLAG,
    ),
    _kind(
        "local_note",
        "assessment/{assessment}/local-note/{note}",
        _LOCAL,
        text=_TEXT,
        note_kind=_TEXT,
        strand=_TEXT,
        source=_TEXT,
        taken_at=_TEXT,
        session=_TEXT,
        settled=_FLAG,
    ),
    _kind(
        "visit_session",
        "assessment/{assessment}/session/{session}",
        _VISIT,
        starts=_TEXT,
        ends=_TEXT,
        title=_TEXT,
        people=_TEXT,
        room=_TEXT,
        voice=_TEXT,
        ended_at=_TEXT,
    ),
    _kind(
        "ledger",
        "assessment/{assessment}/ledger/{person}",
        _VISIT,
        sealed_at=_TEXT,
        signer_name=_TEXT,
        key_fingerprint=_TEXT,
        file_sha256=_TEXT,
        file_size=_INTEGER,
        covers=_JSON,
    ),
    _kind(
        "debrief",
        "assessment/{assessment}/debrief/{session}",
        _JUDGEMENT,
        reply=_TEXT,
        finished_at=_TEXT,
    ),
    _kind(
        "debrief_point",
        "assessment/{assessment}/debrief/{session}/point/{point}",
        _JUDGEMENT,
        text=_TEXT,
        section=_TEXT,
        strand=_TEXT,
        origin=_TEXT,
        position=_INTEGER,
        said=_FLAG,
        edited=_FLAG,
        leaders_only=_FLAG,
    ),
    _kind(
        "debrief_listener",
        "assessment/{assessment}/debrief/{session}/listener/{listener}",
        _JUDGEMENT,
        name=_TEXT,
        role=_TEXT,
        heard_at=_TEXT,
    ),
    _kind("written_section", "assessment/{assessment}/written/{section}", _JUDGEMENT, text=_TEXT),
    _kind(
        "practice_mark",
        "assessment/{assessment}/practice/{strand}",
        _JUDGEMENT,
        text=_TEXT,
        consent_by=_TEXT,
        consent_on=_TEXT,
        consent_until=_TEXT,
        published=_TEXT,
    ),
    _kind(
        "practice",
        "practice/{practice}",
        LaneKind.PRACTICE,
        text=_TEXT,
        scheme=_TEXT,
        strand=_TEXT,
        strand_title=_TEXT,
        setting=_TEXT,
        nation=_TEXT,
        until=_TEXT,
        checked_by=_TEXT,
    ),
    _kind(
        "report",
        "assessment/{assessment}/report/{version}",
        _JUDGEMENT,
        file_sha256=_TEXT,
        file_size=_INTEGER,
        fingerprint=_TEXT,
        signed_at=_TEXT,
        signer=_TEXT,
        signer_name=_TEXT,
        key_fingerprint=_TEXT,
        reopened_at=_TEXT,
    ),
    _kind(
        "cycle_fact",
        "assessment/{assessment}/fact/{recorder}/{fact}",
        _VISIT,
        value=_JSON,
        happened_on=_TEXT,
        remark=_TEXT,
        recorded_by=_TEXT,
    ),
    _kind(
        "stage_end",
        "assessment/{assessment}/stage/{recorder}/{stage}",
        _VISIT,
        done_on=_TEXT,
        left_out=_FLAG,
        remark=_TEXT,
        recorded_by=_TEXT,
    ),
    _kind("form_row", "assessment/{assessment}/form/{form}/row/{row}", _VISIT, position=_INTEGER),
    _kind(
        "form_value",
        "assessment/{assessment}/form/{form}/row/{row}/field/{field}",
        _VISIT,
        value=_TEXT,
    ),
    _kind(
        "commitment",
        "assessment/{assessment}/commitment/{commitment}",
        _VISIT,
        signed_on=_TEXT,
        signed_by=_TEXT,
        recorded_by=_TEXT,
    ),
    _kind(
        "advice",
        "assessment/{assessment}/advice/{advice}",
        _VISIT,
        text=_TEXT,
        strand=_TEXT,
        evidence=_JSON,
        given_on=_TEXT,
        given_by=_TEXT,
        given_by_name=_TEXT,
    ),
    _kind(
        "interest",
        "assessment/{assessment}/interest/{person}",
        _VISIT,
        declared_on=_TEXT,
        name=_TEXT,
        conflict=_FLAG,
        reason=_TEXT,
    ),
    _kind(
        "panel_decision",
        "assessment/{assessment}/panel/{panel}",
        _VISIT,
        decided_on=_TEXT,
        outcome=_TEXT,
        reason=_TEXT,
        members=_JSON,
        absent=_JSON,
        conflicts=_JSON,
        recorded_by=_TEXT,
    ),
    _kind(
        "plan_item",
        "assessment/{assessment}/plan-item/{item}",
        _VISIT,
        code=_TEXT,
        strand=_TEXT,
        text=_TEXT,
        lead=_TEXT,
        due=_TEXT,
        success=_TEXT,
        half_way=_TEXT,
        half_way_on=_TEXT,
        impact=_TEXT,
        evidence=_JSON,
    ),
    _kind(
        "award",
        "institution/{institution}/award/{award}",
        LaneKind.INSTITUTION,
        scheme=_TEXT,
        edition=_TEXT,
        outcome=_TEXT,
        outcome_name=_TEXT,
        assessment=_TEXT,
        number=_TEXT,
        given_on=_TEXT,
        until_on=_TEXT,
        certificate_on=_TEXT,
        published_on=_TEXT,
        renewal_asked_on=_TEXT,
        recorded_by=_TEXT,
    ),
    _kind(
        "withdrawal",
        "institution/{institution}/award/{award}/withdrawal/{person}",
        LaneKind.INSTITUTION,
        said_at=_TEXT,
        name=_TEXT,
        reason=_TEXT,
    ),
    _kind(
        "concern",
        "assessment/{assessment}/concern/{concern}",
        _OFFICE,
        concern_kind=_TEXT,
        reference=_TEXT,
        received_on=_TEXT,
        from_name=_TEXT,
        from_contact=_TEXT,
        text=_TEXT,
        handler=_TEXT,
        handler_name=_TEXT,
        closed_on=_TEXT,
    ),
    _kind(
        "concern_step",
        "assessment/{assessment}/concern/{concern}/step/{step}",
        _OFFICE,
        done_on=_TEXT,
        text=_TEXT,
        recorded_by=_TEXT,
        letter_sha256=_TEXT,
        letter_size=_INTEGER,
    ),
)


@dataclass(frozen=True, slots=True)
class Place:
    """Where an entity path leads: its kind and the values of its key columns."""

    kind: Kind
    key: tuple[str, ...]


@lru_cache(maxsize=4096)
def place_of(entity: str) -> Place:
    """Find the kind of an entity path. Raises WrongUse when no kind has this shape."""
    parts = entity.split("/")
    for kind, pattern in _PATTERNS.get((len(parts), *parts[:3:2]), ()):
        if all(_fits(p, part) for p, part in zip(pattern, parts, strict=True)):
            return Place(kind, tuple(part for p, part in zip(pattern, parts, strict=True) if p.startswith("{")))
    raise WrongUse(f"Nothing in the record is called {entity!r}; nothing was changed.", "unknown-entity")


def _patterns() -> dict[tuple[int | str, ...], list[tuple[Kind, list[str]]]]:
    found: dict[tuple[int | str, ...], list[tuple[Kind, list[str]]]] = {}
    for kind in KINDS:
        pattern = kind.path.split("/")
        found.setdefault((len(pattern), *pattern[:3:2]), []).append((kind, pattern))
    return found


_PATTERNS = _patterns()
"""Kinds and their paths, by how many parts a path has and the first two of its fixed words."""


def _fits(pattern: str, part: str) -> bool:
    return bool(part) and (pattern.startswith("{") or pattern == part)


def lane_of(entity: str, field: str) -> str:
    """Name of the lane an operation on this field travels in, for example `judgement/7c9e...`."""
    place = place_of(entity)
    if field not in place.kind.fields:
        raise WrongUse(f"{place.kind.table} has no field {field!r}; nothing was changed.", "unknown-field")
    return f"{place.kind.lane_of(field).value}/{place.key[0]}"


def shared_lanes(assessment: str, institution: str) -> tuple[str, ...]:
    """The lanes of one visit that a bundle carries; private notes are not among them."""
    return (f"institution/{institution}", f"visit/{assessment}", f"judgement/{assessment}")


def may_be_undone(entity: str, field: str) -> bool:
    """True for what a person changes on purpose while judging: undo takes it back, and it can be set again. Not the
    facts of the visit (but its timetable), signed reports, the mark that a file was looked at, or a note being
    typed."""
    place = place_of(entity)
    own = place.kind.lane_of(field) in (LaneKind.JUDGEMENT, LaneKind.PRIVATE, LaneKind.LOCAL)
    changed = own or place.kind.table == "visit_session"
    return changed and place.kind.table not in _FACTS and (place.kind.table, field) not in _NOT_CHOSEN


_FACTS = frozenset({"report", "practice_mark", "second_mark", "counter_signature"})
"""What has effects beyond the record: a signed report, a consent, sealed marks, a counter-signature. It is
changed on purpose, never by an undo."""

_NOT_CHOSEN = frozenset({("evidence", "opened"), ("assessment", "capture_draft")})


def is_drawn(entity: str, field: str) -> bool:
    """True for the words of a debrief point that the program draws from what was written about a strand. Until
    somebody edits them they are nobody's decision, so two different ones are no conflict."""
    place = place_of(entity)
    return place.kind.table == "debrief_point" and field == "text" and not place.key[-1].isalnum()


def private_lane(assessment: str) -> str:
    """The lane of what stays on this computer unless its author ticks it."""
    return f"private/{assessment}"


def check_value(entity: str, field: str, value: object) -> None:
    """Raise WrongUse unless a field can hold the value. None empties any field; integers have 64 bits."""
    form = place_of(entity).kind.fields.get(field)
    if form is None:
        raise WrongUse(f"{entity} has no field {field!r}; nothing was changed.", "unknown-field")
    if value is not None and not _HOLDS[form](value):
        raise WrongUse(f"The value does not fit the field {field!r}; nothing was changed.", "wrong-value")


def _is_text(value: object) -> bool:
    return isinstance(value, str) and not _UNSTORABLE.search(value)


def _is_integer(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and -(2**63) <= value < 2**63


_UNSTORABLE = re.compile("[\0\ud800-\udfff]")
"""PostgreSQL cannot store the character of code 0, and half a surrogate pair has no UTF-8."""

_HOLDS: dict[Form, Callable[[object], bool]] = {
    Form.TEXT: _is_text,
    Form.INTEGER: _is_integer,
    Form.FLAG: lambda value: isinstance(value, bool),
    Form.JSON: lambda value: isinstance(value, str | int | float | bool | list | tuple | dict),
}
