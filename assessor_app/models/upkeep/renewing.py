"""Another device id for a profile whose old numbers may have been used for something else."""

from secrets import token_hex
from typing import Any

from sqlalchemy import Connection

from assessor_app.domain.journal.merging import issued_again
from assessor_app.models.database import statements as sql
from assessor_app.models.journal.journal import operation_of


def new_device() -> str:
    """A device id that nobody has: 16 hexadecimal digits."""
    return token_hex(8)


def renew(connection: Connection, old: str) -> str:
    """Issue the operations of a device that no segment holds again under a new id, which is returned."""
    new = new_device()
    rows = connection.exec_driver_sql(sql.UNSEALED, {"device": old}).fetchall()
    numbers = {row.id: row.number for row in rows}
    for identity, again in issued_again((operation_of(row.body) for row in rows), new).items():
        raw = again.canonical()
        parameters: dict[str, Any] = {"number": numbers[identity], "id": again.id, "device": new, "seq": again.seq}
        connection.exec_driver_sql(sql.REISSUE_OPERATION, {**parameters, "body": raw.decode()})
        connection.exec_driver_sql(sql.RENAME_PARENT, {"old": identity, "new": again.id})
    for statement in (sql.RENAME_STEPS, sql.RENAME_EXCHANGES):
        connection.exec_driver_sql(statement, {"old": old, "new": new})
    return new
