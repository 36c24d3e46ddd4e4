"""Files that appear under their name only when they are complete and on the disk, and small ones read in words."""

import errno
import os
import select
import stat
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from assessor_app.errors import Refused, Unavailable, WrongUse

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_CLOSED = {errno.EACCES, errno.EPERM, errno.EROFS}
_NO_FOLDER = {errno.ENOENT, errno.ENOTDIR}

PIPE_SECONDS = 10.0
"""How long a program that writes a passphrase into a pipe may take to begin."""

READ_ONLY = (
    "This profile cannot be written where it is, so it is open to be looked at only. Nothing was changed; to work in "
    "it, copy its folder to this computer and open it there."
)
"""What is said of every change to a profile on such a medium or in such a folder."""

PROFILE = Path("identity", "profile.json")
"""Where a profile says whose it is: what has this file is one."""
KEPT_BY_ASSAY = frozenset({"data", "identity", "office", "schemes", "pending", "own-words.age", "settings.json"})
"""What of a profile holds its work, keys and choices."""

_SHARED = 0o666
"""Rights of a file for others to read; the person's umask takes away what it takes away."""
_OWNER_ONLY = 0o600


@contextmanager
def whole_file(target: Path, owner_only: bool = False) -> Iterator[BinaryIO]:
    """Write `target` by way of `NAME.part`, which goes away when the body fails; the old file stays until the end.

    owner_only: nobody else on this computer may read it. Raises Unavailable, in words, for a full disk, a folder
    that is read-only or missing, or a medium that fails, WrongUse for a name that is no file's; other errors of the
    body pass through.
    """
    _refuse_no_file(target)
    part = target.with_name(target.name + ".part")
    try:
        part.unlink(missing_ok=True)
        try:
            with _new(part, _OWNER_ONLY if owner_only else _SHARED) as file:
                yield file
                file.flush()
                os.fsync(file.fileno())
            part.replace(target)
        finally:
            part.unlink(missing_ok=True)
        settle(target.parent)
    except OSError as error:
        raise unavailable(error, target) from error


def write_whole(target: Path, content: bytes, owner_only: bool = False) -> None:
    """Write a small file; see `whole_file`."""
    with whole_file(target, owner_only) as file:
        file.write(content)


def write_together(files: Sequence[tuple[Path, bytes]]) -> None:
    """Write small files that belong together: all of them are on the disk before the first takes its name, so that a
    full disk changes none. They take their names in order, the one that speaks of the others last."""
    with ExitStack() as parts:
        opened = [(parts.enter_context(whole_file(target)), content) for target, content in reversed(files)]
        for file, content in opened:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())


def open_to_read(file: Path) -> BinaryIO:
    """A file that a person named, open to be read. Raises OSError as `open` does, also for a pipe or a device:
    opening one may wait for ever, and reading one may never end.
    """
    # O_NONBLOCK: a pipe to which nobody writes must not keep us; both names are missing on one system or another.
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    return open(file, "rb", opener=lambda name, _: _regular(os.open(name, flags), name))


def read_at_most(file: Path, largest: int) -> bytes | None:
    """All bytes of a file that a person named; None above `largest`. Raises Unavailable when it cannot be read."""
    try:
        with open_to_read(file) as stream:
            data = stream.read(largest + 1)
    except OSError as error:
        raise Unavailable(f"{file} cannot be read ({error.strerror}). Nothing was changed.", "cannot-read") from error
    return data if len(data) <= largest else None


def read_named(file: Path, largest: int = 16 << 20) -> bytes:
    """As `read_at_most`, and Refused above `largest`."""
    data = read_at_most(file, largest)
    if data is None:
        raise Refused(f"{file.name} is too large to be what it should be. Nothing was changed.", "too-large")
    return data


