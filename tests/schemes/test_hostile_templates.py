"""Templates and logos made to do harm: each is refused in one clear sentence with its line, and nothing is read whole
that need not be."""

import errno
import io
import os
import struct
import zlib

import pytest
from PIL import Image

from assessor_app.errors import Unavailable
from assessor_app.schemes.loading import load_shipped
from assessor_app.schemes.template import template_problems
from assessor_app.services.schemes.shelf import SchemeShelf

PDQM = load_shipped("pdqm")


def problems(folder, text):
    file = folder / "template.yaml"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return template_problems(file, PDQM)


WRONG = {
    "a list in place of keys": ("- a\n", 1, "A group of keys was expected"),
    "text in place of a list": ("\nsections: summary\n", 2, "sections: A list was expected"),
    "a section in a list of its own": ("sections:\n- [summary]\n", 2, "sections[1]: Text was expected"),
    "an unknown section": ("sections:\n- summary\n- nonsense\n", 3, "'nonsense' is no section of"),
    "a number for a colour": ("colours:\n  main: 123456\n", 2, "colours.main: Text was expected"),
    "a colour with a line end": ('colours: {main: "#0E6B62\\n"}\n', 1, "A colour as"),
    "a colour nobody can read": ("colours:\n  main: '#FDFDFD'\n", 2, "The contrast of text in it"),
    "an award of nothing": ("awards: {gold: null}\n", 1, "awards.gold: A group of keys was expected"),
    "places that reach into a value": ("texts: {summary.of: '{count.__class__}'}\n", 1, "is filled in by nobody"),
    "a place as wide as memory": ("texts: {summary.of: '{all:>9999999999}'}\n", 1, "is filled in by nobody"),
    "a language that is a path": ("texts: {summary.title: {'../en-GB': a}}\n", 1, "No words are known in '../en-GB'"),
    "a text as long as a book": (f"texts: {{summary.title: {'x' * 5000}}}\n", 1, "5,000 characters stand here"),
    "a logo that is elsewhere": ("logo: ../logo.png\n", 1, "without a folder was expected"),
    "a logo by its whole path": ("logo: /etc/logo.png\n", 1, "without a folder was expected"),
    "a logo with a NUL": ('logo: "a\\0.png"\n', 1, "There is no file 'a\\x00.png'"),
    "a logo with no end to its name": (f"logo: {'a' * 5000}.png\n", 1, "There is no file 'aaa"),
    "an alias": ("colours: &a {main: '#000000'}\nawards: {gold: *a}\n", 2, "do not use a YAML alias"),
    "a circle": ("texts: &a\n  summary.title: *a\n", 2, "do not use a YAML alias"),
    "a tag": ("logo: !!python/name:os.system a\n", 1, "do not use a YAML tag"),
    "deep nesting": ("[" * 100_000, 1, "nested more than 20 deep"),
    "a key twice": ("logo: a.png\nlogo: b.png\n", 2, "stands here a second time (first on line 1)"),
    "two documents": ("check_at: a\n---\ncheck_at: b\n", 3, "A second YAML document"),
    "ten megabytes": (b"#" * (10 << 20), 1, "larger than 8 MB"),
    "a NUL": (b"check_at: a\nlogo: a\0b\n", 2, "U+0000"),
    "no UTF-8": ("logo: a\n".encode("utf-16"), 1, "not UTF-8"),
}


@pytest.mark.parametrize("name", WRONG)
def test_each_is_refused_with_its_line_and_in_a_sentence_of_bounded_length(name, tmp_path):
    text, line, words = WRONG[name]
    found = [problem for problem in problems(tmp_path, text) if words in f"{problem.where}: {problem.message}"]
    assert found
    assert found[0].where.startswith(f"template.yaml:{line}")
    assert len(found[0].where) + len(found[0].message) < 700


