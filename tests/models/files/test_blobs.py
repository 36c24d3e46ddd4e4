import hashlib
import io
import os
import subprocess
import sys
from datetime import timedelta

import pyrage
import pytest

from assessor_app.domain.exchange.segment import BlobEntry
from assessor_app.errors import Refused, Unavailable
from assessor_app.models.files.blobs import Blobs

CONTENT = b"minutes of the governors " * 200_000
SHA256 = hashlib.sha256(CONTENT).hexdigest()


@pytest.fixture
def blobs(tmp_path):
    identity = pyrage.x25519.Identity.generate()
    return Blobs(tmp_path / "blobs", str(identity.to_public()), str(identity))


def files(blobs):
    return sorted(path.name for path in blobs.folder.rglob("*") if path.is_file())


def test_file_comes_back_as_it_was_put(blobs):
    assert blobs.put(io.BytesIO(CONTENT)) == BlobEntry(SHA256, len(CONTENT))
    assert blobs.has(SHA256)
    assert blobs.read(SHA256) == CONTENT
    with blobs.open(SHA256) as stream:
        assert stream.read() == CONTENT


def test_empty_file_is_a_file(blobs):
    entry = blobs.put_bytes(b"")
    assert blobs.read(entry.sha256) == b""
    with blobs.open(entry.sha256) as stream:
        assert stream.read() == b""


def test_the_same_file_twice_is_stored_once(blobs):
    blobs.put_bytes(CONTENT)
    blobs.put_bytes(CONTENT)
    assert files(blobs) == [f"{SHA256}.age"]


def test_nothing_lies_in_clear(blobs):
    blobs.put_bytes(CONTENT)
    assert b"governors" not in blobs.path_of(SHA256).read_bytes()


def test_a_stream_may_be_left_half_read(blobs):
    blobs.put_bytes(CONTENT)
    stream = blobs.open(SHA256)
    assert stream.read(10) == CONTENT[:10]
    stream.close()
    assert blobs.read(SHA256) == CONTENT


@pytest.mark.parametrize("change", ["flip", "cut", "other"])
def test_a_changed_file_is_refused(blobs, change):
    blobs.put_bytes(CONTENT)
    path = blobs.path_of(SHA256)
    raw = bytearray(path.read_bytes())
    if change == "flip":
        raw[-100] ^= 1
    elif change == "cut":
        del raw[len(raw) // 2 :]
    else:
        raw = blobs.path_of(blobs.put_bytes(b"other").sha256).read_bytes()
    path.write_bytes(raw)
    with pytest.raises(Refused):
        blobs.read(SHA256)
    with pytest.raises(Refused), blobs.open(SHA256) as stream:
        stream.read()


def test_a_missing_file_is_said_to_be_missing(blobs):
    assert not blobs.has(SHA256)
    with pytest.raises(Unavailable, match="not on this computer"):
        blobs.read(SHA256)


def test_an_error_of_the_source_keeps_nothing(blobs):
    class Failing(io.BytesIO):
        def read(self, size=-1):
            if self.tell():
                raise ConnectionError("stick pulled")
            return super().read(10)

    with pytest.raises(ConnectionError):
        blobs.put(Failing(CONTENT))
    assert files(blobs) == []


def test_leftovers_are_swept_and_files_are_not(blobs):
    blobs.put_bytes(CONTENT)
    (blobs.folder / "0123.part").write_bytes(b"half")
    assert blobs.sweep() == 1
    assert files(blobs) == [f"{SHA256}.age"]


@pytest.mark.skipif(os.name != "posix", reason="needs processes that may be asked for")
def test_only_what_a_running_program_writes_is_left_alone(blobs):
    blobs.put_bytes(CONTENT)
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    for name in (f"{ended.pid}-12.part", f"{os.getpid()}-34.part", "half.part"):
        (blobs.folder / name).write_bytes(b"half")
    assert blobs.sweep(timedelta(hours=1), one_computer=True) == 1
    os.utime(blobs.folder / "half.part", (0, 0))
    assert blobs.sweep(timedelta(hours=1), one_computer=True) == 1
    assert sorted(files(blobs)) == sorted([f"{os.getpid()}-34.part", f"{SHA256}.age"])


@pytest.mark.parametrize("name", ["../identity/vault", "../" * 20 + "etc/passwd", "x" * 70_000, "", SHA256.upper()])
def test_what_is_no_hash_leads_to_no_file(blobs, name):
    blobs.put_bytes(CONTENT)
    outside = blobs.folder.parent.parent / "identity" / "vault.age"
    outside.parent.mkdir(exist_ok=True)
    outside.touch()
    assert not blobs.has(name)
    assert not blobs.remove(name)
    assert not blobs.is_whole(name)
    with pytest.raises(Refused, match="no file can be"):
        blobs.read(name)
    assert outside.exists()


def test_quarantined_files_count_only_after_keep(blobs):
    with blobs.quarantine() as sink:
        sink(BlobEntry(SHA256, len(CONTENT)), iter([CONTENT[:50], CONTENT[50:]]))
        assert not blobs.has(SHA256)
        assert sink.keep() == 1
    assert blobs.read(SHA256) == CONTENT


def test_a_refused_bundle_leaves_nothing(blobs):
    def cut_short():
        yield CONTENT[:50]
        raise Refused("changed", "changed")

    with blobs.quarantine() as sink:
        sink(BlobEntry(hashlib.sha256(b"four").hexdigest(), 4), iter([b"four"]))
        with pytest.raises(Refused, match="changed"):
            sink(BlobEntry(SHA256, len(CONTENT)), cut_short())
    assert files(blobs) == []


def test_a_file_under_a_false_name_is_refused(blobs):
    with pytest.raises(Refused), blobs.quarantine() as sink:
        sink(BlobEntry("a" * 64, 4), iter([b"four"]))
    assert files(blobs) == []
