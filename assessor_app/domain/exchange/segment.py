"""Signed pieces of a lane: what a bundle carries (docs/file-formats.md, Bundle)."""

from dataclasses import dataclass
from datetime import datetime

from assessor_app.domain.journal.operation import Operation


@dataclass(frozen=True, slots=True)
class BlobEntry:
    """A file that operations of a segment name: SHA-256 of its content (hexadecimal) and size in bytes."""

    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class Manifest:
    """What the signature of a segment covers.

    realm: SHA-256 of the office's root public key (hexadecimal), so that a segment is worth nothing elsewhere;
    prev: SHA-256 of the same (device, lane)'s previous manifest, empty for the first.
    """

    realm: str
    device: str
    lane: str
    actor: str
    first_seq: int
    last_seq: int
    prev: str
    operations_sha256: str
    operations_size: int
    operations_count: int
    blobs: tuple[BlobEntry, ...]
    created: datetime
    app: str


@dataclass(frozen=True, slots=True)
class SealedSegment:
    """The three files of a segment, byte for byte as signed. `operations` is one canonical operation a line."""

    manifest: bytes
    signature: bytes
    operations: bytes


@dataclass(frozen=True, slots=True)
class ReceivedSegment:
    """A segment whose signature, manifest and operations have been checked; not yet known to fit the store."""

    sealed: SealedSegment
    sha256: str
    manifest: Manifest
    operations: tuple[Operation, ...]
    signer_name: str
    signed_at: datetime
