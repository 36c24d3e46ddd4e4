"""Bringing a stored database to this program's version: numbered steps, one transaction each, a copy kept before."""

from importlib import import_module
from pathlib import Path

from sqlalchemy import Connection

from assessor_app.errors import Refused
from assessor_app.models.database.dialect import ddl, mark_version, stored_version, write_copy
from assessor_app.models.database.statements import SET_META

MIGRATIONS = ("0001_first_store",)
"""Modules of `models.migrations`, oldest first; the n-th leads to version n. Released ones are never changed."""

VERSION = len(MIGRATIONS)


def refuse_newer(found: int) -> None:
    """Raise Refused for a database that a later version of the program has written."""
    if found > VERSION:
        raise Refused(
            f"This profile was written by a newer version of Assay (its store has version {found}, this program "
            f"knows {VERSION}). Nothing was changed; update Assay.",
            "newer-store",
        )


def migrate(connection: Connection, database: Path | None = None) -> None:
    """Bring the database to VERSION, keeping a copy of an older file beside it. Raises Refused for a newer one.

    `connection` writes and is not in a transaction; database: its file, None on a server.
    """
    with connection.begin():
        found = stored_version(connection)
    refuse_newer(found)
    if database is not None and 0 < found < VERSION:
        copy = database.with_name(f"{database.name}.version-{found}")
        if not copy.exists():  # one that is there is of the same version
            write_copy(connection.connection.driver_connection, copy)
    for number, name in enumerate(MIGRATIONS[found:], found + 1):
        statements: tuple[str, ...] = import_module(f"assessor_app.models.migrations.{name}").STATEMENTS
        with connection.begin():
            if stored_version(connection) < number:  # else another program has done it while this one waited
                _apply(connection, statements, number)


def _apply(connection: Connection, statements: tuple[str, ...], number: int) -> None:
    for statement in statements:
        connection.exec_driver_sql(ddl(connection, statement))
    connection.exec_driver_sql(SET_META, {"key": "version", "value": str(number)})
    mark_version(connection, number)
