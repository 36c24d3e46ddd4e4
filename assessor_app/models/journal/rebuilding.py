"""The tables made again from the journal, in memory and by the pure rule, and compared with what is stored."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from assessor_app.domain.journal import merging
from assessor_app.domain.journal.operation import Operation
from assessor_app.domain.journal.record import place_of
from assessor_app.domain.journal.record_fields import KINDS
from assessor_app.domain.journal.record_kind import Kind
from assessor_app.domain.problem import Problem, Severity
from assessor_app.models.database.store import Store
from assessor_app.models.database.tables import HEAD, OPERATION, RECORD
from assessor_app.models.journal.journal import operation_of
from assessor_app.models.journal.projection import stored
from assessor_app.models.queries.reading import Reading

RowKey = tuple[str, tuple[str, ...]]
"""Table and the values of its key columns."""


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """What a comparison found. rows: how many were compared; differences: one remark a row or field."""

    rows: int
    differences: tuple[Problem, ...]


def rebuild_and_compare(store: Store) -> Rebuilt:
    """Make every table of the record again from the journal and compare it with the stored one, value and type.

    One institution or assessment at a time, so that memory stays bounded. Nothing is changed.
    """
    rows = 0
    differences: list[Problem] = []
    with store.read() as reading:
        subjects = _subjects(reading)
        for (family, name), lanes in subjects.items():
            operations = [operation_of(row.body) for row in reading.all(_bodies(lanes))]
            expected, found = _expected(operations), dict(_stored(reading, family, name))
            rows += len(found)
            differences.extend(_compared(expected, found))
            differences.extend(_heads_compared(reading, lanes, operations))
        differences.extend(_without_journal(reading, subjects))
    return Rebuilt(rows, tuple(differences))


def _subjects(reading: Reading) -> dict[tuple[str, str], list[str]]:
    """Lanes by what they are about, for example ("assessment", "7c9e...")."""
    subjects: dict[tuple[str, str], list[str]] = defaultdict(list)
    for row in reading.all(select(OPERATION.c.lane).distinct().order_by(OPERATION.c.lane)):
        kind, _, name = row.lane.partition("/")
        subjects[kind if kind in ("institution", "practice") else "assessment", name].append(row.lane)
    return subjects


def _bodies(lanes: list[str]) -> Any:
    return select(OPERATION.c.body).where(OPERATION.c.lane.in_(lanes)).order_by(OPERATION.c.number)


def _expected(operations: list[Operation]) -> dict[RowKey, dict[str, Any]]:
    rows: dict[RowKey, dict[str, Any]] = {}
    for (entity, field), state in merging.states(operations).items():
        place = place_of(entity)
        row = rows.setdefault((place.kind.table, place.key), dict.fromkeys(place.kind.fields))
        row[field] = stored(place.kind.fields[field], state.shown)
    return rows


def _stored(reading: Reading, family: str, name: str) -> Iterator[tuple[RowKey, dict[str, Any]]]:
    for kind in KINDS:
        if kind.path.split("/")[0] == family:
            table = RECORD[kind.table]
            for row in reading.all(select(table).where(table.c[kind.keys[0]] == name)):
                values = row._asdict()
                yield (kind.table, tuple(values.pop(key) for key in kind.keys)), values


def _compared(expected: Mapping[RowKey, dict[str, Any]], found: Mapping[RowKey, dict[str, Any]]) -> Iterator[Problem]:
    for key in sorted(expected.keys() | found.keys()):
        if key not in found:
            yield _different(key, "", "The row is missing.")
        elif key not in expected:
            yield _different(key, "", "Nothing in the journal accounts for the row.")
        else:
            for field, value in expected[key].items():
                if (type(found[key][field]), found[key][field]) != (type(value), value):
                    yield _different(key, field, "The journal says otherwise.")


def _heads_compared(reading: Reading, lanes: list[str], operations: list[Operation]) -> Iterator[Problem]:
    expected = {each.id for heads in merging.current(operations).values() for each in heads}
    query = select(OPERATION.c.id).join(HEAD, HEAD.c.operation == OPERATION.c.number).where(HEAD.c.lane.in_(lanes))
    found = {row.id for row in reading.all(query)}
    if expected != found:
        message = f"{len(expected ^ found)} operations are wrongly current or not current."
        yield Problem(Severity.ERROR, "heads-differ", f"head {', '.join(lanes)}", message)


def _without_journal(reading: Reading, subjects: Mapping[tuple[str, str], object]) -> Iterator[Problem]:
    for kind in KINDS:
        column = RECORD[kind.table].c[kind.keys[0]]
        for (name,) in reading.all(select(column).distinct().order_by(column)):
            if (_family(kind), name) not in subjects:
                yield _different((kind.table, (name,)), "", "Nothing in the journal accounts for the row.")


def _family(kind: Kind) -> str:
    return kind.path.split("/")[0]


def _different(key: RowKey, field: str, what: str) -> Problem:
    table, names = key
    return Problem(Severity.ERROR, "table-differs", f"{table} {'/'.join(names)} {field}".rstrip(), what)
