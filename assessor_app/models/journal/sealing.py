"""Closing what this device has written into signed, chained segments."""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from assessor_app.domain.exchange.manifest import manifest_bytes
from assessor_app.domain.exchange.segment import BlobEntry, Manifest
from assessor_app.domain.journal.operation import Operation
from assessor_app.models.database import statements as sql
from assessor_app.models.journal.journal import last_sealed, operation_of

if TYPE_CHECKING:
    from assessor_app.models.journal.writing import Writing

MOST_OPERATIONS = 20_000
"""A segment holds no more than this, so that it stays far below the size a reader takes."""

FILE_FIELD = "file_sha256"


def seal(writing: "Writing", lanes: Sequence[str], sign: Callable[[bytes], bytes], realm: str, app: str) -> int:
    """Seal what is not sealed yet in these lanes and say how many segments were made.

    A segment is of one author: an operation written under an earlier person id stays under it.
    """
    count = 0
    for lane in dict.fromkeys(lanes):
        for lines in _unsealed(writing, lane):
            _add_segment(writing, lane, lines, sign, realm, app)
            count += 1
    return count


def _unsealed(writing: "Writing", lane: str) -> Iterator[list[str]]:
    """Runs of operations by one author, in order."""
    own = {"lane": lane, "device": writing.hand.device}
    after = last_sealed(writing.connection, lane, writing.hand.device)
    rows = writing.connection.exec_driver_sql(sql.BODIES_AFTER, {**own, "after": after}).fetchall()
    for _, run in groupby(rows, key=lambda row: row.actor):
        lines = [row.body for row in run]
        yield from (lines[start : start + MOST_OPERATIONS] for start in range(0, len(lines), MOST_OPERATIONS))


def _add_segment(
    writing: "Writing", lane: str, lines: list[str], sign: Callable[[bytes], bytes], realm: str, app: str
) -> None:
    content = "".join(f"{line}\n" for line in lines).encode()
    operations = [operation_of(line) for line in lines]
    first, last = operations[0], operations[-1]
    tip = writing.connection.exec_driver_sql(sql.TIP, {"lane": lane, "device": first.device}).first()
    manifest = Manifest(
        realm=realm,
        device=first.device,
        lane=lane,
        actor=first.actor,
        first_seq=first.seq,
        last_seq=last.seq,
        prev=tip.sha256 if tip else "",
        operations_sha256=hashlib.sha256(content).hexdigest(),
        operations_size=len(content),
        operations_count=len(operations),
        blobs=_files(writing, operations),
        created=writing.hand.now().replace(microsecond=0),
        app=app,
    )
    raw = manifest_bytes(manifest)
    store_segment(writing, manifest, raw, sign(raw))


def store_segment(writing: "Writing", manifest: Manifest, raw: bytes, signature: bytes) -> None:
    """Add the row of a segment whose operations are stored."""
    writing.connection.exec_driver_sql(
        sql.ADD_SEGMENT,
        {
            "sha256": hashlib.sha256(raw).hexdigest(),
            "lane": manifest.lane,
            "device": manifest.device,
            "first_seq": manifest.first_seq,
            "last_seq": manifest.last_seq,
            "prev": manifest.prev,
            "actor": manifest.actor,
            "manifest": raw,
            "signature": signature,
            "received_at": writing.recorded_at,
        },
    )


def _files(writing: "Writing", operations: Sequence[Operation]) -> tuple[BlobEntry, ...]:
    named = dict.fromkeys(str(each.value) for each in operations if each.field == FILE_FIELD and each.value)
    sizes = (writing.connection.exec_driver_sql(sql.SIZE_OF_BLOB, {"sha256": sha256}).scalar() for sha256 in named)
    return tuple(BlobEntry(sha256, size) for sha256, size in zip(named, sizes, strict=True) if size is not None)
