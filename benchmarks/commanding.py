"""Goal 12, as an administrator does it: a folder of 1,000 visit bundles and one command, in a file and on PostgreSQL.

The floor writes the very rows that the command leaves behind, known beforehand, in one transaction; it opens no
bundle and checks no signature.
"""

import json
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from assessor_app.domain.assessment.assessment import Institution
from assessor_app.models.journal.writing import Writing
from assessor_app.services.profile.workplace import Workplace
from benchmarks.bench import Bench
from benchmarks.figures import Figure
from benchmarks.profile import MARK, opened, sentences
from benchmarks.taking_in import FileSide, OfficeSide, Side
from tests.postgresql import running

MOST_S = 60.0


def measure(bench: Bench) -> Iterator[Figure]:
    """Seconds of the whole command, start of the program included."""
    folder = bench.empty("commanding")
    bundles = folder / "bundles"
    bundles.mkdir()
    _visits(bench.places.assessor, bundles, bench.scale.bundles)
    yield _figure("SQLCipher", *_run(bench.places.office, folder / "file", bundles, FileSide(folder / "bare")))
    with running(durable=True) as server:
        side = OfficeSide(folder / "bare-server", server)
        address = server.new_database()
        yield _figure("PostgreSQL", *_run(bench.places.office, folder / "server", bundles, side, address))


def _visits(assessor: Path, bundles: Path, count: int) -> None:
    """So many visits of 16 judged strands with two texts each, and a bundle for each."""
    workplace = opened(assessor)
    for number in range(count):
        visit = _visit(workplace, number)
        workplace.exchange.export(bundles / f"{number:05d}.qmb", assessments=[visit])
    workplace.close()


def _visit(workplace: Workplace, number: int) -> str:
    scheme, person = workplace.schemes.get(MARK), workplace.person.id
    school = Institution(f"m{number:05d}", f"School {number}", "Leeds")
    assessment = workplace.visits.begin(scheme, school, "verification visit", date(2026, 11, 22)).result()

    def judge(writing: Writing) -> None:
        for strand in scheme.strands:
            entity = f"assessment/{assessment}/strand/{strand.id}"
            writing.set(f"{entity}/judgement/{person}", "level", scheme.levels[-1].id)
            for field in ("reason", "saw"):
                writing.set(entity, field, sentences(1, (number, strand.id, field)))

    workplace.store.write(judge).result()
    return assessment


def _run(office: Path, profile: Path, bundles: Path, side: Side, address: str = "") -> tuple[float, float, int]:
    """Seconds of the command and of the floor, and how many bundles."""
    shutil.copytree(office, profile)
    command = [sys.executable, "-m", "assessor_app", "--profile", str(profile)]
    if address:
        subprocess.run([*command, "--database", address, "list"], check=True, stdout=subprocess.DEVNULL)
    began = time.perf_counter()
    done = subprocess.run([*command, "--json", "bundle", "import", str(bundles)], check=True, stdout=subprocess.PIPE)
    seconds = time.perf_counter() - began
    files = len(list(bundles.iterdir()))
    _compare(json.loads(done.stdout), files, profile, side)
    side.renew()
    began = time.perf_counter()
    side.write_bare()
    floor = time.perf_counter() - began
    side.close()
    return seconds, floor, files


def _compare(answer: dict[str, object], files: int, profile: Path, side: Side) -> None:
    """A result for every file, and as many changes in the store as were counted in."""
    results = answer["results"]
    assert isinstance(results, list)
    workplace = opened(profile)
    side.remember_rows(workplace.store)
    workplace.close()
    stored = {name: len(rows) for name, _, rows in side.rows}
    counted = sum(each["taken"]["operations"] for each in results)
    if len(results) != files or counted != stored["operation"] or stored["assessment"] != files:
        raise AssertionError(f"{len(results)} of {files} files, {counted} changes counted, {stored} stored")


def _figure(engine: str, seconds: float, floor: float, files: int) -> Figure:
    what = f"`bundle import DIR`, {files} bundles, {engine}"
    words = "their rows, batched INSERTs" if engine == "SQLCipher" else "their rows, COPY"
    return Figure(12, what, "s", seconds, MOST_S, words, floor, seconds / floor, absolute=True)
