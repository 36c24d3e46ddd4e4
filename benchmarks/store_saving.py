"""Goal 4: the processor time of one durable save, against the same SQL through the bare driver.

Both sides write the same rows to an encrypted file (WAL, synchronous=FULL) in alternating rounds. The bare side has
every parameter ready: it measures SQL alone, without identities, rules, queue or future.
"""

import argparse
import statistics
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from assessor_app.domain.operation import Operation
from assessor_app.models import statements as sql
from assessor_app.models.projection import UPSERT, row_of
from assessor_app.models.sqlcipher import DATABASE, connect
from assessor_app.models.store import Author, Store

KEY = bytes(range(32))
PERSON = "P-7F2C19A4"
TEXT = "Pupils described clear routines; evidence seen in planning and books. " * 4


def place_of_save(number: int) -> str:
    return f"assessment/a{number % 50}/strand/s{number % 16}"


def through_store(store: Store, first: int, count: int) -> list[float]:
    times = []
    for number in range(first, first + count):
        began = time.perf_counter()
        store.write(lambda writing, n=number: writing.set(place_of_save(n), "reason", f"{TEXT}{n}")).result()
        times.append(time.perf_counter() - began)
    return times


class Bare:
    """The statements of one save with everything known beforehand."""

    def __init__(self, folder: Path) -> None:
        Store.create(folder, KEY, Author(PERSON), lambda: datetime.now(UTC)).close()
        self._connection = connect(folder / DATABASE, KEY)
        self._sequence: dict[str, int] = {}
        self._heads: dict[str, tuple[int, str]] = {}
        self._numbers = 0

    def prepare(self, first: int, count: int) -> list[list[tuple[str, dict[str, object]]]]:
        return [self._save(number) for number in range(first, first + count)]

    def run(self, saves: list[list[tuple[str, dict[str, object]]]]) -> list[float]:
        times = []
        for save in saves:
            began = time.perf_counter()
            self._connection.execute("BEGIN IMMEDIATE")
            for statement, parameters in save:
                self._connection.execute(statement, parameters).fetchall()
            self._connection.execute("COMMIT")
            times.append(time.perf_counter() - began)
        return times

    def _save(self, number: int) -> list[tuple[str, dict[str, object]]]:
        entity = place_of_save(number)
        lane = f"judgement/a{number % 50}"
        head = self._heads.get(entity)
        self._sequence[lane] = self._sequence.get(lane, 0) + 1
        parents = (head[1],) if head else ()
        text = f"{TEXT}{number}"
        operation = Operation("0" * 16, lane, self._sequence[lane], PERSON, number, entity, "reason", text, parents)
        self._numbers += 1
        self._heads[entity] = (self._numbers, operation.id)
        place: dict[str, object] = {"lane": lane, "entity": entity, "field": "reason"}
        row = {**place, "id": operation.id, "device": "0" * 16, "seq": operation.seq, "actor": PERSON, "hlc": number}
        row |= {"body": operation.canonical().decode(), "recorded_at": "2026-11-22T11:42:00Z"}
        table, projected = row_of(entity, "reason", text)
        statements = [
            (sql.HEADS, place),
            (sql.NEXT_SEQ, {"lane": lane, "device": "0" * 16}),
            (sql.ADD_OPERATION_NUMBERED, row),
            *((sql.ADD_PARENT, {"operation": self._numbers, "parent": parent}) for parent in parents),
            *((sql.DROP_HEAD, {**place, "operation": head[0]}) for _ in parents if head),
            (sql.ADD_HEAD, {**place, "operation": self._numbers}),
            (UPSERT[table, "reason"], projected),
        ]
        step = {"assessment": f"a{number % 50}", "number": self._numbers, "operations": str(self._numbers)}
        return [*statements, (sql.ADD_STEP, step)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=8)
    parser.add_argument("--saves", type=int, default=400)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        store = Store.create(Path(name) / "store", KEY, Author(PERSON), lambda: datetime.now(UTC))
        bare = Bare(Path(name) / "bare")
        through_store(store, 0, 800)
        bare.run(bare.prepare(0, 800))
        ratios, middles = [], []
        for index in range(chosen.rounds):
            first = 800 + index * chosen.saves
            saves = bare.prepare(first, chosen.saves)
            began = time.process_time()
            floor = bare.run(saves)
            floor_cpu = time.process_time() - began
            began = time.process_time()
            ours = through_store(store, first, chosen.saves)
            our_cpu = time.process_time() - began
            ratios.append(our_cpu / floor_cpu)
            middles.append(statistics.median(ours) / statistics.median(floor))
            print(
                f"cpu {our_cpu / chosen.saves * 1e6:.0f} against {floor_cpu / chosen.saves * 1e6:.0f} us = {ratios[-1]:.2f}; "
                f"p50 {statistics.median(ours) * 1e6:.0f} against {statistics.median(floor) * 1e6:.0f} us"
            )
        store.close()
    print(f"median ratio: cpu {statistics.median(ratios):.2f}, p50 {statistics.median(middles):.2f} (goal: 2.5)")


if __name__ == "__main__":
    main()
