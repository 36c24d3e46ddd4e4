"""Files that are refused as a whole: one sentence each, and a word that programs can rely on."""

import shutil
import struct
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from assessor_app.domain.scheme.edition import Scheme
from assessor_app.errors import Refused, Unavailable
from assessor_app.workbooks.reading import read_workbook
from assessor_app.workbooks.writing import write_blank
from tests.workbooks.books import Finder, clock, edit, repack

OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
Make = Callable[[Path, Path], object]
"""Makes a file (second path) from the completed workbook (first path)."""


def content(data: bytes) -> Make:
    return lambda source, target: target.write_bytes(data)


def archive(**members: bytes) -> Make:
    def make(source: Path, target: Path) -> None:
        with zipfile.ZipFile(target, "w") as made:
            for name, data in members.items():
                made.writestr(name.replace("__", "/").replace("_dot_", "."), data)

    return make


def part(name: str, before: bytes, after: bytes) -> Make:
    """Replace bytes in one part."""

    def change(found: str, data: bytes) -> bytes:
        assert found != name or before in data
        return data.replace(before, after, 1) if found == name else data

    return lambda source, target: repack(source, target, change)


def added(name: str, data: bytes) -> Make:
    def make(source: Path, target: Path) -> None:
        shutil.copy(source, target)
        with zipfile.ZipFile(target, "a", zipfile.ZIP_DEFLATED) as changed:
            changed.writestr(name, data)

    return make


def flipped(source: Path, target: Path) -> None:
    """A flag of the first entry says that it is encrypted, in both places where it is kept."""
    data = bytearray(source.read_bytes())
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    target.write_bytes(data)


def unknown_method(source: Path, target: Path) -> None:
    data = bytearray(source.read_bytes())
    central = data.index(b"PK\x01\x02")
    data[central + 10 : central + 12] = struct.pack("<H", 97)
    target.write_bytes(data)


def corrupted(source: Path, target: Path) -> None:
    data = bytearray(source.read_bytes())
    with zipfile.ZipFile(source) as book:
        start = book.getinfo("xl/worksheets/sheet2.xml").header_offset
    data[start + 200] ^= 0xFF
    target.write_bytes(data)


def without_sheet(source: Path, target: Path) -> None:
    edit(source, target, lambda workbook: workbook.remove(workbook["Self-assessment"]))


SHEET, BOOK = "xl/worksheets/sheet2.xml", "xl/workbook.xml"

