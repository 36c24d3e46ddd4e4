"""The merge rule as a pure function of the set of operations: no order, no clock, no store.

The store keeps the same thing up to date step by step in SQL; this is what it is checked against.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

from assessor_app.domain.journal.operation import (
    UNSET,
    CurrentValue,
    FieldState,
    Operation,
    canonical_json,
    field_state,
)
from assessor_app.domain.journal.record import is_drawn, lane_of, place_of

Field = tuple[str, str]
"""Entity and field."""

DELETED = "deleted"
"""The field that takes an entity off the record; nothing leaves the journal."""


def current(operations: Iterable[Operation]) -> dict[Field, tuple[Operation, ...]]:
    """By field, the operations that no known operation of the same field names as a parent."""
    by_field: dict[Field, dict[str, Operation]] = defaultdict(dict)
    for operation in operations:
        by_field[operation.entity, operation.field][operation.id] = operation
    return {place: _unnamed(known) for place, known in by_field.items()}


def state(operations: Iterable[Operation]) -> FieldState:
    """The values that current operations of one field give it."""
    return field_state(CurrentValue(each.id, each.value, each.actor, each.hlc) for each in operations)


def states(operations: Iterable[Operation]) -> dict[Field, FieldState]:
    """The values of every field, deletions among them weighed against the edits they had not seen."""
    known = {operation.id: operation for operation in operations}
    heads = current(known.values())
    found = {place: state(each) for place, each in heads.items()}
    for (entity, field), deleting in heads.items():
        if field == DELETED:
            beside = {name: heads[entity, name] for name in fields_beside(entity) if (entity, name) in heads}
            found[entity, field] = deletion(deleting, beside, known)
    return {(e, f): undrawn(e, f, each, found.get((e, "edited"), UNSET)) for (e, f), each in found.items()}


def fields_beside(entity: str) -> tuple[str, ...]:
    """The fields whose edits a deletion of the entity may clash with: those that travel with it."""
    lane, kind = lane_of(entity, DELETED), place_of(entity).kind
    return tuple(name for name in kind.fields if name != DELETED and lane_of(entity, name) == lane)


def deletion(
    deleting: Iterable[Operation], beside: Mapping[str, Iterable[Operation]], known: Mapping[str, Operation]
) -> FieldState:
    """The state of `deleted`: in conflict, and shown as not deleted, while somebody's edit is newer than what the
    person who deleted had on screen.

    deleting: current operations of `deleted`; beside: those of the entity's other fields (see `fields_beside`);
    known: operations by id. A deletion names what its author saw; an edit to a value they saw is none.
    """
    deleting = tuple(deleting)
    plain = state(deleting)
    if plain.in_conflict:
        return FieldState(tuple(sorted(plain.values, key=lambda each: each.value is True)))
    if plain.shown is not True:
        return plain
    seen = {parent for each in deleting for parent in each.parents}
    values = {(known[p].field, canonical_json(known[p].value)) for p in seen if p in known}
    edits = [
        each
        for field, heads in beside.items()
        for each in heads
        if each.id not in seen and (field, canonical_json(each.value)) not in values
    ]
    kept = state(edits).values
    return FieldState((*(replace(each, value=False) for each in kept), *plain.values)) if kept else plain


def undrawn(entity: str, field: str, drawn: FieldState, edited: FieldState) -> FieldState:
    """A field's state without the conflict between words that the program drew and nobody edited (see `is_drawn`)."""
    if is_drawn(entity, field) and not any(each.value for each in edited.values):
        return FieldState(drawn.values[:1])
    return drawn


def issued_again(operations: Iterable[Operation], device: str) -> dict[str, Operation]:
    """The same changes as another device's, by their old ids: numbers from 1 in each lane, parents renamed.

    operations: in the order they were made. For a profile restored from a backup, whose own numbers may have been
    used for something else since.
    """
    renamed: dict[str, Operation] = {}
    numbers: dict[str, int] = defaultdict(int)
    for operation in operations:
        numbers[operation.lane] += 1
        parents = (renamed[parent].id if parent in renamed else parent for parent in operation.parents)
        again = replace(operation, device=device, seq=numbers[operation.lane], parents=tuple(sorted(parents)))
        renamed[operation.id] = again
    return renamed


def _unnamed(known: dict[str, Operation]) -> tuple[Operation, ...]:
    named = {parent for operation in known.values() for parent in operation.parents}
    return tuple(operation for identity, operation in known.items() if identity not in named)
