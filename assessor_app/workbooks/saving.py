"""Putting a finished file in its place, whole or not at all."""

import errno
import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from assessor_app.errors import Refused, Unavailable

_REASONS = {
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "the space allowed to you is used up",
    errno.EACCES: "the folder is read-only",
    errno.EPERM: "the folder is read-only",
    errno.EROFS: "the disk is read-only",
    errno.ENOENT: "the folder does not exist",
    errno.ENOTDIR: "the folder does not exist",
}


def save_whole(target: Path, write: Callable[[BinaryIO], None], replace: bool = False) -> None:
    """Write a file beside `target` and move it into place once it is complete and on the disk.

    Raises Refused when `target` exists and is not to be replaced, Unavailable when the disk or folder refuses;
    in both cases nothing has changed.
    """
    if not replace and target.exists():
        raise Refused(f"{target.name} already exists and was not changed. Choose another name.", "file-exists")
    part: Path | None = None
    try:
        descriptor, name = tempfile.mkstemp(prefix=f".{target.name[:60]}.", suffix=".part", dir=target.parent)
        part = Path(name)
        with os.fdopen(descriptor, "wb") as stream:
            write(stream)
            stream.flush()
            os.fsync(stream.fileno())
        part.chmod(0o666 & ~_umask())
        part.replace(target)
    except OSError as error:
        if part:
            part.unlink(missing_ok=True)
        reason = _REASONS.get(error.errno or 0, error.strerror or "the disk refused it")
        raise Unavailable(
            f"{target.name} was not written because {reason}; nothing was changed. Choose another folder or make room, "
            "then try again.",
            "cannot-write",
        ) from error


def _umask() -> int:
    current = os.umask(0o077)
    os.umask(current)
    return current
