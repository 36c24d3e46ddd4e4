"""A bundle in parts, NAME.qmb.001, .002 ...: plain pieces of one file, so that `cat` puts them together again."""

import os
import re
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import BinaryIO

from assessor_app.errors import Refused, Unavailable, WrongUse
from assessor_app.files import open_to_read, settle, unavailable
from assessor_app.sync.refusals import refused

SMALLEST_VOLUME = 64 * 1024
MOST_VOLUMES = 999


class Joined:
    """Files read one after the other. `size` is that of all of them, in bytes."""

    def __init__(self, parts: list[BinaryIO], size: int) -> None:
        self._parts = parts
        self.size = size

    def read(self, size: int = -1) -> bytes:
        """At most `size` bytes; none at the end of the last file."""
        while self._parts:
            if found := self._parts[0].read(size):
                return found
            self._parts.pop(0)
        return b""


@contextmanager
def opened(file: Path) -> Iterator[Joined]:
    """A bundle open for reading; when `file` is one of its volumes, all of them.

    Raises Unavailable when it cannot be opened, Refused when a volume between others is missing.
    """
    with ExitStack() as stack:
        try:
            files = [stack.enter_context(open_to_read(part)) for part in volumes_of(file)]
            size = sum(part.stat().st_size for part in volumes_of(file))
        except OSError as error:
            raise Unavailable(
                f"{file.name} could not be opened ({error.strerror or error}). Nothing was changed; check the stick or"
                " the folder, then try again.",
                "cannot-read",
            ) from error
        try:
            yield Joined(list(files), size)
        except Refused as error:
            if error.code == "damaged" and is_volume(file):
                raise refused(
                    "last-volume", last=f"{file.stem}.{len(files):03d}", name=f"{file.stem}.{len(files) + 1:03d}"
                ) from error
            raise


def volumes_of(file: Path) -> list[Path]:
    """All volumes of the bundle that `file` is a volume of, in order; `file` alone when it is whole.

    Raises Refused when one between others is missing. (That the last is missing shows when the bundle is read.)
    """
    if not is_volume(file):
        return [file]
    found = _parts_of(file.parent, file.stem)
    for number, part in enumerate(found, 1):
        if part.suffix != f".{number:03d}":
            raise refused("missing-volume", number=number, name=f"{file.stem}.{number:03d}")
    return found


def is_volume(file: Path) -> bool:
    """Whether a file of this name is one part of a bundle."""
    return re.fullmatch(r"\.[0-9]{3}", file.suffix) is not None


def _parts_of(folder: Path, name: str) -> list[Path]:
    return sorted(part for part in folder.glob("*") if re.fullmatch(re.escape(name) + r"\.[0-9]{3}", part.name))


@contextmanager
def whole_volumes(target: Path, size: int) -> Iterator["Volumes"]:
    """Write volumes NAME.001, NAME.002 ... of at most `size` bytes by way of NAME.001.part ...

    They get their names when all are complete; older volumes of the same name go then, so that none of them is read
    as a part of this bundle. When the body fails nothing of it is left. Raises Unavailable as `whole_file` does,
    Refused ("too-many-volumes") at more than 999, WrongUse for a size that makes no sense.
    """
    if size < SMALLEST_VOLUME:
        raise WrongUse(f"Parts of {size} bytes are too small, so none was made. Choose at least 64 KB.", "volume-size")
    volumes = Volumes(target, size)
    try:
        yield volumes
        volumes.finish()
    except OSError as error:
        raise unavailable(error, target) from error
    finally:
        volumes.drop()


class Volumes:
    """Several files that are written as if they were one."""

    def __init__(self, target: Path, size: int) -> None:
        self._target = target
        self._size = size
        self._left = 0
        self._parts: list[Path] = []
        self._file: BinaryIO | None = None

    def write(self, data: bytes, /) -> int:
        """Write all of it, over as many volumes as it takes."""
        rest = memoryview(data)
        while rest:
            file = self._next() if self._file is None or not self._left else self._file
            file.write(rest[: self._left])
            rest, self._left = rest[self._left :], max(0, self._left - len(rest))
        return len(data)

    def finish(self) -> None:
        """Give all volumes their names, for good."""
        self._close()
        wanted = [part.with_suffix("") for part in self._parts]
        for name in wanted:
            if name.is_dir():
                raise WrongUse(f"{name} is not a file. Nothing was written; choose another name.", "not-a-file")
        for old in _parts_of(self._target.parent, self._target.name):
            if old not in wanted:
                old.unlink()
        while self._parts:
            part = self._parts[0]
            part.replace(part.with_suffix(""))
            self._parts.pop(0)
        settle(self._target.parent)

    def drop(self) -> None:
        """Remove what has no name yet."""
        if self._file is not None:
            self._file.close()
        for part in self._parts:
            part.unlink(missing_ok=True)

    def _next(self) -> BinaryIO:
        self._close()
        if len(self._parts) == MOST_VOLUMES:
            raise refused("too-many-volumes")
        part = self._target.with_name(f"{self._target.name}.{len(self._parts) + 1:03d}.part")
        part.unlink(missing_ok=True)
        self._file = part.open("xb")
        self._parts.append(part)
        self._left = self._size
        return self._file

    def _close(self) -> None:
        if self._file is not None:
            self._file.flush()
            os.fsync(self._file.fileno())
            self._file.close()
