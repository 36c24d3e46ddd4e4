"""Segments as they leave: byte for byte as signed, whoever made them."""

import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from sqlalchemy import func, select

from assessor_app.domain.exchange.manifest import parse_manifest
from assessor_app.domain.exchange.receipt import ChainTip
from assessor_app.domain.exchange.segment import BlobEntry, Manifest, SealedSegment
from assessor_app.models.database import statements as sql
from assessor_app.models.database.tables import OPERATION, SEGMENT, SENT
from assessor_app.models.queries.reading import Reading


def segments_for(
    reading: Reading,
    lanes: Sequence[str],
    after: Mapping[tuple[str, str], int] | None = None,
    files: Collection[str] = (),
) -> tuple[SealedSegment, ...]:
    """All sealed segments of these lanes, of every device, each chain oldest first.

    after: by (device, lane), the last number the receiver has; segments up to it are left out, unless they name one
    of `files` (SHA-256), which a bundle carries only with a segment that names it.
    """
    query = (
        select(SEGMENT).where(SEGMENT.c.lane.in_(lanes)).order_by(SEGMENT.c.lane, SEGMENT.c.device, SEGMENT.c.first_seq)
    )
    known = after or {}
    rows = [
        row
        for row in reading.all(query)
        if row.last_seq > known.get((row.device, row.lane), 0) or _names(row.manifest, files)
    ]
    lines = _lines(reading, sorted({row.lane for row in rows}))
    return tuple(
        SealedSegment(
            bytes(row.manifest),
            bytes(row.signature),
            "".join(f"{line}\n" for line in lines[row.lane, row.device][row.first_seq - 1 : row.last_seq]).encode(),
        )
        for row in rows
    )


def _names(manifest: bytes, files: Collection[str]) -> bool:
    return bool(files) and any(blob.sha256 in files for blob in parse_manifest(bytes(manifest)).blobs)


def blobs_by_lane(reading: Reading, lanes: Sequence[str]) -> dict[str, frozenset[BlobEntry]]:
    """The files that the sealed segments of each lane name; nothing for a lane that names none."""
    query = select(SEGMENT.c.lane, SEGMENT.c.manifest).where(SEGMENT.c.lane.in_(lanes))
    found: dict[str, set[BlobEntry]] = defaultdict(set)
    for row in reading.all(query):
        found[row.lane].update(parse_manifest(bytes(row.manifest)).blobs)
    return {lane: frozenset(blobs) for lane, blobs in found.items() if blobs}


def blobs_of(segments: Sequence[SealedSegment]) -> tuple[BlobEntry, ...]:
    """The files that segments name, each once."""
    return tuple(dict.fromkeys(blob for each in segments for blob in parse_manifest(each.manifest).blobs))


def acknowledgements(reading: Reading, lanes: Sequence[str] = ()) -> tuple[ChainTip, ...]:
    """How far every chain is known here, in these lanes or in all."""
    query = select(SEGMENT.c.device, SEGMENT.c.lane, SEGMENT.c.last_seq, SEGMENT.c.sha256).order_by(
        SEGMENT.c.lane, SEGMENT.c.device, SEGMENT.c.first_seq
    )
    if lanes:
        query = query.where(SEGMENT.c.lane.in_(lanes))
    tips = {
        (row.device, row.lane): ChainTip(row.device, row.lane, row.last_seq, row.sha256) for row in reading.all(query)
    }
    return tuple(tips.values())


def unsent(reading: Reading) -> dict[str, int]:
    """How many operations of this device stand in no bundle that was made yet, by lane; none for lanes without."""
    query = (
        select(OPERATION.c.lane, func.count().label("operations"))
        .outerjoin(SENT, (SENT.c.lane == OPERATION.c.lane) & (SENT.c.device == OPERATION.c.device))
        .where(OPERATION.c.device == reading.device, OPERATION.c.seq > func.coalesce(SENT.c.last_seq, 0))
        .group_by(OPERATION.c.lane)
    )
    return {row.lane: int(row.operations) for row in reading.all(query)}


def own_tips(reading: Reading, lanes: Sequence[str]) -> dict[str, int]:
    """The last sealed number of this device, by lane."""
    query = (
        select(SEGMENT.c.lane, func.max(SEGMENT.c.last_seq).label("last_seq"))
        .where(SEGMENT.c.device == reading.device, SEGMENT.c.lane.in_(lanes))
        .group_by(SEGMENT.c.lane)
    )
    return {row.lane: int(row.last_seq) for row in reading.all(query)}


def count_stored(reading: Reading, manifests: Iterable[Manifest]) -> int:
    """How many of the operations that these segments number are really here."""
    total = 0
    for manifest in manifests:
        numbers = {"first": manifest.first_seq, "last": manifest.last_seq}
        chain = {"lane": manifest.lane, "device": manifest.device}
        total += int(reading.connection.exec_driver_sql(sql.COUNT_NUMBERED, chain | numbers).scalar_one())
    return total


def reached(reading: Reading, hashes: Iterable[str]) -> dict[tuple[str, str], int]:
    """By (device, lane), the last number of those segments (SHA-256 of their manifests) that are here."""
    found: dict[tuple[str, str], int] = {}
    asked = list(dict.fromkeys(hashes))
    for start in range(0, len(asked), 500):
        query = select(SEGMENT.c.device, SEGMENT.c.lane, SEGMENT.c.last_seq).where(
            SEGMENT.c.sha256.in_(asked[start : start + 500])
        )
        for row in reading.all(query):
            chain = (row.device, row.lane)
            found[chain] = max(found.get(chain, 0), row.last_seq)
    return found


def _lines(reading: Reading, lanes: Sequence[str]) -> Mapping[tuple[str, str], list[str]]:
    """The operations of lanes as lines, by lane and device, in the order of their numbers (which have no gaps)."""
    query = (
        select(OPERATION.c.lane, OPERATION.c.device, OPERATION.c.body)
        .where(OPERATION.c.lane.in_(lanes))
        .order_by(OPERATION.c.lane, OPERATION.c.device, OPERATION.c.seq)
    )
    lines: dict[tuple[str, str], list[str]] = defaultdict(list)
    for row in reading.all(query):
        lines[row.lane, row.device].append(row.body)
    return lines


def has_segment(reading: Reading, manifest: bytes, signature: bytes) -> bool:
    """Whether exactly this segment was taken in or sealed here before."""
    sha256 = hashlib.sha256(manifest).hexdigest()
    kept = reading.connection.exec_driver_sql(sql.SIGNATURE_OF_SEGMENT, {"sha256": sha256}).scalar()
    return kept is not None and bytes(kept) == signature


def known_among(reading: Reading, hashes: Sequence[str]) -> frozenset[str]:
    """Which of these segments (SHA-256 of their manifests) are here already."""
    query = select(SEGMENT.c.sha256).where(SEGMENT.c.sha256.in_(hashes))
    return frozenset(row.sha256 for row in reading.all(query))
