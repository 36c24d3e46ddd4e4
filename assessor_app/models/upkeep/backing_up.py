"""Copies of a profile's database and files, and bringing one back."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assessor_app.errors import Refused, Unavailable
from assessor_app.files import settle
from assessor_app.models.database import statements as sql
from assessor_app.models.database.copying import copy_into_file
from assessor_app.models.database.dialect import sqlcipher_engine, write_copy, writing_connection
from assessor_app.models.database.failures import files_told_in_words, told_in_words
from assessor_app.models.database.location import is_shared
from assessor_app.models.database.sqlcipher import DATABASE, PATIENCE_MS
from assessor_app.models.database.store import Store
from assessor_app.models.database.verifying import verify
from assessor_app.models.files.blobs import Blobs
from assessor_app.models.files.stored_files import copy_file, copy_files, sync_file
from assessor_app.models.upkeep.renewing import renew

BLOBS = "blobs"
"""Folder of the stored files inside a backup."""

_SHORT_PATIENCE_MS = 200
_TRIES = 3


@dataclass(frozen=True, slots=True)
class BackedUp:
    """A finished backup. size: bytes of the database; files: stored files copied now; held: files in the backup."""

    folder: Path
    size: int
    files: int
    held: int


def backup(store: Store, blobs: Blobs, target: Path, cancelled: Callable[[], bool] = lambda: False) -> BackedUp:
    """Copy the database and the stored files, still encrypted, into `target`; on the disk and opened once on return.

    What is on a server is written into an encrypted file with this profile's key: a backup is always of one kind.
    A backup that is there is replaced only by a finished one; files it holds already are not copied again. Raises
    Unavailable when the folder is full or cannot be written, Refused when the copy does not open.
    """
    with files_told_in_words():
        target.mkdir(exist_ok=True)
        part = target / f"{DATABASE}.part"
        part.unlink(missing_ok=True)
        try:
            _copy_store(store, part)
            store.verify_copy(part)
            # Files first: a database that names what is not there yet must not count.
            copied, held = copy_files(blobs.folder, target / BLOBS, cancelled)
            part.replace(target / DATABASE)
        finally:
            part.unlink(missing_ok=True)
        settle(target)
        return BackedUp(target, (target / DATABASE).stat().st_size, copied, held)


def restore(source: Path, folder: Path, blobs_folder: Path, key: bytes) -> str:
    """Bring a backup into an empty profile and give it a new device id, which is returned.

    The old id is never used again: its numbers may have been used for other changes since the backup was made. Own
    changes that were in no segment yet are issued again under the new id. Raises Refused when the profile is not
    empty or the backup is damaged or of another key; nothing is left behind then.
    """
    database = folder / DATABASE
    if database.exists() or is_shared(folder):
        raise Refused("There is a profile in this folder already. Nothing was changed; choose an empty one.", "exists")
    if not (source / DATABASE).is_file():
        raise Unavailable("There is no backup in this folder. Nothing was changed; choose another folder.", "missing")
    with files_told_in_words():
        folder.mkdir(parents=True, exist_ok=True)
        part = database.with_name(f"{DATABASE}.part")
        try:
            copy_file(source / DATABASE, part)
            verify(part, key, every_page=True)
            device = renew_device(part, key)
            copy_files(source / BLOBS, blobs_folder)
            part.replace(database)
        finally:
            for leftover in (part, *(part.with_name(part.name + end) for end in ("-wal", "-shm"))):
                leftover.unlink(missing_ok=True)
        settle(folder)
    return device


def renew_device(database: Path, key: bytes) -> str:
    """Give a closed database a new device id, issuing unsealed own changes again under it; the new id."""
    engine = sqlcipher_engine(database, key)
    try:
        with told_in_words(), writing_connection(engine) as connection, connection.begin():
            device = renew(connection, connection.exec_driver_sql(sql.GET_META, {"key": "device"}).scalar_one())
            connection.exec_driver_sql(sql.SET_META, {"key": "device", "value": device})
            return device
    finally:
        engine.dispose()


def _copy_store(store: Store, part: Path) -> None:
    if store.frozen_file is not None:
        copy_file(store.frozen_file, part)
        return
    if not store.shared:
        store.maintain(lambda raw: _copy_database(raw, store.folder / DATABASE, part)).result()
        return
    with store.read() as reading:
        copy_into_file(reading, store.key, store.person, part)
    sync_file(part)


def _copy_database(raw: Any, source: Path, part: Path) -> None:
    """Copy the encrypted file as it is, once the write-ahead log is empty: paging it through the cipher costs 7 times.

    A reader of an old state can keep the log from being emptied; then the database writes the copy itself.
    """
    log = source.with_name(f"{source.name}-wal")
    raw.execute(f"PRAGMA busy_timeout = {_SHORT_PATIENCE_MS}")
    try:
        for _ in range(_TRIES):
            raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
            raw.execute("BEGIN IMMEDIATE")  # from here on no other program writes either
            try:
                if not log.exists() or not log.stat().st_size:
                    copy_file(source, part)
                    return
            finally:
                raw.execute("ROLLBACK")
        write_copy(raw, part)
        sync_file(part)
    finally:
        raw.execute(f"PRAGMA busy_timeout = {PATIENCE_MS}")
