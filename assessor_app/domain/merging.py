"""The merge rule as a pure function of the set of operations: no order, no clock, no store.

The store keeps the same thing up to date step by step in SQL; this is what it is checked against.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from assessor_app.domain.operation import CurrentValue, FieldState, Operation, field_state

Field = tuple[str, str]
"""Entity and field."""


def current(operations: Iterable[Operation]) -> dict[Field, tuple[Operation, ...]]:
    """By field, the operations that no known operation of the same field names as a parent."""
    by_field: dict[Field, dict[str, Operation]] = defaultdict(dict)
    for operation in operations:
        by_field[operation.entity, operation.field][operation.id] = operation
    return {place: _unnamed(known) for place, known in by_field.items()}


def state(operations: Iterable[Operation]) -> FieldState:
    """The values that current operations of one field give it."""
    return field_state(CurrentValue(each.id, each.value, each.actor, each.hlc) for each in operations)


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
