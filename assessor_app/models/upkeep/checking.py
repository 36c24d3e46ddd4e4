"""Whether the stored profile is whole: pages, references, the journal's hashes and numbers, the chains of segments."""

import hashlib
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Row, select

from assessor_app.domain.exchange.manifest import parse_manifest
from assessor_app.domain.journal.operation import id_of
from assessor_app.domain.problem import Problem, Severity
from assessor_app.errors import Refused
from assessor_app.models.database.dialect import page_faults, structure_faults
from assessor_app.models.database.sqlcipher import DATABASE
from assessor_app.models.database.store import Store
from assessor_app.models.database.tables import OPERATION, OPERATION_PARENT, SEGMENT
from assessor_app.models.journal.journal import operation_of
from assessor_app.models.queries.reading import Reading


def check(store: Store) -> tuple[Problem, ...]:
    """Every fault found, none for a whole profile. Reads everything, one lane at a time; changes nothing."""
    with store.read() as reading:
        found = _faults(page_faults(reading.connection), "damaged-page")
        if found:
            return tuple(found)  # what damaged pages hold cannot be read
        found.extend(_faults(structure_faults(reading.connection), "damaged-structure"))
        lanes = reading.all(select(OPERATION.c.lane).distinct().order_by(OPERATION.c.lane))
        for (lane,) in lanes:
            found.extend(_lane(reading, lane))
    return tuple(found)


def check_pages(store: Store) -> tuple[Problem, ...]:
    """Faults of the file alone: pages that do not authenticate, trees, references. Changes nothing."""
    with store.read() as reading:
        found = _faults(page_faults(reading.connection), "damaged-page")
        if not found:
            found = _faults(structure_faults(reading.connection), "damaged-structure")
    return tuple(found)


def _faults(messages: Iterator[str], code: str) -> list[Problem]:
    return [Problem(Severity.ERROR, code, DATABASE, f"{message}.") for message in messages]


def _lane(reading: Reading, lane: str) -> Iterator[Problem]:
    operations = reading.all(
        select(OPERATION).where(OPERATION.c.lane == lane).order_by(OPERATION.c.device, OPERATION.c.seq)
    )
    parents = _parents(reading, lane)
    due: dict[str, int] = {}
    lines: dict[tuple[str, int], str] = {}
    for row in operations:
        where = f"{lane} {row.device} {row.seq}"
        if row.seq != due.get(row.device, 1):
            yield Problem(Severity.ERROR, "missing-operation", where, "Changes before this one are missing.")
        due[row.device] = row.seq + 1
        lines[row.device, row.seq] = row.body
        if not _is_whole(row, parents.get(row.number, set())):
            yield Problem(Severity.ERROR, "changed-operation", where, "The change is not what it was when it was made.")
    yield from _segments(reading, lane, lines)


def _parents(reading: Reading, lane: str) -> dict[int, set[str]]:
    query = (
        select(OPERATION_PARENT)
        .join(OPERATION, OPERATION.c.number == OPERATION_PARENT.c.operation)
        .where(OPERATION.c.lane == lane)
    )
    found: dict[int, set[str]] = {}
    for row in reading.all(query):
        found.setdefault(row.operation, set()).add(row.parent)
    return found


def _is_whole(row: Row[Any], parents: set[str]) -> bool:
    if id_of(row.body.encode()) != row.id:
        return False
    operation = operation_of(row.body)
    said = (operation.device, operation.lane, operation.seq, operation.actor, operation.hlc)
    kept = (row.device, row.lane, row.seq, row.actor, row.hlc)
    place = (operation.entity, operation.field) == (row.entity, row.field)
    return place and said == kept and set(operation.parents) == parents


def _segments(reading: Reading, lane: str, lines: dict[tuple[str, int], str]) -> Iterator[Problem]:
    query = select(SEGMENT).where(SEGMENT.c.lane == lane).order_by(SEGMENT.c.device, SEGMENT.c.first_seq)
    tips: dict[str, tuple[int, str]] = {}
    for row in reading.all(query):
        last, sha256 = tips.get(row.device, (0, ""))
        where = f"{lane} {row.device} {row.first_seq} to {row.last_seq}"
        if (row.first_seq, row.prev) != (last + 1, sha256):
            yield Problem(Severity.ERROR, "broken-chain", where, "The segment does not follow the one before.")
        tips[row.device] = (row.last_seq, row.sha256)
        if not _holds(row, lines):
            yield Problem(Severity.ERROR, "changed-segment", where, "The segment is not what was signed.")


def _holds(row: Row[Any], lines: dict[tuple[str, int], str]) -> bool:
    try:
        manifest = parse_manifest(bytes(row.manifest))
    except Refused:
        return False
    numbers = range(row.first_seq, row.last_seq + 1)
    content = "".join(f"{lines.get((row.device, number), '')}\n" for number in numbers).encode()
    return (
        hashlib.sha256(row.manifest).hexdigest() == row.sha256
        and (manifest.lane, manifest.device, manifest.prev) == (row.lane, row.device, row.prev)
        and (manifest.first_seq, manifest.last_seq) == (row.first_seq, row.last_seq)
        and hashlib.sha256(content).hexdigest() == manifest.operations_sha256
    )
