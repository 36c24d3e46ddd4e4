"""Small files that unfold to more than a computer has: each in 512 MiB and 10 seconds, and in words."""

import functools
import struct
import subprocess
import sys
import zlib
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="limits of memory are set as Linux does")

UNFOLDED = 600 << 20


@functools.cache
def zeros(size: int) -> bytes:
    """So many zeros, compressed."""
    machine, piece = zlib.compressobj(9), bytes(1 << 20)
    return b"".join([*(machine.compress(piece) for _ in range(size >> 20)), machine.flush()])


def png(side: int) -> bytes:
    """A true picture of that many pixels squared, in black."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    pixels = zlib.compress(bytes((side // 8 + 1) * side), 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


def pdf(box: str = "0 0 595 842", filters: str = "", content: bytes = b"") -> bytes:
    """One page with one content stream."""
    stream = b"<</Length %d%s>>stream\n%s\nendstream" % (len(content), filters.encode(), content)
    page = f"<</Type/Page/Parent 2 0 R/MediaBox[{box}]/Contents 4 0 R/Resources<<>>>>".encode()
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>", page, stream]
    out, places = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj%s endobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    trailer = b"trailer<</Size 5/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % len(out)
    return out + b"xref\n0 5\n0000000000 65535 f \n" + table + trailer


def folded_pdf() -> bytes:
    """Its one page is 600 MB of nothing, compressed twice."""
    return pdf(filters="/Filter[/FlateDecode/FlateDecode]", content=zlib.compress(zeros(UNFOLDED), 9))


def folded_table() -> bytes:
    """Its table of objects is 600 MB, compressed."""
    packed = zeros(UNFOLDED)
    table = b"1 0 obj<</Type/XRef/Size 9/W[1 4 2]/Root 2 0 R/Filter/FlateDecode/Length %d>>stream\n" % len(packed)
    return b"%PDF-1.7\n" + table + packed + b"\nendstream endobj\nstartxref\n9\n%%EOF\n"


CASES = {
    "a photo of 900 million pixels": ("photo", lambda: png(30_000), "refused: "),
    "a picture of 900 million pixels": ("picture", lambda: png(30_000), "nothing to see"),
    "a page a point wide and two hundred metres long": ("pages", lambda: pdf("0 0 1 566929"), "1 pages"),
    "a page without a width": ("pages", lambda: pdf("0 0 0 0"), ""),
    "a page of 600 MB": ("pages", folded_pdf, "refused: pdf-too-large"),
    "a signed report of 600 MB": ("signed", folded_pdf, "refused: "),
    "a table of objects of 600 MB, to look at": ("pages", folded_table, "refused: bad-pdf"),
    "a table of objects of 600 MB, to check": ("signed", folded_table, "refused: "),
}


@pytest.mark.parametrize("name", CASES)
def test_it_is_refused_or_shown_within_bounds(name: str, tmp_path: Path) -> None:
    way, make, expected = CASES[name]
    file = tmp_path / "bomb"
    file.write_bytes(make())
    assert file.stat().st_size < 2_000_000
    command = [sys.executable, "-m", "tests.services.bombs", way, str(file)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, (done.returncode, done.stderr[-2000:])
    assert done.stdout.startswith(expected), done.stdout
