import errno
import os
import stat
import sys

import pytest

from assessor_app.errors import Unavailable
from assessor_app.identity.atomic import read_file, write_atomically


def test_the_new_content_replaces_the_old(tmp_path):
    file = tmp_path / "a.json"
    write_atomically(file, b"old")
    write_atomically(file, b"new")
    assert [p.name for p in tmp_path.iterdir()] == ["a.json"]
    assert file.read_bytes() == b"new"


@pytest.mark.skipif(sys.platform == "win32", reason="access rights of POSIX")
def test_only_the_owner_may_read_it(tmp_path):
    file = tmp_path / "a.json"
    write_atomically(file, b"x")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_full_disk_leaves_the_old_content_and_says_so(tmp_path, monkeypatch):
    file = tmp_path / "a.json"
    write_atomically(file, b"old")

    def full(_descriptor):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(Unavailable, match="No space left"):
        write_atomically(file, b"new")
    assert file.read_bytes() == b"old"
    assert [p.name for p in tmp_path.iterdir()] == ["a.json"]


def test_a_missing_file_is_named_in_words(tmp_path):
    with pytest.raises(Unavailable, match="The vault is missing"):
        read_file(tmp_path / "vault.age", "The vault")


def test_a_huge_file_is_not_read(tmp_path):
    file = tmp_path / "a.json"
    with file.open("wb") as stream:
        stream.truncate(1 << 30)
    with pytest.raises(Unavailable, match="too large"):
        read_file(file, "The vault")
