"""Files of the record, stored by the SHA-256 of their content: one age file each, so that nothing lies in clear."""

import hashlib
import io
import math
import os
import re
import secrets
import time
from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import BinaryIO

from assessor_app.domain.exchange.segment import BlobEntry
from assessor_app.errors import Refused, Unavailable
from assessor_app.files import settle
from assessor_app.models.database.failures import files_told_in_words
from assessor_app.models.files.age_streams import PIECE, decrypt, decrypting, encrypt

_UNFINISHED = ".part"
_HASH = re.compile("[0-9a-f]{64}")


class Blobs:
    """The files under one folder, `ab/abcdef....age`. recipient and identity: the store's age key pair as text."""

    def __init__(self, folder: Path, recipient: str, identity: str) -> None:
        self.folder = folder
        self._recipient = recipient
        self._identity = identity

    def put(self, stream: BinaryIO) -> BlobEntry:
        """Encrypt and keep a file; on the disk for good on return. Errors of `stream` pass through.

        Raises Unavailable when the disk is full or cannot be written; nothing is kept then.
        """
        return self._store(iter(lambda: stream.read(PIECE), b""))

    def put_bytes(self, content: bytes) -> BlobEntry:
        """Encrypt and keep a file that is in memory."""
        return self.put(io.BytesIO(content))

    def has(self, sha256: str) -> bool:
        """Whether the file is here."""
        return _is_hash(sha256) and self.path_of(sha256).is_file()

    def is_whole(self, sha256: str) -> bool:
        """Whether the file is here and is what it was; reads all of it. Ask before anybody relies on it."""
        try:
            with self.open(sha256) as content:
                while content.read(PIECE):
                    pass
        except (Refused, Unavailable):
            return False
        return True

    def damaged(self) -> tuple[str, ...]:
        """SHA-256 of every file here that is not what it was; reads all of them."""
        held = sorted(file.stem for file in self.folder.glob("??/*.age"))
        return tuple(sha256 for sha256 in held if not self.is_whole(sha256))

    def read(self, sha256: str) -> bytes:
        """The whole content. Raises Unavailable when the file is not here, Refused when it is not what it was."""
        content = io.BytesIO()
        with self._opened(sha256) as source:
            decrypt(source, content.write, self._identity)
        if hashlib.sha256(content.getbuffer()).hexdigest() != sha256:
            raise _changed(sha256)
        return content.getvalue()

    def open(self, sha256: str, verified: bool = True) -> BinaryIO:
        """The content as a stream in bounded memory; reading its end raises Refused when it is not what it was.

        verified: False for a reader that computes the hash itself.
        """
        content = decrypting(self._opened(sha256), self._identity)
        return io.BufferedReader(_Verified(content, sha256), PIECE) if verified else content

    def remove(self, sha256: str) -> bool:
        """Take a file away from this computer for good; False when it was not here."""
        if not self.has(sha256):
            return False
        path = self.path_of(sha256)
        with files_told_in_words():
            path.unlink()
            settle(path.parent)
        return True

    def quarantine(self) -> "Quarantine":
        """A place for the files of a bundle until all of it has been checked."""
        return Quarantine(self)

    def sweep(self, untouched_for: timedelta = timedelta(0), one_computer: bool = False) -> int:
        """Remove what an interruption left unfinished, and say how many files that were. Call it once at start.

        untouched_for: how old a leftover has to be, where others may be writing into the same folder. one_computer:
        they all run here, so that one whose program has ended is nobody's at once.
        """
        latest = time.time() - untouched_for.total_seconds()
        every = self.folder.glob(f"*{_UNFINISHED}")
        leftovers = [file for file in every if _written_at(file) <= latest or (one_computer and _is_orphan(file))]
        for file in leftovers:
            with suppress(OSError):  # held by somebody, as Windows says it: the next sweep sees to it
                file.unlink(missing_ok=True)
        return len(leftovers)

    def path_of(self, sha256: str) -> Path:
        """Where the file of that content lies, or would. Raises Refused for what is no hash: what somebody wrote into
        the record must not lead out of the folder."""
        if not _is_hash(sha256):
            raise Refused("The record names a stored file that no file can be. Nothing was changed.", "bad-hash")
        return self.folder / sha256[:2] / f"{sha256}.age"

    def stage(self, pieces: Iterator[bytes]) -> tuple[Path, BlobEntry]:
        """Encrypt pieces into an unfinished file; remove it yourself, or hand it to `keep`."""
        digest, size = hashlib.sha256(), 0

        def counted() -> Iterator[bytes]:
            nonlocal size
            for piece in _told_apart(pieces):
                digest.update(piece)
                size += len(piece)
                yield piece

        try:
            with files_told_in_words():
                part = self._encrypted(counted())
        except _OfSource as error:
            raise error.cause from None
        return part, BlobEntry(digest.hexdigest(), size)

    def keep(self, part: Path, sha256: str) -> None:
        """Give a finished file its name, for good."""
        target = self.path_of(sha256)
        target.parent.mkdir(exist_ok=True)
        part.replace(target)
        settle(target.parent)

    def _store(self, pieces: Iterator[bytes]) -> BlobEntry:
        part, entry = self.stage(pieces)
        with files_told_in_words():
            if self.is_whole(entry.sha256):  # a damaged one gives way to what has just come
                part.unlink(missing_ok=True)
            else:
                self.keep(part, entry.sha256)
        return entry

    def _encrypted(self, pieces: Iterator[bytes]) -> Path:
        self.folder.mkdir(exist_ok=True)  # not what is above it: a profile pulled away must not be begun anew
        part = self.folder / f"{os.getpid()}-{secrets.token_hex(8)}{_UNFINISHED}"
        try:
            with part.open("xb") as target:
                encrypt(pieces, target, self._recipient)
                target.flush()
                os.fsync(target.fileno())
        except BaseException:
            part.unlink(missing_ok=True)
            raise
        return part

    def _opened(self, sha256: str) -> BinaryIO:
        try:
            return self.path_of(sha256).open("rb")
        except FileNotFoundError:
            raise Unavailable("This file is not on this computer. Ask its sender for it.", "not-held") from None
        except OSError as error:
            raise Unavailable(
                "A stored file could not be read. Nothing was changed; check the disk.", "disk"
            ) from error


