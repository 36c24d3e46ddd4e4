"""Stored files as age files of this profile, in bounded memory."""

import io
from collections.abc import Callable, Iterator
from typing import Any, BinaryIO

from assessor_app.errors import Refused
from assessor_app.identity.age_head import Damaged, NotForThisKey
from assessor_app.identity.age_payload import PIECE, decrypted, encrypted
from assessor_app.identity.age_text import VERSION

__all__ = ["PIECE", "decrypt", "decrypting", "encrypt"]

LARGEST_HEAD = 16 * 1024
"""Bytes; that of a file for one person has some 200."""


def encrypt(pieces: Iterator[bytes], target: BinaryIO, recipient: str) -> None:
    """Write the pieces as one age file for one public key. Raises what the pieces or the target raised."""
    for piece in encrypted(pieces, [recipient]):
        target.write(piece)


def decrypt(source: BinaryIO, take: Callable[[bytes], object], identity: str) -> None:
    """Hand the content of an age file to `take`, piece by piece; the end has been authenticated on return.

    Raises Refused for a file that this key does not open or that has been changed, and what `take` raised.
    """
    for piece in _content(source, identity):
        take(piece)


def decrypting(source: BinaryIO, identity: str) -> BinaryIO:
    """The content of an age file as a stream to read from.

    Reading raises Refused at the end of a file that turns out to be damaged. Closing the stream closes `source`.
    """
    return io.BufferedReader(_Decrypting(source, identity), PIECE)


class _Decrypting(io.RawIOBase):
    def __init__(self, source: BinaryIO, identity: str) -> None:
        self._source = source
        self._pieces = _content(source, identity)
        self._left = memoryview(b"")

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        if not self._left:
            self._left = memoryview(next(self._pieces, b""))
        count = min(len(buffer), len(self._left))
        buffer[:count], self._left = self._left[:count], self._left[count:]
        return count

    def close(self) -> None:
        self._source.close()
        super().close()


def _content(source: BinaryIO, identity: str) -> Iterator[bytes]:
    try:
        yield from decrypted(_head(source), source.read, [identity])
    except (Damaged, NotForThisKey):
        raise Refused(
            "A stored file is damaged or was encrypted for another profile. Nothing was changed; restore it from a "
            "backup.",
            "damaged-file",
        ) from None


def _head(source: BinaryIO) -> bytes:
    """Everything up to the line that ends the head; less when it is not one."""
    head = source.read(len(VERSION))
    while head.startswith(VERSION) and len(head) < LARGEST_HEAD:
        line = source.readline(LARGEST_HEAD)
        head += line
        if not line or line.startswith(b"---"):
            break
    return head
