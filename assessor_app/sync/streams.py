"""From the container to the encrypted file: pieces of bounded size, hashed beside the work."""

from collections.abc import Callable, Iterator, Sequence
from typing import BinaryIO

import pyrage

from assessor_app.errors import Refused
from assessor_app.identity.age_payload import encrypted

CHUNK = 1 << 20
"""Bytes handed on at a time; large enough that hashing lets other threads run."""


def encrypt(
    chunks: Iterator[bytes], target: BinaryIO, recipients: Sequence[str], seen: Callable[[bytes], object]
) -> int:
    """Write the chunks as one age file, showing each piece of it to `seen`; its size in bytes.

    Raises whatever the chunks or the target raised, Refused for a receiver's key that is none.
    """
    size = 0
    try:
        for piece in encrypted(chunks, recipients):
            seen(piece)
            target.write(piece)
            size += len(piece)
    except pyrage.RecipientError as error:
        raise Refused(
            "A receiver's key is not readable, so no file was made. Nothing was changed; ask them for their key again.",
            "bad-recipient",
        ) from error
    return size
