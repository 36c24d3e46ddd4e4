"""Workbooks made to exhaust memory or time, each read in a process with 512 MiB and 10 seconds of work.

What harms nobody is loaded (a million formatted rows, a cell in the last corner), everything else is refused.
"""

import io
import json
import os
import pickle
import struct
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from assessor_app.domain.scheme.edition import Scheme
from tests.workbooks.books import repack

pytestmark = pytest.mark.skipif(os.name != "posix", reason="only POSIX systems limit a process's memory this way")

MIB = 1 << 20
SHEET = "xl/worksheets/sheet2.xml"
Make = Callable[[Path, Path], object]


def in_sheet(before: bytes, after: Callable[[], bytes]) -> Make:
    """Put bytes into the self-assessment in place of others."""

    def change(name: str, data: bytes) -> bytes:
        assert name != SHEET or before in data
        return data.replace(before, after(), 1) if name == SHEET else data

    return lambda source, target: repack(source, target, change)


def counted(text: str, count: int) -> bytes:
    """The text again and again with a number in it, which keeps the ratio of packing believable."""
    return "".join(text % number for number in range(count)).encode()


def rows(text: str, count: int = 1_048_576, first: int = 21) -> Callable[[], bytes]:
    return lambda: "".join(text % number for number in range(first, count + 1)).encode() + b"</sheetData>"


