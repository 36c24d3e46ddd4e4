"""The database of a profile that cannot be written: everything can be read, and nothing is made beside it."""

import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, NoReturn, TypeVar

from sqlalchemy import Connection

from assessor_app.errors import Unavailable
from assessor_app.files import READ_ONLY
from assessor_app.models.database.dialect import sqlcipher_engine, stored_version
from assessor_app.models.database.embedded import EmbeddedDatabase
from assessor_app.models.database.failures import BUSY_SENTENCE, files_told_in_words, told_in_words
from assessor_app.models.database.migrating import VERSION, refuse_newer
from assessor_app.models.database.sqlcipher import DATABASE
from assessor_app.models.database.verifying import refuse_short

T = TypeVar("T")

_TRIES = 3


class FrozenDatabase:
    """An SQLCipher file on a medium or in a folder that cannot be written.

    Changes that a program left in its write-ahead log, and a file of an older version, cannot be brought into it
    where it lies. A copy in the computer's own folder for temporary files, encrypted as it is and gone at the end,
    is read then.
    """

    shared = False

    def __init__(self, folder: Path, key: bytes) -> None:
        with ExitStack() as stack, told_in_words():
            self.file = folder / DATABASE
            if _has_log(self.file):
                self.file = _copied(self.file, key, stack)
            self._engine = sqlcipher_engine(self.file, key, frozen=True)
            stack.callback(lambda: self._engine.dispose())
            if self._version() < VERSION:
                self._engine.dispose()
                self.file = _copied(self.file, key, stack)
                self._engine = sqlcipher_engine(self.file, key, frozen=True)
            self._closing = stack.pop_all()

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Refused: raises Unavailable."""
        _refuse()
        yield  # it is a context manager like that of the others

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction; nothing changes meanwhile."""
        with self._engine.connect() as connection, connection.begin():
            yield connection

    def maintain(self, _work: Callable[[Any], T]) -> T:
        """Refused: raises Unavailable."""
        _refuse()

    def close(self) -> None:
        """Close every connection, and take a copy away."""
        self._closing.close()

    def _version(self) -> int:
        with self.reading() as connection:
            found = stored_version(connection)
            refuse_newer(found)
            refuse_short(connection.connection.driver_connection, self.file)
        return found


def _refuse() -> NoReturn:
    raise Unavailable(READ_ONLY, "read-only")


def _has_log(database: Path) -> bool:
    try:
        return database.with_name(f"{database.name}-wal").stat().st_size > 0
    except OSError:
        return False


def _copied(database: Path, key: bytes, stack: ExitStack) -> Path:
    """A copy with what stands in the log, brought to this program's version."""
    with files_told_in_words():
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="assay-", ignore_cleanup_errors=True)))
        copy = folder / DATABASE
        log = f"{DATABASE}-wal"
        for _ in range(_TRIES):
            before = _state(database)
            shutil.copyfile(database, copy)
            if _has_log(database):
                shutil.copyfile(database.with_name(log), copy.with_name(log))
            if _state(database) == before:
                EmbeddedDatabase(folder, key).close()
                return copy
    raise Unavailable(BUSY_SENTENCE, "busy")


def _state(database: Path) -> list[tuple[int, int] | None]:
    """Sizes and times of the file and its log: while they change, somebody who may write is writing."""
    found: list[tuple[int, int] | None] = []
    for file in (database, database.with_name(f"{database.name}-wal")):
        try:
            facts = file.stat()
            found.append((facts.st_size, facts.st_mtime_ns))
        except FileNotFoundError:
            found.append(None)
    return found
