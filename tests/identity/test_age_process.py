"""Large age streams through the process of their own: the same bytes and the same refusals as in this one."""

import io
import os
import subprocess
import sys
import threading
from pathlib import Path

import pyrage
import pytest

from assessor_app.errors import Unavailable
from assessor_app.identity import age_process, own_process
from assessor_app.identity.age_process import decrypt_stream, encrypt_stream

KEY = pyrage.x25519.Identity.generate()
RECIPIENT, IDENTITY = str(KEY.to_public()), str(KEY)
CONTENT = bytes(range(256)) * 9_001


@pytest.fixture(autouse=True)
def _everything_is_large(monkeypatch):
    monkeypatch.setattr(age_process, "LARGE", 1_000)


def sealed(content: bytes = CONTENT) -> bytes:
    return pyrage.encrypt(content, [KEY.to_public()])


def opened(file: bytes) -> bytes:
    sink = io.BytesIO()
    decrypt_stream(io.BytesIO(file), sink, [IDENTITY])
    return sink.getvalue()


def test_it_writes_what_age_reads_and_reads_what_age_writes():
    sink = io.BytesIO()
    encrypt_stream(io.BytesIO(CONTENT), sink, [RECIPIENT])
    assert pyrage.decrypt(sink.getvalue(), [KEY]) == CONTENT
    assert opened(sealed()) == CONTENT


@pytest.mark.parametrize("size", [0, 1, 999, 1_000, 1_001, 65_536])
def test_every_size_comes_back(size):
    sink = io.BytesIO()
    encrypt_stream(io.BytesIO(CONTENT[:size]), sink, [RECIPIENT])
    assert opened(sink.getvalue()) == CONTENT[:size]


def test_one_process_serves_one_stream_after_the_other(monkeypatch):
    opened(sealed())
    monkeypatch.setattr(age_process, "_Child", lambda: pytest.fail("another process"))
    for size in (2_000, 70_000, 2_000):
        assert opened(sealed(CONTENT[:size])) == CONTENT[:size]


@pytest.mark.parametrize("at", [-1, -70_000, 300])
def test_a_changed_or_cut_file_is_refused(at):
    file = bytearray(sealed())
    file[at] ^= 1
    for damaged in (bytes(file), sealed()[:at]):
        with pytest.raises((pyrage.DecryptError, OSError)):
            opened(damaged)
    assert opened(sealed()) == CONTENT


def test_another_key_is_refused_in_the_words_of_age():
    with pytest.raises(pyrage.DecryptError, match="No matching keys"):
        decrypt_stream(io.BytesIO(sealed()), io.BytesIO(), [str(pyrage.x25519.Identity.generate())])


class Failing:
    """Reads or takes some pieces, then fails."""

    def __init__(self, good: int) -> None:
        self.left = good
        self.taken = b""

    def read(self, size: int) -> bytes:
        self._count()
        return bytes(size)

    def write(self, data: bytes) -> int:
        self._count()
        self.taken += data
        return len(data)

    def _count(self) -> None:
        self.left -= 1
        if self.left < 0:
            raise OSError(5, "the stick was pulled")


def test_a_source_that_fails_leaves_no_file_that_could_be_taken_for_a_whole_one():
    sink = io.BytesIO()
    with pytest.raises(OSError, match="the stick was pulled"):
        encrypt_stream(Failing(3), sink, [RECIPIENT])
    with pytest.raises(pyrage.DecryptError):
        pyrage.decrypt(sink.getvalue(), [KEY])


def test_a_target_that_fails_says_so():
    with pytest.raises(OSError, match="the stick was pulled"):
        encrypt_stream(io.BytesIO(CONTENT), Failing(1), [RECIPIENT])
    with pytest.raises(OSError, match="the stick was pulled"):
        decrypt_stream(io.BytesIO(sealed()), Failing(1), [IDENTITY])


def test_a_process_that_dies_is_noticed_and_the_next_stream_has_a_new_one():
    opened(sealed())
    child = age_process._idle._children[-1]
    child.ask({"decrypt": [IDENTITY]})
    child.end()
    assert opened(sealed()) == CONTENT


def processes_of(*found) -> list[int]:
    return [each._process.pid for each in found]


def is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_those_that_wait_can_be_ended_since_their_memory_has_held_keys():
    opened(sealed())
    waiting = processes_of(*age_process._idle._children)
    assert waiting
    age_process.end_idle()
    assert not any(map(is_running, waiting))
    assert opened(sealed()) == CONTENT


def test_one_that_was_at_work_then_ends_after_its_stream():
    class Ending(io.BytesIO):
        def write(self, data) -> int:
            age_process.end_idle()
            return super().write(data)

    at_work, known = [], age_process._idle.take
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(age_process._idle, "take", lambda: at_work.append(known()) or at_work[-1])
        sink = Ending()
        decrypt_stream(io.BytesIO(sealed()), sink, [IDENTITY])
    assert sink.getvalue() == CONTENT
    assert not any(map(is_running, processes_of(*at_work)))
    assert age_process._idle._children == age_process._idle._at_work == []


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="looks into /proc")
def test_no_key_is_in_the_arguments_or_the_environment_and_none_outlives_a_killed_program():
    """The program is killed in the middle of a stream; its process for large files reads the end and ends too."""
    asks = (
        "import io, os, sys, time\n"
        "from assessor_app.identity import age_process\n"
        "class Slow:\n"
        "    def read(self, size):\n"
        "        child = age_process._idle._at_work\n"
        "        if child: print(child[0]._process.pid, flush=True); time.sleep(60)\n"
        "        return bytes(size)\n"
        "key = sys.stdin.readline().strip()\n"
        "age_process.encrypt_stream(Slow(), io.BytesIO(), [key])\n"
    )
    program = subprocess.Popen([sys.executable, "-c", asks], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert program.stdin
    assert program.stdout
    program.stdin.write(f"{RECIPIENT}\n")
    program.stdin.flush()
    child = int(program.stdout.readline())
    seen = b"".join(Path(f"/proc/{child}/{name}").read_bytes() for name in ("cmdline", "environ"))
    program.kill()
    program.communicate()
    assert RECIPIENT.encode() not in seen
    for _ in range(6000):
        if not is_running(child):
            break
        threading.Event().wait(0.05)
    assert not is_running(child)


class Killing(io.BytesIO):
    """Ends the process that answers, as a system short of memory might."""

    def write(self, data) -> int:
        age_process._Child.end(CHILDREN[-1])
        return super().write(data)


CHILDREN: list[age_process._Child] = []


def test_a_process_that_is_killed_within_a_stream_is_an_error_and_no_short_result(monkeypatch):
    taken = age_process._idle.take
    monkeypatch.setattr(age_process._idle, "take", lambda: CHILDREN.append(taken()) or CHILDREN[-1])
    with pytest.raises(Unavailable, match="ended a part of Assay"):
        decrypt_stream(io.BytesIO(sealed()), Killing(), [IDENTITY])


def test_a_system_that_starts_no_process_is_not_told_as_a_damaged_file(monkeypatch):
    def full(*_words, **_facts):
        raise OSError(11, "Resource temporarily unavailable")

    monkeypatch.setattr(age_process, "_idle", age_process._Idle())
    monkeypatch.setattr(own_process.subprocess, "Popen", full)
    with pytest.raises(Unavailable, match="could not start"):
        encrypt_stream(io.BytesIO(CONTENT), io.BytesIO(), [RECIPIENT])
