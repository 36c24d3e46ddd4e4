"""Who changed what, when, from what, to what: the journal read as lines, and the conflicts still open."""

import heapq
from collections import defaultdict
from collections.abc import Iterable

from sqlalchemy import select

from assessor_app.domain.journal.change import Change, Conflict, Undone
from assessor_app.domain.journal.clock import moment_of
from assessor_app.domain.journal.merging import DELETED
from assessor_app.domain.journal.operation import CurrentValue, FieldState, Json, Operation, canonical_json, field_state
from assessor_app.models.database.tables import OPERATION, RECORD
from assessor_app.models.journal.current import conflicting, lanes_of
from assessor_app.models.journal.journal import operation_of
from assessor_app.models.queries.reading import Reading

__all__ = ["Undone", "conflicts", "history"]

_ASSESSMENT = RECORD["assessment"]


def history(reading: Reading, assessment: str, entity: str = "", field: str = "") -> tuple[Change, ...]:
    """Every change to an assessment, or to one entity or field of it, oldest first.

    A change never stands before one its author had seen, however wrong a clock was.
    """
    query = select(OPERATION.c.body).where(OPERATION.c.lane.in_(lanes_of(assessment)))
    if entity:
        query = query.where(OPERATION.c.entity == entity)
    if field:
        query = query.where(OPERATION.c.field == field)
    known = {operation.id: operation for operation in (operation_of(row.body) for row in reading.all(query))}
    replaced = {parent for operation in known.values() for parent in _seen(operation, known)}
    return tuple(_change(identity, known, identity in replaced) for identity in _in_order(known))


def conflicts(reading: Reading, assessment: str) -> tuple[Conflict, ...]:
    """The fields of an assessment and its institution that wait for a decision, by entity and field."""
    row = reading.first(select(_ASSESSMENT.c.institution).where(_ASSESSMENT.c.assessment == assessment))
    institution = (f"institution/{row.institution}",) if row and row.institution else ()
    return tuple(
        _conflict(reading, entity, field, state)
        for (entity, field), state in sorted(conflicting(reading, (*lanes_of(assessment), *institution)).items())
    )


def _conflict(reading: Reading, entity: str, field: str, state: FieldState) -> Conflict:
    shared = [] if field == DELETED else _common(reading, state)
    at = moment_of(max(each.hlc for each in shared)) if shared else None
    return Conflict(entity, field, state, _shown(shared), at)


def _change(identity: str, known: dict[str, Operation], superseded: bool) -> Change:
    operation = known[identity]
    return Change(
        operation=identity,
        device=operation.device,
        actor=operation.actor,
        at=moment_of(operation.hlc),
        entity=operation.entity,
        field=operation.field,
        before=_shown(known[parent] for parent in _seen(operation, known)),
        after=operation.value,
        superseded=superseded,
        settled=len({canonical_json(known[parent].value) for parent in _seen(operation, known)}) > 1,
    )


def _seen(operation: Operation, known: dict[str, Operation]) -> list[str]:
    place = (operation.entity, operation.field)
    return [p for p in operation.parents if p in known and (known[p].entity, known[p].field) == place]


def _shown(operations: Iterable[Operation]) -> Json:
    return field_state(CurrentValue(each.id, each.value, each.actor, each.hlc) for each in operations).shown


def _in_order(known: dict[str, Operation]) -> list[str]:
    """By clock, but never before what was seen."""
    waiting = {identity: len(_seen(operation, known)) for identity, operation in known.items()}
    followers: dict[str, list[str]] = defaultdict(list)
    for identity, operation in known.items():
        for parent in _seen(operation, known):
            followers[parent].append(identity)
    ready = [(known[identity].hlc, identity) for identity, count in waiting.items() if not count]
    heapq.heapify(ready)
    ordered = []
    while ready:
        _, identity = heapq.heappop(ready)
        ordered.append(identity)
        for follower in followers[identity]:
            waiting[follower] -= 1
            if not waiting[follower]:
                heapq.heappush(ready, (known[follower].hlc, follower))
    return ordered


def _common(reading: Reading, state: FieldState) -> list[Operation]:
    """What all sides had seen directly; nothing when they had seen nothing in common."""
    bodies = reading.all(select(OPERATION.c.body).where(OPERATION.c.id.in_(state.heads)))
    sides = [set(operation_of(row.body).parents) for row in bodies]
    shared = set.intersection(*sides) if sides else set()
    found = reading.all(select(OPERATION.c.body).where(OPERATION.c.id.in_(shared)))
    return [operation_of(row.body) for row in found]
