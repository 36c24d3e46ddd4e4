"""Files that appear under their name only when they are complete and on the disk."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from assessor_app.errors import Unavailable

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_CLOSED = {errno.EACCES, errno.EPERM, errno.EROFS}


@contextmanager
def whole_file(target: Path) -> Iterator[BinaryIO]:
    """Write `target` by way of `NAME.part`, which goes away when the body fails.

    Raises Unavailable, in words, for a full disk, a folder that is read-only or missing, or a medium that fails.
    """
    part = target.with_name(target.name + ".part")
    try:
        part.unlink(missing_ok=True)
        try:
            with part.open("xb") as file:
                yield file
                file.flush()
                os.fsync(file.fileno())
            part.replace(target)
        finally:
            part.unlink(missing_ok=True)
        _settle(target.parent)
    except OSError as error:
        raise unavailable(error, target) from error


def unavailable(error: OSError, target: Path) -> Unavailable:
    """What to tell a person about an error of the file system while `target` was written."""
    if error.errno in _FULL:
        return Unavailable(
            f"There is not enough room for {target.name}, so it was not written. Nothing was lost; free some space or"
            " choose another place.",
            "full",
        )
    if error.errno in _CLOSED:
        return Unavailable(
            f"{target.name} cannot be written into {target.parent}, which is read-only. Nothing was lost; choose"
            " another place.",
            "read-only",
        )
    return Unavailable(
        f"{target.name} could not be written ({error.strerror or error}). Nothing was lost; check the folder or the"
        " stick, then try again.",
        "cannot-write",
    )


def _settle(folder: Path) -> None:
    """Make the new name last through a power cut, where the system can do that for a folder."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            with suppress(OSError):  # some network file systems cannot; the file itself is complete and on the disk
                os.fsync(handle)
        finally:
            os.close(handle)
