"""A bundle is complete under its name or not there at all."""

import errno
import hashlib
import io
import os
import random
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

import pytest

from assessor_app.domain.exchange.segment import BlobEntry
from assessor_app.errors import AssayError, Refused, Stopped, Unavailable, WrongUse
from assessor_app.sync import writing
from assessor_app.sync.writing import BlobSource, WrittenBundle, write_bundle

from .bundles import Office, entry, never, segment, silent, source

EVIDENCE = random.Random(1).randbytes(3_500_000)
GOOD = segment(blobs=[entry(EVIDENCE)])


def write(office: Office, blob: BlobSource, cancelled: Callable[[], bool] = never) -> WrittenBundle:
    return write_bundle(office.file, [GOOD], [blob], [office.key], silent, cancelled)


def test_size_and_hash_are_those_of_the_file(office: Office) -> None:
    written = write(office, source(EVIDENCE))
    raw = office.file.read_bytes()
    assert written == WrittenBundle(len(raw), hashlib.sha256(raw).hexdigest())


def test_progress_rises_to_all_of_it(office: Office) -> None:
    told: list[tuple[int, int]] = []
    write_bundle(office.file, [GOOD], [source(EVIDENCE)], [office.key], lambda *now: told.append(now), never)
    assert told == sorted(told)
    assert len(told) > 4
    assert told[-1][0] == told[-1][1] > len(EVIDENCE)


def test_stopping_at_any_moment_leaves_nothing(office: Office) -> None:
    asked: list[None] = []
    write(office, source(EVIDENCE), lambda: bool(asked.append(None)))
    office.file.unlink()
    for moment in range(len(asked)):
        answers = iter([False] * moment + [True])
        with pytest.raises(Stopped) as caught:
            write(office, source(EVIDENCE), lambda answers=answers: next(answers))  # type: ignore[misc]
        assert "Nothing was changed" in caught.value.sentence
        assert list(office.folder.iterdir()) == []


def test_a_bundle_written_before_survives_a_stop(office: Office) -> None:
    office.file.write_bytes(b"before")
    with pytest.raises(Stopped):
        write(office, source(EVIDENCE), lambda: True)
    assert office.file.read_bytes() == b"before"


class Failing(io.BytesIO):
    """A stored file on a disk that fails half-way."""

    def read(self, size: int | None = -1, /) -> bytes:
        if self.tell() > 1_000_000:
            raise OSError(errno.EIO, "Input/output error")
        return super().read(size)


def opens(make: Callable[[], BinaryIO]) -> BlobSource:
    return replace(source(EVIDENCE), open=make)


def missing() -> BinaryIO:
    raise FileNotFoundError(errno.ENOENT, "No such file", "blob")


def damaged() -> BinaryIO:
    raise Refused("The stored file is damaged. Nothing was changed.", "store-says-so")


SOURCES: dict[str, tuple[Callable[[], BinaryIO], str]] = {
    "grown": (lambda: io.BytesIO(EVIDENCE + b"x"), "source-changed"),
    "cut short": (lambda: io.BytesIO(EVIDENCE[:-1]), "source-changed"),
    "changed": (lambda: io.BytesIO(EVIDENCE[:-1] + b"x"), "source-corrupt"),
    "on a failing disk": (lambda: Failing(EVIDENCE), "source-unreadable"),
    "gone": (missing, "source-unreadable"),
    "refused by the store": (damaged, "store-says-so"),
}


@pytest.mark.parametrize(("make", "code"), SOURCES.values(), ids=SOURCES.keys())
def test_a_stored_file_that_is_not_what_was_signed_makes_no_bundle(
    office: Office, make: Callable[[], BinaryIO], code: str
) -> None:
    with pytest.raises(AssayError) as caught:
        write(office, opens(make))
    assert caught.value.code == code
    assert "othing was" in caught.value.sentence
    assert list(office.folder.iterdir()) == []


