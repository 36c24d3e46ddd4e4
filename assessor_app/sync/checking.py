"""What a segment must be before it is believed: signature first, then every claim against every other."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assessor_app.domain.exchange.manifest import parse_manifest, parse_operation
from assessor_app.domain.exchange.segment import Manifest, ReceivedSegment, SealedSegment
from assessor_app.domain.journal.operation import Operation
from assessor_app.domain.signature import Signer
from assessor_app.sync.limits import LARGEST_RECORD, MOST_BLOBS
from assessor_app.sync.refusals import refused


def anybody(signer: Signer, manifest: Manifest) -> None:
    """Every known signer may send every lane."""


def anything(signer: Signer, operations: Sequence[Operation]) -> None:
    """Every known signer may change everything."""


def nothing_known(manifest: bytes, signature: bytes) -> Signer | None:
    """Every segment is new."""
    return None


@dataclass(frozen=True, slots=True)
class SegmentCheck:
    """What the receiver expects of a segment.

    verify: manifest and signature as they came -> signer, or Refused (damaged, unknown, revoked); called before the
    manifest is parsed. realms: the office's own (SHA-256 of its root key, hexadecimal), and the empty one where
    work begun before the office's card came is welcome. allow: raises Refused when the signer may not send this;
    permit: the same for one of the operations, and then the whole segment is refused. known: who signed a segment
    that was taken in before, byte for byte; it is not judged again by what holds today, so that somebody's old work,
    passed on after their certificate was withdrawn, does not refuse the new work of others.
    """

    verify: Callable[[bytes, bytes], Signer]
    realms: frozenset[str]
    allow: Callable[[Signer, Manifest], None] = anybody
    permit: Callable[[Signer, Sequence[Operation]], None] = anything
    known: Callable[[bytes, bytes], Signer | None] = nothing_known


@dataclass(frozen=True, slots=True)
class CheckedManifest:
    """A manifest whose signature is good. known: the segment was taken in before, byte for byte."""

    manifest: Manifest
    signer: Signer
    known: bool


def checked_manifest(raw: bytes, signature: bytes, check: SegmentCheck) -> CheckedManifest:
    """The manifest and its signer. Raises Refused, and then nothing of the manifest was looked at if unsigned."""
    known = check.known(raw, signature)
    signer = known or check.verify(raw, signature)
    manifest = parse_manifest(raw)
    if manifest.realm not in check.realms:
        raise refused("foreign-realm")
    if signer.person != manifest.actor:
        raise refused("wrong-signer", signer=signer.name, actor=manifest.actor)
    if manifest.operations_size > LARGEST_RECORD or len(manifest.blobs) > MOST_BLOBS:
        raise refused("too-large")
    if known is None:
        check.allow(signer, manifest)
    return CheckedManifest(manifest, signer, known is not None)


def checked_segment(checked: CheckedManifest, sealed: SealedSegment, check: SegmentCheck) -> ReceivedSegment:
    """The segment with its operations. Raises Refused when they are not the ones that the manifest describes, or
    when the signer may not make one of them."""
    manifest, signer, operations = checked.manifest, checked.signer, sealed.operations
    if len(operations) != manifest.operations_size:
        raise refused("changed")
    if hashlib.sha256(operations).hexdigest() != manifest.operations_sha256:
        raise refused("changed")
    parsed = _operations(manifest, operations)
    if not checked.known:
        check.permit(signer, parsed)
    return ReceivedSegment(
        sealed=sealed,
        sha256=hashlib.sha256(sealed.manifest).hexdigest(),
        manifest=manifest,
        operations=parsed,
        signer_name=signer.name,
        signed_at=signer.signed_at,
    )


def _operations(manifest: Manifest, raw: bytes) -> tuple[Operation, ...]:
    lines = raw.split(b"\n")
    if lines.pop() != b"" or len(lines) != manifest.operations_count:
        raise refused("bad-operations")
    operations = tuple(parse_operation(line) for line in lines)
    for seq, operation in enumerate(operations, manifest.first_seq):
        claimed = (operation.device, operation.lane, operation.actor, operation.seq)
        if claimed != (manifest.device, manifest.lane, manifest.actor, seq):
            raise refused("bad-operations")
    return operations
