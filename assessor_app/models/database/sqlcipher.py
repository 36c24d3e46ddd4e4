"""A connection to the encrypted database file, without SQLAlchemy, so that the first page can use it too."""

from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as driver

DATABASE = "assay.db"
PATIENCE_MS = 5_000
"""How long a statement waits for another process's lock."""


def connect(database: Path, key: bytes, frozen: bool = False) -> Any:  # Any: the driver has no type information
    """Open `database` with a raw 32-byte key; it may be used from any one thread at a time.

    frozen: nobody writes to it meanwhile, as on a medium that cannot be written; nothing is made beside it.
    """
    name = f"{database.absolute().as_uri()}?immutable=1" if frozen else str(database)
    connection = driver.connect(
        name,
        uri=frozen,
        isolation_level=None,  # transactions are begun in words: only then does a failed migration roll back
        check_same_thread=False,
        cached_statements=256,
    )
    try:
        _prepare(connection, key, frozen)
    except driver.Error:
        connection.close()
        raise
    return connection


def _prepare(connection: Any, key: bytes, frozen: bool) -> None:
    if len(key) != 32:
        raise ValueError("the database key has 32 bytes")
    connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")  # must come first; a raw key needs no derivation
    for pragma in (
        "cipher_log_level = NONE",  # it would write to the terminal
        f"busy_timeout = {PATIENCE_MS}",
        *(() if frozen else ("journal_mode = WAL",)),
        "synchronous = FULL",
        "foreign_keys = ON",
        "temp_store = MEMORY",  # nothing in clear on the disk
    ):
        connection.execute(f"PRAGMA {pragma}")
