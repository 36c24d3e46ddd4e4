"""Reading a bundle: one pass, signatures before content, nothing reported before the end is authenticated."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from assessor_app.domain.exchange.manifest import LARGEST_MANIFEST
from assessor_app.domain.exchange.receipt import LARGEST_RECEIPT, ReceivedReceipt, SignedReceipt
from assessor_app.domain.exchange.segment import BlobEntry, ReceivedSegment, SealedSegment
from assessor_app.sync import tar
from assessor_app.sync.checking import SegmentCheck, checked_manifest, checked_segment
from assessor_app.sync.decrypting import Decrypted
from assessor_app.sync.hashing import Hashing
from assessor_app.sync.limits import LARGEST_RECORD, LARGEST_SIGNATURE, MOST_BLOBS, MOST_RECEIPTS, MOST_SEGMENTS
from assessor_app.sync.receipts import checked_receipt
from assessor_app.sync.refusals import refused
from assessor_app.sync.streams import CHUNK
from assessor_app.sync.volumes import opened
from assessor_app.sync.watch import Cancelled, Progress, Watch


class BlobSink(Protocol):
    """Where the files of a bundle go while it is read."""

    def __call__(self, entry: BlobEntry, chunks: Iterator[bytes]) -> None:
        """Take one file, or leave it. `chunks` raises Refused at its end when the content is not what was signed.

        Nothing may remain of what it took when the bundle as a whole is refused, and nothing unencrypted may reach a
        disk.
        """


@dataclass(frozen=True, slots=True)
class ReceivedBundle:
    """What a bundle holds, all of it checked. `blobs` are the files that came, in the order of the bundle;
    `receipts` what others say they hold."""

    segments: tuple[ReceivedSegment, ...]
    blobs: tuple[BlobEntry, ...]
    receipts: tuple[ReceivedReceipt, ...] = ()

    @property
    def following(self) -> tuple[BlobEntry, ...]:
        """Files that the segments name and the bundle does not hold; a later bundle may."""
        came = set(self.blobs)
        listed = dict.fromkeys(entry for segment in self.segments for entry in segment.manifest.blobs)
        return tuple(entry for entry in listed if entry not in came)


def look(entry: BlobEntry, chunks: Iterator[bytes]) -> None:
    """The sink of somebody who only wants to know what is in a bundle: every file is checked, none is kept."""
    for _ in chunks:
        pass


def read_bundle(
    file: Path,
    identities: Sequence[str],
    check: SegmentCheck,
    sink: BlobSink,
    progress: Progress,
    cancelled: Cancelled,
) -> ReceivedBundle:
    """Read and check everything in a bundle; its files go to `sink`.

    `identities` are age private keys; `file` may be the first volume, NAME.qmb.001. `progress` gets bytes of the
    file done and in all. Raises Refused for anything that is not exactly as its signers made it, Unavailable when
    the file cannot be read, Stopped when `cancelled` says so; the sentence says that nothing was changed.
    """
    with opened(file) as source:
        watch = Watch(progress, cancelled, source.size, "The bundle was not taken in")
        with Hashing() as hashing, Decrypted(source, identities, watch) as content:
            reading = _Reading(content, check, hashing)
            segments = tuple(reading.segments())
            receipts = tuple(reading.receipts())
            if not segments and not receipts:
                raise refused("empty")
            blobs = tuple(reading.blobs(_listed(segments), sink))
            content.finish()
    return ReceivedBundle(segments, blobs, receipts)


def _listed(segments: Sequence[ReceivedSegment]) -> dict[str, int]:
    """SHA-256 to size of every file that a segment names."""
    listed: dict[str, int] = {}
    for segment in segments:
        for entry in segment.manifest.blobs:
            if listed.setdefault(entry.sha256, entry.size) != entry.size:
                raise refused("changed")
    return listed


class _Reading:
    """The place in the container: `member` is the header that was read last."""

    def __init__(self, content: Decrypted, check: SegmentCheck, hashing: Hashing) -> None:
        self._content = content
        self._check = check
        self._hashing = hashing
        self._room = LARGEST_RECORD
        self._member = tar.read_header(content.read(tar.BLOCK))

    def segments(self) -> Iterator[ReceivedSegment]:
        """The segments, each checked before the next is read."""
        seen: set[str] = set()
        while self._member is not None and self._member.name.startswith("segments/"):
            if len(seen) >= MOST_SEGMENTS:
                raise refused("too-large")
            segment = self._segment(f"segments/{len(seen):04d}/")
            if segment.sha256 in seen:
                raise refused("repeated")
            seen.add(segment.sha256)
            yield segment

    def receipts(self) -> Iterator[ReceivedReceipt]:
        """What others say they hold, each signed."""
        number = 0
        while self._member is not None and self._member.name.startswith("receipts/"):
            if number >= MOST_RECEIPTS:
                raise refused("too-large")
            folder = f"receipts/{number:04d}/"
            content = self._whole(folder + "receipt.json", LARGEST_RECEIPT)
            signature = self._whole(folder + "receipt.p7s", LARGEST_SIGNATURE)
            yield checked_receipt(SignedReceipt(content, signature), self._check)
            number += 1

    def blobs(self, listed: dict[str, int], sink: BlobSink) -> Iterator[BlobEntry]:
        """The files, each listed by a segment and each at most once, up to the end of the container."""
        if len(listed) > MOST_BLOBS:
            raise refused("too-large")
        while self._member is not None:
            kind, _, sha256 = self._member.name.partition("/")
            if kind != "blobs":
                raise refused("bad-container")
            if listed.pop(sha256, None) != self._member.size:
                raise refused("unlisted-file")
            entry = BlobEntry(sha256, self._member.size)
            self._blob(entry, sink)
            yield entry
        if self._content.read(tar.BLOCK).strip(b"\0"):
            raise refused("bad-container")

    def _segment(self, folder: str) -> ReceivedSegment:
        manifest_raw = self._whole(folder + "manifest.json", LARGEST_MANIFEST)
        signature = self._whole(folder + "manifest.p7s", LARGEST_SIGNATURE)
        checked = checked_manifest(manifest_raw, signature, self._check)
        operations = self._whole(folder + "ops.jsonl", checked.manifest.operations_size)
        return checked_segment(checked, SealedSegment(manifest_raw, signature, operations), self._check)

    def _whole(self, name: str, largest: int) -> bytes:
        """The content of the member that must come here, no larger than it may be."""
        member = self._member
        if member is None or member.name != name:
            raise refused("bad-container")
        self._room -= member.size
        if member.size > largest or self._room < 0:
            raise refused("too-large")
        content = self._content.read(member.size)
        self._next(member.size)
        return content

    def _blob(self, entry: BlobEntry, sink: BlobSink) -> None:
        chunks = self._chunks(entry)
        sink(entry, chunks)
        for _ in chunks:  # whatever the sink left has to be read and checked all the same
            pass
        self._next(entry.size)

    def _chunks(self, entry: BlobEntry) -> Iterator[bytes]:
        digest, left = self._hashing.sha256(), entry.size
        while left:
            chunk = self._content.some(min(left, CHUNK))
            digest.update(chunk)
            left -= len(chunk)
            yield chunk
        if digest.hexdigest() != entry.sha256:
            raise refused("changed")

    def _next(self, size: int) -> None:
        filling = tar.padding(size)
        if self._content.read(len(filling)) != filling:
            raise refused("bad-container")
        self._member = tar.read_header(self._content.read(tar.BLOCK))
