"""Which role may change which part of the record. The office's roster says who holds a role; receivers enforce it."""

from collections.abc import Iterable

from assessor_app.domain.journal.operation import Operation
from assessor_app.domain.journal.record import place_of
from assessor_app.domain.journal.record_kind import LaneKind
from assessor_app.domain.people import Role
from assessor_app.domain.scheme.cycle import Actor

_EVERYBODY = frozenset(Role)
_ASSESSOR = frozenset({Role.ASSESSOR})
_JUDGES = frozenset({Role.ASSESSOR, Role.VERIFIER})
_OFFICE = frozenset({Role.ADMINISTRATOR})

BY_LANE: dict[LaneKind, frozenset[Role]] = {
    LaneKind.INSTITUTION: _EVERYBODY,
    LaneKind.VISIT: _EVERYBODY,
    LaneKind.JUDGEMENT: _ASSESSOR,
    LaneKind.PRIVATE: _JUDGES,
    LaneKind.OFFICE: _OFFICE,
    LaneKind.PRACTICE: frozenset({Role.ASSESSOR, Role.ADMINISTRATOR}),
    LaneKind.LOCAL: frozenset(),
}
"""Who may change the fields of a lane, unless `BY_TABLE` says otherwise."""

BY_TABLE: dict[str, frozenset[Role]] = {
    "judgement": _JUDGES,
    "second_mark": frozenset({Role.VERIFIER}),
    "agreed": _JUDGES,
    "agreed_by": _JUDGES,
    "counter_signature": frozenset({Role.VERIFIER}),
    "note": _JUDGES,
    "ledger": _JUDGES,
    "advice": _ASSESSOR,
    "interest": _JUDGES | _OFFICE,
    "panel_decision": _OFFICE,
    "award": _OFFICE,
    "withdrawal": _OFFICE,
    "practice_mark": _ASSESSOR | _OFFICE,
}
"""Exceptions by kind of entity (`record_kind.Kind.table`)."""

BY_RECORDER: dict[str, frozenset[Role]] = {
    Actor.INSTITUTION.value: frozenset({Role.INSTITUTION, Role.ASSESSOR, Role.ADMINISTRATOR}),
    Actor.OFFICE.value: _OFFICE,
    Actor.ASSESSOR.value: _ASSESSOR,
    Actor.VERIFIER.value: frozenset({Role.VERIFIER}),
    Actor.PANEL.value: _OFFICE,
}
"""Who may record a fact or end a stage in which capacity. The mark's edition says whose word counts for which: what
somebody records in a capacity that is not asked for is not read, so receivers need not know the edition."""

_WORDS = {
    "judgement": "judge a strand",
    "strand_record": "write the assessor's words about a strand",
    "assessment": "write the assessor's summary",
    "written_section": "write in the report",
    "note": "take notes on a visit",
    "ledger": "seal the evidence of a visit",
    "second_mark": "seal a second mark",
    "agreed": "agree a level",
    "agreed_by": "agree a level",
    "counter_signature": "counter-sign a report",
    "practice_mark": "mark effective practice",
    "practice": "put effective practice into the repository",
    "report": "sign or reopen a report",
    "award": "give or change an award",
    "withdrawal": "withdraw an award",
    "advice": "give advice before the visit",
    "panel_decision": "record what the panel decided",
    "concern": "record a complaint or an appeal",
    "concern_step": "record a complaint or an appeal",
    "cycle_fact": "record a fact in another capacity",
    "stage_end": "end a stage in another capacity",
}
_OWN = {
    "judgement": "set the judgement",
    "ledger": "set the seal",
    "second_mark": "set the sealed marks",
    "agreed_by": "set the agreement",
    "counter_signature": "set the counter-signature",
    "interest": "declare the interests",
    "withdrawal": "set the word on a withdrawal",
}
"""What is its author's own: nobody sets that of another person."""
_OTHERS = "change the debrief or other parts of the assessor's record"


def may_change(entity: str, field: str) -> frozenset[Role]:
    """The roles of which a person needs one to set this field."""
    place = place_of(entity)
    kind = place.kind
    if "recorder" in kind.keys:
        return BY_RECORDER.get(place.key[1], frozenset())
    return BY_TABLE.get(kind.table, BY_LANE[kind.lane_of(field)])


def forbidden(operations: Iterable[Operation], roles: frozenset[Role]) -> tuple[str, str] | None:
    """What somebody with these roles must not do but did, in words, and the role that it takes; None when all is
    right. A judgement is its author's own: nobody sets that of another person.
    """
    for operation in operations:
        place = place_of(operation.entity)
        needed = may_change(operation.entity, operation.field)
        if not roles & needed:
            return _WORDS.get(place.kind.table, _OTHERS), " or ".join(sorted(role.value for role in needed))
        if place.kind.table in _OWN and place.key[-1] != operation.actor:
            return f"{_OWN[place.kind.table]} of another person ({place.key[-1]})", "being that person"
    return None
