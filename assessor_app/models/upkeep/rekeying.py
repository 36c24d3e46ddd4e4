"""The database and the stored files under new keys, made beside the old ones."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlcipher3.dbapi2 import OperationalError

from assessor_app.errors import Refused, Stopped, Unavailable
from assessor_app.models.database.failures import files_told_in_words, in_words, told_in_words
from assessor_app.models.database.location import is_shared
from assessor_app.models.database.sqlcipher import DATABASE, connect
from assessor_app.models.database.verifying import verify
from assessor_app.models.files.blobs import Blobs
from assessor_app.models.files.stored_files import copy_file, sync_file

Progress = Callable[[int, int], None]
Cancelled = Callable[[], bool]


@contextmanager
def alone(folder: Path, key: bytes) -> Iterator[None]:
    """Hold the database of a profile so that no other program opens it meanwhile.

    Raises Unavailable ("busy") when one has it open; its log is written back into the file first. Raises Refused for
    a record on an office's server, whose files are not one profile's to encrypt anew.
    """
    if is_shared(folder):
        raise Refused(
            "The record of this profile is in the office's database, and the key of its files belongs to everybody "
            "there. Nothing was changed; make a new profile and let the office certify it.",
            "shared-database",
        )
    with told_in_words():
        connection = connect(folder / DATABASE, key)
        try:
            _hold(connection)
            yield
            connection.execute("ROLLBACK")
        finally:
            connection.close()


def rekey_database(folder: Path, target: Path, old: bytes, new: bytes) -> None:
    """Write the database of `folder`, held with `alone`, into `target` under the key `new`, every page checked."""
    with files_told_in_words(), told_in_words():
        target.mkdir(parents=True, exist_ok=True)
        made = target / DATABASE
        copy_file(folder / DATABASE, made)
        connection = connect(made, old)
        try:
            connection.execute("PRAGMA journal_mode = DELETE").fetchall()
            _rekey(connection, new)
        finally:
            connection.close()
        verify(made, new, every_page=True)
        for end in ("-wal", "-shm"):
            made.with_name(made.name + end).unlink(missing_ok=True)
        sync_file(made)


def _rekey(connection: Any, new: bytes) -> None:
    """What fails in it, SQLCipher reports as a mistake in the statement, whatever it was."""
    try:
        connection.execute(f"PRAGMA rekey = \"x'{new.hex()}'\"")
    except OperationalError as error:
        if told := in_words(error):
            raise told from error
        raise Unavailable(
            "The database could not be written under new keys, perhaps because the disk is full. Nothing was changed; "
            "the keys are the ones you had.",
            "disk",
        ) from error


def rekey_files(old: Blobs, new: Blobs, progress: Progress, cancelled: Cancelled) -> int:
    """Encrypt every stored file again for the keys of `new`; how many there are. `progress` is told in bytes.

    Raises Stopped when cancelled.
    """
    sizes = {file: file.stat().st_size for file in sorted(old.folder.glob("??/*.age"))}
    new.folder.mkdir(parents=True, exist_ok=True)
    done, whole = 0, sum(sizes.values())
    for file, size in sizes.items():
        if cancelled():
            raise Stopped("Stopped. The keys are the ones you had.")
        with old.open(file.stem) as content:
            new.put(content)
        done += size
        progress(done, whole)
    return len(sizes)


def _hold(connection: Any) -> None:
    (mode,) = connection.execute("PRAGMA journal_mode = DELETE").fetchone()
    if mode != "delete":
        raise Unavailable(
            "Another program is using this profile, so nothing was changed. Close it, then try again.", "busy"
        )
    connection.execute("BEGIN EXCLUSIVE")
