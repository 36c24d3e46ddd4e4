"""Goal 12: the rows of 1,000 small bundles taken in as an import does, against the same rows with no questions asked.

Ours is the real take-in of segments: known or not, gap or fork, every hash of an operation computed, heads, tables.
The floors write the very rows that ours leaves behind, all known beforehand, in one transaction: `executemany` on the
bare SQLCipher driver, COPY on PostgreSQL. Both servers and files write durably (fsync). Deciphering and checking
signatures come before and are measured by goal 10.
"""

import hashlib
import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import psycopg
from sqlalchemy import select

from assessor_app.domain.exchange.manifest import manifest_bytes
from assessor_app.domain.exchange.segment import Manifest, ReceivedSegment, SealedSegment
from assessor_app.domain.journal.operation import Json, Operation
from assessor_app.models.database.joining import OwnFile, join
from assessor_app.models.database.sqlcipher import DATABASE, connect
from assessor_app.models.database.store import Author, Store
from assessor_app.models.database.tables import METADATA
from assessor_app.models.journal.writing import Writing
from assessor_app.services.exchange.incoming import MOST_FILES
from assessor_app.services.saving import utc_now
from benchmarks.bench import Bench
from benchmarks.figures import Figure
from benchmarks.rounds import paired_ratio, timed
from tests.postgresql import Server, name_of, running

KEY = bytes(range(32))
OFFICE = Author("P-00000001")
NOW = datetime(2026, 11, 22, tzinfo=UTC)
TEXT = "Pupils described clear routines; evidence seen in planning and books."
SIGNATURE = b"s" * 2_000
"""As long as a real one; it is stored and not looked at here."""

Tables = Sequence[tuple[str, tuple[str, ...], list[tuple[object, ...]]]]
"""Name, columns and rows, in an order that references allow."""


def measure(bench: Bench) -> Iterator[Figure]:
    """Seconds for all bundles, in a file and on a server."""
    folder, bundles = bench.empty("taking-in"), [_bundle(number) for number in range(bench.scale.bundles)]
    rounds = min(bench.scale.rounds, 3)
    file = FileSide(folder / "file")
    yield _figure(
        "SQLCipher", "executemany, one transaction", bench.interleaved(_cases(file, bundles), rounds), bundles
    )
    with running(durable=True) as server:
        office = OfficeSide(folder / "server", server)
        yield _figure(
            "PostgreSQL", "COPY, one transaction", bench.interleaved(_cases(office, bundles), rounds), bundles
        )


def _cases(side: "Side", bundles: Sequence[Sequence[ReceivedSegment]]) -> dict[str, Callable[[], float]]:
    side.renew()
    side.take_in(bundles)
    assert side.store is not None
    side.remember_rows(side.store)
    return {
        "ours": timed(lambda: side.take_in(bundles), side.renew),
        "floor": timed(side.write_bare, side.renew),
    }


