"""Goal 12: many small bundles imported by one office, as one command does it, against the same checks and raw
INSERTs, and against stock tools that check and store nothing."""

from collections.abc import Iterator
from pathlib import Path
from statistics import median

import sqlcipher3.dbapi2 as sqlcipher3

from assessor_app.domain.exchange.card import OfficeCard
from assessor_app.services.exchange.exchange import never, unwatched
from assessor_app.services.exchange.incoming import incoming_files, take_in_all
from assessor_app.services.office.roster import segment_check
from assessor_app.services.profile.identities import trusted_card
from assessor_app.services.profile.workplace import Workplace
from assessor_app.sync.reading import look, read_bundle
from benchmarks.bench import Bench
from benchmarks.figures import Figure
from benchmarks.importing import FreshOffice
from benchmarks.profile import opened
from benchmarks.rounds import paired_ratio, shell, timed

STOCK = (
    'rm -rf out; mkdir out; for file in *.qmb; do mkdir "out/$file"; age -d -i key "$file" | tar -C "out/$file" -xf -; '
    'for segment in "out/$file"/segments/*; do openssl cms -verify -cades -binary -inform DER -in '
    '"$segment/manifest.p7s" -content "$segment/manifest.json" -CAfile root.pem -out /dev/null 2>/dev/null || exit 1; '
    'sha256sum "$segment/ops.jsonl" >>sums; done; done; sync .'
)
PRAGMAS = ("PRAGMA journal_mode = WAL", "PRAGMA synchronous = FULL")
TABLE = "CREATE TABLE operation (id TEXT PRIMARY KEY, device TEXT, lane TEXT, seq INTEGER, body TEXT)"
INSERT = "INSERT INTO operation VALUES (?, ?, ?, ?, ?)"


def measure(bench: Bench) -> Iterator[Figure]:
    """Seconds from a folder of bundles to all of them in the store, durable, each with its result."""
    folder = bench.empty("import-many")
    files = export_visits(bench, folder)
    office = FreshOffice(bench.places.office, folder / "office")
    office.renew()
    _write_keys(office.workplace, folder)
    cases = {
        "ours": timed(lambda: _take_in(office.workplace, files), office.renew),
        "floor": timed(lambda: _check_and_insert(office.workplace, files, folder / "raw.db"), office.renew),
        "stock": timed(shell(STOCK, folder)),
    }
    found = bench.interleaved(cases, min(bench.scale.rounds, 3))
    office.close()
    what = f"import {len(files)} visit bundles"
    for case, words, most in (
        ("floor", "same checks, raw INSERTs on sqlcipher3", 1.5),
        ("stock", "age, tar, openssl cms, sha256sum", 1.5),
    ):
        ratio = paired_ratio(found["ours"], found[case])
        yield Figure(12, what, "s", median(found["ours"]), most, words, median(found[case]), ratio)


def export_visits(bench: Bench, folder: Path) -> tuple[Path, ...]:
    """One bundle for each visit of the assessor."""
    workplace = opened(bench.places.assessor)
    for number, visit in enumerate(bench.places.assessments):
        workplace.exchange.export(folder / f"{number:04d}.qmb", assessments=[visit])
    workplace.close()
    return incoming_files([folder])


def _take_in(office: Workplace, files: tuple[Path, ...]) -> None:
    results = list(take_in_all(office.exchange, files))
    if any(result.status or result.taken is None for result in results):
        raise AssertionError("a bundle was not imported")


def _check_and_insert(office: Workplace, files: tuple[Path, ...], database: Path) -> None:
    """What nobody can do without: open and check every bundle, and insert its operations, one transaction each."""
    for left in database.parent.glob(f"{database.name}*"):
        left.unlink()
    raw = sqlcipher3.connect(str(database), isolation_level=None)
    for statement in (f"PRAGMA key = \"x'{'ab' * 32}'\"", *PRAGMAS, TABLE):
        raw.execute(statement)
    identity, check = office.key.secrets.age_identity, segment_check(card_of(office), at_office=True)
    for file in files:
        received = read_bundle(file, [identity], check, look, unwatched, never)
        raw.execute("BEGIN IMMEDIATE")
        for segment in received.segments:
            lines = segment.sealed.operations.decode().splitlines()
            rows = zip(lines, segment.operations, strict=True)
            raw.executemany(INSERT, [(one.id, one.device, one.lane, one.seq, line) for line, one in rows])
        raw.execute("COMMIT")
    raw.close()


def _write_keys(office: Workplace, folder: Path) -> None:
    """What the stock tools need."""
    (folder / "key").write_text(office.key.secrets.age_identity + "\n", encoding="ascii")
    (folder / "root.pem").write_bytes(card_of(office).root_pem)


def card_of(office: Workplace) -> OfficeCard:
    """The card of an office that has one."""
    card = trusted_card(office.profile)
    if card is None:
        raise AssertionError("the office has no card")
    return card
