"""The content of an age file as a stream to read from."""

import re
from collections.abc import Iterator, Sequence
from types import TracebackType
from typing import Protocol, Self

import pyrage

from assessor_app.errors import Refused, Unavailable
from assessor_app.identity.age_head import Damaged, NotForThisKey
from assessor_app.identity.age_payload import decrypted
from assessor_app.identity.age_text import VERSION
from assessor_app.sync.limits import LARGEST_AGE_HEADER
from assessor_app.sync.refusals import refused
from assessor_app.sync.watch import Watch

_END_OF_HEAD = re.compile(rb"\n--- [^\n]*\n")
_BLOCK = 4096


class Readable(Protocol):
    """A file to read from."""

    def read(self, size: int = -1, /) -> bytes:
        """At most `size` bytes; none at the end."""


class Decrypted:
    """What age calls the payload. Nothing read from it may be relied on before `finish` has returned.

    (age authenticates 64 KiB at a time, and that the file is complete only at its end.)
    """

    def __init__(self, source: Readable, identities: Sequence[str], watch: Watch) -> None:
        self._watch = watch
        self._source = _Source(source)
        self._pieces = self._content(identities)
        self._left = memoryview(b"")
        self._whole = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._left = memoryview(b"")

    def read(self, size: int) -> bytes:
        """Exactly `size` bytes. Raises Refused when the stream ends before or is not authentic."""
        found = bytearray()
        while len(found) < size:
            found += self.some(size - len(found))
        return bytes(found)

    def some(self, most: int) -> bytes:
        """At least one byte, at most `most`. Raises Refused as `read` does."""
        if not self._left:
            self._watch(self._source.done)
            self._left = memoryview(next(self._pieces, b""))
        if not self._left:
            raise refused("damaged")
        taken, self._left = self._left[:most], self._left[most:]
        return bytes(taken)

    def finish(self) -> None:
        """Raises Refused unless the stream is complete and authentic and ends here."""
        if self._left or any(self._pieces):
            raise refused("bad-container")
        if not self._whole:  # reading went wrong before
            raise refused("damaged")
        self._watch(self._watch.total)

    def _content(self, identities: Sequence[str]) -> Iterator[bytes]:
        try:
            yield from decrypted(self._source.head(), self._source.read, identities)
            self._whole = True
        except Damaged:
            raise refused("damaged") from None
        except NotForThisKey:
            raise refused("wrong-key") from None
        except pyrage.IdentityError:
            raise _bad_identity() from None


class _Source:
    """The encrypted file, counted; its errors in words."""

    def __init__(self, file: Readable) -> None:
        self._file = file
        self._start = b""
        self.done = 0

    def head(self) -> bytes:
        """The head. Raises Refused for a file that age did not make, or one whose head would be read without end."""
        end = None
        while end is None and len(self._start) < LARGEST_AGE_HEADER and (more := self._take(_BLOCK)):
            self._start += more
            end = _END_OF_HEAD.search(self._start)
        if not self._start.startswith(VERSION):
            raise refused("not-a-bundle")
        size = end.end() if end else len(self._start)
        head, self._start = self._start[:size], self._start[size:]
        return head

    def read(self, size: int) -> bytes:
        """Exactly `size` bytes, fewer only at the end."""
        found = bytearray(self._start[:size])
        self._start = self._start[size:]
        while len(found) < size and (more := self._take(size - len(found))):
            found += more
        return bytes(found)

    def _take(self, size: int) -> bytes:
        try:
            found = self._file.read(size)
        except OSError as error:
            raise Unavailable(
                f"The bundle could not be read to its end ({error.strerror or error}). Nothing was changed; check the"
                " stick or the folder, then try again.",
                "cannot-read",
            ) from error
        self.done += len(found)
        return found


def _bad_identity() -> Refused:
    """The sentence never repeats the key."""
    return Refused(
        "The key of this profile is not readable, so nothing was opened. Nothing was changed; restore the profile"
        " from a backup.",
        "bad-identity",
    )
