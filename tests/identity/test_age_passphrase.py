import base64
import shutil
import subprocess

import pyrage
import pytest

from assessor_app.errors import Refused
from assessor_app.identity import age_passphrase

from .people import PASSPHRASE


def refused(data: bytes, passphrase: str = PASSPHRASE) -> str:
    with pytest.raises(Refused) as refusal:
        age_passphrase.decrypt(data, passphrase)
    return refusal.value.code


def with_work_factor(data: bytes, factor: int) -> bytes:
    line = data.split(b"\n")[1]
    return data.replace(line, line.rsplit(b" ", 1)[0] + b" %d" % factor, 1)


def test_what_is_sealed_opens_with_its_passphrase():
    assert age_passphrase.decrypt(age_passphrase.encrypt(b"master", PASSPHRASE), PASSPHRASE) == b"master"


def test_another_implementation_of_age_opens_the_file():
    assert pyrage.passphrase.decrypt(age_passphrase.encrypt(b"master", PASSPHRASE), PASSPHRASE) == b"master"


@pytest.mark.skipif(not (shutil.which("age") and shutil.which("script")), reason="needs age and script")
def test_stock_age_opens_the_file_as_really_written(tmp_path, real_cost):
    (tmp_path / "master.age").write_bytes(age_passphrase.encrypt(b"master", PASSPHRASE))
    told = subprocess.run(
        ["script", "-qec", "age -d -o master master.age", "/dev/null"],
        cwd=tmp_path,
        input=f"{PASSPHRASE}\n".encode(),
        capture_output=True,
        timeout=300,
        check=False,
    )
    assert (tmp_path / "master").read_bytes() == b"master", told.stdout


def test_a_file_of_stock_age_opens():
    made_by_age = base64.b64decode(STOCK_FILE)
    assert age_passphrase.decrypt(made_by_age, "violet ladder marble teapot") == b"made by stock age\n"


def test_accented_letters_count_the_same_however_they_were_typed():
    sealed = age_passphrase.encrypt(b"master", "caf\u00e9 ladder marble teapot")
    assert age_passphrase.decrypt(sealed, "cafe\u0301 ladder marble teapot") == b"master"


def test_a_wrong_passphrase_is_named_as_such():
    assert refused(age_passphrase.encrypt(b"master", PASSPHRASE), "violet ladder marble teapots") == "wrong-passphrase"


@pytest.mark.parametrize("factor", [21, 23, 40, 99])
def test_a_file_that_would_exhaust_memory_is_refused_before_any_is_spent(factor, monkeypatch):
    bomb = with_work_factor(age_passphrase.encrypt(b"master", PASSPHRASE), factor)
    monkeypatch.setattr(age_passphrase, "_stretch", lambda *_: pytest.fail("memory was spent"))
    assert refused(bomb) == "unsafe-file"


def test_a_file_for_a_key_instead_of_a_passphrase_is_refused():
    recipient = pyrage.x25519.Identity.generate().to_public()
    assert refused(pyrage.encrypt(b"master", [recipient])) == "unsafe-file"


def test_every_changed_byte_is_noticed():
    sealed = age_passphrase.encrypt(b"master", PASSPHRASE)
    for at in range(len(sealed)):
        changed = sealed[:at] + bytes([sealed[at] ^ 1]) + sealed[at + 1 :]
        with pytest.raises(Refused):
            age_passphrase.decrypt(changed, PASSPHRASE)


def test_every_truncation_is_noticed():
    sealed = age_passphrase.encrypt(b"master", PASSPHRASE)
    for length in range(len(sealed)):
        with pytest.raises(Refused):
            age_passphrase.decrypt(sealed[:length], PASSPHRASE)


STOCK_FILE = (
    "YWdlLWVuY3J5cHRpb24ub3JnL3YxCi0+IHNjcnlwdCAyNWYzSXVZQWZGbDVRYVF1Q0NhYXd3IDE4ClgrVVdoS3FNU3U3cElrYXg5"
    "QWxNNkJFNHVsSW4wcDRJVzdMcnNWcGp4VDAKLS0tIGRPSnpDcFpxbE9Td3l3am50S2NXSEVpZjNTbnNhcHFweVd2VkZxS0NUczAK"
    "8uezopF9kV9Cbm+kcy63NOWxhzm4JQgZdfDSlsK/efYNgBcVUcvFkASfuaK+AvzaYgM="
)
