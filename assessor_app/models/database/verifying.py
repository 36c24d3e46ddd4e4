"""Whether a database file is one of ours and complete, before anything relies on it."""

from pathlib import Path
from typing import Any

from assessor_app.errors import Refused, Unavailable
from assessor_app.models.database.failures import told_in_words
from assessor_app.models.database.migrating import refuse_newer
from assessor_app.models.database.sqlcipher import connect


def verify(database: Path, key: bytes, every_page: bool = False) -> None:
    """Raise Refused or Unavailable unless a database file opens with the key, is complete and of a known version.

    every_page: authenticate all pages too, which reads and deciphers the whole file.
    """
    with told_in_words():
        connection = connect(database, key)
        try:
            refuse_newer(connection.execute("PRAGMA user_version").fetchone()[0])
            refuse_truncated(connection, database)
            faults = connection.execute("PRAGMA cipher_integrity_check").fetchall() if every_page else []
        finally:
            connection.close()
    if faults:
        raise Refused(
            f"{len(faults)} pages of the database are damaged. Nothing was changed; use an earlier backup.", "damaged"
        )


def refuse_truncated(connection: Any, database: Path) -> None:
    """Raise Unavailable for a file shorter than its own page count: queries would fail only where the end is missing.

    A file emptied by somebody is such a one. While the write-ahead log holds pages the file lacks, nothing can be said.
    """
    _, in_log, copied = connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()
    refuse_short(connection, database, logged=in_log != copied)


def refuse_short(connection: Any, database: Path, logged: bool = False) -> None:
    """Raise Unavailable as `refuse_truncated` does. logged: the write-ahead log holds pages that the file lacks."""
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    pages, size = (int(connection.execute(f"PRAGMA {name}").fetchone()[0]) for name in ("page_count", "page_size"))
    if not version or (not logged and database.stat().st_size < pages * size):
        raise Unavailable(
            "The database of this profile is damaged: its end, or all of it, is missing. Nothing was changed; "
            "restore the profile from a backup.",
            "damaged",
        )
