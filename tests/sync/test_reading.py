"""Reading is bounded, can be stopped at any moment, and leaves nothing unencrypted."""

import errno
import hashlib
import io
import os
import random
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from assessor_app.domain.exchange.segment import BlobEntry
from assessor_app.errors import Refused, Stopped, Unavailable
from assessor_app.models.files.blobs import Blobs
from assessor_app.sync import reading
from assessor_app.sync.reading import look

from .bundles import Kept, Office, container, entry, operations, segment

EVIDENCE = random.Random(2).randbytes(3_500_000)
MARKED = b"a sentence nobody else may read " * 5_000
GOOD = segment(blobs=[entry(EVIDENCE), entry(MARKED)])


@pytest.fixture
def store(office: Office) -> Blobs:
    folder = office.folder / "store"
    folder.mkdir()
    return Blobs(folder, office.key, str(office.identity))


def test_progress_rises_to_all_of_it(office: Office) -> None:
    told: list[tuple[int, int]] = []
    size = office.send([GOOD], EVIDENCE, MARKED).stat().st_size
    office.receive(progress=lambda *now: told.append(now))
    assert told == sorted(told)
    assert len(told) > 4
    assert told[-1] == (size, size)


def test_stopping_at_any_moment_leaves_nothing(office: Office, store: Blobs) -> None:
    office.send([GOOD], EVIDENCE, MARKED)
    asked: list[None] = []
    office.receive(cancelled=lambda: bool(asked.append(None)))
    assert len(asked) > 4
    before = set(threading.enumerate())
    for moment in range(len(asked)):
        answers = iter([False] * moment + [True])
        with pytest.raises(Stopped), store.quarantine() as sink:
            office.receive(sink=sink, cancelled=lambda answers=answers: next(answers))
        assert list(store.folder.iterdir()) == []
        assert set(threading.enumerate()) <= before


def test_nothing_unencrypted_reaches_the_disk(office: Office, store: Blobs) -> None:
    office.send([GOOD], EVIDENCE, MARKED)
    with store.quarantine() as sink:
        office.receive(sink=sink)
        on_disk = b"".join(file.read_bytes() for file in store.folder.iterdir())
        assert len(on_disk) > len(EVIDENCE) + len(MARKED)
        assert MARKED[:32] not in on_disk
        assert EVIDENCE[:32] not in on_disk


def test_files_count_only_after_the_whole_bundle_was_read(office: Office, store: Blobs) -> None:
    office.send([GOOD], EVIDENCE, MARKED)
    with store.quarantine() as sink:
        office.receive(sink=sink)
        assert not store.has(entry(MARKED).sha256)
        sink.keep()
    assert store.read(entry(MARKED).sha256) == MARKED


