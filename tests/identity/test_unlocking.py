import os
import subprocess
import sys
from pathlib import Path

import pytest

from assessor_app.domain.people import Role
from assessor_app.errors import Refused, Unavailable
from assessor_app.identity import unlocking
from assessor_app.identity.enrolment import create_identity
from assessor_app.identity.profile import Layout

from .people import PASSPHRASE, clock


@pytest.fixture
def profile(tmp_path):
    create_identity(tmp_path / "profile", "Siân Wyn", "Org", [Role.ASSESSOR], PASSPHRASE, clock)
    return tmp_path / "profile"


class Reading:
    """A keyring reading that has ended."""

    def __init__(self, master=None, problem=""):
        self.master, self.problem, self.closed = master, problem, False

    def result(self, timeout=0.0):
        return self.master

    def close(self):
        self.closed = True


def test_the_passphrase_opens_the_profile(profile):
    assert len(unlocking.unlock(profile, PASSPHRASE).database_key) == 32


def test_the_same_secrets_come_by_keyring_and_by_passphrase(profile):
    from assessor_app.identity.master import read_master

    master = read_master(Layout(profile).master, PASSPHRASE)
    assert unlocking.unlock(profile, reading=Reading(master)) == unlocking.unlock(profile, PASSPHRASE)


def test_a_wrong_passphrase_is_refused_in_words(profile):
    with pytest.raises(Refused, match="does not open your key") as refusal:
        unlocking.unlock(profile, "wrong")
    assert refusal.value.code == "wrong-passphrase"


def test_without_a_keyring_the_child_says_so_and_the_passphrase_is_asked_for(profile):
    with pytest.raises(Refused) as refusal:
        unlocking.unlock(profile)
    assert refusal.value.code == "needs-passphrase"


@pytest.mark.parametrize("problem", ["no-keyring", "keyring-locked", "not-in-keyring", "waiting"])
def test_without_keyring_and_passphrase_nothing_opens_it(profile, problem):
    Layout(profile).master.unlink()
    reading = Reading(problem=problem)
    with pytest.raises(Unavailable):
        unlocking.unlock(profile, reading=reading)
    assert reading.closed


def test_a_profile_without_a_passphrase_says_so(profile):
    Layout(profile).master.unlink()
    with pytest.raises(Refused) as refusal:
        unlocking.unlock(profile, PASSPHRASE)
    assert refusal.value.code == "no-passphrase-set"


@pytest.fixture
def slow_reading():
    """A reading that waits until something is written to the given descriptor, and then gives that."""
    told, tell = os.pipe()
    process = subprocess.Popen(
        [sys.executable, "-c", "print(input(), end='')"], stdin=told, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    os.close(told)
    yield unlocking.MasterReading(process), tell
    os.close(tell)
    process.communicate()


def test_a_reading_that_takes_too_long_is_given_up(slow_reading):
    reading, _ = slow_reading
    assert reading.result(0.01) is None
    assert reading.problem == "waiting"
    reading.close()
    assert reading.process.returncode is not None


def test_a_reading_may_be_asked_again(slow_reading):
    reading, tell = slow_reading
    assert reading.result(0.01) is None
    os.write(tell, b"AGE-SECRET-KEY-1X\n")
    assert reading.result(300) == "AGE-SECRET-KEY-1X"
    assert reading.result(300) == "AGE-SECRET-KEY-1X"


def test_the_master_does_not_show_in_a_repr():
    process = subprocess.Popen([sys.executable, "-c", "print('AGE-SECRET', end='')"], stdout=subprocess.PIPE)
    reading = unlocking.MasterReading(process)
    assert reading.result(300) == "AGE-SECRET"
    assert "AGE-SECRET" not in repr(reading)


def test_an_installed_program_is_its_own_child(profile, monkeypatch):
    started = []
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(subprocess, "Popen", lambda command, **_: started.append(command))
    unlocking.start_reading_master(profile)
    assert started[0][:2] == [sys.executable, "--read-master"]


def test_no_module_of_the_present_folder_gets_into_the_child(profile, tmp_path, monkeypatch):
    (tmp_path / "keyring.py").write_text(f"open({str(tmp_path / 'was-imported')!r}, 'w')")
    monkeypatch.chdir(tmp_path)
    unlocking.start_reading_master(profile).result(300)
    assert not (tmp_path / "was-imported").exists()


def test_nothing_heavy_is_loaded_before_the_window():
    heavy = ["keyring", "cryptography", "pyhanko", "asn1crypto", "asyncio", "sqlalchemy", "reportlab", "logging"]
    loaded = subprocess.run(
        [sys.executable, "-c", "import assessor_app.identity.unlocking, sys; print(*sys.modules)"],
        cwd=Path(unlocking.__file__).parents[2],
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split()
    assert "assessor_app.identity.vault" in loaded
    assert not set(heavy) & set(loaded)
