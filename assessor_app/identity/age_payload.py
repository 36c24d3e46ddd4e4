"""What follows the head of an age file: chunks that are sealed each with its number, in bounded memory.

Encryption and hashing let other threads run, so work beside this is not held up.
"""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from assessor_app.identity.age_head import Damaged, new_head, read_head
from assessor_app.identity.age_text import derive

PIECE = 1 << 20
"""Bytes handed on at a time, or a little more; large enough that hashing lets other threads run."""

CHUNK = 1 << 16
"""Bytes that age seals at a time (age specification, payload)."""
TAG = 16
NONCE = 16

Read = Callable[[int], bytes]
"""Reads as many bytes as asked for, fewer only at the end."""


def encrypted(pieces: Iterable[bytes], recipients: Sequence[str]) -> Iterator[bytes]:
    """An age file of these pieces for these public keys, piece by piece."""
    head, file_key = new_head(recipients)
    nonce = os.urandom(NONCE)
    yield head + nonce
    chunks, waiting = Chunks(file_key, nonce), bytearray()
    for piece in pieces:
        waiting += piece
        # The last chunk must not be empty, so a full one waits until it is known that something follows.
        if len(waiting) > PIECE:
            full = (len(waiting) - 1) // CHUNK * CHUNK
            yield chunks.seal(waiting[:full], last=False)
            del waiting[:full]
    yield chunks.seal(waiting, last=True)


def decrypted(head: bytes, read: Read, identities: Sequence[str]) -> Iterator[bytes]:
    """The content of an age file whose head has been read, piece by piece; all of it is authentic once this ends.

    Raises NotForThisKey, or Damaged at the first piece that was not sealed just so.
    """
    chunks = Chunks(read_head(head, identities), _exactly(read(NONCE), NONCE))
    size = PIECE // CHUNK * (CHUNK + TAG)
    following = read(size)
    while True:  # a payload has at least one chunk, so a file that ends behind its nonce is damaged too
        content, following = following, read(size)
        yield chunks.open(content, last=not following)
        if not following:
            return


class Chunks:
    """The chunks of one payload in their order."""

    def __init__(self, file_key: bytes, nonce: bytes) -> None:
        self._cipher = ChaCha20Poly1305(derive(file_key, nonce, b"payload"))
        self._number = 0

    def seal(self, content: bytes | bytearray, last: bool) -> bytes:
        """Whole chunks sealed; with `last` the end of the payload, which alone may be short or, by itself, empty."""
        return b"".join(self._cipher.encrypt(nonce, part, None) for nonce, part in self._parts(content, CHUNK, last))

    def open(self, content: bytes | bytearray, last: bool) -> bytes:
        """Whole chunks opened; see `seal`. Raises Damaged for anything else."""
        try:
            parts = [self._cipher.decrypt(*each, None) for each in self._parts(content, CHUNK + TAG, last)]
        except (InvalidTag, ValueError):  # ValueError: shorter than a tag
            raise Damaged from None
        if last and not parts[-1] and self._number > 1:
            raise Damaged
        return b"".join(parts)

    def _parts(self, content: bytes | bytearray, size: int, last: bool) -> Iterator[tuple[bytes, memoryview]]:
        view = memoryview(content)
        for start in range(0, max(1, len(view)), size):
            ends = last and start + size >= len(view)
            yield self._number.to_bytes(11, "big") + bytes([ends]), view[start : start + size]
            self._number += 1


def _exactly(data: bytes, size: int) -> bytes:
    if len(data) != size:
        raise Damaged
    return data
