"""A bundle in parts, NAME.qmb.001, .002 ...: plain pieces of one file, so that `cat` puts them together again."""

import re
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import BinaryIO

from assessor_app.errors import Unavailable
from assessor_app.files import whole_file
from assessor_app.sync.refusals import refused
from assessor_app.sync.streams import CHUNK


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
            files = [stack.enter_context(part.open("rb")) for part in volumes_of(file)]
            size = sum(part.stat().st_size for part in volumes_of(file))
        except OSError as error:
            raise Unavailable(
                f"{file.name} could not be opened ({error.strerror or error}). Nothing was changed; check the stick or"
                " the folder, then try again.",
                "cannot-read",
            ) from error
        yield Joined(list(files), size)


def volumes_of(file: Path) -> list[Path]:
    """All volumes of the bundle that `file` is a volume of, in order; `file` alone when it is whole.

    Raises Refused when one between others is missing. (That the last is missing shows when the bundle is read.)
    """
    if not re.fullmatch(r"\.[0-9]{3}", file.suffix):
        return [file]
    found = sorted(
        part for part in file.parent.glob("*") if re.fullmatch(re.escape(file.stem) + r"\.[0-9]{3}", part.name)
    )
    for number, part in enumerate(found, 1):
        if part.suffix != f".{number:03d}":
            raise refused("missing-volume", number=number)
    return found


def split(file: Path, size: int) -> tuple[Path, ...]:
    """Cut a bundle into volumes of at most `size` bytes beside it and give their names; the bundle itself stays.

    Raises Unavailable as writing a bundle does, Refused when there would be more than 999 volumes; no volume is
    then left behind.
    """
    total = file.stat().st_size
    if total > 999 * size:
        raise refused("too-many-volumes")
    made: list[Path] = []
    try:
        with file.open("rb") as source:
            for number in range(1, max(1, -(-total // size)) + 1):
                part = file.with_name(f"{file.name}.{number:03d}")
                _copy(source, part, size)
                made.append(part)
    except BaseException:
        for part in made:
            part.unlink(missing_ok=True)
        raise
    return tuple(made)


def _copy(source: BinaryIO, target: Path, most: int) -> None:
    with whole_file(target) as written:
        while most and (piece := source.read(min(CHUNK, most))):
            written.write(piece)
            most -= len(piece)
