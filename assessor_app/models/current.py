"""The current values of many fields at once, by one query."""

from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import select

from assessor_app.domain.operation import CurrentValue, FieldState, field_state
from assessor_app.models.journal import value_of
from assessor_app.models.reading import Reading
from assessor_app.models.tables import HEAD, OPERATION


def lanes_of(assessment: str) -> tuple[str, str, str]:
    """The lanes of one assessment: visit, judgement, private."""
    return f"visit/{assessment}", f"judgement/{assessment}", f"private/{assessment}"


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
    return {place: field_state(current) for place, current in values.items()}
