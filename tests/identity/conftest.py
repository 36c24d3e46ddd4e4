import os
from pathlib import Path

import pytest

from assessor_app.identity import age_passphrase

from .people import Office


@pytest.fixture(autouse=True)
def cheap_passphrases(monkeypatch, request):
    if "real_cost" not in request.fixturenames:
        monkeypatch.setattr(age_passphrase, "WORK_FACTOR", 4)


@pytest.fixture
def real_cost():
    """For tests that need files as they are really written."""


@pytest.fixture(autouse=True)
def no_keyring(monkeypatch):
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")
    monkeypatch.setattr("keyring.core._keyring_backend", None)


@pytest.fixture
def office() -> Office:
    return Office()


@pytest.fixture
def every_byte():
    """All bytes of all files under a folder."""

    def read(folder: Path) -> bytes:
        return b"".join(Path(where, name).read_bytes() for where, _, names in os.walk(folder) for name in names)

    return read
