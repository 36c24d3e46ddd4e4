"""Goal 10: taking in a bundle with every hash and signature checked, against copying and hashing the files."""

import shutil
from collections.abc import Iterator
from pathlib import Path

from assessor_app.services.profile.workplace import Workplace
from benchmarks.bench import MB, Bench
from benchmarks.exporting import BUNDLE, against_one
from benchmarks.figures import Figure
from benchmarks.profile import opened
from benchmarks.rounds import shell, timed

COPY_AND_HASH = 'cp -r "{evidence}" copy && openssl dgst -sha256 copy/* && sync copy/* copy'
AGE_TAR_HASH = (
    "mkdir out && age -d -i identity visit.age | tar -C out -xf - && (cd out && sha256sum --quiet -c ../sums && sync *)"
)
PREPARE = (
    'age-keygen -o identity 2>log; age-keygen -y identity >recipient; cd "{evidence}"; sha256sum * >"{folder}/sums"; '
    'tar -cf - . | age -R "{folder}/recipient" >"{folder}/visit.age"'
)


def measure(bench: Bench) -> Iterator[Figure]:
    """Seconds from the bundle to everything in the office's store, durable."""
    folder, evidence = bench.empty("import"), bench.evidence
    export_visit(bench, folder / BUNDLE)
    shell(PREPARE.format(evidence=evidence, folder=folder), folder)()
    office = FreshOffice(bench.places.office, folder / "office")
    cases = {
        "ours": timed(lambda: office.take_in(folder / BUNDLE), office.renew),
        "floor": timed(shell(COPY_AND_HASH.format(evidence=evidence), folder), lambda: _clear(folder / "copy")),
        "stock": timed(shell(AGE_TAR_HASH, folder), lambda: _clear(folder / "out")),
    }
    found = bench.interleaved(cases, bench.scale.rounds)
    office.close()
    what = f"import {bench.scale.evidence // MB} MB"
    yield against_one(10, what, found, ("floor", "cp, openssl sha256, fsync", 1.9))
    yield against_one(10, what, found, ("stock", "age -d | tar, sha256sum -c, fsync", 0.6))


def export_visit(bench: Bench, target: Path) -> None:
    """Make the bundle of the visit with evidence."""
    visit = bench.evidence_visit
    workplace = opened(bench.places.assessor)
    workplace.exchange.export(target, assessments=[visit])
    workplace.close()


class FreshOffice:
    """An office that has not seen the bundle: `renew` puts it back to that."""

    def __init__(self, source: Path, folder: Path) -> None:
        self._source = source
        self._folder = folder
        self._workplace: Workplace | None = None

    def renew(self) -> None:
        """Forget everything taken in, and open the profile."""
        self.close()
        _clear(self._folder)
        shutil.copytree(self._source, self._folder)
        self._workplace = opened(self._folder)

    @property
    def workplace(self) -> Workplace:
        """The opened profile."""
        if self._workplace is None:
            raise AssertionError("not renewed")
        return self._workplace

    def take_in(self, bundle: Path) -> None:
        """Take a bundle in."""
        self.workplace.exchange.take_in(bundle)

    def close(self) -> None:
        """Close the profile if it is open."""
        if self._workplace is not None:
            self._workplace.close()
            self._workplace = None


def _clear(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
