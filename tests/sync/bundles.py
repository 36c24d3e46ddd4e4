"""Segments, files and keys for tests of bundles, without certificates: a signature here is a keyed hash."""

import hashlib
import io
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

import pyrage

from assessor_app.domain.exchange.manifest import manifest_bytes
from assessor_app.domain.exchange.segment import BlobEntry, Manifest, SealedSegment
from assessor_app.domain.journal.operation import Operation
from assessor_app.domain.signature import Signer
from assessor_app.errors import Refused
from assessor_app.sync.checking import SegmentCheck, anybody
from assessor_app.sync.hashing import Hashing
from assessor_app.sync.reading import BlobSink, ReceivedBundle, read_bundle
from assessor_app.sync.watch import Watch
from assessor_app.sync.writing import BlobSource, _container, write_bundle

REALM = "ab" * 32
DEVICE = "0123456789abcdef"
ACTOR = "A-0001"
LANE = "judgement/visit1"
MOMENT = datetime(2026, 11, 22, 11, 42, tzinfo=UTC)


def sign(raw: bytes, person: str = ACTOR) -> bytes:
    """Stands in for CMS: the person, and a hash that only the tests can make."""
    return person.encode() + b":" + hashlib.sha256(b"secret" + person.encode() + raw).digest()


def verify(raw: bytes, signature: bytes) -> Signer:
    person = signature.partition(b":")[0].decode("latin-1")
    if signature != sign(raw, person):
        raise Refused("The signature does not hold. Nothing was changed.", "bad-signature")
    return Signer(person, "Amara Okafor", "cd" * 32, MOMENT, certified=True)


def operations(count: int = 3, first: int = 1, **other: object) -> list[Operation]:
    return [
        replace(
            Operation(
                DEVICE, LANE, first + n, ACTOR, (first + n) << 16, "assessment/visit1/strand/s.one", "reason", f"v{n}"
            ),
            **other,  # type: ignore[arg-type]
        )
        for n in range(count)
    ]


def lines(made: Sequence[Operation]) -> bytes:
    return b"".join(one.canonical() + b"\n" for one in made)


def segment(
    made: Sequence[Operation] | None = None,
    blobs: Sequence[BlobEntry] = (),
    raw: bytes | None = None,
    signer: str = ACTOR,
    **other: object,
) -> SealedSegment:
    """A good segment; `raw` replaces its operations, `other` its manifest's values, both signed for."""
    made = operations() if made is None else made
    raw = lines(made) if raw is None else raw
    manifest = Manifest(
        REALM, DEVICE, LANE, ACTOR, 1, len(made), "", hashlib.sha256(raw).hexdigest(), len(raw), len(made),
        tuple(blobs), MOMENT, "Assay test",
    )  # fmt: skip
    text = manifest_bytes(replace(manifest, **other))  # type: ignore[arg-type]
    return SealedSegment(text, sign(text, signer), raw)


def entry(content: bytes) -> BlobEntry:
    return BlobEntry(hashlib.sha256(content).hexdigest(), len(content))


def source(content: bytes) -> BlobSource:
    listed = entry(content)
    return BlobSource(listed.sha256, listed.size, lambda: io.BytesIO(content))


def never() -> bool:
    return False


def silent(done: int, total: int) -> None:
    """Progress that nobody watches."""


def container(segments: Sequence[SealedSegment], *contents: bytes) -> bytes:
    """The unencrypted inside of a bundle."""
    watch = Watch(silent, never, 0, "")
    with Hashing() as hashing:
        return b"".join(_container(segments, [source(content) for content in contents], watch, hashing))


class Kept:
    """A sink that keeps the files in memory."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}

    def __call__(self, entry: BlobEntry, chunks: object) -> None:
        self.files[entry.sha256] = b"".join(chunks)  # type: ignore[call-overload]


@dataclass
class Office:
    """A receiver with a key of its own."""

    folder: Path
    identity: pyrage.x25519.Identity = field(default_factory=pyrage.x25519.Identity.generate)
    realms: frozenset[str] = frozenset({REALM})
    sink: BlobSink = field(default_factory=Kept)

    @property
    def key(self) -> str:
        return str(self.identity.to_public())

    @property
    def file(self) -> Path:
        return self.folder / "visit.qmb"

    def send(self, segments: Sequence[SealedSegment], *contents: bytes) -> Path:
        write_bundle(self.file, segments, [source(content) for content in contents], [self.key], silent, never)
        return self.file

    def send_raw(self, container: bytes) -> Path:
        """What somebody can do who knows the office's public key and nothing else."""
        self.file.write_bytes(pyrage.encrypt(container, [self.identity.to_public()]))
        return self.file

    def receive(self, file: Path | None = None, **other: object) -> ReceivedBundle:
        check = SegmentCheck(verify, self.realms, other.pop("allow", anybody))  # type: ignore[arg-type]
        arguments = {"sink": self.sink, "progress": silent, "cancelled": never} | other
        return read_bundle(file or self.file, [str(self.identity)], check, **arguments)  # type: ignore[arg-type]
