"""From a profile's folder to its opened database and this profile's device id in it."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from sqlalchemy import Connection

from assessor_app.errors import Unavailable
from assessor_app.models.database import statements as sql
from assessor_app.models.database.embedded import EmbeddedDatabase
from assessor_app.models.database.failures import told_in_words
from assessor_app.models.database.frozen import FrozenDatabase
from assessor_app.models.database.location import Location, read_location, write_location
from assessor_app.models.database.sqlcipher import DATABASE
from assessor_app.models.upkeep.renewing import new_device, renew

if TYPE_CHECKING:
    from assessor_app.models.database.server import ServerDatabase

Database: TypeAlias = "EmbeddedDatabase | FrozenDatabase | ServerDatabase"

_NOT_BY_SERVER = (
    "This profile works in an office's database and cannot be written where it is. Nothing was changed; copy its "
    "folder to this computer and open it there."
)


def open_database(folder: Path, key: bytes, frozen: bool = False) -> tuple[Database, str]:
    """The database of a profile, brought to this program's version, and this profile's device id.

    frozen: the folder cannot be written; see `FrozenDatabase`. Raises Refused for a wrong key or a database of a newer
    version, Unavailable for a missing, damaged, busy or read-only one, or a server that cannot be reached.
    """
    location = read_location(folder)
    if location is not None:
        if frozen:
            raise Unavailable(_NOT_BY_SERVER, "read-only")
        return _open_server(folder, location)
    if not (folder / DATABASE).is_file():
        raise Unavailable("There is no profile in this folder. Choose another folder, or make a profile.", "missing")
    if frozen:
        return _open_frozen(FrozenDatabase(folder, key))
    embedded = EmbeddedDatabase(folder, key)
    try:
        with told_in_words(), embedded.writing() as connection:
            return embedded, embedded_device(connection)
    except BaseException:
        embedded.close()
        raise


def _open_frozen(database: FrozenDatabase) -> tuple[Database, str]:
    try:
        with told_in_words(), database.reading() as connection:
            return database, str(connection.exec_driver_sql(sql.GET_META, {"key": "device"}).scalar() or new_device())
    except BaseException:
        database.close()
        raise


def embedded_device(connection: Connection) -> str:
    """The device id that an encrypted file holds; a new one in a new file."""
    device = connection.exec_driver_sql(sql.GET_META, {"key": "device"}).scalar()
    if device is None:
        device = new_device()
        connection.exec_driver_sql(sql.SET_META, {"key": "device", "value": device})
    return str(device)


def current_location(server: "ServerDatabase", location: Location) -> Location:
    """The location with a device id that may be used: a new one when the server's database is not the one it was.

    A database that was restored has given out the numbers since its dump once before.
    """
    if location.incarnation == server.incarnation:
        return location
    with told_in_words(), server.writing() as connection:
        device = renew(connection, location.device)
    return replace(location, device=device, incarnation=server.incarnation)


def _open_server(folder: Path, location: Location) -> tuple[Database, str]:
    from assessor_app.models.database.server import (
        ServerDatabase,  # its driver takes time to load, and laptops need none
    )

    server = ServerDatabase(location.address)
    try:
        current = current_location(server, location)
        if current != location:
            write_location(folder, current)
    except BaseException:
        server.close()
        raise
    return server, current.device
