"""Copies of a profile's database and files, and bringing one back."""

import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from secrets import token_hex
from typing import Any

from sqlalchemy import Connection

from assessor_app.domain.merging import issued_again
from assessor_app.errors import Refused, Stopped, Unavailable
from assessor_app.files import settle
from assessor_app.models import statements as sql
from assessor_app.models.blobs import Blobs
from assessor_app.models.dialect import sqlcipher_engine, write_copy, writing_connection
from assessor_app.models.failures import files_told_in_words, told_in_words
from assessor_app.models.journal import operation_of
from assessor_app.models.sqlcipher import DATABASE, PATIENCE_MS
from assessor_app.models.store import Store
from assessor_app.models.verifying import verify

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

    A backup that is there is replaced only by a finished one; files it holds already are not copied again. Raises
    Unavailable when the folder is full or cannot be written, Refused when the copy does not open.
    """
    with files_told_in_words():
        target.mkdir(parents=True, exist_ok=True)
        part = target / f"{DATABASE}.part"
        part.unlink(missing_ok=True)
        try:
            store.maintain(lambda raw: _copy_database(raw, store.folder / DATABASE, part)).result()
            store.verify_copy(part)
            # Files first: a database that names what is not there yet must not count.
            copied, held = _copy_files(blobs.folder, target / BLOBS, cancelled)
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
    if database.exists():
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
            _copy_files(source / BLOBS, blobs_folder, lambda: False)
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
            return _renew(connection)
    finally:
        engine.dispose()


def _renew(connection: Connection) -> str:
    old, new = connection.exec_driver_sql(sql.GET_META, {"key": "device"}).scalar_one(), token_hex(8)
    rows = connection.exec_driver_sql(sql.UNSEALED, {"device": old}).fetchall()
    numbers = {row.id: row.number for row in rows}
    for identity, again in issued_again((operation_of(row.body) for row in rows), new).items():
        raw = again.canonical()
        parameters: dict[str, Any] = {"number": numbers[identity], "id": again.id, "device": new, "seq": again.seq}
        connection.exec_driver_sql(sql.REISSUE_OPERATION, {**parameters, "body": raw.decode()})
        connection.exec_driver_sql(sql.RENAME_PARENT, {"old": identity, "new": again.id})
    connection.exec_driver_sql(sql.SET_META, {"key": "device", "value": new})
    return new


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


def _copy_files(source: Path, target: Path, cancelled: Callable[[], bool]) -> tuple[int, int]:
    copied = held = 0
    for file in sorted(source.glob("??/*.age")):
        goal = target / file.parent.name / file.name
        held += 1
        if cancelled():
            raise Stopped("Stopped. The backup that was there is whole.")
        if goal.is_file() and goal.stat().st_size == file.stat().st_size:
            continue
        goal.parent.mkdir(parents=True, exist_ok=True)
        part = goal.with_suffix(".part")
        copy_file(file, part)
        part.replace(goal)
        copied += 1
    return copied, held


def copy_file(source: Path, target: Path) -> None:
    """Copy a file as it is; on the disk on return."""
    shutil.copyfile(source, target)
    sync_file(target)


def sync_file(file: Path) -> None:
    """Have what was written to a file on the disk."""
    with file.open("rb+") as handle:
        os.fsync(handle.fileno())
