"""Random damage never ends in anything but a reading or a sentence."""

import random
import zipfile
from pathlib import Path

import pytest

from assessor_app.domain.scheme.edition import Scheme
from assessor_app.errors import AssayError
from assessor_app.workbooks.reading import read_workbook
from tests.workbooks.books import Finder

FRAGMENTS = (
    b'"',
    b"<",
    b">",
    b"/",
    b't="s"',
    b't="d"',
    b's="1"',
    b"<v>1e999</v>",
    b"<c/>",
    b"<row/>",
    b"0",
    b"9" * 20,
    b"\xff",
    b"\x00",
    b"&#x1;",
    b"qm:sa",
    b"qm:level",
    b"E1",
    b"",
    b"2025",
    b'<mergeCell ref="A1:C9"/>',
)


def sentence(file: Path, find_scheme: Finder, scheme: Scheme) -> str:
    """What a person is told when the file is refused; "" when it is read. Any other error fails the test."""
    try:
        read_workbook(file, find_scheme, scheme)
    except AssayError as error:
        return error.sentence
    return ""


@pytest.mark.parametrize("seed", range(4))
def test_bytes_changed_anywhere(seed: int, tmp_path: Path, filled: Path, find_scheme: Finder, scheme: Scheme) -> None:
    chance, whole, file = random.Random(seed), filled.read_bytes(), tmp_path / "x.xlsx"
    for _ in range(25):
        data = bytearray(whole)
        for _ in range(chance.randint(1, 4)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        file.write_bytes(data)
        said = sentence(file, find_scheme, scheme)
        assert not said or "Nothing was loaded; " in said


@pytest.mark.parametrize("seed", range(4))
def test_fragments_put_into_the_parts(
    seed: int, tmp_path: Path, filled: Path, find_scheme: Finder, scheme: Scheme
) -> None:
    chance, file = random.Random(seed), tmp_path / "x.xlsx"
    with zipfile.ZipFile(filled) as book:
        parts = {name: book.read(name) for name in book.namelist() if "theme" not in name}
    for _ in range(25):
        name = chance.choice(sorted(parts))
        data = parts[name]
        for _ in range(chance.randint(1, 5)):
            place = chance.randrange(len(data))
            data = data[:place] + chance.choice(FRAGMENTS) + data[place + chance.choice((0, 1, 5, 40)) :]
        with zipfile.ZipFile(file, "w") as changed:
            for other, content in {**parts, name: data}.items():
                changed.writestr(other, content)
        said = sentence(file, find_scheme, scheme)
        assert not said or "Nothing was loaded; " in said
