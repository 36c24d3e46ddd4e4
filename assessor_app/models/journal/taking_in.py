"""Taking in checked segments of other devices: the known is skipped, what does not fit is refused, all or nothing."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from assessor_app.domain.exchange.segment import ReceivedSegment
from assessor_app.domain.journal.change import TakenIn
from assessor_app.domain.journal.merging import DELETED, undrawn
from assessor_app.domain.journal.operation import CurrentValue, FieldState, Json, Operation, field_state, id_of
from assessor_app.domain.journal.record import is_drawn, lane_of
from assessor_app.errors import Refused
from assessor_app.models.database import statements as sql
from assessor_app.models.journal.deleting import project_deletion
from assessor_app.models.journal.journal import value_of
from assessor_app.models.journal.projection import project_many
from assessor_app.models.journal.sealing import store_segment

if TYPE_CHECKING:
    from assessor_app.models.journal.writing import Writing

Place = tuple[str, str, str]
"""Lane, entity, field."""


def take_in(writing: "Writing", segments: Sequence[ReceivedSegment]) -> TakenIn:
    """Add the operations of segments, and say what that did.

    Raises Refused, naming device, lane and number, for a gap (something before is missing) and for a fork (the
    device has given two contents the same number).
    """
    given = {segment.sha256: segment for segment in segments}
    fresh = _fitting(writing, [segment for sha256, segment in given.items() if not _is_known(writing, sha256)])
    operations = [operation for segment in fresh for operation in segment.operations]
    lines = [line for segment in fresh for line in segment.sealed.operations.split(b"\n")[:-1]]
    states = _add_operations(writing, operations, lines) if operations else {}
    for segment in fresh:
        store_segment(writing, segment.manifest, segment.sealed.manifest, segment.sealed.signature)
        for blob in segment.manifest.blobs:
            writing.register_blob(blob.sha256, blob.size)
    return TakenIn(
        segments=len(fresh),
        known=len(segments) - len(fresh),
        operations=len(operations),
        assessments=tuple(
            sorted({each.entity.split("/")[1] for each in operations if each.entity.startswith("assessment/")})
        ),
        conflicts=tuple(sorted(place[1:] for place, state in states.items() if state.in_conflict)),
    )


def _is_known(writing: "Writing", sha256: str) -> bool:
    return writing.connection.exec_driver_sql(sql.HAS_SEGMENT, {"sha256": sha256}).first() is not None


def _fitting(writing: "Writing", segments: Iterable[ReceivedSegment]) -> list[ReceivedSegment]:
    """The segments in the order of their numbers, each following what is here or the one before."""
    ordered = sorted(segments, key=lambda each: (each.manifest.lane, each.manifest.device, each.manifest.first_seq))
    tips: dict[tuple[str, str], tuple[int, str]] = {}
    for segment in ordered:
        chain = (segment.manifest.lane, segment.manifest.device)
        last, sha256 = tips[chain] if chain in tips else _tip(writing, *chain)
        _refuse_misfit(segment, last, sha256)
        tips[chain] = (segment.manifest.last_seq, segment.sha256)
    return ordered


def _tip(writing: "Writing", lane: str, device: str) -> tuple[int, str]:
    """Number and hash of the last thing known of a chain. Unsealed operations count, and nothing can follow them."""
    chain = {"lane": lane, "device": device}
    tip = writing.connection.exec_driver_sql(sql.TIP, chain).first()
    last = int(writing.connection.exec_driver_sql(sql.NEXT_SEQ, chain).scalar_one()) - 1
    return last, tip.sha256 if tip and tip.last_seq == last else ""


def _refuse_misfit(segment: ReceivedSegment, last: int, sha256: str) -> None:
    manifest = segment.manifest
    name = f"device {manifest.device}, {manifest.lane}"
    if manifest.first_seq > last + 1:
        raise Refused(
            f"Changes {last + 1} to {manifest.first_seq - 1} of {name} are missing. Nothing was taken in; ask "
            f"{segment.signer_name} for a bundle with everything (`bundle export --everything`).",
            "gap",
        )
    if manifest.first_seq <= last or manifest.prev != sha256:
        raise Refused(
            f"There are two different changes {manifest.first_seq} of {name}: it was probably restored "
            f"from a backup. Nothing was taken in; ask {segment.signer_name} to restore it with Assay's `restore`, "
            "which begins a new device, to import the office's newest bundle and to send again.",
            "fork",
        )
    chain = (manifest.device, manifest.lane)
    numbers = [each.seq for each in segment.operations if (each.device, each.lane) == chain]
    lines = b"".join(operation.canonical() + b"\n" for operation in segment.operations)
    if numbers != list(range(manifest.first_seq, manifest.last_seq + 1)) or lines != segment.sealed.operations:
        raise Refused(f"A segment of {name} does not hold what it says. Nothing was taken in.", "bad-segment")


def _add_operations(
    writing: "Writing", operations: Sequence[Operation], lines: Sequence[bytes]
) -> dict[Place, FieldState]:
    """Add operations, given with their canonical bytes; the states of the fields that they change."""
    connection = writing.connection
    rows = [_row(each, raw, writing.recorded_at) for each, raw in zip(operations, lines, strict=True)]
    before = connection.exec_driver_sql(sql.LAST_NUMBER).scalar_one()
    connection.exec_driver_sql(sql.ADD_OPERATION, rows)
    parents = [{"id": row["id"], "parent": p} for row, each in zip(rows, operations, strict=True) for p in each.parents]
    if parents:
        connection.exec_driver_sql(sql.ADD_PARENT_BY_ID, parents)
    replaced = [{**_place(each), "parent": parent} for each in operations for parent in each.parents]
    if replaced:
        connection.exec_driver_sql(sql.DROP_HEAD_BY_ID, replaced)
    connection.exec_driver_sql(sql.ADD_NEW_HEADS, {"before": before})
    for operation in operations:
        writing.hand.clock.adopt(operation.hlc)
    new = {str(row["id"]): each.value for row, each in zip(rows, operations, strict=True)}
    return _refresh(writing, {(each.lane, each.entity, each.field) for each in operations}, int(before), new)


def _refresh(writing: "Writing", touched: set[Place], before: int, new: Mapping[str, Json]) -> dict[Place, FieldState]:
    """Bring the tables of the record up to date with these fields; their states.

    new: the values of the operations whose number is above `before`, by id.
    """
    values: dict[Place, list[CurrentValue]] = defaultdict(list)
    for lane in {place[0] for place in touched}:
        found = writing.connection.exec_driver_sql(sql.HEADS_OF_LANE, {"lane": lane, "before": before})
        for entity, field, identity, body, actor, hlc in found.fetchall():
            if (lane, entity, field) in touched:
                value = new[identity] if body is None else value_of(body)
                values[lane, entity, field].append(CurrentValue(identity, value, actor, hlc))
    states = {place: field_state(current) for place, current in values.items()}
    project_many(writing.connection, {(entity, field): state.shown for (_, entity, field), state in states.items()})
    for entity in _deleted_among(writing, {entity for _, entity, _ in touched}):
        weighed = project_deletion(writing.connection, entity)
        if weighed:
            states[lane_of(entity, DELETED), entity, DELETED] = weighed
    return {
        (lane, entity, field): undrawn(entity, field, state, writing.state(entity, "edited"))
        if is_drawn(entity, field)
        else state
        for (lane, entity, field), state in states.items()
    }


def _deleted_among(writing: "Writing", entities: set[str]) -> list[str]:
    """Which of these somebody ever deleted, in order."""
    deleted: set[str] = set()
    for lane in {lane_of(entity, DELETED) for entity in entities}:
        deleted |= set(writing.connection.exec_driver_sql(sql.DELETED_OF_LANE, {"lane": lane}).scalars())
    return sorted(entities & deleted)


def _place(operation: Operation) -> dict[str, str]:
    return {"lane": operation.lane, "entity": operation.entity, "field": operation.field}


def _row(operation: Operation, raw: bytes, recorded_at: str) -> dict[str, object]:
    return {
        **_place(operation),
        "id": id_of(raw),
        "device": operation.device,
        "seq": operation.seq,
        "actor": operation.actor,
        "hlc": operation.hlc,
        "body": raw.decode(),
        "recorded_at": recorded_at,
    }
