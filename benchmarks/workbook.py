"""Goal 14: reading a completed workbook, and refusing a hostile one soon and in little memory."""

import json
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from xml.parsers import expat

from assessor_app.services.schemes.shelf import SchemeShelf
from assessor_app.workbooks.reading import read_workbook
from assessor_app.workbooks.writing import write_filled
from benchmarks.bench import Bench
from benchmarks.figures import Figure
from benchmarks.profile import MARK, answers
from benchmarks.rounds import paired_ratio, timed

MOST_MS, MOST_SECONDS, MOST_MB = 100, 1, 128


def measure(bench: Bench) -> Iterator[Figure]:
    """Milliseconds for a real workbook; the worst time and memory among the hostile ones."""
    folder, shelf = bench.empty("workbook"), SchemeShelf()
    scheme, file = shelf.get(MARK), folder / "school.xlsx"
    write_filled(scheme, file, answers(scheme, tuple(f"E{number} - policy.pdf" for number in range(1, 41))))
    cases = {"ours": timed(lambda: read_workbook(file, shelf.get)), "floor": timed(lambda: _tokenise(file))}
    found = bench.interleaved(cases, 3 * bench.scale.rounds)
    ours, floor = (1000 * median(found[name]) for name in ("ours", "floor"))
    ratio = paired_ratio(found["ours"], found["floor"])
    yield Figure(14, "load and check a workbook", "ms", ours, MOST_MS, "unzip and expat alone", floor, ratio, True)
    yield from _hostile(folder, file)


def _tokenise(file: Path) -> None:
    """The floor: unpack every part and let expat see every token."""
    with zipfile.ZipFile(file) as archive:
        for name in archive.namelist():
            expat.ParserCreate().Parse(archive.read(name), True)


def _hostile(folder: Path, model: Path) -> Iterator[Figure]:
    runs = {name: _probe(_altered(model, folder / f"{name}.xlsx", name)) for name in HOSTILE}
    slowest = max(run["seconds"] for run in runs.values())
    largest = max(run["peak"] - run["idle"] for run in runs.values())
    taken = [name for name, run in runs.items() if not run["refused"]]
    names = f" of {len(runs)}{': ' if taken else ''}{', '.join(taken)}"
    yield Figure(14, "hostile workbooks not refused" + names, "", len(taken), 0, absolute=True)
    yield Figure(14, "refuse a hostile workbook, slowest", "s", slowest, MOST_SECONDS, absolute=True)
    yield Figure(14, "refuse a hostile workbook, memory over idle", "MB", largest, MOST_MB, absolute=True)


def _probe(file: Path) -> dict:
    command = [sys.executable, "-m", "benchmarks.memory_probe", "workbook", str(file)]
    return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def _altered(model: Path, target: Path, name: str) -> Path:
    """A copy of a good workbook whose largest sheet has been made hostile."""
    with zipfile.ZipFile(model) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made:
        sheets = [part for part in source.infolist() if part.filename.startswith("xl/worksheets/sheet")]
        largest = max(sheets, key=lambda part: part.file_size).filename
        for part in source.infolist():
            content = source.read(part)
            made.writestr(part.filename, HOSTILE[name](content) if part.filename == largest else content)
    return target


def _inflating(sheet: bytes) -> bytes:
    return sheet.replace(b"</sheetData>", b"<row><c><v>" + b"0" * 200_000_000 + b"</v></c></row></sheetData>")


def _entities(sheet: bytes) -> bytes:
    nested = b"".join(b'<!ENTITY e%d "%s">' % (n, b"&e%d;" % (n - 1) * 10) for n in range(1, 10))
    bomb = b'<!DOCTYPE worksheet [<!ENTITY e0 "ha">' + nested + b"]>"
    return re.sub(rb"(<worksheet)", bomb + rb"\1", sheet, count=1).replace(b"</sheetData>", b"&e9;</sheetData>")


def _endless_rows(sheet: bytes) -> bytes:
    row = b'<row r="%d"><c r="A%d"><v>%d</v></c></row>'
    rows = b"".join(row % (n, n, n * 7919 % 1_000_003) for n in range(1000, 601_000))
    return sheet.replace(b"</sheetData>", rows + b"</sheetData>")


def _cut_short(sheet: bytes) -> bytes:
    return sheet[: len(sheet) // 2]


HOSTILE = {"inflating": _inflating, "entities": _entities, "endless rows": _endless_rows, "cut short": _cut_short}
"""Ways to make a sheet hostile."""
