"""What a bundle does, without the bundle: seal here, take in there."""

import hashlib
from datetime import UTC, datetime

from assessor_app.domain.exchange.manifest import parse_manifest, parse_operation
from assessor_app.domain.exchange.segment import ReceivedSegment
from assessor_app.models.journal.segments import segments_for

REALM = "c" * 64
LANES = ("institution/i1", "visit/a1", "judgement/a1", "private/a1")


def received(sealed):
    return ReceivedSegment(
        sealed=sealed,
        sha256=hashlib.sha256(sealed.manifest).hexdigest(),
        manifest=parse_manifest(sealed.manifest),
        operations=tuple(parse_operation(line) for line in sealed.operations.splitlines()),
        signer_name="Amal",
        signed_at=datetime(2026, 11, 22, 12, tzinfo=UTC),
    )


def seal(store, lanes=LANES):
    return store.write(lambda writing: writing.seal(lanes, lambda raw: b"signed", REALM, "Assay 0.1.0")).result()


def outgoing(store, lanes=LANES):
    seal(store, lanes)
    with store.read() as reading:
        return [received(sealed) for sealed in segments_for(reading, lanes)]


def give(segments, store):
    return store.write(lambda writing: writing.take_in(segments)).result()