class Quarantine:
    """Takes the files of a bundle while it is read. They count only after `keep`; leaving the block drops the rest."""

    def __init__(self, blobs: Blobs) -> None:
        self._blobs = blobs
        self._parts: dict[str, Path] = {}

    def __enter__(self) -> "Quarantine":
        return self

    def __exit__(self, *_: object) -> None:
        for part in self._parts.values():
            part.unlink(missing_ok=True)

    def __call__(self, entry: BlobEntry, chunks: Iterator[bytes]) -> None:
        """Take one file, unless it is here already and whole. Raises Refused when its content is not the entry's."""
        if entry.sha256 in self._parts or self._blobs.is_whole(entry.sha256):
            return
        part, found = self._blobs.stage(chunks)
        self._parts[entry.sha256] = part
        if found != entry:
            raise _changed(entry.sha256)

    def keep(self) -> int:
        """Store everything that was taken, and say how many files that were."""
        count = len(self._parts)
        with files_told_in_words():
            for sha256, part in list(self._parts.items()):
                self._blobs.keep(part, sha256)
                del self._parts[sha256]
        return count


class _Verified(io.RawIOBase):
    """Passes a stream on and checks at its end that it was the right one."""

    def __init__(self, stream: BinaryIO, sha256: str) -> None:
        self._stream = stream
        self._sha256 = sha256
        self._digest = hashlib.sha256()

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        piece = self._stream.read(len(buffer))
        self._digest.update(piece)
        if not piece and self._digest.hexdigest() != self._sha256:
            raise _changed(self._sha256)
        buffer[: len(piece)] = piece
        return len(piece)

    def close(self) -> None:
        self._stream.close()
        super().close()


def _is_hash(words: str) -> bool:
    return _HASH.fullmatch(words) is not None


def _written_at(file: Path) -> float:
    try:
        return file.stat().st_mtime
    except OSError:
        return math.inf  # somebody has just finished it


def _is_orphan(file: Path) -> bool:
    """True when the program that began this file has ended; never on a system that cannot be asked without harm."""
    process = file.name.partition("-")[0]
    if os.name != "posix" or not process.isdecimal():
        return False
    try:
        os.kill(int(process), 0)
    except ProcessLookupError:
        return True
    except (OSError, OverflowError):
        pass
    return False


class _OfSource(Exception):
    """An error of what is read from, on its way past those of the disk that is written to."""

    def __init__(self, cause: OSError) -> None:
        super().__init__(str(cause))
        self.cause = cause


def _told_apart(pieces: Iterator[bytes]) -> Iterator[bytes]:
    try:
        yield from pieces
    except OSError as error:
        raise _OfSource(error) from error


def _changed(sha256: str) -> Refused:
    return Refused(
        f"The stored file {sha256[:12]} is not what it was when it was kept. Nothing was changed; restore it from a "
        "backup.",
        "changed-file",
    )
