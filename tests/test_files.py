import errno
import os
import stat
import sys
from pathlib import Path

import pytest

from assessor_app.errors import Unavailable
from assessor_app.files import read_small, whole_file, write_whole


def test_the_new_content_replaces_the_old(tmp_path: Path) -> None:
    file = tmp_path / "a.json"
    write_whole(file, b"old")
    write_whole(file, b"new")
    assert [p.name for p in tmp_path.iterdir()] == ["a.json"]
    assert file.read_bytes() == b"new"


@pytest.mark.skipif(sys.platform == "win32", reason="access rights of POSIX")
@pytest.mark.parametrize(("owner_only", "rights"), [(True, 0o600), (False, 0o640)])
def test_only_the_owner_may_read_it_when_asked(tmp_path: Path, owner_only: bool, rights: int) -> None:
    before = os.umask(0o027)
    try:
        write_whole(tmp_path / "a.json", b"x", owner_only)
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "a.json").stat().st_mode) == rights


def test_a_full_disk_leaves_the_old_content_and_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "a.json"
    write_whole(file, b"old")

    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(Unavailable, match="the disk is full"):
        write_whole(file, b"new")
    assert file.read_bytes() == b"old"
    assert [p.name for p in tmp_path.iterdir()] == ["a.json"]


def test_a_body_that_fails_leaves_the_old_content(tmp_path: Path) -> None:
    file = tmp_path / "a.json"
    write_whole(file, b"old")
    with pytest.raises(ZeroDivisionError), whole_file(file) as stream:
        stream.write(bytes(1 // 0))
    assert file.read_bytes() == b"old"
    assert [p.name for p in tmp_path.iterdir()] == ["a.json"]


def test_a_missing_file_is_named_in_words(tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match="The vault is missing"):
        read_small(tmp_path / "vault.age", "The vault")


def test_a_huge_file_is_not_read(tmp_path: Path) -> None:
    file = tmp_path / "a.json"
    with file.open("wb") as stream:
        stream.truncate(1 << 30)
    with pytest.raises(Unavailable, match="too large"):
        read_small(file, "The vault")