def read_small(file: Path, what: str, largest: int = 1 << 20) -> bytes:
    """Bytes of a file, at most `largest`; raises `Unavailable` in words that call the file `what`."""
    try:
        with open_to_read(file) as stream:
            data = stream.read(largest + 1)
    except FileNotFoundError:
        raise Unavailable(f"{what} is missing ({file.name}). Restore it from your backup.", "missing") from None
    except OSError as error:
        raise Unavailable(f"{what} cannot be read ({error.strerror}). Nothing was changed.", "cannot-read") from error
    if len(data) > largest:
        raise Unavailable(f"{what} is not what it should be: the file is too large. Nothing was changed.", "too-large")
    return data


def refuse_own_files(output: Path | None) -> None:
    """Raise WrongUse where a file would be written over the work or the keys of this or any other profile."""
    if output is None:
        return
    real = Path(os.path.realpath(output))  # `resolve` raises for links that lead round in a circle
    for place in (real, *real.parents):
        if place.name.casefold() in KEPT_BY_ASSAY and (place.parent / PROFILE).is_file():
            raise WrongUse(
                f"{output} lies where Assay keeps the work and keys of a profile. Nothing was written; name a file "
                "elsewhere.",
                "own-file",
            )


def first_line_of(file: Path, longest: int = 4096) -> str:
    """The first line of a file, without its end: of a passphrase, so also of a pipe, which a program may write to.

    longest: bytes that are read at most, because a device has no end. Raises OSError when it cannot be read, which a
    pipe to which nobody writes is after `PIPE_SECONDS`, and ValueError for what is no text in UTF-8.
    """
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    handle = os.open(file, flags)
    try:
        found = b""
        until = time.monotonic() + PIPE_SECONDS
        while b"\n" not in found and len(found) < longest:
            piece = _next_piece(handle, longest - len(found), until)
            if not piece:
                break
            found += piece
    finally:
        os.close(handle)
    return found.partition(b"\n")[0].rstrip(b"\r").decode("utf-8")


def _next_piece(handle: int, size: int, until: float) -> bytes:
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        # One without a writer so far is at its end for `read`, and never ready for `select`.
        ready, _, _ = select.select([handle], [], [], max(0.0, until - time.monotonic()))
        if not ready:
            raise TimeoutError(errno.ETIMEDOUT, "nobody writes to this pipe")
    return os.read(handle, size)


def settle(folder: Path) -> None:
    """Make a new name last through a power cut, where the system can do that for a folder."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            with suppress(OSError):  # some network file systems cannot; the file itself is complete and on the disk
                os.fsync(handle)
        finally:
            os.close(handle)


def unavailable(error: OSError, target: Path) -> Unavailable:
    """What to tell a person about an error of the file system while `target` was written."""
    if error.errno in _FULL:
        return Unavailable(
            f"{target.name} was not written because the disk is full. Nothing was lost; free some space or choose"
            " another place.",
            "full",
        )
    if error.errno in _CLOSED:
        return Unavailable(
            f"{target.name} was not written because {target.parent} is read-only. Nothing was lost; choose another"
            " place.",
            "read-only",
        )
    reason = "the folder does not exist" if error.errno in _NO_FOLDER else error.strerror or str(error)
    return Unavailable(
        f"{target.name} was not written ({reason}). Nothing was lost; check the folder or the stick, then try again.",
        "cannot-write",
    )


def _refuse_no_file(target: Path) -> None:
    """A device, a pipe or a folder would be replaced by a file, or be in its way only after all the work."""
    try:
        taken = target.exists() and not target.is_file()
    except OSError as error:
        raise unavailable(error, target) from error
    if taken or not target.name:
        raise WrongUse(f"{target} is not a file. Nothing was written; name a file.", "not-a-file")


def _new(part: Path, rights: int) -> BinaryIO:
    # Exclusive: a link that somebody laid in the way is refused, not followed. O_BINARY is of Windows.
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    return os.fdopen(os.open(part, flags, rights), "wb")


def _regular(handle: int, name: str) -> int:
    mode = os.fstat(handle).st_mode
    if stat.S_ISREG(mode) or stat.S_ISDIR(mode):  # `open` itself refuses a folder
        return handle
    os.close(handle)
    raise OSError(errno.EINVAL, "it is a pipe or a device, not a file", name)
