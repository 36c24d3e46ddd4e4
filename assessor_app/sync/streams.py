"""Byte streams between age and the rest: pulled, bounded in memory, with the first error kept.

pyrage turns an error of the Python objects it reads and writes into one of its own, without the cause. The two
adapters here remember the error, so that the person is told what really happened.
"""

import hashlib
import io
from collections.abc import Iterator, Sequence
from typing import BinaryIO, cast

import pyrage

from assessor_app.errors import Refused

CHUNK = 1 << 20
"""Bytes handed on at a time; large enough that hashing lets other threads run."""


class Pulled(io.RawIOBase):
    """A readable file made of an iterator of byte strings."""

    def __init__(self, chunks: Iterator[bytes]) -> None:
        self._chunks = chunks
        self._left = memoryview(b"")
        self.error: BaseException | None = None

    def readable(self) -> bool:
        """It is."""
        return True

    def read(self, size: int = -1) -> bytes:
        """At most `size` bytes; none at the end."""
        while not self._left:
            try:
                self._left = memoryview(next(self._chunks))
            except StopIteration:
                return b""
            except BaseException as error:
                self.error = error
                raise
        taken, self._left = (
            self._left[:size] if size >= 0 else self._left,
            self._left[size:] if size >= 0 else self._left[:0],
        )
        return bytes(taken)


class Hashed(io.RawIOBase):
    """Writes to a file in large pieces, and counts and hashes what it writes."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._waiting = bytearray()
        self._digest = hashlib.sha256()
        self.size = 0
        self.error: BaseException | None = None

    def writable(self) -> bool:
        """It is."""
        return True

    def write(self, data: object) -> int:
        """Take bytes; they reach the file at the latest on `flush`."""
        taken = cast(bytes, data)
        self._waiting += taken
        if len(self._waiting) >= CHUNK:
            self._pass_on()
        return len(taken)

    def flush(self) -> None:
        """Pass everything on to the file."""
        self._pass_on()

    @property
    def sha256(self) -> str:
        """Of all that has reached the file (hexadecimal)."""
        return self._digest.hexdigest()

    def _pass_on(self) -> None:
        piece, self._waiting = bytes(self._waiting), bytearray()
        self._digest.update(piece)
        try:
            self._file.write(piece)
        except BaseException as error:
            self.error = error
            raise
        self.size += len(piece)


def encrypt(chunks: Iterator[bytes], target: Hashed, recipients: Sequence[str]) -> None:
    """Write the chunks as one age file. Raises whatever the chunks or the target raised."""
    source = Pulled(chunks)
    try:
        pyrage.encrypt_io(source, target, recipients_of(recipients))
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
