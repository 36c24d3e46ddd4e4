import sys
from types import ModuleType

import keyring
import keyring.errors
import pytest

from assessor_app.errors import Refused, Unavailable
from assessor_app.identity import master
from assessor_app.identity.vault import new_age_identity

from .people import PASSPHRASE


class Kept:
    """A keyring in memory, passed off as another module's."""

    def __init__(self):
        self.kept = {}

    def get_password(self, service, username):
        return self.kept.get((service, username))

    def set_password(self, service, username, password):
        self.kept[service, username] = password

    def delete_password(self, service, username):
        if (service, username) not in self.kept:
            raise keyring.errors.PasswordDeleteError("not there")
        del self.kept[service, username]


class Chain:
    def __init__(self, *backends):
        self.backends = backends


Chain.__module__ = "keyring.backends.chainer"


def backend(module: str, **overrides) -> Kept:
    return type("Keyring", (Kept,), {"__module__": module, **overrides})()


def use(monkeypatch, chosen) -> None:
    monkeypatch.setattr(keyring, "get_keyring", lambda: chosen)


def raises(error: Exception):
    def method(*_):
        raise error

    return method


@pytest.mark.parametrize(
    "module",
    [
        "keyring.backends.SecretService",
        "keyring.backends.libsecret",
        "keyring.backends.kwallet",
        "keyring.backends.Windows",
        "keyring.backends.macOS",
    ],
)
def test_the_systems_own_keyrings_keep_the_master(monkeypatch, module):
    own, key = backend(module), new_age_identity()
    use(monkeypatch, own)
    assert master.store_in_keyring("f" * 32, key)
    assert master.find_in_keyring("f" * 32) == key
    assert own.kept == {("Assay", "f" * 32): key}


@pytest.mark.parametrize(
    "module",
    [
        "keyring.backends.fail",
        "keyring.backends.null",
        "keyrings.alt.file",
        "keyrings.alt.Windows",
        "keyring.backends.SecretServiceLookalike",
        "somebody.elses",
    ],
)
def test_any_other_keyring_counts_as_none_and_gets_nothing(monkeypatch, module):
    other = backend(module)
    use(monkeypatch, other)
    assert not master.keyring_is_safe()
    assert not master.store_in_keyring("f" * 32, new_age_identity())
    assert other.kept == {}
    with pytest.raises(Unavailable) as problem:
        master.find_in_keyring("f" * 32)
    assert problem.value.code == "no-keyring"


def test_of_a_chain_only_the_safe_one_is_used(monkeypatch):
    plain, safe = backend("keyrings.alt.file"), backend("keyring.backends.SecretService")
    use(monkeypatch, Chain(plain, safe))
    assert master.store_in_keyring("f" * 32, "key")
    assert (plain.kept, len(safe.kept)) == ({}, 1)


def test_a_chain_without_a_safe_one_counts_as_none(monkeypatch):
    use(monkeypatch, Chain(backend("keyrings.alt.file")))
    assert not master.keyring_is_safe()


def test_on_windows_the_entry_does_not_roam(monkeypatch):
    own = backend("keyring.backends.Windows")
    use(monkeypatch, own)
    master.store_in_keyring("f" * 32, "key")
    assert own.persist == "local machine"


def test_a_keyring_that_forgets_is_not_relied_on(monkeypatch):
    use(monkeypatch, backend("keyring.backends.SecretService", set_password=lambda *_: None))
    assert not master.store_in_keyring("f" * 32, "key")


@pytest.mark.parametrize(
    "error",
    [
        keyring.errors.KeyringLocked("locked"),
        keyring.errors.InitError("no bus"),
        keyring.errors.PasswordSetError("no"),
        keyring.errors.NoKeyringError("none"),
        OSError("the bus went away"),
    ],
)
def test_a_keyring_that_fails_is_told_in_words(monkeypatch, error):
    use(
        monkeypatch,
        backend("keyring.backends.SecretService", set_password=raises(error), get_password=raises(error)),
    )
    assert not master.store_in_keyring("f" * 32, "key")
    with pytest.raises(Unavailable, match="locked or did not answer") as problem:
        master.find_in_keyring("f" * 32)
    assert problem.value.code == "keyring-locked"


def test_a_keyring_that_cannot_start_counts_as_none(monkeypatch):
    monkeypatch.setattr(keyring, "get_keyring", raises(RuntimeError("no backend")))
    assert not master.keyring_is_safe()


def test_a_keyring_without_the_entry_is_told_in_words(monkeypatch):
    use(monkeypatch, backend("keyring.backends.SecretService"))
    with pytest.raises(Unavailable) as problem:
        master.find_in_keyring("f" * 32)
    assert problem.value.code == "not-in-keyring"


def test_forgetting_removes_the_entry_and_minds_no_absence(monkeypatch):
    own = backend("keyring.backends.SecretService")
    use(monkeypatch, own)
    master.store_in_keyring("f" * 32, "key")
    master.forget_in_keyring("f" * 32)
    master.forget_in_keyring("f" * 32)
    assert own.kept == {}


def test_keyring_is_not_imported_for_a_passphrase(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "keyring", ModuleType("keyring"))
    master.write_master(tmp_path / "master.age", "AGE-SECRET-KEY-1X", PASSPHRASE)
    assert master.read_master(tmp_path / "master.age", PASSPHRASE) == "AGE-SECRET-KEY-1X"


def test_the_passphrase_can_be_changed(tmp_path):
    file = tmp_path / "master.age"
    master.write_master(file, "AGE-SECRET-KEY-1X", PASSPHRASE)
    master.change_passphrase(file, PASSPHRASE, "orchard bicycle lantern pepper")
    assert master.read_master(file, "orchard bicycle lantern pepper") == "AGE-SECRET-KEY-1X"
    with pytest.raises(Refused, match="does not open your key"):
        master.read_master(file, PASSPHRASE)


def test_the_passphrase_is_not_changed_by_somebody_who_does_not_know_it(tmp_path):
    file = tmp_path / "master.age"
    master.write_master(file, "AGE-SECRET-KEY-1X", PASSPHRASE)
    before = file.read_bytes()
    with pytest.raises(Refused):
        master.change_passphrase(file, "not the passphrase at all", "orchard bicycle lantern pepper")
    assert file.read_bytes() == before


def test_a_new_passphrase_must_not_be_too_easy(tmp_path):
    file = tmp_path / "master.age"
    master.write_master(file, "AGE-SECRET-KEY-1X", PASSPHRASE)
    with pytest.raises(Refused, match="too easy"):
        master.change_passphrase(file, PASSPHRASE, "password")
