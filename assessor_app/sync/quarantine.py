"""Where the files of a bundle wait, each encrypted for the store, until the whole bundle is known to be good."""

import os
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from types import TracebackType
from typing import Self

from assessor_app.domain.segment import BlobEntry
from assessor_app.sync.files import unavailable
from assessor_app.sync.streams import Gathered, encrypt

PREFIX = ".q-"


def held_nowhere(sha256: str) -> bool:
    """For a store that has no files yet."""
    return False


class Quarantine:
    """A `BlobSink` for `folder`, best the store's own. What nobody has moved away is deleted at the end of `with`.

    `recipient` is the age public key of the store's files; `held` tells which files (SHA-256, hexadecimal) the store
    already has, so that they are checked but not kept a second time. `files` leads from SHA-256 to the encrypted file.
    """

    def __init__(self, folder: Path, recipient: str, held: Callable[[str], bool] = held_nowhere) -> None:
        self._folder = folder
        self._recipient = recipient
        self._held = held
        self._made: list[Path] = []
        self.files: dict[str, Path] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for file in self._made:
            file.unlink(missing_ok=True)

    def __call__(self, entry: BlobEntry, chunks: Iterator[bytes]) -> None:
        """Take one file in. Raises Unavailable when there is no room for it, and what `chunks` raises."""
        if self._held(entry.sha256):
            return
        try:
            self.files[entry.sha256] = self._encrypted(chunks)
        except OSError as error:
            raise unavailable(error, self._folder / entry.sha256[:12]) from error

    def _encrypted(self, chunks: Iterator[bytes]) -> Path:
        handle, name = tempfile.mkstemp(prefix=PREFIX, dir=self._folder)
        self._made.append(Path(name))
        with os.fdopen(handle, "wb") as file:
            encrypt(chunks, Gathered(file), [self._recipient])
            file.flush()
            os.fsync(file.fileno())
        return Path(name)


def sweep(folder: Path) -> int:
    """Delete what a process that was killed left in quarantine; gives the number of files."""
    left = list(folder.glob(PREFIX + "*"))
    for file in left:
        file.unlink(missing_ok=True)
    return len(left)
