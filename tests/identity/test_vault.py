import base64
import json
import shutil
import subprocess
from dataclasses import fields

import pyrage
import pytest

from assessor_app.errors import Refused, Unavailable
from assessor_app.identity.vault import new_age_identity, new_secrets, read_vault, recipient_of, write_vault


@pytest.fixture
def master():
    return new_age_identity()


@pytest.fixture
def vault(tmp_path, master):
    secrets = new_secrets()
    write_vault(tmp_path / "vault.age", secrets, [recipient_of(master)])
    return tmp_path / "vault.age", secrets


def test_the_master_opens_it(vault, master):
    file, secrets = vault
    assert read_vault(file, master) == secrets


def test_stock_age_opens_it_with_the_master(vault, master, tmp_path):
    if not shutil.which("age"):
        pytest.skip("needs age")
    file, secrets = vault
    (tmp_path / "key").write_text(master)
    opened = subprocess.run(["age", "-d", "-i", tmp_path / "key", file], capture_output=True, check=True).stdout
    assert base64.b64decode(json.loads(opened)["signing_key"]) == secrets.signing_key


def test_the_recovery_key_of_the_office_opens_it_too(tmp_path, master):
    recovery, secrets = new_age_identity(), new_secrets()
    write_vault(tmp_path / "vault.age", secrets, [recipient_of(master), recipient_of(recovery)])
    assert read_vault(tmp_path / "vault.age", recovery) == secrets


@pytest.mark.parametrize(
    "wrong",
    [new_age_identity(), "", "AGE-SECRET-KEY-1NONSENSE", "password"],
    ids=["another", "empty", "nonsense", "word"],
)
def test_another_key_is_refused_in_words(vault, wrong):
    with pytest.raises(Refused, match="does not open") as refusal:
        read_vault(vault[0], wrong)
    assert refusal.value.code == "wrong-key"


def test_a_damaged_vault_is_refused_in_words(vault, master):
    file, _ = vault
    data = bytearray(file.read_bytes())
    data[-1] ^= 1
    file.write_bytes(data)
    with pytest.raises(Refused, match="does not open"):
        read_vault(file, master)


@pytest.mark.parametrize("inside", [b"", b"[]", b"{}", b'{"format": "assay-vault-1"}', b"\xff"])
def test_nonsense_under_the_right_key_is_refused_in_words(tmp_path, master, inside):
    file = tmp_path / "vault.age"
    file.write_bytes(pyrage.encrypt(inside, [pyrage.x25519.Recipient.from_str(recipient_of(master))]))
    with pytest.raises(Refused) as refusal:
        read_vault(file, master)
    assert refusal.value.code == "damaged-vault"


def test_a_vault_of_a_newer_version_says_so(tmp_path, master):
    file = tmp_path / "vault.age"
    file.write_bytes(
        pyrage.encrypt(b'{"format": "assay-vault-2"}', [pyrage.x25519.Recipient.from_str(recipient_of(master))])
    )
    with pytest.raises(Unavailable, match="newer version"):
        read_vault(file, master)


def test_a_missing_vault_says_so(tmp_path, master):
    with pytest.raises(Unavailable, match="missing"):
        read_vault(tmp_path / "vault.age", master)


def test_no_secret_shows_in_a_repr():
    secrets = new_secrets()
    for part in fields(secrets):
        value = getattr(secrets, part.name)
        assert not value or str(value) not in repr(secrets)
    assert repr(secrets) == "Secrets()"


def test_every_profile_gets_keys_of_its_own():
    one, other = new_secrets(), new_secrets()
    assert not {one.signing_key, one.age_identity, one.database_key, one.blob_identity} & {
        other.signing_key,
        other.age_identity,
        other.database_key,
        other.blob_identity,
    }
