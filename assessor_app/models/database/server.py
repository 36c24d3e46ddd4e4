"""The database on an office's PostgreSQL server: its address, its connections, and one writer at a time.

Several programs write to it at once. Every write transaction first takes one lock of the database, as SQLite's
`BEGIN IMMEDIATE` takes that of the file: the numbers of a device's operations, the order of arrival, heads and tables
then follow from the same code on both. The lock is held for the milliseconds of one save or of one bundle's rows, and
goes with the transaction or the connection, whichever ends first. Readers never wait for it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from assessor_app.errors import WrongUse
from assessor_app.models.database.dialect import in_server_words, stored_version
from assessor_app.models.database.failures import told_in_words
from assessor_app.models.database.migrating import migrate, refuse_newer

DRIVER = "postgresql+psycopg"
_NAMES = (DRIVER, "postgresql", "postgres")
_SECRETS = ("password", "sslpassword")

_CONNECTING = {
    "application_name": "Assay",
    "connect_timeout": "10",
    "keepalives_idle": "30",
    "tcp_user_timeout": "20000",
}
"""What an address may say otherwise. A server that does not answer is noticed within seconds."""

_SESSION = {
    "lock_timeout": "30s",
    # A laptop that vanishes in the middle of a change must not keep the others waiting.
    "idle_in_transaction_session_timeout": "120s",
    "tcp_keepalives_idle": "30",
    "client_encoding": "UTF8",
}

_LOCK = "SELECT pg_advisory_xact_lock(hashtext('assay store'), hashtext(current_schema()))"

_DURABLE = "SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off'"

_MAY_ASK_SERVER = "SELECT has_function_privilege('pg_control_system()', 'EXECUTE') AND NOT pg_is_in_recovery()"
_SERVER = "SELECT system_identifier || '/' || left(pg_walfile_name(pg_current_wal_lsn()), 8) FROM pg_control_system()"
_DATABASE = "SELECT oid::bigint FROM pg_database WHERE datname = current_database()"


def address_of(words: str) -> str:
    """An address as it is remembered. Raises WrongUse for one that is not a PostgreSQL server's or holds a password.

    Passwords come from where PostgreSQL's own programs take them: its password file, a service file, PGPASSWORD.
    """
    try:
        url = make_url(words)
        named = url.drivername in _NAMES
    except (ArgumentError, ValueError):
        named = False
    if not named:
        raise WrongUse(
            f"The address of the database does not begin with {DRIVER}://. Nothing was changed.", "database-address"
        )
    if url.password is not None or any(name in url.query for name in _SECRETS):
        raise WrongUse(
            "The address of the database must not hold the password: other people of this computer could read it. "
            "Nothing was changed; put the password into PostgreSQL's password file (pgpass) and leave it out here.",
            "password-in-address",
        )
    return url.set(drivername=DRIVER).render_as_string()


class ServerDatabase:
    """A database on a server. Connections are taken from a pool for each transaction; a dead one is replaced."""

    shared = True

    def __init__(self, address: str) -> None:
        url = make_url(address_of(address))
        self._engine = _engine(url)
        try:
            with told_in_words(), self._connected() as connection:
                migrate(connection)
                self.incarnation = _incarnation(connection)
        except BaseException:
            self._engine.dispose()
            raise

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that nobody else's write transaction overlaps. Raises Refused when a later version of the
        program has changed the database since it was opened."""
        with self._connected() as connection, connection.begin():
            refuse_newer(stored_version(connection))
            yield connection

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that sees one moment and never waits for writing."""
        with self._engine.connect() as plain:
            connection = plain.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
            with connection.begin():
                yield connection

    def close(self) -> None:
        """Close every connection."""
        self._engine.dispose()

    def _connected(self) -> Connection:
        return self._engine.connect().execution_options(writes=True)


def _engine(url: URL) -> Engine:
    engine = create_engine(
        url,
        module=psycopg,
        pool_pre_ping=True,
        pool_size=4,
        max_overflow=4,
        isolation_level="READ COMMITTED",  # each statement sees what was committed before the lock was given
        connect_args={name: value for name, value in _CONNECTING.items() if name not in url.query},
    )

    @event.listens_for(engine, "connect")
    def _prepare(raw: Any, _record: object) -> None:
        raw.autocommit = True
        for name, value in _SESSION.items():
            raw.execute("SELECT set_config(%s, %s, false)", (name, value))
        raw.execute(_DURABLE)
        raw.autocommit = False

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        if connection.get_execution_options().get("writes"):
            connection.exec_driver_sql(_LOCK)

    @event.listens_for(engine, "before_cursor_execute", retval=True)
    def _translate(
        _connection: Connection, _cursor: object, statement: str, parameters: Any, context: Any, _many: bool
    ) -> tuple[str, Any]:
        return (statement if context.compiled else in_server_words(statement)), parameters

    return engine


def _incarnation(connection: Connection) -> str:
    """What tells this database from one that was restored from a dump or an earlier moment of it."""
    with connection.begin():
        server = ""
        if connection.exec_driver_sql(_MAY_ASK_SERVER).scalar():
            server = str(connection.exec_driver_sql(_SERVER).scalar())
        return f"{server}/{connection.exec_driver_sql(_DATABASE).scalar()}"
