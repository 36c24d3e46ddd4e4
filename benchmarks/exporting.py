"""Goal 9: exporting a visit with its evidence, against copying and hashing the files, and against `tar | age`."""

from collections.abc import Iterator
from pathlib import Path
from statistics import median

from benchmarks.bench import MB, Bench
from benchmarks.figures import Figure
from benchmarks.profile import opened
from benchmarks.rounds import paired_ratio, shell, timed

BUNDLE = "visit.qmb"
COPY_AND_HASH = 'cat "{evidence}"/* >copy && openssl dgst -sha256 "{evidence}"/* && sync copy'
HASH_TAR_AGE = (
    'sha256sum "{evidence}"/* >sums && tar -C "{evidence}" -cf - . | age -R recipient >visit.age && sync visit.age'
)


def measure(bench: Bench) -> Iterator[Figure]:
    """Seconds to a finished bundle on disk. The bundle is signed, and encrypted to two people."""
    folder, visit = bench.empty("export"), bench.evidence_visit
    workplace = opened(bench.places.assessor)
    (folder / "recipient").write_text(workplace.person.age_recipient + "\n", encoding="ascii")
    target, evidence = folder / BUNDLE, bench.evidence
    cases = {
        "ours": timed(lambda: workplace.exchange.export(target, assessments=[visit]), lambda: clear(target)),
        "floor": timed(shell(COPY_AND_HASH.format(evidence=evidence), folder), lambda: clear(folder / "copy")),
        "stock": timed(shell(HASH_TAR_AGE.format(evidence=evidence), folder), lambda: clear(folder / "visit.age")),
    }
    found = bench.interleaved(cases, bench.scale.rounds)
    workplace.close()
    what = f"export {bench.scale.evidence // MB} MB"
    yield against_one(9, what, found, ("floor", "cat, openssl sha256, fsync", 1.7))
    yield against_one(9, what, found, ("stock", "sha256sum, tar | age, fsync", 0.6))


def against_one(goal: int, what: str, found: dict[str, list[float]], floor: tuple[str, str, float]) -> Figure:
    """Our seconds against those of one floor: its case, its words, the highest ratio."""
    case, words, most = floor
    ratio = paired_ratio(found["ours"], found[case])
    return Figure(goal, what, "s", median(found["ours"]), most, words, median(found[case]), ratio)


def clear(file: Path) -> None:
    """Remove what the last round left."""
    file.unlink(missing_ok=True)