def png(*further, header=(8, 8, 8, 2, 0, 0, 0), rows=b"\0" * 8 * 25):
    """A PNG of chunks. header: as IHDR has it; further: chunks before the picture."""
    chunks = [(b"IHDR", struct.pack(">IIBBBBB", *header)), *further, (b"IDAT", zlib.compress(rows)), (b"IEND", b"")]
    parts = [
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body)) for kind, body in chunks
    ]
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def saved(mode, kind, size=(64, 64), **options):
    out = io.BytesIO()
    Image.new(mode, size).save(out, kind, **options)
    return out.getvalue()


BOMB = zlib.compress(b"\0" * (64 << 20), 9)
MOVING = {"save_all": True, "append_images": [Image.new("RGB", (64, 64), "red")]}
SCANS = saved("RGB", "JPEG", progressive=True)
HOSTILE = {
    "more pixels than memory in few bytes": png(header=(200_000, 200_000, 8, 2, 0, 0, 0)),
    "more pixels than Pillow opens": png(header=(2**31 - 1, 2**31 - 1, 8, 6, 0, 0, 0)),
    "no pixels": png(header=(0, 0, 8, 2, 0, 0, 0)),
    "a colour profile that unfolds to 64 MB": png((b"iCCP", b"icc\0\0" + BOMB)),
    "a remark that unfolds to 64 MB": png((b"zTXt", b"Comment\0\0" + BOMB)),
    "rows that are cut short": png(rows=b"\0" * 30),
    "chunks without an end": saved("RGB", "PNG")[:60],
    "sixteen bits of grey": saved("I;16", "PNG"),
    "four inks": saved("CMYK", "JPEG"),
    "a JPEG that is cut short": saved("RGB", "JPEG", (600, 600))[:400],
    "a JPEG of thousands of passes": SCANS[:-2] + SCANS[SCANS.index(b"\xff\xda") : -2] * 500 + SCANS[-2:],
    "many frames": saved("RGB", "PNG", **MOVING),
    "many frames of JPEG": saved("RGB", "MPO", **MOVING),
    "a GIF by the name of a PNG": saved("P", "GIF"),
    "a TIFF by the name of a PNG": saved("RGB", "TIFF"),
    "drawing with entities": b'<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]><svg>&a;</svg>',
    "a PDF": b"%PDF-1.7\n",
    "nothing": b"",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_logo_is_refused_in_one_sentence(name, tmp_path):
    (tmp_path / "logo.png").write_bytes(HOSTILE[name])
    found = problems(tmp_path, "check_at: a.example\nlogo: logo.png\n")
    assert len(found) == 1
    assert found[0].where == "template.yaml:2: logo"
    assert found[0].message.startswith("logo.png ")
    assert found[0].message.count(". ") == 0


@pytest.mark.parametrize(
    "sound",
    [saved("RGB", "JPEG", progressive=True), saved("RGBA", "PNG"), png(header=(8, 8, 8, 2, 0, 0, 1), rows=b"\0" * 400)],
)
def test_passes_of_an_ordinary_picture_and_an_interlaced_one_are_no_fault(sound, tmp_path):
    (tmp_path / "logo.png").write_bytes(sound)
    assert problems(tmp_path, "logo: logo.png\n") == ()


def test_a_full_disk_between_logo_and_template_changes_neither(tmp_path, monkeypatch):
    given, kept = tmp_path / "given", tmp_path / "kept"
    given.mkdir()
    shelf = SchemeShelf(kept)
    for colour in ("red", "blue"):
        (given / "logo.png").write_bytes(saved("RGB", "PNG", (8, 8)) if colour == "red" else saved("L", "PNG", (8, 8)))
        (given / "template.yaml").write_text(f"logo: logo.png\ncheck_at: {colour}.example\n")
        if colour == "red":
            shelf.install_template(given / "template.yaml", "pdqm")
    before = {file.name: file.read_bytes() for file in (kept / "pdqm").iterdir()}
    synced = iter((None, OSError(errno.ENOSPC, "No space left on device")))

    def full(_handle):
        error = next(synced, None)
        if error:
            raise error

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(Unavailable):
        shelf.install_template(given / "template.yaml", "pdqm")
    assert {file.name: file.read_bytes() for file in (kept / "pdqm").iterdir()} == before
