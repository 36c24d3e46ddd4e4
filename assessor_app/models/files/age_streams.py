"""Byte streams into and out of age files, in bounded memory. Only pyrage's `_io` calls: the others stop the window."""

import io
import queue
import threading
from collections.abc import Callable, Iterator
from typing import Any, BinaryIO

import pyrage

from assessor_app.errors import Refused
from assessor_app.identity.age_process import decrypt_stream, encrypt_stream

PIECE = 1 << 20
"""Bytes read at a time; hashing pieces of this size lets other threads run."""

_AHEAD = 8
"""Decrypted pieces that may wait: it bounds the memory for a file of any length."""


class _Watched(io.RawIOBase):
    """Remembers the error behind pyrage's own, which does not name its cause."""

    def __init__(self) -> None:
        self.error: BaseException | None = None


class Pulled(_Watched):
    """A readable file made of byte strings."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        super().__init__()
        self._pieces = pieces
        self._left = b""
        self._at = 0

    def readable(self) -> bool:
        """It is."""
        return True

    def read(self, size: int = -1) -> bytes:
        """At most `size` bytes; none at the end."""
        if self._at == len(self._left):
            try:
                self._left, self._at = next((piece for piece in self._pieces if piece), b""), 0
            except BaseException as error:
                self.error = error
                raise
        end = len(self._left) if size < 0 else min(self._at + size, len(self._left))
        taken, self._at = self._left[self._at : end], end
        return taken


class Pushed(_Watched):
    """A writable file that hands each piece on to a callable."""

    def __init__(self, take: Callable[[bytes], object]) -> None:
        super().__init__()
        self._take = take

    def writable(self) -> bool:
        """It is."""
        return True

    def write(self, data: Any) -> int:
        """Hand the bytes on."""
        try:
            self._take(bytes(data))
        except BaseException as error:
            self.error = error
            raise
        return len(data)


def encrypt(pieces: Iterator[bytes], target: BinaryIO, recipient: str) -> None:
    """Write the pieces as one age file for one public key. Raises what the pieces or the target raised."""
    source, sink = Pulled(pieces), Pushed(target.write)
    try:
        encrypt_stream(source, sink, [recipient])
    except BaseException as error:  # noqa: BLE001  raised again, or rather the error that led to it
        raise source.error or sink.error or error from None


def decrypt(source: BinaryIO, take: Callable[[bytes], object], identity: str) -> None:
    """Hand the content of an age file to `take`, piece by piece; the end has been authenticated on return.

    Raises Refused for a file that this key does not open or that has been changed, and what `take` raised.
    """
    pulled, sink = Pulled(iter(lambda: source.read(PIECE), b"")), Pushed(take)
    try:
        decrypt_stream(pulled, sink, [identity])
    except (pyrage.DecryptError, OSError) as error:
        raise pulled.error or sink.error or _damaged() from error


def decrypting(source: BinaryIO, identity: str) -> BinaryIO:
    """The content of an age file as a stream to read from. A thread decrypts, never more than a few pieces ahead.

    Reading raises Refused at the end of a file that turns out to be damaged. Closing the stream closes `source`.
    """
    return io.BufferedReader(_Decrypting(source, identity), PIECE)


class _Decrypting(io.RawIOBase):
    def __init__(self, source: BinaryIO, identity: str) -> None:
        self._source = source
        self._error: BaseException | None = None
        self._pieces: queue.Queue[bytes] = queue.Queue(_AHEAD)
        self._left = memoryview(b"")
        self._ended = False
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._run, args=(identity,), name="decrypting", daemon=True)
        self._thread.start()

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        if not self._left:
            self._left = memoryview(self._next_piece())
        if self._ended and self._error:
            raise self._error
        count = min(len(buffer), len(self._left))
        buffer[:count], self._left = self._left[:count], self._left[count:]
        return count

    def close(self) -> None:
        if not self.closed:
            self._stopped.set()  # what the thread hands on next is refused, and it ends
            while self._next_piece():
                pass
            self._thread.join()
            self._source.close()
        super().close()

    def _next_piece(self) -> bytes:
        """The next piece; empty at the end and ever after."""
        if not self._ended:
            piece = self._pieces.get()
            self._ended = not piece
            return piece
        return b""

    def _run(self, identity: str) -> None:
        try:
            decrypt(self._source, self._hand_on, identity)
        except BaseException as error:  # noqa: BLE001  it belongs to the reader, who raises it
            self._error = error
        finally:
            self._pieces.put(b"")

    def _hand_on(self, piece: bytes) -> None:
        if self._stopped.is_set():
            raise BrokenPipeError
        if piece:
            self._pieces.put(piece)


def _damaged() -> Refused:
    return Refused(
        "A stored file is damaged or was encrypted for another profile. Nothing was changed; restore it from a backup.",
        "damaged-file",
    )