CASES: dict[str, tuple[str, Make]] = {
    "an empty file": ("empty-file", content(b"")),
    "CSV": ("not-xlsx", content(b"Aspect,Strand,Level\n1,2,3\n")),
    "a web page called a workbook": ("not-xlsx", content(b"<html><table></table></html>")),
    "a shortcut to an online sheet": ("not-xlsx", content(b'{"url": "https://docs.example/1"}')),
    "PDF": ("pdf", content(b"%PDF-1.7\n")),
    "old Excel": ("old-excel", content(OLE2 + b"\0" * 600)),
    "a password": ("password", content(OLE2 + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"))),
    "ODS under another name": (
        "ods",
        archive(mimetype=b"application/vnd.oasis.opendocument.spreadsheet", content_dot_xml=b"<a/>"),
    ),
    "Numbers": ("numbers", archive(Index__Document_dot_iwa=b"x")),
    "Word": ("word", archive(word__document_dot_xml=b"<a/>")),
    "a binary workbook": ("xlsb", archive(xl__workbook_dot_bin=b"x")),
    "some other archive": ("not-xlsx", archive(readme_dot_txt=b"hello")),
    "a truncated file": ("damaged", lambda source, target: target.write_bytes(source.read_bytes()[:-2000])),
    "the first bytes only": ("damaged", content(b"PK\x03\x04")),
    "a flipped byte": ("damaged", corrupted),
    "broken XML": ("damaged", part(SHEET, b"<sheetData>", b"<sheetData><c>")),
    "a part that is missing": (
        "damaged",
        lambda source, target: repack(source, target, lambda name, data: None if name == SHEET else data),
    ),
    "no sheets": (
        "damaged",
        lambda source, target: repack(source, target, lambda name, data: b"<workbook/>" if name == BOOK else data),
    ),
    "macros": ("macros", added("xl/vbaProject.bin", b"x")),
    "the same part twice": ("duplicate-part", added("XL/Workbook.xml", b"<a/>")),
    "an encrypted part": ("password", flipped),
    "an unknown packing": ("unknown-packing", unknown_method),
    "a document type": ("forbidden-xml", part(SHEET, b"<worksheet", b"<!DOCTYPE a><worksheet")),
    "an entity": ("forbidden-xml", part("docProps/core.xml", b"<cp:", b"<!ENTITY b 'c'><cp:")),
    "UTF-16": ("forbidden-xml", added("xl/extra.xml", "<a/>".encode("utf-16"))),
    "no self-assessment": ("no-self-assessment", without_sheet),
}


@pytest.mark.parametrize("name", CASES)
def test_a_file_that_is_no_use(name: str, tmp_path: Path, filled: Path, find_scheme: Finder) -> None:
    code, make = CASES[name]
    target = tmp_path / "from the school.xlsx"
    make(filled, target)
    with pytest.raises(Refused) as refused:
        read_workbook(target, find_scheme)
    assert refused.value.code == code
    assert refused.value.sentence.startswith("from the school.xlsx ")
    assert "Nothing was loaded; " in refused.value.sentence
    assert refused.value.sentence.endswith(".")


def test_a_document_type_in_another_alphabet_is_refused_too(tmp_path: Path, filled: Path, find_scheme: Finder) -> None:
    """In an EBCDIC code page the forbidden words are other bytes."""
    hidden = '<?xml version="1.0" encoding="cp037"?><!DOCTYPE a [<!ENTITY b "c">]><a/>'.encode("cp037")
    repack(filled, tmp_path / "x.xlsx", lambda name, data: hidden if name == "docProps/custom.xml" else data)
    with pytest.raises(Refused):
        read_workbook(tmp_path / "x.xlsx", find_scheme)


def test_a_file_that_is_gone_is_unavailable(tmp_path: Path, find_scheme: Finder) -> None:
    with pytest.raises(Unavailable, match="Nothing was loaded"):
        read_workbook(tmp_path / "gone.xlsx", find_scheme)


def test_a_workbook_of_another_mark_than_the_visit(filled: Path, scheme: Scheme, find_scheme: Finder) -> None:
    with pytest.raises(Refused, match="is for the mark “pdqm”") as refused:
        read_workbook(filled, find_scheme, replace(scheme, id="vbe", title="Values-based Education"))
    assert refused.value.code == "other-scheme"


def test_a_workbook_of_another_edition_than_the_visit_is_read_and_said_to_be(
    filled: Path, scheme: Scheme, find_scheme: Finder
) -> None:
    found = read_workbook(filled, find_scheme, replace(scheme, edition="4.0", sha256="0" * 64))
    assert [problem.code for problem in found.errors] == ["other-edition"]
    assert len(found.submission.strands) == 16
    assert found.submission.edition == "4.0"


def test_a_workbook_of_an_edition_that_is_not_here(tmp_path: Path, scheme: Scheme, find_scheme: Finder) -> None:
    write_blank(replace(scheme, edition="9.9"), tmp_path / "x.xlsx", clock=clock)
    with pytest.raises(Refused, match="not on this computer") as refused:
        read_workbook(tmp_path / "x.xlsx", find_scheme)
    assert refused.value.code == "unknown-edition"


def test_a_workbook_of_a_newer_program(tmp_path: Path, filled: Path, find_scheme: Finder) -> None:
    def newer(workbook: object) -> None:
        workbook["_qm"]["B2"] = "2"  # type: ignore[index]

    with pytest.raises(Refused, match="newer version") as refused:
        read_workbook(edit(filled, tmp_path / "x.xlsx", newer), find_scheme)
    assert refused.value.code == "newer-format"


def forget(source: Path, target: Path) -> Path:
    """Take away the hidden sheet, the custom properties and the keywords."""
    edit(source, target.with_suffix(".step"), lambda workbook: workbook.remove(workbook["_qm"]))
    return repack(
        target.with_suffix(".step"),
        target,
        lambda name, data: b"<a/>" if name.startswith("docProps/c") else data,
    )


def test_a_workbook_that_says_nothing_needs_a_visit(tmp_path: Path, filled: Path, find_scheme: Finder) -> None:
    with pytest.raises(Refused, match="no longer says which mark") as refused:
        read_workbook(forget(filled, tmp_path / "x.xlsx"), find_scheme)
    assert refused.value.code == "no-manifest"


def test_a_workbook_that_says_nothing_is_read_for_a_visit(
    tmp_path: Path, filled: Path, scheme: Scheme, find_scheme: Finder
) -> None:
    found = read_workbook(forget(filled, tmp_path / "x.xlsx"), find_scheme, scheme)
    assert [(problem.code, problem.severity.value) for problem in found.problems] == [("no-manifest", "warning")]
    assert len(found.submission.strands) == 16


@pytest.mark.parametrize("lost", ["docProps/custom.xml", "docProps/core.xml"])
def test_one_witness_is_enough(tmp_path: Path, filled: Path, find_scheme: Finder, lost: str) -> None:
    """As after Google Sheets, which drops the properties."""
    repack(filled, tmp_path / "x.xlsx", lambda name, data: None if name == lost else data)
    assert read_workbook(tmp_path / "x.xlsx", find_scheme).problems == ()


def test_the_keywords_alone_are_enough(tmp_path: Path, filled: Path, find_scheme: Finder) -> None:
    edit(filled, tmp_path / "step.xlsx", lambda workbook: workbook.remove(workbook["_qm"]))
    empty = {"docProps/custom.xml": b"<a/>"}
    repack(tmp_path / "step.xlsx", tmp_path / "x.xlsx", lambda name, data: empty.get(name, data))
    found = read_workbook(tmp_path / "x.xlsx", find_scheme)
    assert (found.problems, found.submission.template_id) == ((), "")
