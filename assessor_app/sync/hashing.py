"""SHA-256 computed by a thread beside the work: hashing lets other threads run, so on two cores it costs no time."""

import hashlib
from concurrent.futures import Future, ThreadPoolExecutor
from types import TracebackType
from typing import Self


class Hashing:
    """The thread; one is enough for all digests of a bundle."""

    def __init__(self) -> None:
        self._thread = ThreadPoolExecutor(1, "hashing")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._thread.shutdown(cancel_futures=True)

    def sha256(self) -> "Digest":
        """A digest that has seen nothing yet."""
        return Digest(self._thread)


class Digest:
    """One digest. At most one piece waits for the thread, so that memory stays bounded."""

    def __init__(self, thread: ThreadPoolExecutor) -> None:
        self._thread = thread
        self._digest = hashlib.sha256()
        self._last: Future[None] | None = None

    def update(self, piece: bytes) -> None:
        """Add a piece; it may still be on its way when this returns."""
        self._settle()
        self._last = self._thread.submit(self._digest.update, piece)

    def hexdigest(self) -> str:
        """Of all pieces, hexadecimal."""
        self._settle()
        return self._digest.hexdigest()

    def _settle(self) -> None:
        if self._last is not None:
            self._last.result()
            self._last = None
