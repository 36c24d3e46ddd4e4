"""Segments as they leave: byte for byte as signed, whoever made them."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select

from assessor_app.domain.manifest import parse_manifest
from assessor_app.domain.segment import BlobEntry, SealedSegment
from assessor_app.models.reading import Reading
from assessor_app.models.tables import OPERATION, SEGMENT


@dataclass(frozen=True, slots=True)
class Acknowledgement:
    """How far a device's chain in a lane is known here: its last number, and the hash of that manifest."""

    device: str
    lane: str
    last_seq: int
    sha256: str


def segments_for(
    reading: Reading, lanes: Sequence[str], after: Mapping[tuple[str, str], int] | None = None
) -> tuple[SealedSegment, ...]:
    """All sealed segments of these lanes, of every device, each chain oldest first.

    after: by (device, lane), the last number the receiver has; segments up to it are left out.
    """
    query = (
        select(SEGMENT).where(SEGMENT.c.lane.in_(lanes)).order_by(SEGMENT.c.lane, SEGMENT.c.device, SEGMENT.c.first_seq)
    )
    known = after or {}
    rows = [row for row in reading.all(query) if row.last_seq > known.get((row.device, row.lane), 0)]
    lines = _lines(reading, sorted({row.lane for row in rows}))
    return tuple(
        SealedSegment(
            bytes(row.manifest),
            bytes(row.signature),
            "".join(f"{line}\n" for line in lines[row.lane, row.device][row.first_seq - 1 : row.last_seq]).encode(),
        )
        for row in rows
    )


def blobs_of(segments: Sequence[SealedSegment]) -> tuple[BlobEntry, ...]:
    """The files that segments name, each once."""
    return tuple(dict.fromkeys(blob for each in segments for blob in parse_manifest(each.manifest).blobs))


def acknowledgements(reading: Reading, lanes: Sequence[str] = ()) -> tuple[Acknowledgement, ...]:
    """How far every chain is known here, in these lanes or in all."""
    query = select(SEGMENT.c.device, SEGMENT.c.lane, SEGMENT.c.last_seq, SEGMENT.c.sha256).order_by(
        SEGMENT.c.lane, SEGMENT.c.device, SEGMENT.c.first_seq
    )
    if lanes:
        query = query.where(SEGMENT.c.lane.in_(lanes))
    tips = {
        (row.device, row.lane): Acknowledgement(row.device, row.lane, row.last_seq, row.sha256)
        for row in reading.all(query)
    }
    return tuple(tips.values())


def unsealed(reading: Reading, lanes: Sequence[str]) -> int:
    """How many operations of this device in these lanes stand in no segment yet."""
    sealed = (
        select(func.coalesce(func.max(SEGMENT.c.last_seq), 0))
        .where(SEGMENT.c.lane == OPERATION.c.lane, SEGMENT.c.device == OPERATION.c.device)
        .scalar_subquery()
    )
    query = select(func.count()).where(
        OPERATION.c.device == reading.device, OPERATION.c.lane.in_(lanes), OPERATION.c.seq > sealed
    )
    row = reading.first(query)
    return row[0] if row else 0


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


def known_among(reading: Reading, hashes: Sequence[str]) -> frozenset[str]:
    """Which of these segments (SHA-256 of their manifests) are here already."""
    query = select(SEGMENT.c.sha256).where(SEGMENT.c.sha256.in_(hashes))
    return frozenset(row.sha256 for row in reading.all(query))
