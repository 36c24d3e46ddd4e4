"""Letting a profile's record be that of an office's server from now on."""

import os
from dataclasses import dataclass, replace
from pathlib import Path

from sqlalchemy import Connection, func, select

from assessor_app.errors import Refused, Unavailable
from assessor_app.files import settle
from assessor_app.models.database import statements as sql
from assessor_app.models.database.copying import FILE_IDENTITY, copy_rows
from assessor_app.models.database.databases import current_location, embedded_device
from assessor_app.models.database.embedded import EmbeddedDatabase
from assessor_app.models.database.failures import files_told_in_words, told_in_words
from assessor_app.models.database.location import Location, read_location, write_location
from assessor_app.models.database.server import ServerDatabase, address_of
from assessor_app.models.database.sqlcipher import DATABASE
from assessor_app.models.database.tables import OPERATION
from assessor_app.models.files.stored_files import copy_files
from assessor_app.models.upkeep.renewing import new_device

MOVED = f"{DATABASE}.moved"
"""Name of the former file, kept once its content is on the server."""


@dataclass(frozen=True, slots=True)
class Joined:
    """What joining did. address: without a password; moved: operations that went from this profile's file there."""

    address: str
    moved: int


@dataclass(frozen=True, slots=True)
class OwnFile:
    """The encrypted file that a profile has so far. key: its raw key; file_identity: that of its stored files."""

    folder: Path
    key: bytes
    file_identity: str = ""

    @property
    def database(self) -> Path:
        """The file; there may be none yet."""
        return self.folder / DATABASE


def join(own: OwnFile, address: str, files: Path | None = None) -> Joined:
    """Let the store of a folder be the one at `address`, and remember that; an empty database there is made a store.

    What the profile's own file holds moves there when nobody's work is there yet, and the file is kept under another
    name. files: the folder of stored files that the office shares. Raises WrongUse for a wrong address, Refused when
    there is work on both sides, Unavailable for a server that cannot be reached; nothing is changed then.
    """
    server = ServerDatabase(address_of(address))
    try:
        return _join(own, server, Location(address_of(address), "", "", _shared_folder(files)))
    finally:
        server.close()


def _join(own: OwnFile, server: ServerDatabase, wanted: Location) -> Joined:
    known = _known(own.folder)
    moved = 0
    if known is not None:
        location = current_location(server, replace(known, address=wanted.address, files=wanted.files or known.files))
    else:
        moved, device = _move(own, server, wanted.files) if own.database.is_file() else (0, new_device())
        location = replace(wanted, device=device, incarnation=server.incarnation)
    with files_told_in_words():
        own.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    write_location(own.folder, location)
    _put_aside(own, moved)
    return Joined(location.address, moved)


def _known(folder: Path) -> Location | None:
    try:
        return read_location(folder)
    except Unavailable:
        return None  # damaged: it is written anew


def _move(own: OwnFile, server: ServerDatabase, files: str) -> tuple[int, str]:
    embedded = EmbeddedDatabase(own.folder, own.key)
    try:
        with told_in_words(), embedded.writing() as source, server.writing() as target:
            device = embedded_device(source)
            if not _count(source):
                return 0, new_device()
            _refuse_private(source, device)
            if _count(target):
                _refuse_other_work(source, target)
                return 0, device
            if own.file_identity:
                target.exec_driver_sql(sql.SET_META, {"key": FILE_IDENTITY, "value": own.file_identity})
            if files:
                with files_told_in_words():
                    copy_files(own.folder / "blobs", Path(files))
            return copy_rows(source, target), device
    finally:
        embedded.close()


def _count(connection: Connection) -> int:
    return int(connection.execute(select(func.count()).select_from(OPERATION)).scalar_one())


def _refuse_private(source: Connection, device: str) -> None:
    private = select(func.count()).where(OPERATION.c.device == device, OPERATION.c.lane.startswith("private/"))
    if source.execute(private).scalar_one():
        raise Refused(
            "This profile holds private notes, which everybody at the office could read. Nothing was changed; make a "
            "profile of its own for the office's database.",
            "private-notes",
        )


def _refuse_other_work(source: Connection, target: Connection) -> None:
    """An earlier move that was interrupted after the server had everything is finished; anything else is refused."""
    here = {row.id for row in source.execute(select(OPERATION.c.id))}
    there = {row.id for row in target.execute(select(OPERATION.c.id))}
    if not here <= there:
        raise Refused(
            "Both this profile and that database hold work already. Nothing was changed; make a bundle of this "
            "profile's work, and import it in a profile that uses the database.",
            "work-on-both-sides",
        )


def _put_aside(own: OwnFile, moved: int) -> None:
    """The file must not be opened again: its device goes on writing elsewhere."""
    if own.database.is_file():
        with files_told_in_words():
            if moved:
                own.database.replace(own.folder / MOVED)
            else:
                own.database.unlink()
            settle(own.folder)


def _shared_folder(files: Path | None) -> str:
    if files is None:
        return ""
    folder = files.absolute()
    if not folder.is_dir() or not os.access(folder, os.W_OK):
        raise Unavailable(
            f"The shared folder {folder} is not there or cannot be written. Nothing was changed; check the folder.",
            "files-folder",
        )
    return str(folder)
