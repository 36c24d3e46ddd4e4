"""The journal as stored rows: reading a field's current operations, adding one, letting one grow."""

import json
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection

from assessor_app.domain.exchange.manifest import check_sendable
from assessor_app.domain.journal.operation import CurrentValue, FieldState, Json, Operation, field_state, id_of
from assessor_app.models.database import statements as sql


@dataclass(frozen=True, slots=True)
class Head:
    """A stored operation that is current for its field. number: its place in this store's order of arrival."""

    number: int
    id: str
    device: str
    actor: str
    hlc: int
    body: str

    @property
    def value(self) -> Json:
        """The value the operation set."""
        return value_of(self.body)


def value_of(body: str) -> Json:
    """The value in an operation's canonical line."""
    value: Json = json.loads(body)["value"]
    return value


def operation_of(body: str) -> Operation:
    """The operation of a stored canonical line."""
    found = json.loads(body)
    return Operation(**{**found, "parents": tuple(found["parents"])})


def heads_of(connection: Connection, lane: str, entity: str, field: str) -> tuple[Head, ...]:
    """The current operations of a field, in no particular order."""
    rows = connection.exec_driver_sql(sql.HEADS, {"lane": lane, "entity": entity, "field": field})
    return tuple(Head(*row) for row in rows.fetchall())


def state_of(heads: Iterable[Head]) -> FieldState:
    """The current values of a field from its current operations."""
    return field_state(CurrentValue(head.id, head.value, head.actor, head.hlc) for head in heads)


def next_seq(connection: Connection, lane: str, device: str) -> int:
    """The number of the device's next operation in a lane."""
    return int(connection.exec_driver_sql(sql.NEXT_SEQ, {"lane": lane, "device": device}).scalar_one())


def last_sealed(connection: Connection, lane: str, device: str) -> int:
    """The number of the device's last operation that stands in a segment; 0 when none does."""
    return int(connection.exec_driver_sql(sql.LAST_SEALED, {"lane": lane, "device": device}).scalar_one())


def add(connection: Connection, operation: Operation, replaced: Iterable[Head], recorded_at: str) -> Head:
    """Append an operation that names only known operations, and make it current in place of `replaced`."""
    raw = operation.canonical()
    check_sendable(operation, raw)
    body, identity = raw.decode(), id_of(raw)
    number = int(
        connection.exec_driver_sql(
            sql.ADD_OPERATION_NUMBERED,
            {
                "id": identity,
                "device": operation.device,
                "lane": operation.lane,
                "seq": operation.seq,
                "actor": operation.actor,
                "hlc": operation.hlc,
                "entity": operation.entity,
                "field": operation.field,
                "body": body,
                "recorded_at": recorded_at,
            },
        ).scalar_one()
    )
    place = {"lane": operation.lane, "entity": operation.entity, "field": operation.field}
    for parent in operation.parents:
        connection.exec_driver_sql(sql.ADD_PARENT, {"operation": number, "parent": parent})
    for head in replaced:
        connection.exec_driver_sql(sql.DROP_HEAD, {**place, "operation": head.number})
    connection.exec_driver_sql(sql.ADD_HEAD, {**place, "operation": number})
    return Head(number, identity, operation.device, operation.actor, operation.hlc, body)


def grow(connection: Connection, number: int, grown: Operation, recorded_at: str) -> Head:
    """Let a stored operation that no segment holds yet take another value, and with it another id."""
    raw = grown.canonical()
    check_sendable(grown, raw)
    body, identity = raw.decode(), id_of(raw)
    connection.exec_driver_sql(
        sql.GROW_OPERATION,
        {"number": number, "id": identity, "hlc": grown.hlc, "body": body, "recorded_at": recorded_at},
    )
    return Head(number, identity, grown.device, grown.actor, grown.hlc, body)
