"""The content of an age file as a stream to read from, decrypted by a thread that is never far ahead."""

import queue
import threading
from collections.abc import Sequence
from types import TracebackType
from typing import Protocol, Self

import pyrage

from assessor_app.errors import AssayError, Unavailable
from assessor_app.identity.age_process import decrypt_stream
from assessor_app.sync.limits import LARGEST_AGE_HEADER
from assessor_app.sync.refusals import refused
from assessor_app.sync.streams import identities_of
from assessor_app.sync.watch import Watch

_MAGIC = b"age-encryption.org/v1\n"
_PIECE = 256 * 1024
_AHEAD = 8
"""Pieces that may wait; with their size this bounds the memory for a bundle of any length."""


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
        identities_of(identities)  # refused here already, not by the thread
        self._identities = tuple(identities)
        self._source = _Source(source)
        self._pieces: queue.Queue[bytes] = queue.Queue(_AHEAD)
        self._left = memoryview(b"")
        self._ended = False
        self._stopped = threading.Event()
        self._error: BaseException | None = None
        self._thread = threading.Thread(target=self._run, name="decrypting", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stopped.set()
        while self._next_piece():
            pass
        self._thread.join()

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
            self._left = memoryview(self._next_piece())
        if not self._left:
            raise self._refusal()
        taken, self._left = self._left[:most], self._left[most:]
        return bytes(taken)

    def finish(self) -> None:
        """Raises Refused unless the stream is complete and authentic and ends here."""
        if self._left or self._next_piece():
            raise refused("bad-container")
        if self._error is not None:
            raise self._refusal()
        self._watch(self._watch.total)

    def _next_piece(self) -> bytes:
        """The next piece; empty at the end and ever after."""
        if self._ended:
            return b""
        piece = self._pieces.get()
        self._ended = not piece
        return piece

    def _run(self) -> None:
        sink = _Sink(self._pieces, self._stopped)
        try:
            self._source.check_header()
            decrypt_stream(self._source, sink, self._identities)
            sink.flush()
        except BaseException as error:  # noqa: BLE001  whatever it is, the thread that reads must hear of it
            self._error = self._source.error or error
        finally:
            self._pieces.put(b"")

    def _refusal(self) -> AssayError:
        """Why the stream ended before its time."""
        error = self._error
        if isinstance(error, AssayError):
            return error
        if isinstance(error, OSError) and error is self._source.error:
            return Unavailable(
                f"The bundle could not be read to its end ({error.strerror or error}). Nothing was changed; check the"
                " stick or the folder, then try again.",
                "cannot-read",
            )
        if isinstance(error, pyrage.DecryptError) and str(error).startswith("No matching keys"):
            return refused("wrong-key")
        return refused("damaged")


class _Source:
    """The encrypted file: counted, its header looked at first, its own error kept."""

    def __init__(self, file: Readable) -> None:
        self._file = file
        self._start = b""
        self.done = 0
        self.error: BaseException | None = None

    def check_header(self) -> None:
        """Raises Refused for a file that age did not make, or one whose header would be read without end."""
        while len(self._start) < LARGEST_AGE_HEADER and (more := self._take(LARGEST_AGE_HEADER - len(self._start))):
            self._start += more
        if not self._start.startswith(_MAGIC):
            raise refused("not-a-bundle")
        if b"\n--- " not in self._start:
            raise refused("damaged")

    def read(self, size: int = -1) -> bytes:
        """At most `size` bytes; none at the end."""
        if self._start:
            found, self._start = self._start[:size], self._start[size:]
            return found
        return self._take(size)

    def _take(self, size: int) -> bytes:
        try:
            found = self._file.read(size)
        except BaseException as error:
            self.error = error
            raise
        self.done += len(found)
        return found


class _Sink:
    """Gathers the small writes of pyrage into pieces and waits while enough of them are queued."""

    def __init__(self, pieces: "queue.Queue[bytes]", stopped: threading.Event) -> None:
        self._pieces = pieces
        self._stopped = stopped
        self._waiting = bytearray()

    def write(self, data: bytes) -> int:
        """Take bytes; refuse them once nobody reads any more."""
        if self._stopped.is_set():
            raise BrokenPipeError
        self._waiting += data
        if len(self._waiting) >= _PIECE:
            self.flush()
        return len(data)

    def flush(self) -> None:
        """Queue what is waiting."""
        if self._waiting:
            self._pieces.put(bytes(self._waiting))
            self._waiting = bytearray()