def test_a_full_disk_in_quarantine_is_told_in_words(
    office: Office, store: Blobs, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.send([GOOD], EVIDENCE, MARKED)

    def full(handle: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(Unavailable) as caught, store.quarantine() as sink:
        office.receive(sink=sink)
    assert caught.value.code == "full"
    assert list(store.folder.iterdir()) == []


def test_a_look_checks_every_file_and_keeps_none(office: Office) -> None:
    office.send([GOOD], EVIDENCE, MARKED)
    assert office.receive(sink=look).blobs == (entry(EVIDENCE), entry(MARKED))
    lying = container([GOOD], EVIDENCE, MARKED).replace(MARKED, MARKED.replace(b"nobody", b"anyone"))
    office.send_raw(lying)
    with pytest.raises(Refused):
        office.receive(sink=look)


def test_a_sink_that_takes_half_a_file_changes_nothing_about_the_rest(office: Office) -> None:
    kept = Kept()

    def half(listed: BlobEntry, chunks: Iterator[bytes]) -> None:
        if listed == entry(EVIDENCE):
            next(chunks)
        else:
            kept(listed, chunks)

    office.send([GOOD], EVIDENCE, MARKED)
    assert len(office.receive(sink=half).blobs) == 2
    assert kept.files == {entry(MARKED).sha256: MARKED}


def test_reading_twice_gives_the_same(office: Office) -> None:
    office.send([GOOD], EVIDENCE, MARKED)
    assert office.receive() == office.receive()


def test_segments_of_other_people_travel_on_unchanged(office: Office) -> None:
    of_noor = {"actor": "A-0002", "device": "f" * 16}
    theirs = segment(operations(2, **of_noor), signer="A-0002", **of_noor)
    office.send([GOOD, theirs])
    assert [one.sealed for one in office.receive().segments] == [GOOD, theirs]


def test_work_begun_before_the_office_was_known_is_taken_where_that_is_welcome(office: Office) -> None:
    office.send([segment(realm="")])
    office.realms = office.realms | {""}
    assert office.receive().segments[0].manifest.realm == ""


class PulledOut(io.BytesIO):
    """A stick that is pulled out."""

    size = 1 << 30

    def read(self, size: int | None = -1, /) -> bytes:
        if self.tell() > 200_000:
            raise OSError(errno.EIO, "Input/output error")
        return super().read(size)


def test_a_stick_that_is_pulled_out_is_told_in_words(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    raw = office.send([GOOD], EVIDENCE, MARKED).read_bytes()
    monkeypatch.setattr(reading, "opened", lambda file: PulledOut(raw))
    with pytest.raises(Unavailable) as caught:
        office.receive()
    assert caught.value.code == "cannot-read"
    assert "Nothing was changed" in caught.value.sentence


@pytest.mark.parametrize("name", ["gone.qmb", "."])
def test_a_file_that_cannot_be_opened_is_told_in_words(office: Office, name: str) -> None:
    with pytest.raises(Unavailable) as caught:
        office.receive(office.folder / name)
    assert "Nothing was changed" in caught.value.sentence


def test_a_mistake_in_a_sink_is_not_called_a_bad_bundle(office: Office) -> None:
    office.send([GOOD], EVIDENCE, MARKED)

    def broken(listed: BlobEntry, chunks: Iterator[bytes]) -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        office.receive(sink=broken)


MEASURE = """
import hashlib, io, sys
from pathlib import Path
sys.path[:0] = [sys.argv[2], sys.argv[3]]
from bundles import Office, entry, never, segment, silent
from assessor_app.domain.exchange.segment import BlobEntry
from assessor_app.models.files.blobs import Blobs
from assessor_app.sync.writing import BlobSource, write_bundle

class Zeros(io.RawIOBase):
    def __init__(self, size): self.left = size
    def read(self, size=-1):
        taken = min(size, self.left)
        self.left -= taken
        return bytes(taken)

def peak():
    return next(int(line.split()[1]) for line in open("/proc/self/status") if line.startswith("VmHWM"))

def there_and_back(size):
    digest = hashlib.sha256()
    for _ in range(size >> 20): digest.update(bytes(1 << 20))
    listed = BlobEntry(digest.hexdigest(), size)
    blob = BlobSource(listed.sha256, size, lambda: Zeros(size))
    write_bundle(office.file, [segment(blobs=[listed])], [blob], [office.key], silent, never)
    with Blobs(office.folder, office.key, str(office.identity)).quarantine() as sink:
        office.receive(sink=sink)

office = Office(Path(sys.argv[1]))
there_and_back(1 << 20)
before = peak()
there_and_back(64 << 20)
print(peak() - before)
"""


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="reads the peak of memory from /proc")
def test_memory_does_not_grow_with_the_evidence(office: Office) -> None:
    here = Path(__file__).parent
    command = [sys.executable, "-c", MEASURE, str(office.folder), str(here.parent.parent), str(here)]
    grown = subprocess.run(command, check=True, capture_output=True, text=True, timeout=300).stdout
    assert int(grown) < 30 * 1024, "KiB, for 64 MiB of evidence there and back"


def test_the_hash_of_a_received_segment_is_that_of_its_manifest(office: Office) -> None:
    office.send([GOOD])
    assert office.receive().segments[0].sha256 == hashlib.sha256(GOOD.manifest).hexdigest()
