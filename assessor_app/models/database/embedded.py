"""The database as one encrypted file in the profile."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Connection

from assessor_app.models.database.dialect import sqlcipher_engine, writing_connection
from assessor_app.models.database.failures import told_in_words
from assessor_app.models.database.migrating import migrate
from assessor_app.models.database.sqlcipher import DATABASE
from assessor_app.models.database.verifying import refuse_truncated

T = TypeVar("T")


class EmbeddedDatabase:
    """An SQLCipher file, open: one connection writes, readers have their own. Closing ends them all."""

    shared = False

    def __init__(self, folder: Path, key: bytes) -> None:
        database = folder / DATABASE
        self._engine = sqlcipher_engine(database, key)
        with ExitStack() as on_failure:
            on_failure.callback(self._engine.dispose)
            with told_in_words():
                self._connection = on_failure.enter_context(writing_connection(self._engine))
                refuse_truncated(self._connection.connection.driver_connection, database)
                migrate(self._connection, database)
            on_failure.pop_all()

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that holds the write lock from its beginning."""
        try:
            with self._connection.begin():
                yield self._connection
        except BaseException:
            self._roll_back()
            raise

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that sees one moment and never waits for writing."""
        with self._engine.connect() as connection, connection.begin():
            yield connection

    def maintain(self, work: Callable[[Any], T]) -> T:
        """Work on the driver's connection that writes, outside any transaction."""
        return work(self._connection.connection.driver_connection)

    def close(self) -> None:
        """Close every connection."""
        self._connection.close()
        self._engine.dispose()

    def _roll_back(self) -> None:
        """SQLAlchemy does not roll back when it is the commit that fails; the next change would find this one open."""
        raw: Any = self._connection.connection.driver_connection
        if raw.in_transaction:
            raw.rollback()


def make_file(database: Path, key: bytes) -> None:
    """Make an empty database under another name first: one that is there under its own is always whole."""
    unfinished = database.with_name(f"{database.name}.new")
    for leftover in database.parent.glob(f"{unfinished.name}*"):
        leftover.unlink()
    unfinished.touch(mode=0o600)
    engine = sqlcipher_engine(unfinished, key)
    try:
        with told_in_words(), writing_connection(engine) as connection:
            migrate(connection, unfinished)
    finally:
        engine.dispose()
    unfinished.replace(database)
