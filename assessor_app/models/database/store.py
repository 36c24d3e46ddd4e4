"""One open profile's database: one door for writing, own connections for reading."""

from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Connection

from assessor_app.domain.journal.clock import Clock, HybridClock
from assessor_app.errors import Refused
from assessor_app.models.database import statements as sql
from assessor_app.models.database.copying import FILE_IDENTITY
from assessor_app.models.database.databases import Database, open_database
from assessor_app.models.database.embedded import EmbeddedDatabase, make_file
from assessor_app.models.database.failures import files_told_in_words, told_in_words
from assessor_app.models.database.frozen import FrozenDatabase
from assessor_app.models.database.location import LOCATION, read_location
from assessor_app.models.database.readers import Readers
from assessor_app.models.database.sqlcipher import DATABASE
from assessor_app.models.database.verifying import verify
from assessor_app.models.database.writer import Writer
from assessor_app.models.journal.writing import Author, Hand, Writing
from assessor_app.models.queries.reading import Reading

__all__ = ["Author", "Store"]

T = TypeVar("T")


class Store:
    """The journal and its tables. Made by `create` or `open`; threads may share it.

    shared: its database is an office's server, which others write to at the same time; frozen_file: the file that is
    read when the profile cannot be written, else None.
    """

    def __init__(self, folder: Path, key: bytes, database: Database, hand: Hand) -> None:
        self.folder = folder
        self.key = key
        self.device = hand.device
        self.person = hand.person
        self.shared = database.shared
        self.frozen_file = database.file if isinstance(database, FrozenDatabase) else None
        self._database = database
        self._hand = hand
        self._writer = Writer()
        self._data_version: int | None = None
        self._on_written: list[Callable[[], object]] = []
        self._readers = Readers()

    @staticmethod
    def create(folder: Path, key: bytes, author: Author, clock: Clock) -> "Store":
        """Make the database of a new profile in `folder`, with a device id of its own.

        Raises Refused when there is one already, Unavailable when the folder cannot be written.
        """
        if any((folder / name).exists() for name in (DATABASE, LOCATION)):
            raise Refused("There is a profile in this folder already. Nothing was changed; open it.", "exists")
        with files_told_in_words():
            folder.mkdir(parents=True, exist_ok=True)
            make_file(folder / DATABASE, key)
        return Store.open(folder, key, author, clock)

    @staticmethod
    def open(folder: Path, key: bytes, author: Author, clock: Clock, frozen: bool = False) -> "Store":
        """Open the database of a profile, a file or a server's, and bring it to this program's version.

        frozen: its folder cannot be written; everything can be read, and every change is refused. Raises Refused for
        a wrong key or a database of a newer version, Unavailable for a missing, damaged, busy or read-only one, or a
        server that cannot be reached; nothing is changed then.
        """
        database, device = open_database(folder, key, frozen)
        try:
            with told_in_words():
                return Store(folder, key, database, _hand(database, device, author, clock))
        except BaseException:
            database.close()
            raise

    @property
    def read_only(self) -> bool:
        """True when every change is refused because the profile cannot be written where it is."""
        return self.frozen_file is not None

    @property
    def files(self) -> Path | None:
        """The folder of stored files that the office shares; None for the profile's own."""
        location = read_location(self.folder)
        return Path(location.files) if location and location.files else None

    def file_identity(self, own: str) -> str:
        """The age identity of the stored files: `own`, unless the store has one that all its profiles use.

        A shared store takes that of the first profile that asks.
        """
        if self.shared:
            return self.write(lambda writing: writing.kept(FILE_IDENTITY, own)).result()
        with self.read() as reading:
            return reading.connection.exec_driver_sql(sql.GET_META, {"key": FILE_IDENTITY}).scalar() or own

    def write(self, change: Callable[[Writing], T]) -> "Future[T]":
        """Queue a change: one transaction, answered once it is on disk.

        The future raises Unavailable when the disk is full, read only, busy or the store is closed, and whatever the
        change itself raises; nothing of the change is kept then.
        """
        return self._writer.submit(lambda: self._apply(change))

    def on_written(self, call: Callable[[], object]) -> None:
        """Call this in the writer's thread after every change put on disk; it returns at once and raises nothing."""
        self._on_written.append(call)

    def changed_elsewhere(self) -> bool:
        """True when another program has changed this profile's own file since this was asked last. Waits for the queue
        of writes, so it is called from a worker; on a server, where others always write, it is False.
        """
        if self.shared or self.read_only:
            return False
        found = self.maintain(lambda raw: raw.execute("PRAGMA data_version").fetchone()[0]).result()
        before, self._data_version = self._data_version, found
        return before not in (None, found)

    def maintain(self, work: Callable[[Any], T]) -> "Future[T]":
        """Queue work on the driver's connection to the file, outside any transaction: while it runs nobody here writes.

        Only for a store that is not shared.
        """
        return self._writer.submit(lambda: self._maintain(work))

    def verify_copy(self, copy: Path) -> None:
        """Raise Refused or Unavailable unless a copy of this database opens and every page of it is whole."""
        verify(copy, self.key, every_page=True)

    @contextmanager
    def read(self) -> Iterator[Reading]:
        """A read transaction: one consistent view, not held up by writing. Raises Unavailable once it is closed."""
        with self._readers.reading(), told_in_words(), self._database.reading() as connection:
            yield Reading(connection, self.device)

    def close(self) -> None:
        """Wait for what is queued and for who reads, then close. Later writes and reads answer Unavailable."""
        self._writer.close()
        self._readers.close()
        self._database.close()

    def _apply(self, change: Callable[[Writing], T]) -> T:
        try:
            with told_in_words(), self._database.writing() as connection:
                writing = Writing(connection, self._hand)
                result = change(writing)
                writing.finish()
        except BaseException:
            self._hand.forget()
            raise
        for call in self._on_written:
            call()
        return result

    def _maintain(self, work: Callable[[Any], T]) -> T:
        if not isinstance(self._database, EmbeddedDatabase | FrozenDatabase):
            raise TypeError("a server's database is maintained on the server")
        with told_in_words():
            return self._database.maintain(work)


def _hand(database: Database, device: str, author: Author, clock: Clock) -> Hand:
    hybrid = HybridClock(clock)
    frozen = isinstance(database, FrozenDatabase)
    with database.reading() if frozen else database.writing() as connection:
        if not database.shared and not frozen:
            _note_person(connection, author.person)
        hybrid.adopt(int(connection.exec_driver_sql(sql.LAST_READING, {"most": hybrid.most()}).scalar_one()))
    return Hand(device, author.person, clock, hybrid, author.roles)


def _note_person(connection: Connection, person: str) -> None:
    if connection.exec_driver_sql(sql.GET_META, {"key": "person"}).scalar() != person:
        connection.exec_driver_sql(sql.SET_META, {"key": "person", "value": person})