@pytest.mark.parametrize(
    ("number", "code"), [(errno.ENOSPC, "full"), (errno.EROFS, "read-only"), (errno.EIO, "cannot-write")]
)
def test_an_error_of_the_disk_is_told_in_words(
    office: Office, monkeypatch: pytest.MonkeyPatch, number: int, code: str
) -> None:
    def fail(handle: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(Unavailable) as caught:
        write(office, source(EVIDENCE))
    assert caught.value.code == code
    assert "Nothing was lost" in caught.value.sentence
    assert list(office.folder.iterdir()) == []


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_disk_that_fills_up_half_way_is_told_in_words(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = os.open

    def on_full_disk(path: Path, flags: int, mode: int = 0o777) -> int:
        return opened("/dev/full", os.O_WRONLY) if path.suffix == ".part" else opened(path, flags, mode)

    monkeypatch.setattr(os, "open", on_full_disk)
    with pytest.raises(Unavailable) as caught:
        write(office, source(EVIDENCE))
    assert caught.value.code == "full"


def test_a_folder_that_is_not_there_is_told_in_words(office: Office) -> None:
    with pytest.raises(Unavailable) as caught:
        write_bundle(office.folder / "gone" / "x.qmb", [GOOD], [], [office.key], silent, never)
    assert caught.value.code == "cannot-write"


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="the administrator may write everywhere")
def test_a_read_only_folder_is_told_in_words(office: Office) -> None:
    office.folder.chmod(0o500)
    try:
        with pytest.raises(Unavailable) as caught:
            write(office, source(EVIDENCE))
        assert caught.value.code == "read-only"
    finally:
        office.folder.chmod(0o700)


def test_what_a_killed_process_left_is_no_hindrance(office: Office) -> None:
    part = office.file.with_name(office.file.name + ".part")
    part.write_bytes(b"half a bundle")
    write(office, source(EVIDENCE))
    assert [file.name for file in office.folder.iterdir()] == [office.file.name]


@pytest.mark.skipif(os.name != "posix", reason="needs symbolic links")
def test_a_link_laid_in_the_way_is_not_followed(office: Office) -> None:
    victim = office.folder / "victim"
    victim.write_bytes(b"precious")
    office.file.with_name(office.file.name + ".part").symlink_to(victim)
    write(office, source(EVIDENCE))
    assert victim.read_bytes() == b"precious"


def test_a_file_given_twice_is_sent_once(office: Office) -> None:
    write_bundle(office.file, [GOOD], [source(EVIDENCE)] * 2, [office.key], silent, never)
    assert list(office.receive().blobs) == [entry(EVIDENCE)]


def test_evidence_may_follow_later(office: Office) -> None:
    office.send([GOOD])
    assert office.receive().following == (entry(EVIDENCE),)


def test_nothing_to_send_is_no_bundle(office: Office) -> None:
    with pytest.raises(WrongUse):
        office.send([])


def test_a_bundle_for_nobody_is_refused(office: Office) -> None:
    with pytest.raises(WrongUse):
        write_bundle(office.file, [GOOD], [], [], silent, never)


def test_a_file_that_no_segment_names_is_refused(office: Office) -> None:
    with pytest.raises(WrongUse):
        office.send([segment()], EVIDENCE)


def test_a_key_that_is_none_is_refused(office: Office) -> None:
    with pytest.raises(Refused) as caught:
        write_bundle(office.file, [GOOD], [], ["age1nonsense"], silent, never)
    assert caught.value.code == "bad-recipient"
    assert list(office.folder.iterdir()) == []


def test_more_than_the_container_can_say_is_refused(office: Office) -> None:
    huge = BlobEntry("0" * 64, 8**11)
    blob = BlobSource(huge.sha256, huge.size, missing)
    with pytest.raises(Refused) as caught:
        write_bundle(office.file, [segment(blobs=[huge])], [blob], [office.key], silent, never)
    assert caught.value.code == "too-large-to-send"


def test_more_segments_than_can_be_numbered_are_refused(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writing, "MOST_SEGMENTS", 1)
    with pytest.raises(Refused) as caught:
        office.send([GOOD, GOOD])
    assert caught.value.code == "too-large-to-send"