def extra(name: str, data: Callable[[], bytes]) -> Make:
    """Another part."""

    def make(source: Path, target: Path) -> None:
        repack(source, target, lambda found, content: content)
        with zipfile.ZipFile(target, "a", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(name, data())

    return make


def instead(name: str, data: Callable[[], bytes]) -> Make:
    return lambda source, target: repack(source, target, lambda found, old: data() if found == name else old)


def many_parts(source: Path, target: Path) -> None:
    repack(source, target, lambda name, data: data)
    with zipfile.ZipFile(target, "a") as archive:
        for number in range(8_000):
            archive.writestr(str(number), b"")


def overlapping(source: Path, target: Path) -> None:
    """A kernel of compressed data that many entries share, each seen as a whole part."""
    kernel = io.BytesIO()
    with zipfile.ZipFile(kernel, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"<a/>" * (MIB // 4))
    data = kernel.getvalue()
    central = data.index(b"PK\x01\x02")
    entry = data[central : data.index(b"PK\x05\x06")]
    names = [f"xl/w{number:05}ok.xml".encode() for number in range(60)]
    entries = b"".join([entry, *(entry.replace(b"xl/workbook.xml", name) for name in names)])
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, len(names) + 1, len(names) + 1, len(entries), central, 0)
    target.write_bytes(data[:central] + entries + end)


def lying_size(source: Path, target: Path) -> None:
    """A part that declares one byte and holds sixty million."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"<a/>")
        archive.writestr("xl/extra.xml", b" " * (60 * MIB))
    data = bytearray(target.read_bytes())
    for mark, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        place = data.rindex(mark) + offset
        data[place : place + 4] = struct.pack("<L", 1)
    target.write_bytes(data)


def large_file(source: Path, target: Path) -> None:
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("xl/workbook.xml", b"<a/>")
        archive.writestr("xl/media/x.png", bytes(51 * MIB))


def laughs() -> bytes:
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    return f'<!DOCTYPE a [<!ENTITY l0 "ha">{entities}]><a>&l9;</a>'.encode()


END = b"</sheetData>"
HARMLESS: dict[str, Make] = {
    "a million formatted rows": in_sheet(END, rows('<row r="%d" s="3" customFormat="1" ht="15"/>')),
    "many rows with one formatted cell": in_sheet(END, rows('<row r="%d"><c r="B1" s="3"/></row>', 300_000)),
    "a cell in the last corner": in_sheet(END, lambda: b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>' + END),
    "many rows with three formatted cells": in_sheet(
        END, rows('<row r="%d" ht="12.8"><c r="A1" s="7"/><c r="B1" s="7"/><c r="C1" s="7"/></row>', 700_000)
    ),
    "a lie about the size of the sheet": in_sheet(b'ref="A1:K20"', lambda: b'ref="A1:XFD1048576"'),
    "a merged area over the whole sheet": in_sheet(
        END, lambda: END + b'<mergeCells><mergeCell ref="A60:XFD1048576"/></mergeCells>'
    ),
    "a link over the whole sheet": in_sheet(
        END, lambda: END + b'<hyperlinks><hyperlink ref="A1:XFD1048576" location="x"/></hyperlinks>'
    ),
    "a validation over the whole sheet": in_sheet(
        END, lambda: END + b'<dataValidations><dataValidation sqref="A1:XFD1048576"/></dataValidations>'
    ),
    "a row number beyond counting": in_sheet(END, lambda: b'<row r="99999999999999999999"><c r="A21"/></row>' + END),
    "a large picture": extra("xl/media/image1.png", lambda: os.urandom(MIB) + bytes(4 * MIB)),
}

REFUSED: dict[str, tuple[str, Make]] = {
    "a million cells": ("too-large", in_sheet(END, rows('<row r="%d"><c><v>1</v></c></row>', 250_000))),
    "cells without end in few rows": (
        "too-large",
        in_sheet(END, lambda: b'<row r="21">' + counted("<c><v>%d</v></c>", 250_000) + b"</row>" + END),
    ),
    "a hundred thousand merged areas": (
        "too-large",
        in_sheet(END, lambda: END + b"<mergeCells>" + counted('<mergeCell ref="A1:B%d"/>', 100_000) + b"</mergeCells>"),
    ),
    "elements without end": ("too-large", instead(SHEET, lambda: b"<a>" + counted('<b c="%d"/>', 400_000) + b"</a>")),
    "elements nested without end": ("too-large", instead(SHEET, lambda: counted('<a b="%d">', 400_000))),
    "a remark without end": ("too-large", instead(SHEET, lambda: b"<a><!--" + counted("<b%d>", 700_000))),
    "an instruction without end": ("too-large", instead(SHEET, lambda: b"<a><?b " + counted("<b%d>", 700_000))),
    "a late remark without end": (
        "too-large",
        instead(SHEET, lambda: b"<a>" + counted("<b%d/>", 200_000) + b"<!--" + counted("<b%d>", 700_000)),
    ),
    "an attribute without end": ("too-large", instead(SHEET, lambda: b'<a b="' + os.urandom(4 * MIB).hex().encode())),
    "an attribute full of tags": ("damaged", instead(SHEET, lambda: b'<a b="' + b"<b>x" * 200_000)),
    "a text without end": (
        "too-large",
        in_sheet(
            END, lambda: b'<row r="30"><c t="str"><v>' + os.urandom(4 * MIB).hex().encode() + b"</v></c></row>" + END
        ),
    ),
    "a part that unpacks a thousandfold": ("too-large", extra("xl/extra.xml", lambda: b"<a/>" * (12 * MIB))),
    "many large parts": ("too-large", extra("xl/media/x.png", lambda: bytes(257 * MIB))),
    "a part declared small": ("damaged", lying_size),
    "parts that overlap": ("overlapping-parts", overlapping),
    "eight thousand parts": ("too-large", many_parts),
    "a billion laughs": ("forbidden-xml", instead(SHEET, laughs)),
    "an outside entity": (
        "forbidden-xml",
        instead(SHEET, lambda: b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'),
    ),
    "a file of 60 MB": ("too-large", large_file),
    "a million properties": (
        "too-large",
        instead("docProps/custom.xml", lambda: b"<a>" + counted("<b>%d</b>", 1_000_000) + b"</a>"),
    ),
}


@pytest.fixture(scope="session")
def edition(tmp_path_factory: pytest.TempPathFactory, scheme: Scheme) -> Path:
    file = tmp_path_factory.mktemp("edition") / "pdqm.pickle"
    file.write_bytes(pickle.dumps(scheme))
    return file


def read_apart(file: Path, edition: Path) -> dict[str, Any]:
    command = [sys.executable, "-m", "tests.workbooks.measure_reading", str(file), str(edition)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    return dict(json.loads(done.stdout))


@pytest.mark.parametrize("name", HARMLESS)
def test_what_harms_nobody_is_loaded(name: str, tmp_path: Path, filled: Path, edition: Path) -> None:
    HARMLESS[name](filled, tmp_path / "x.xlsx")
    found = read_apart(tmp_path / "x.xlsx", edition)
    assert found["strands"] == 16
    assert set(found["codes"]) <= {"far-cells"}


@pytest.mark.parametrize("name", REFUSED)
def test_what_would_exhaust_the_computer_is_refused(name: str, tmp_path: Path, filled: Path, edition: Path) -> None:
    code, make = REFUSED[name]
    make(filled, tmp_path / "x.xlsx")
    assert read_apart(tmp_path / "x.xlsx", edition)["refused"] == code
