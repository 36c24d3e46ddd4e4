"""Files that are either the old or the new one, whatever happens in between."""

import os
from pathlib import Path

from assessor_app.errors import Unavailable


def write_atomically(file: Path, data: bytes) -> None:
    """Replace `file` by `data`, readable by its owner only; raises `Unavailable` and leaves the old file on failure."""
    part = file.with_name(file.name + ".part")
    try:
        descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        part.replace(file)
    except OSError as error:
        part.unlink(missing_ok=True)
        reason = error.strerror or "the disk refused it"
        raise Unavailable(
            f"{file.name} could not be written ({reason}); nothing was changed. Make room or allow writing, then try "
            "again.",
            "cannot-write",
        ) from error


def read_file(file: Path, what: str, largest: int = 1 << 20) -> bytes:
    """Bytes of a small file, at most `largest`; raises `Unavailable` in words that call the file `what`."""
    try:
        with file.open("rb") as stream:
            data = stream.read(largest + 1)
    except FileNotFoundError:
        raise Unavailable(f"{what} is missing ({file.name}). Restore it from your backup.", "missing") from None
    except OSError as error:
        raise Unavailable(f"{what} cannot be read ({error.strerror}). Nothing was changed.", "cannot-read") from error
    if len(data) > largest:
        raise Unavailable(f"{what} is not what it should be: the file is too large. Nothing was changed.", "too-large")
    return data
