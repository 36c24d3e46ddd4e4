"""Byte streams between age and the rest: pulled, bounded in memory, with the first error kept.

pyrage turns an error of the Python objects it reads and writes into one of its own, without the cause. The two
adapters here remember the error, so that the person is told what really happened. They are not `io` classes: the
finaliser of those flushes, whenever garbage is collected, which here could write to the wrong moment's file or wait
for a thread that itself waits.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Protocol

import pyrage

from assessor_app.errors import Refused
from assessor_app.identity.age_process import encrypt_stream

CHUNK = 1 << 20
"""Bytes handed on at a time; large enough that hashing lets other threads run."""

LARGE_ENOUGH = 128 * 1024
"""Bytes; such a piece is not copied to be gathered with others. Copying holds the interpreter."""


class Pulled:
    """A readable file made of an iterator of byte strings."""

    def __init__(self, chunks: Iterator[bytes]) -> None:
        self._chunks = chunks
        self._left = memoryview(b"")
        self.error: BaseException | None = None

    def read(self, size: int) -> bytes:
        """At most `size` bytes; none at the end."""
        while not self._left:
            try:
                self._left = memoryview(next(self._chunks))
            except StopIteration:
                return b""
            except BaseException as error:
                self.error = error
                raise
        taken, self._left = self._left[:size], self._left[size:]
        return bytes(taken)


class Writable(Protocol):
    """A file to write to."""

    def write(self, data: bytes, /) -> int: ...


class Gathered:
    """Gathers the small writes of pyrage and passes large pieces on, to `seen` and to the file."""

    def __init__(self, file: Writable, seen: Callable[[bytes], object] = len) -> None:
        self._file = file
        self._seen = seen
        self._waiting = bytearray()
        self.size = 0
        self.error: BaseException | None = None

    def write(self, data: bytes) -> int:
        """Take bytes; they reach the file at the latest on `flush`."""
        if len(data) >= LARGE_ENOUGH and not self._waiting:
            self._pass_on(data)
            return len(data)
        self._waiting += data
        if len(self._waiting) >= CHUNK:
            self.flush()
        return len(data)

    def flush(self) -> None:
        """Pass on what is waiting."""
        piece, self._waiting = bytes(self._waiting), bytearray()
        self._pass_on(piece)

    def _pass_on(self, piece: bytes) -> None:
        self._seen(piece)
        try:
            self._file.write(piece)
        except BaseException as error:
            self.error = error
            raise
        self.size += len(piece)


def encrypt(chunks: Iterator[bytes], target: Gathered, recipients: Sequence[str]) -> None:
    """Write the chunks as one age file. Raises whatever the chunks or the target raised."""
    source = Pulled(chunks)
    recipients_of(recipients)
    try:
        encrypt_stream(source, target, recipients)
        target.flush()
    except BaseException as error:  # noqa: BLE001  it is raised again, or rather the one that led to it
        raise source.error or target.error or error from None


def recipients_of(texts: Sequence[str]) -> list[object]:
    """age public keys. Raises Refused for one that is none."""
    try:
        return [pyrage.x25519.Recipient.from_str(text) for text in texts]
    except pyrage.RecipientError as error:
        raise Refused(
            "A receiver's key is not readable, so no file was made. Nothing was changed; ask them for their key again.",
            "bad-recipient",
        ) from error


def identities_of(texts: Sequence[str]) -> list[object]:
    """age private keys. Raises Refused for one that is none; the sentence never repeats it."""
    try:
        return [pyrage.x25519.Identity.from_str(text) for text in texts]
    except pyrage.IdentityError:
        raise Refused(
            "The key of this profile is not readable, so nothing was opened. Nothing was changed; restore the profile"
            " from a backup.",
            "bad-identity",
        ) from None
