"""Goal 4: one durable save through the service, against the same SQL through the bare driver.

Both sides write the same rows to an encrypted file (WAL, synchronous=FULL) in alternating rounds. The bare side has
every parameter ready: it measures SQL alone, without identities, rules, queue or future.
"""

import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

from assessor_app.domain.journal.operation import Operation
from assessor_app.domain.people import Person, Role
from assessor_app.models.database import statements as sql
from assessor_app.models.database.sqlcipher import DATABASE, connect
from assessor_app.models.database.store import Author, Store
from assessor_app.models.journal.projection import UPSERT, row_of
from assessor_app.services.saving import utc_now
from assessor_app.services.visit.judging import Judging
from benchmarks.bench import Bench
from benchmarks.figures import Figure
from benchmarks.rounds import paired_ratio

KEY = bytes(range(32))
NOW = datetime(2026, 11, 22, tzinfo=UTC)
PERSON = Person("P-7F2C19A4", "Amara Okafor", "", frozenset({Role.ASSESSOR}), "7F2C 19A4", "", NOW, "")
DEVICE = "0" * 16
TEXT = "Pupils described clear routines; evidence seen in planning and books. " * 4

Statements = list[tuple[str, dict[str, object]]]


def measure(bench: Bench) -> Iterator[Figure]:
    """Processor time and median latency of a save of a 300-character text with its journal entry."""
    folder, saves = bench.empty("saving"), bench.scale.saves
    store = Store.create(folder / "store", KEY, Author(PERSON.id), utc_now)
    sides = {"ours": _Ours(store), "floor": _Bare(folder / "bare")}
    cases = {name: lambda side=side: side.round(saves) for name, side in sides.items()}
    cpu = bench.interleaved(cases, bench.scale.rounds * 2)
    store.close()
    middles = {name: side.middles[bench.scale.warm_up :] for name, side in sides.items()}
    for what, found, most in (("processor time", cpu, 2.5), ("median latency", middles, 2.5)):
        yield Figure(
            4,
            f"durable save, {what}",
            "us",
            median(found["ours"]) * 1e6,
            most,
            "the same SQL on bare sqlcipher3",
            median(found["floor"]) * 1e6,
            paired_ratio(found["ours"], found["floor"]),
        )


class _Side:
    """One way of saving. `middles`: the median seconds of a save, by round."""

    def __init__(self) -> None:
        self.middles: list[float] = []
        self._next = 0

    def round(self, saves: int) -> float:
        """Save so many times; the processor seconds of one save."""
        prepared = self.prepare(range(self._next, self._next + saves))
        self._next += saves
        times = []
        cpu = time.process_time()
        for save in prepared:
            began = time.perf_counter()
            self.save(save)
            times.append(time.perf_counter() - began)
        cpu = time.process_time() - cpu
        self.middles.append(median(times))
        return cpu / saves

    def prepare(self, numbers: range) -> list:
        """What each save needs, made before the clock runs."""
        return list(numbers)

    def save(self, prepared) -> None:
        raise NotImplementedError


class _Ours(_Side):
    def __init__(self, store: Store) -> None:
        super().__init__()
        self._judging = Judging(store, PERSON, utc_now)

    def save(self, prepared: int) -> None:
        assessment, strand = _place(prepared)
        self._judging.write(assessment, strand, "reason", f"{TEXT}{prepared}", (), None).result()


class _Bare(_Side):
    """The statements of one save with everything known beforehand."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        Store.create(folder, KEY, Author(PERSON.id), utc_now).close()
        self._connection = connect(folder / DATABASE, KEY)
        self._sequence: dict[str, int] = {}
        self._heads: dict[str, tuple[int, str]] = {}
        self._numbers = 0

    def prepare(self, numbers: range) -> list[Statements]:
        return [self._statements(number) for number in numbers]

    def save(self, prepared: Statements) -> None:
        self._connection.execute("BEGIN IMMEDIATE")
        for statement, parameters in prepared:
            self._connection.execute(statement, parameters).fetchall()
        self._connection.execute("COMMIT")

    def _statements(self, number: int) -> Statements:
        assessment, strand = _place(number)
        entity, lane = f"assessment/{assessment}/strand/{strand}", f"judgement/{assessment}"
        head = self._heads.get(entity)
        operation = self._operation(number, lane, entity, head[1] if head else None)
        self._numbers += 1
        self._heads[entity] = (self._numbers, operation.id)
        place = {"lane": lane, "entity": entity, "field": "reason"}
        table, projected = row_of(entity, "reason", operation.value)
        parents = [(sql.ADD_PARENT, {"operation": self._numbers, "parent": head[1]})] if head else []
        dropped = [(sql.DROP_HEAD, {**place, "operation": head[0]})] if head else []
        step = {"device": DEVICE, "assessment": assessment, "number": self._numbers, "operations": str(self._numbers)}
        return [
            (sql.REPORTS, {"assessment": assessment}),
            (sql.HEADS, place),
            (sql.NEXT_SEQ, {"lane": lane, "device": DEVICE}),
            (sql.ADD_OPERATION_NUMBERED, _row(operation)),
            *parents,
            *dropped,
            (sql.ADD_HEAD, {**place, "operation": self._numbers}),
            (UPSERT[table, "reason"], projected),
            (sql.ADD_STEP, step),
        ]

    def _operation(self, number: int, lane: str, entity: str, parent: str | None) -> Operation:
        self._sequence[lane] = self._sequence.get(lane, 0) + 1
        parents = (parent,) if parent else ()
        return Operation(
            DEVICE, lane, self._sequence[lane], PERSON.id, number, entity, "reason", f"{TEXT}{number}", parents
        )


def _place(number: int) -> tuple[str, str]:
    return f"a{number % 50}", f"s{number % 16}"


def _row(operation: Operation) -> dict[str, object]:
    return {
        "id": operation.id,
        "device": operation.device,
        "lane": operation.lane,
        "seq": operation.seq,
        "actor": operation.actor,
        "hlc": operation.hlc,
        "entity": operation.entity,
        "field": operation.field,
        "body": operation.canonical().decode(),
        "recorded_at": "2026-11-22T11:42:00Z",
    }
