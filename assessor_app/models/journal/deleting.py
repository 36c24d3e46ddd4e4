"""Deletions weighed against edits that their authors had not seen: `merging.deletion` on what is stored."""

from collections.abc import Iterable, Mapping

from sqlalchemy import Connection, select

from assessor_app.domain.journal.merging import DELETED, deletion, fields_beside
from assessor_app.domain.journal.operation import FieldState, Operation
from assessor_app.domain.journal.record import lane_of
from assessor_app.models.database import statements as sql
from assessor_app.models.database.tables import OPERATION
from assessor_app.models.journal.journal import operation_of
from assessor_app.models.journal.projection import project

MOST_AT_ONCE = 500
"""Ids in one query: databases limit the number of parameters."""


def project_deletion(connection: Connection, entity: str) -> FieldState | None:
    """Bring the column `deleted` of an entity up to date; None when nobody ever deleted it."""
    lane = lane_of(entity, DELETED)
    if connection.exec_driver_sql(sql.IS_DELETED, {"lane": lane, "entity": entity}).first() is None:
        return None
    state = deletion_state(connection, entity)
    project(connection, entity, DELETED, state.shown)
    return state


def deletion_state(connection: Connection, entity: str) -> FieldState:
    """The state of `deleted` as it is stored."""
    place = {"lane": lane_of(entity, DELETED), "entity": entity}
    found = connection.exec_driver_sql(sql.HEADS_OF_ENTITY, place)
    return weighed(connection, entity, [operation_of(row.body) for row in found])


def weighed(connection: Connection, entity: str, heads: Iterable[Operation]) -> FieldState:
    """The state of `deleted`, from the current operations of all fields of one entity."""
    by_field: dict[str, list[Operation]] = {}
    for head in heads:
        by_field.setdefault(head.field, []).append(head)
    deleting = by_field.get(DELETED, [])
    beside = {field: by_field[field] for field in fields_beside(entity) if field in by_field}
    return deletion(deleting, beside, _named(connection, deleting))


def _named(connection: Connection, operations: Iterable[Operation]) -> Mapping[str, Operation]:
    parents = sorted({parent for each in operations for parent in each.parents})
    found: dict[str, Operation] = {}
    for start in range(0, len(parents), MOST_AT_ONCE):
        query = select(OPERATION.c.id, OPERATION.c.body).where(
            OPERATION.c.id.in_(parents[start : start + MOST_AT_ONCE])
        )
        found |= {row.id: operation_of(row.body) for row in connection.execute(query)}
    return found
