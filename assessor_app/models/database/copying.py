"""All rows of one store into another, empty one: a file's to a server, a server's into an encrypted file."""

from pathlib import Path

from sqlalchemy import Connection, func, insert, select

from assessor_app.models.database import statements as sql
from assessor_app.models.database.dialect import sqlcipher_engine, started_after, writing_connection
from assessor_app.models.database.embedded import make_file
from assessor_app.models.database.failures import told_in_words
from assessor_app.models.database.tables import META, METADATA, OPERATION
from assessor_app.models.queries.reading import Reading

FILE_IDENTITY = "file_identity"
"""Key in `meta` of the age identity of the stored files, where it is not the profile's own."""

_AT_ONCE = 1_000


def copy_rows(source: Connection, target: Connection) -> int:
    """Copy everything but `meta` and say how many operations that were. Memory stays bounded."""
    for table in METADATA.sorted_tables:
        if table is META:
            continue
        rows = source.execute(select(table), execution_options={"yield_per": _AT_ONCE})
        for part in rows.mappings().partitions():
            target.execute(insert(table), [dict(row) for row in part])
    count = target.execute(select(func.count()).select_from(OPERATION)).scalar_one()
    started_after(target)
    return int(count)


def copy_into_file(reading: Reading, key: bytes, person: str, database: Path) -> None:
    """Write what a read transaction sees into a new encrypted file, as if it had always been this profile's own."""
    facts = {"device": reading.device, "person": person}
    identity = reading.connection.exec_driver_sql(sql.GET_META, {"key": FILE_IDENTITY}).scalar()
    if identity is not None:
        facts[FILE_IDENTITY] = identity
    with told_in_words():
        make_file(database, key)
        engine = sqlcipher_engine(database, key)
        try:
            with writing_connection(engine) as connection, connection.begin():
                copy_rows(reading.connection, connection)
                for name, value in facts.items():
                    connection.exec_driver_sql(sql.SET_META, {"key": name, "value": value})
        finally:
            engine.dispose()
