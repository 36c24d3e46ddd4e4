import pytest

from assessor_app.identity import age_passphrase


@pytest.fixture
def cheap_passphrases(monkeypatch):
    """Passphrases that cost nothing, and no keyring."""
    monkeypatch.setattr(age_passphrase, "WORK_FACTOR", 4)
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")
    monkeypatch.setattr("keyring.core._keyring_backend", None)
