"""age streams of any length that leave the interpreter to the window: large ones are worked on by `age_child`."""

import io
import json
import threading
from collections.abc import Sequence
from contextlib import suppress
from typing import BinaryIO, Protocol

import pyrage

from assessor_app.errors import Unavailable
from assessor_app.identity.age_child import read_frame, write_frame
from assessor_app.identity.own_process import start_own

LARGE = 1 << 20
"""Bytes; what is smaller is done sooner than another process is asked."""

CHILD_ARGUMENT = "--age"
"""Hidden argument of the installed program: it is its own child process (`age_child.child_main`)."""

_MOST_IDLE = 3
_PIPE = 1 << 20


class Source(Protocol):
    """A file to read from."""

    def read(self, size: int, /) -> bytes: ...


class Sink(Protocol):
    """A file to write to."""

    def write(self, data: bytes, /) -> int: ...


def encrypt_stream(source: Source, sink: Sink, recipients: Sequence[str]) -> None:
    """Write `source` to `sink` as one age file for these public keys. Raises what either raises.

    `sink` may be called from a thread of its own, and has everything once this returns.
    """
    keys = [pyrage.x25519.Recipient.from_str(key) for key in recipients]
    start = _start_of(source)
    if len(start) < LARGE:
        pyrage.encrypt_io(io.BytesIO(start), sink, keys)
    else:
        _in_child({"encrypt": list(recipients)}, start, source, sink)


def decrypt_stream(source: Source, sink: Sink, identities: Sequence[str]) -> None:
    """Write the content of an age file to `sink`; all of it is authentic once this returns, not before.

    Raises pyrage.DecryptError or OSError for a file that is not whole, and what source or sink raise.
    """
    keys = [pyrage.x25519.Identity.from_str(key) for key in identities]
    start = _start_of(source)
    if len(start) < LARGE:
        pyrage.decrypt_io(io.BytesIO(start), sink, keys)
    else:
        _in_child({"decrypt": list(identities)}, start, source, sink)


def end_idle() -> None:
    """End the processes that wait to be asked again: their memory still holds keys and content. One that is at work
    ends when its stream has."""
    _idle.end_all()


def _start_of(source: Source) -> bytes:
    start = bytearray()
    while len(start) < LARGE and (piece := source.read(LARGE - len(start))):
        start += piece
    return bytes(start)


def _in_child(request: dict[str, list[str]], start: bytes, source: Source, sink: Sink) -> None:
    child = _idle.take()
    answer = _Answer(child, sink)
    try:
        child.ask(request)
        piece = start
        while piece:
            child.send(piece)
            piece = source.read(_PIPE)
        child.send(b"")
        answer.wait()
    except BaseException as error:
        child.end()  # before it could take a stream that was cut short for a whole one
        answer.join()
        _idle.forget(child)
        if isinstance(error, BrokenPipeError):
            answer.wait()  # raises what broke it
        raise
    _idle.give_back(child)


class _Child:
    """One process, asked one thing at a time."""

    def __init__(self) -> None:
        self._process = start_own("assessor_app.identity.age_child", CHILD_ARGUMENT)

    @property
    def answers(self) -> BinaryIO:
        """What it writes."""
        assert self._process.stdout is not None
        return self._process.stdout  # type: ignore[return-value]  # opened in bytes

    @property
    def alive(self) -> bool:
        """Whether it can be asked again."""
        return self._process.poll() is None

    def ask(self, request: dict[str, list[str]]) -> None:
        """Begin a request."""
        self._stdin.write(json.dumps(request).encode() + b"\n")

    def send(self, piece: bytes) -> None:
        """A piece of the content; an empty one ends it."""
        write_frame(self._stdin, piece)
        self._stdin.flush()

    def end(self) -> None:
        """End the process at once."""
        self._process.kill()
        self._process.wait()

    def close(self) -> None:
        """Close the pipes of a process that has ended."""
        self.answers.close()
        with suppress(OSError):
            self._stdin.close()

    @property
    def _stdin(self) -> BinaryIO:
        assert self._process.stdin is not None
        return self._process.stdin  # type: ignore[return-value]


class _Answer:
    """A thread that hands on what a child answers; without it both sides could wait for each other."""

    def __init__(self, child: _Child, sink: Sink) -> None:
        self._child = child
        self._sink = sink
        self._error: BaseException | None = None
        self._thread = threading.Thread(target=self._run, name="age", daemon=True)
        self._thread.start()

    def wait(self) -> None:
        """Return when all of it was handed on; raises what went wrong."""
        self.join()
        if self._error is not None:
            raise self._error

    def join(self) -> None:
        """Wait for the thread."""
        self._thread.join()

    def _run(self) -> None:
        try:
            while piece := read_frame(self._child.answers):
                self._sink.write(piece)
            if problem := read_frame(self._child.answers):
                raise pyrage.DecryptError(problem.decode())
        except EOFError:
            self._error = Unavailable(
                "The system ended a part of Assay while it worked on a large file. Nothing was changed; try again.",
                "interrupted",
            )
        except BaseException as error:  # noqa: BLE001  it belongs to the one who waits
            self._error = error
            self._child.end()  # whoever feeds it must not wait for a process that waits for us


class _Idle:
    """Children that wait for the next request, until `end_all`; they end with this program at the latest."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._children: list[_Child] = []
        self._at_work: list[_Child] = []

    def take(self) -> _Child:
        """One that is alive, or a new one."""
        with self._lock:
            child = self._waiting() or _started()
            self._at_work.append(child)
            return child

    def give_back(self, child: _Child) -> None:
        """Keep it for the next, if there are not enough and it was not to end meanwhile."""
        with self._lock:
            if child in self._at_work and len(self._children) < _MOST_IDLE:
                self._at_work.remove(child)
                self._children.append(child)
                return
        self.forget(child)

    def forget(self, child: _Child) -> None:
        """End it. It may have ended."""
        with self._lock:
            self._at_work = [each for each in self._at_work if each is not child]
        child.end()
        child.close()

    def end_all(self) -> None:
        """End those that wait now, and those that are at work as soon as they are given back."""
        with self._lock:
            ended, self._children, self._at_work = self._children, [], []
        for child in ended:
            child.end()
            child.close()

    def _waiting(self) -> _Child | None:
        while self._children:
            child = self._children.pop()
            if child.alive:
                return child
            child.close()
        return None


def _started() -> _Child:
    try:
        return _Child()
    except OSError as error:  # of the system, not of the file that is worked on
        raise Unavailable(
            f"The system could not start a part of Assay that works on large files ({error.strerror}). Nothing was "
            "changed; close other programs, then try again.",
            "no-process",
        ) from error


_idle = _Idle()
