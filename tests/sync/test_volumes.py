"""A bundle cut into parts for mail or an old stick is read as one, and a lost part is named."""

import random
from pathlib import Path

import pytest

from assessor_app.errors import Refused, WrongUse
from assessor_app.sync.writing import write_bundle

from .bundles import Office, entry, never, segment, silent, source

EVIDENCE = random.Random(3).randbytes(300_000)
GOOD = segment(blobs=[entry(EVIDENCE)])


def cut(office: Office, size: int = 100_000) -> list[Path]:
    write_bundle(office.file, [GOOD], [source(EVIDENCE)], [office.key], silent, never, volume=size)
    return sorted(office.folder.iterdir())


def test_parts_put_together_are_the_bundle(office: Office) -> None:
    made = cut(office)
    assert [part.name for part in made] == [f"visit.qmb.00{n}" for n in (1, 2, 3, 4)]
    assert {part.stat().st_size for part in made[:-1]} == {100_000}
    office.file.write_bytes(b"".join(part.read_bytes() for part in made))
    assert office.receive(office.file).blobs == (entry(EVIDENCE),)


def test_a_part_of_an_older_bundle_of_that_name_is_not_read_with_it(office: Office) -> None:
    cut(office, 70_000)
    made = cut(office, 200_000)
    assert [part.name for part in made] == ["visit.qmb.001", "visit.qmb.002"]
    assert office.receive(made[0]).blobs == (entry(EVIDENCE),)


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
    assert f"visit.qmb.00{lost + 1} is missing" in caught.value.sentence


def test_a_lost_last_part_refuses_the_bundle(office: Office) -> None:
    made = cut(office)
    made[3].unlink()
    with pytest.raises(Refused) as caught:
        office.receive(made[0])
    assert caught.value.code == "last-volume"
    assert "visit.qmb.004" in caught.value.sentence


def test_a_bundle_that_fits_is_one_part(office: Office) -> None:
    assert len(cut(office, 1_000_000)) == 1


def test_too_many_parts_are_refused(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assessor_app.sync.volumes.MOST_VOLUMES", 3)
    with pytest.raises(Refused):
        cut(office)
    assert list(office.folder.iterdir()) == []


def test_parts_of_no_size_are_not_made(office: Office) -> None:
    with pytest.raises(WrongUse):
        cut(office, 100)
    assert list(office.folder.iterdir()) == []


def test_when_a_part_cannot_be_written_none_is_left(office: Office) -> None:
    (office.folder / "visit.qmb.003").mkdir()
    with pytest.raises(WrongUse, match="Nothing was written"):
        cut(office)
    assert [file.name for file in office.folder.iterdir()] == ["visit.qmb.003"]
