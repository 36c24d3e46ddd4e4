"""Byte streams into and out of age files, in bounded memory and without holding up other threads."""

import io
import os
from collections.abc import Callable, Iterator
from typing import Any, BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from assessor_app.errors import Refused
from assessor_app.models.age_header import LARGEST, VERSION, derive, new_head, read_head

PIECE = 1 << 20
"""Bytes read at a time; hashing pieces of this size lets other threads run."""

_CHUNK = 1 << 16
"""age seals 64 KiB at a time, each with its number and whether it is the last (age specification, payload)."""
_TAG = 16
_AT_ONCE = PIECE // _CHUNK


def encrypt(pieces: Iterator[bytes], target: BinaryIO, recipient: str) -> None:
    """Write the pieces as one age file for one public key. Raises what the pieces or the target raised."""
    head, file_key = new_head(recipient)
    nonce = os.urandom(16)
    target.write(head + nonce)
    sealing = _Chunks(file_key, nonce)
    waiting = bytearray()
    for piece in pieces:
        waiting += piece
        # The last chunk must not be empty, so a full one waits until it is known that something follows.
        if len(waiting) > PIECE:
            full = (len(waiting) - 1) // _CHUNK * _CHUNK
            target.write(sealing.sealed(waiting[:full], last=False))
            del waiting[:full]
    target.write(sealing.sealed(waiting, last=True))


def decrypt(source: BinaryIO, take: Callable[[bytes], object], identity: str) -> None:
    """Hand the content of an age file to `take`, piece by piece; the end has been authenticated on return.

    Raises Refused for a file that this key does not open or that has been changed, and what `take` raised.
    """
    for piece in _decrypted(source, identity):
        take(piece)


def decrypting(source: BinaryIO, identity: str) -> BinaryIO:
    """The content of an age file as a stream to read from.

    Reading raises Refused at the end of a file that turns out to be damaged. Closing the stream closes `source`.
    """
    return io.BufferedReader(_Decrypting(source, identity), PIECE)


class _Decrypting(io.RawIOBase):
    def __init__(self, source: BinaryIO, identity: str) -> None:
        self._source = source
        self._pieces = _decrypted(source, identity)
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


class _Chunks:
    """The chunks of one payload, sealed or opened in their order."""

    def __init__(self, file_key: bytes, nonce: bytes) -> None:
        self._cipher = ChaCha20Poly1305(derive(file_key, nonce, b"payload"))
        self._number = 0

    def sealed(self, content: bytes | bytearray, last: bool) -> bytes:
        """Whole chunks sealed; with `last` the end of the payload, which alone may be short or, by itself, empty."""
        return b"".join(self._cipher.encrypt(nonce, part, None) for nonce, part in self._split(content, _CHUNK, last))

    def opened(self, content: bytes, last: bool) -> bytes:
        """Whole chunks opened; see `sealed`. Raises InvalidTag for anything that was not sealed just so."""
        parts = [self._cipher.decrypt(*each, None) for each in self._split(content, _CHUNK + _TAG, last)]
        if last and not parts[-1] and self._number > 1:
            raise InvalidTag
        return b"".join(parts)

    def _split(self, content: bytes | bytearray, size: int, last: bool) -> Iterator[tuple[bytes, memoryview]]:
        view = memoryview(content)
        for start in range(0, max(1, len(view)), size):
            ends = last and start + size >= len(view)
            yield self._number.to_bytes(11, "big") + bytes([ends]), view[start : start + size]
            self._number += 1


def _decrypted(source: BinaryIO, identity: str) -> Iterator[bytes]:
    chunks = _opened(source, identity)
    size = _AT_ONCE * (_CHUNK + _TAG)
    content = source.read(size)
    while True:  # a payload has at least one chunk, so the file that ends here already is damaged too
        following = source.read(size)
        try:
            piece = chunks.opened(content, last=not following)
        except (InvalidTag, ValueError):  # ValueError: shorter than a tag
            raise _damaged() from None
        yield piece
        if not following:
            return
        content = following


def _opened(source: BinaryIO, identity: str) -> _Chunks:
    """Read the head and the nonce behind it."""
    head = b""
    for line in iter(lambda: source.readline(LARGEST), b""):
        head += line
        if line.startswith(b"---") or len(head) > LARGEST or not head.startswith(VERSION):
            break
    file_key = read_head(head, identity)
    nonce = source.read(16)
    if file_key is None or len(nonce) < 16:
        raise _damaged()
    return _Chunks(file_key, nonce)


def _damaged() -> Refused:
    return Refused(
        "A stored file is damaged or was encrypted for another profile. Nothing was changed; restore it from a backup.",
        "damaged-file",
    )
