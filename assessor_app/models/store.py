"""One open profile's database: one door for writing, own connections for reading."""

import secrets
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine

from assessor_app.domain.clock import Clock, HybridClock
from assessor_app.errors import Refused, Unavailable
from assessor_app.models import statements as sql
from assessor_app.models.dialect import sqlcipher_engine, writing_connection
from assessor_app.models.failures import files_told_in_words, told_in_words
from assessor_app.models.migrating import migrate
from assessor_app.models.reading import Reading
from assessor_app.models.sqlcipher import DATABASE
from assessor_app.models.verifying import refuse_truncated, verify
from assessor_app.models.writer import Writer
from assessor_app.models.writing import Author, Hand, Writing

__all__ = ["Author", "Store"]

T = TypeVar("T")


class Store:
    """The journal and its tables. Made by `create` or `open`; threads may share it."""

    def __init__(self, folder: Path, key: bytes, engine: Engine, connection: Connection, hand: Hand) -> None:
        self.folder = folder
        self._key = key
        self.device = hand.device
        self._engine = engine
        self._connection = connection
        self._hand = hand
        self._writer = Writer()
        self._on_written: list[Callable[[], object]] = []

    @staticmethod
    def create(folder: Path, key: bytes, author: Author, clock: Clock) -> "Store":
        """Make the database of a new profile in `folder`, with a device id of its own.

        Raises Refused when there is one already, Unavailable when the folder cannot be written.
        """
        database = folder / DATABASE
        if database.exists():
            raise Refused("There is a profile in this folder already. Nothing was changed; open it.", "exists")
        with files_told_in_words():
            folder.mkdir(parents=True, exist_ok=True)
            _make(database, key)
        return _open(folder, key, author, clock)

    @staticmethod
    def open(folder: Path, key: bytes, author: Author, clock: Clock) -> "Store":
        """Open the database of a profile and bring it to this program's version.

        Raises Refused for a wrong key or a database of a newer version, Unavailable for a missing, damaged, busy or
        read-only one; nothing is changed then.
        """
        if not (folder / DATABASE).is_file():
            raise Unavailable(
                "There is no profile in this folder. Choose another folder, or make a profile.", "missing"
            )
        return _open(folder, key, author, clock)

    def write(self, change: Callable[[Writing], T]) -> "Future[T]":
        """Queue a change: one transaction, answered once it is on disk.

        The future raises Unavailable when the disk is full, read only, busy or the store is closed, and whatever the
        change itself raises; nothing of the change is kept then.
        """
        return self._writer.submit(lambda: self._apply(change))

    def on_written(self, call: Callable[[], object]) -> None:
        """Call this in the writer's thread after every change put on disk; it returns at once and raises nothing."""
        self._on_written.append(call)

    def maintain(self, work: Callable[[Any], T]) -> "Future[T]":
        """Queue work on the driver's connection outside any transaction: while it runs nobody here writes."""
        return self._writer.submit(lambda: self._maintain(work))

    def verify_copy(self, copy: Path) -> None:
        """Raise Refused or Unavailable unless a copy of this database opens and every page of it is whole."""
        verify(copy, self._key, every_page=True)

    @contextmanager
    def read(self) -> Iterator[Reading]:
        """A read transaction: one consistent view, not held up by writing."""
        with told_in_words(), self._engine.connect() as connection, connection.begin():
            yield Reading(connection, self.device)

    def close(self) -> None:
        """Wait for what is queued, then close. Later writes answer Unavailable."""
        self._writer.close()
        self._connection.close()
        self._engine.dispose()

    def _apply(self, change: Callable[[Writing], T]) -> T:
        try:
            with told_in_words(), self._connection.begin():
                writing = Writing(self._connection, self._hand)
                result = change(writing)
                writing.finish()
        except BaseException:
            self._hand.forget()
            self._roll_back()
            raise
        for call in self._on_written:
            call()
        return result

    def _roll_back(self) -> None:
        """SQLAlchemy does not roll back when it is the commit that fails; the next change would find this one open."""
        raw: Any = self._connection.connection.driver_connection
        if raw.in_transaction:
            raw.rollback()

    def _maintain(self, work: Callable[[Any], T]) -> T:
        with told_in_words():
            return work(self._connection.connection.driver_connection)


def _make(database: Path, key: bytes) -> None:
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


def _open(folder: Path, key: bytes, author: Author, clock: Clock) -> Store:
    database = folder / DATABASE
    engine = sqlcipher_engine(database, key)
    with ExitStack() as on_failure:
        on_failure.callback(engine.dispose)
        with told_in_words():
            connection = on_failure.enter_context(writing_connection(engine))
            refuse_truncated(connection.connection.driver_connection, database)
            migrate(connection, database)
            hand = _hand(connection, author, clock)
        on_failure.pop_all()
    return Store(folder, key, engine, connection, hand)


def _hand(connection: Connection, author: Author, clock: Clock) -> Hand:
    with connection.begin():
        device = connection.exec_driver_sql(sql.GET_META, {"key": "device"}).scalar()
        if device is None:
            device = secrets.token_hex(8)
            connection.exec_driver_sql(sql.SET_META, {"key": "device", "value": device})
        if connection.exec_driver_sql(sql.GET_META, {"key": "person"}).scalar() != author.person:
            connection.exec_driver_sql(sql.SET_META, {"key": "person", "value": author.person})
        hybrid = HybridClock(clock)
        hybrid.adopt(int(connection.exec_driver_sql(sql.LAST_READING, {"most": hybrid.most()}).scalar_one()))
    return Hand(device, author.person, clock, hybrid, author.roles)
