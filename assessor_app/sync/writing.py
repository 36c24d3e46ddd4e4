"""Writing a bundle: one pass from the store to an encrypted file, nothing unencrypted on disk."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from assessor_app.domain.exchange.manifest import parse_manifest
from assessor_app.domain.exchange.receipt import SignedReceipt
from assessor_app.domain.exchange.segment import BlobEntry, SealedSegment
from assessor_app.errors import Unavailable, WrongUse
from assessor_app.files import whole_file
from assessor_app.sync import tar
from assessor_app.sync.hashing import Hashing
from assessor_app.sync.limits import LARGEST_RECORD, MOST_BLOBS, MOST_SEGMENTS
from assessor_app.sync.refusals import refused
from assessor_app.sync.streams import CHUNK, Gathered, Writable, encrypt
from assessor_app.sync.volumes import whole_volumes
from assessor_app.sync.watch import Cancelled, Progress, Watch

EXTENSION = ".qmb"


@dataclass(frozen=True, slots=True)
class BlobSource:
    """A file to send: SHA-256 (hexadecimal) and size in bytes of its content, and how to open that for reading."""

    sha256: str
    size: int
    open: Callable[[], BinaryIO]


@dataclass(frozen=True, slots=True)
class WrittenBundle:
    """Size in bytes and SHA-256 (hexadecimal) of the finished file."""

    size: int
    sha256: str


def write_bundle(  # noqa: PLR0913  what goes, to whom, in which form, and how it is watched
    target: Path,
    segments: Sequence[SealedSegment],
    blobs: Iterable[BlobSource],
    recipients: Sequence[str],
    progress: Progress,
    cancelled: Cancelled,
    *,
    receipts: Sequence[SignedReceipt] = (),
    volume: int = 0,
) -> WrittenBundle:
    """Write segments and files they list to `target`, readable by `recipients` (age public keys) only.

    `progress` gets bytes done and bytes in all. The file appears under its name only when it is complete; until then
    it is `NAME.part`, which goes away when anything fails. receipts: what the sender says to hold, signed; volume:
    bytes of the largest file wanted, 0 for one file; else the files are NAME.001, NAME.002 ...
    Raises Refused when a stored file is not what the segments say, Unavailable when the place cannot be written,
    Stopped when `cancelled` says so.
    """
    if not recipients:
        raise WrongUse("Nobody was named to receive the bundle, so none was made; choose a receiver.", "no-recipient")
    if not segments and not receipts:
        raise WrongUse("There is nothing new to send, so no bundle was made.", "nothing-to-send")
    sources = _listed(segments, blobs)
    total = sum(map(_size, segments)) + sum(source.size for source in sources)
    watch = Watch(progress, cancelled, total, "No bundle was made")
    with Hashing() as hashing, _opened(target, volume) as file:
        digest = hashing.sha256()
        written = Gathered(file, digest.update)
        encrypt(_container(segments, sources, watch, hashing, receipts), written, recipients)
        return WrittenBundle(written.size, digest.hexdigest())


def _opened(target: Path, volume: int) -> AbstractContextManager[Writable]:
    return whole_volumes(target, volume) if volume else whole_file(target)


def _listed(segments: Sequence[SealedSegment], blobs: Iterable[BlobSource]) -> list[BlobSource]:
    """Each file once. What a reader would refuse is refused here already, in words for the sender."""
    listed = {entry for segment in segments for entry in parse_manifest(segment.manifest).blobs}
    sources = {source.sha256: source for source in blobs}
    for source in sources.values():
        if BlobEntry(source.sha256, source.size) not in listed:
            raise WrongUse(f"No segment names the file {source.sha256[:12]}, so no bundle was made.", "unlisted-file")
    fits = len(segments) <= MOST_SEGMENTS and len(sources) <= MOST_BLOBS and sum(map(_size, segments)) <= LARGEST_RECORD
    if not fits or any(source.size > tar.LARGEST_MEMBER for source in sources.values()):
        raise refused("too-large-to-send")
    return list(sources.values())


def _size(segment: SealedSegment) -> int:
    return len(segment.manifest) + len(segment.signature) + len(segment.operations)


def _container(
    segments: Sequence[SealedSegment],
    sources: Sequence[BlobSource],
    watch: Watch,
    hashing: Hashing,
    receipts: Sequence[SignedReceipt] = (),
) -> Iterator[bytes]:
    done = 0
    for chunk in _members(segments, receipts, sources, hashing):
        watch(done)
        yield chunk
        done += len(chunk)
    yield tar.END
    watch(watch.total)


def _members(
    segments: Sequence[SealedSegment],
    receipts: Sequence[SignedReceipt],
    sources: Sequence[BlobSource],
    hashing: Hashing,
) -> Iterator[bytes]:
    for number, segment in enumerate(segments):
        yield from _held(f"segments/{number:04d}/manifest.json", segment.manifest)
        yield from _held(f"segments/{number:04d}/manifest.p7s", segment.signature)
        yield from _held(f"segments/{number:04d}/ops.jsonl", segment.operations)
    for number, receipt in enumerate(receipts):
        yield from _held(f"receipts/{number:04d}/receipt.json", receipt.content)
        yield from _held(f"receipts/{number:04d}/receipt.p7s", receipt.signature)
    for source in sources:
        yield tar.header(tar.Member(f"blobs/{source.sha256}", source.size))
        yield from _content(source, hashing)
        yield tar.padding(source.size)


def _held(name: str, content: bytes) -> Iterator[bytes]:
    yield tar.header(tar.Member(name, len(content)))
    yield content + tar.padding(len(content))


def _content(source: BlobSource, hashing: Hashing) -> Iterator[bytes]:
    """The bytes of a file, which must be the ones that were signed for."""
    digest, size = hashing.sha256(), 0
    for chunk in _stored(source):
        digest.update(chunk)
        size += len(chunk)
        yield chunk
    if size != source.size:
        raise refused("source-changed", name=source.sha256[:12])
    if digest.hexdigest() != source.sha256:
        raise refused("source-corrupt", name=source.sha256[:12])


def _stored(source: BlobSource) -> Iterator[bytes]:
    try:
        with source.open() as file:
            while chunk := file.read(CHUNK):
                yield chunk
    except OSError as error:  # told apart here from an error of the disk that is written to
        raise Unavailable(
            f"The stored file {source.sha256[:12]} could not be read, so no bundle was made. Nothing was changed; try"
            " again, or leave evidence out.",
            "source-unreadable",
        ) from error
