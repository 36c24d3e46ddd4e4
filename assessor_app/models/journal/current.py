"""The current values of many fields at once, by one query."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Select, exists, func, select

from assessor_app.domain.journal.merging import DELETED, undrawn
from assessor_app.domain.journal.operation import UNSET, CurrentValue, FieldState, field_state
from assessor_app.models.database.tables import HEAD, OPERATION, OPERATION_PARENT
from assessor_app.models.journal.deleting import deletion_state
from assessor_app.models.journal.journal import value_of
from assessor_app.models.queries.reading import Reading


def lanes_of(assessment: str) -> tuple[str, ...]:
    """The lanes of one assessment: visit, judgement, private, local, office."""
    return tuple(f"{kind}/{assessment}" for kind in ("visit", "judgement", "private", "local", "office"))


def states_in(reading: Reading, lanes: Sequence[str], entity: str = "") -> dict[tuple[str, str], FieldState]:
    """Every field's current values in these lanes, of one entity or of all, by entity and field."""
    query = (
        select(HEAD.c.entity, HEAD.c.field, OPERATION.c.id, OPERATION.c.body, OPERATION.c.actor, OPERATION.c.hlc)
        .join(OPERATION, OPERATION.c.number == HEAD.c.operation)
        .where(HEAD.c.lane.in_(lanes))
    )
    if entity:
        query = query.where(HEAD.c.entity == entity)
    values: dict[tuple[str, str], list[CurrentValue]] = defaultdict(list)
    for row in reading.all(query):
        values[row.entity, row.field].append(CurrentValue(row.id, value_of(row.body), row.actor, row.hlc))
    states = {place: field_state(current) for place, current in values.items()}
    deleted = [entity for (entity, field), state in states.items() if field == DELETED and state.shown is True]
    states |= {(each, DELETED): deletion_state(reading.connection, each) for each in deleted}
    return {place: _decided(states, place, state) for place, state in states.items()}


def _decided(states: Mapping[tuple[str, str], FieldState], place: tuple[str, str], state: FieldState) -> FieldState:
    entity, field = place
    edited = states.get((entity, "edited"), UNSET)
    return undrawn(entity, field, state, edited) if state.in_conflict else state


def conflicting(reading: Reading, lanes: Sequence[str]) -> dict[tuple[str, str], FieldState]:
    """The fields in conflict in these lanes, by entity and field."""
    entities = {row.entity for query in _suspects() for row in reading.all(query.where(HEAD.c.lane.in_(lanes)))}
    return _in_conflict(reading, lanes, entities)


def conflict_counts(reading: Reading) -> dict[str, int]:
    """How many fields are in conflict, by what they belong to: an assessment's id, or an institution's."""
    lanes: dict[str, set[str]] = defaultdict(set)
    for query in _suspects():
        for row in reading.all(query):
            lanes[row.lane].add(row.entity)
    counts: dict[str, int] = defaultdict(int)
    for lane, entities in lanes.items():
        counts[lane.split("/")[1]] += len(_in_conflict(reading, (lane,), entities))
    return {subject: count for subject, count in counts.items() if count}


def _suspects() -> tuple[Select[Any], Select[Any]]:
    """Fields with several current operations, and deletions that did not name all that is current beside them."""
    place = (HEAD.c.lane, HEAD.c.entity, HEAD.c.field)
    several = select(*place).group_by(*place).having(func.count() > 1)
    beside, named = HEAD.alias(), OPERATION.alias()
    was_seen = exists().where(OPERATION_PARENT.c.operation == HEAD.c.operation, OPERATION_PARENT.c.parent == named.c.id)
    unseen = (
        select(beside.c.entity)
        .join(named, named.c.number == beside.c.operation)
        .where(beside.c.lane == HEAD.c.lane, beside.c.entity == HEAD.c.entity, beside.c.field != DELETED, ~was_seen)
    )
    return several, select(*place).where(HEAD.c.field == DELETED, unseen.correlate(HEAD).exists())


def _in_conflict(reading: Reading, lanes: Sequence[str], entities: Iterable[str]) -> dict[tuple[str, str], FieldState]:
    found: dict[tuple[str, str], FieldState] = {}
    for entity in sorted(entities):
        found |= {place: state for place, state in states_in(reading, lanes, entity).items() if state.in_conflict}
    return found
