"""What the database reports, in words for a person."""

import errno
import re
from collections.abc import Iterator
from contextlib import contextmanager

from assessor_app.errors import AssayError, Refused, Unavailable

# Primary result codes of SQLite, https://sqlite.org/rescode.html
_ERROR, _BUSY, _LOCKED = 1, 5, 6
_READ_ONLY, _IO_ERROR, _CORRUPT, _FULL, _CANNOT_OPEN, _NOT_A_DATABASE = 8, 10, 11, 13, 14, 26

_MISSING = re.compile("no such (table|column)|table .* has no column")

OTHER_MAKE = (
    "The database of this profile lacks a part that Assay needs: another program has changed it, or it is damaged. "
    "Nothing was changed; restore the profile from a backup."
)

_SENTENCES: dict[int, tuple[type[AssayError], str, str]] = {
    _FULL: (Unavailable, "The disk is full, so nothing was saved. Free some space; what you typed is kept.", "full"),
    _IO_ERROR: (
        Unavailable,
        "The disk is full or cannot be written, so nothing was saved. Check the disk; what you typed is kept.",
        "disk",
    ),
    _READ_ONLY: (
        Unavailable,
        "The folder of this profile is read only, so nothing was saved. Allow writing to it, then try again.",
        "read-only",
    ),
    _CANNOT_OPEN: (
        Unavailable,
        "The database of this profile could not be opened. Nothing was changed; check that its folder can be written.",
        "cannot-open",
    ),
    _CORRUPT: (
        Unavailable,
        "The database of this profile is damaged. Nothing was changed; restore the profile from a backup.",
        "damaged",
    ),
    _NOT_A_DATABASE: (
        Refused,
        "The database does not open with this key: the key is another profile's, or the file is damaged. "
        "Nothing was changed; restore the profile from a backup if the key is right.",
        "wrong-key",
    ),
}
BUSY_SENTENCE = "Another program is using this profile, so nothing was saved. Close it, then try again."


def in_words(error: Exception) -> AssayError | None:
    """The error a person is told for a database error; None for a mistake in this program."""
    origin = getattr(error, "orig", error)
    if hasattr(origin, "sqlstate"):
        from assessor_app.models.database.server_failures import server_in_words

        return server_in_words(origin)
    code = getattr(origin, "sqlite_errorcode", None)
    if code is None:
        return None
    if code & 0xFF in (_BUSY, _LOCKED):
        return Unavailable(BUSY_SENTENCE, "busy")
    if code == _ERROR and _MISSING.match(str(origin)):
        return Unavailable(OTHER_MAKE, "other-make")
    found = _SENTENCES.get(code & 0xFF)
    return found[0](found[1], found[2]) if found else None


@contextmanager
def told_in_words() -> Iterator[None]:
    """Turn the database's errors into errors for a person; let everything else pass."""
    try:
        yield
    except Exception as error:  # the driver's and SQLAlchemy's classes, told apart by their code
        told = in_words(error)
        if told is None:
            raise
        raise told from error


@contextmanager
def files_told_in_words() -> Iterator[None]:
    """Turn the file system's errors into errors for a person."""
    try:
        yield
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
            kind, sentence, code = _SENTENCES[_FULL]
        elif error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
            kind, sentence, code = _SENTENCES[_READ_ONLY]
        else:
            kind, sentence, code = _SENTENCES[_IO_ERROR]
        raise kind(sentence, code) from error
