"""The age library as a process of its own: its calls hold the interpreter, which a window shares with them.

Standard input: a line of JSON, {"encrypt": [public keys]} or {"decrypt": [private keys]}, then the content in frames.
Standard output: the result in frames, and after them one more with the error, empty when there was none. A frame is its
length in four bytes, most significant first, and its content; an empty one ends a stream. Then the next request.
"""

import json
import sys
from typing import BinaryIO

import pyrage

LENGTH = 4
PIECE = 256 * 1024


def read_exactly(pipe: BinaryIO, size: int) -> bytes:
    """So many bytes. Raises EOFError when the other side has gone."""
    found = pipe.read(size)
    if len(found) != size:
        raise EOFError
    return found


def read_frame(pipe: BinaryIO) -> bytes:
    """The content of the next frame. Raises EOFError when the other side has gone."""
    return read_exactly(pipe, int.from_bytes(read_exactly(pipe, LENGTH), "big"))


def write_frame(pipe: BinaryIO, content: bytes) -> None:
    """One frame."""
    pipe.write(len(content).to_bytes(LENGTH, "big"))
    pipe.write(content)


class FramedSource:
    """The frames of one stream as a file to read from."""

    def __init__(self, pipe: BinaryIO) -> None:
        self._pipe = pipe
        self._left = b""
        self._at = 0
        self._ended = False

    def read(self, size: int = -1) -> bytes:
        """At most `size` bytes; none at the end."""
        if self._at == len(self._left) and not self._ended:
            self._left, self._at = read_frame(self._pipe), 0
            self._ended = not self._left
        end = len(self._left) if size < 0 else self._at + size
        taken = self._left[self._at : end]
        self._at += len(taken)
        return taken

    def drain(self) -> None:
        """Read on to the end of the stream."""
        while not self._ended:
            self._ended = not read_frame(self._pipe)


class FramedSink:
    """Gathers small writes into frames."""

    def __init__(self, pipe: BinaryIO) -> None:
        self._pipe = pipe
        self._waiting = bytearray()

    def write(self, data: bytes) -> int:
        """Take bytes."""
        self._waiting += data
        if len(self._waiting) >= PIECE:
            self.flush()
        return len(data)

    def flush(self) -> None:
        """Write what is waiting."""
        if self._waiting:
            write_frame(self._pipe, bytes(self._waiting))
            self._pipe.flush()
            self._waiting.clear()

    def finish(self, error: str) -> None:
        """End the stream and say how it went."""
        self.flush()
        write_frame(self._pipe, b"")
        write_frame(self._pipe, error.encode())
        self._pipe.flush()


def child_main() -> int:
    """Answer requests until standard input ends."""
    asked, answered = sys.stdin.buffer, sys.stdout.buffer
    try:
        while line := asked.readline():
            _answer(json.loads(line), FramedSource(asked), FramedSink(answered))
    except (EOFError, BrokenPipeError):
        return 1
    return 0


def _answer(request: dict[str, list[str]], source: FramedSource, sink: FramedSink) -> None:
    error = ""
    try:
        if "encrypt" in request:
            keys = [pyrage.x25519.Recipient.from_str(key) for key in request["encrypt"]]
            pyrage.encrypt_io(source, sink, keys)
        else:
            own = [pyrage.x25519.Identity.from_str(key) for key in request["decrypt"]]
            pyrage.decrypt_io(source, sink, own)
    except (pyrage.DecryptError, pyrage.EncryptError, OSError) as found:
        error = str(found) or type(found).__name__
    source.drain()
    sink.finish(error)


if __name__ == "__main__":
    sys.exit(child_main())