def _figure(engine: str, floor: str, found: dict[str, list[float]], bundles: Sequence[object]) -> Figure:
    ours, bare = (sorted(found[name])[len(found[name]) // 2] for name in ("ours", "floor"))
    what = f"take in {len(bundles)} bundles, {engine}"
    return Figure(12, what, "s", ours, 3, floor, bare, paired_ratio(found["ours"], found["floor"]))


@dataclass
class Side:
    """One kind of database. `renew` makes it an empty store, outside of what is measured."""

    folder: Path
    store: Store | None = None
    rows: Tables = ()

    def renew(self) -> None:
        """An empty store, opened."""
        self.close()
        shutil.rmtree(self.folder, ignore_errors=True)
        self.store = self.make()

    def close(self) -> None:
        """Close the store, if one is open."""
        if self.store is not None:
            self.store.close()
            self.store = None

    def make(self) -> Store:
        raise NotImplementedError

    def write_bare(self) -> None:
        raise NotImplementedError

    def take_in(self, bundles: Sequence[Sequence[ReceivedSegment]]) -> None:
        """Ours: as many bundles in a transaction as an import writes together, each behind a savepoint of its own."""
        assert self.store is not None
        for start in range(0, len(bundles), MOST_FILES):
            self.store.write(lambda writing, given=bundles[start : start + MOST_FILES]: _each(writing, given)).result()

    def remember_rows(self, store: Store) -> None:
        """Keep what is in a store for the floor."""
        with store.read() as reading:
            self.rows = [
                (table.name, tuple(table.columns.keys()), [tuple(row) for row in reading.all(select(table))])
                for table in METADATA.sorted_tables
                if table.name != "meta"
            ]


class FileSide(Side):
    def make(self) -> Store:
        return Store.create(self.folder, KEY, OFFICE, utc_now)

    def write_bare(self) -> None:
        connection = connect(self.folder / DATABASE, KEY)
        connection.execute("BEGIN IMMEDIATE")
        for name, columns, rows in self.rows:
            places = ", ".join("?" * len(columns))
            connection.executemany(f'INSERT INTO "{name}" ({_quoted(columns)}) VALUES ({places})', rows)
        connection.execute("COMMIT")
        connection.close()


class OfficeSide(Side):
    def __init__(self, folder: Path, server: Server) -> None:
        super().__init__(folder)
        self._server = server
        self._name = ""

    def make(self) -> Store:
        address = self._server.new_database()
        self._name = name_of(address)
        join(OwnFile(self.folder, KEY), address)
        return Store.open(self.folder, KEY, OFFICE, utc_now)

    def write_bare(self) -> None:
        with psycopg.connect(host=str(self._server.folder), user="office", dbname=self._name) as connection:
            for name, columns, rows in self.rows:
                with connection.cursor().copy(f'COPY "{name}" ({_quoted(columns)}) FROM STDIN') as copy:
                    for row in rows:
                        copy.write_row(row)


def _each(writing: Writing, bundles: Sequence[Sequence[ReceivedSegment]]) -> None:
    for segments in bundles:
        with writing.apart():
            writing.take_in(segments)


def _quoted(columns: Sequence[str]) -> str:
    return ", ".join(f'"{column}"' for column in columns)


def _bundle(number: int) -> list[ReceivedSegment]:
    """A visit of 16 strands with a level and texts: 58 operations of a device of its own, in two segments."""
    assessment, person = f"a{number}", f"P-{number:08X}"
    visit: list[tuple[str, str, Json]] = [
        (f"assessment/{assessment}", field, value)
        for field, value in (
            ("scheme", "pdqm"),
            ("edition", "2026"),
            ("institution", f"i{number}"),
            ("visit_on", "2026-11-22"),
            ("strand_count", 16),
            ("lead", person),
            ("lead_name", "Amara Okafor"),
            ("purpose", "verification visit"),
            ("stage", "visit"),
            ("reference", f"QM-{number}"),
        )
    ]
    judged: list[tuple[str, str, Json]] = []
    for strand in range(16):
        base = f"assessment/{assessment}/strand/s{strand}"
        judged += [(f"{base}/judgement/{person}", "level", "secure"), (base, "reason", TEXT), (base, "saw", TEXT)]
    return [
        _segment(number, person, f"visit/{assessment}", visit),
        _segment(number, person, f"judgement/{assessment}", judged),
    ]


def _segment(number: int, person: str, lane: str, values: Sequence[tuple[str, str, Json]]) -> ReceivedSegment:
    device = f"{number:016x}"
    operations = tuple(
        Operation(device, lane, seq, person, seq, entity, field, value, ())
        for seq, (entity, field, value) in enumerate(values, 1)
    )
    content = b"".join(each.canonical() + b"\n" for each in operations)
    digest = hashlib.sha256(content).hexdigest()
    manifest = Manifest(
        "c" * 64, device, lane, person, 1, len(operations), "", digest, len(content), len(operations), (), NOW, "Assay"
    )
    raw = manifest_bytes(manifest)
    sealed = SealedSegment(raw, SIGNATURE, content)
    return ReceivedSegment(sealed, hashlib.sha256(raw).hexdigest(), manifest, operations, "Amara Okafor", NOW)
