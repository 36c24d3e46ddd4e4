"""A bundle cut into parts for mail or an old stick is read as one, and a lost part is named."""

import random
from pathlib import Path

import pytest

from assessor_app.errors import Refused, WrongUse
from assessor_app.sync.volumes import split

from .bundles import Office, entry, segment

EVIDENCE = random.Random(3).randbytes(300_000)
GOOD = segment(blobs=[entry(EVIDENCE)])


def cut(office: Office, size: int = 100_000) -> tuple[Path, ...]:
    office.send([GOOD], EVIDENCE)
    made = split(office.file, size)
    office.file.unlink()
    return made


def test_parts_put_together_are_the_bundle(office: Office) -> None:
    whole = office.send([GOOD], EVIDENCE).read_bytes()
    made = split(office.file, 100_000)
    assert [part.name for part in made] == [f"visit.qmb.00{n}" for n in (1, 2, 3, 4)]
    assert b"".join(part.read_bytes() for part in made) == whole
    assert {part.stat().st_size for part in made[:-1]} == {100_000}


@pytest.mark.parametrize("part", range(4))
def test_any_part_leads_to_the_whole(office: Office, part: int) -> None:
    assert office.receive(cut(office)[part]).blobs == (entry(EVIDENCE),)


def test_parts_of_other_bundles_in_the_folder_do_not_matter(office: Office) -> None:
    first = cut(office)[0]
    (office.folder / "other.qmb.002").write_bytes(b"x")
    (office.folder / "visit.qmb.txt").write_bytes(b"x")
    assert office.receive(first).blobs == (entry(EVIDENCE),)


@pytest.mark.parametrize("lost", range(3))
def test_a_lost_part_is_named(office: Office, lost: int) -> None:
    made = cut(office)
    made[lost].unlink()
    with pytest.raises(Refused) as caught:
        office.receive(made[3])
    assert caught.value.code == "missing-volume"
    assert f"Part {lost + 1} " in caught.value.sentence


def test_a_lost_last_part_refuses_the_bundle(office: Office) -> None:
    made = cut(office)
    made[3].unlink()
    with pytest.raises(Refused) as caught:
        office.receive(made[0])
    assert caught.value.code == "damaged"


def test_a_bundle_that_fits_is_one_part(office: Office) -> None:
    assert len(cut(office, 1_000_000)) == 1


def test_too_many_parts_are_refused(office: Office) -> None:
    with pytest.raises(Refused):
        cut(office, 100)
    assert [file.name for file in office.folder.iterdir()] == ["visit.qmb"]


def test_when_a_part_cannot_be_written_none_is_left(office: Office) -> None:
    (office.folder / "visit.qmb.003").mkdir()
    with pytest.raises(WrongUse, match="Nothing was written"):
        cut(office)
    assert sorted(file.name for file in office.folder.iterdir()) == ["visit.qmb", "visit.qmb.003"]
