import errno
import json
import logging
import os
import traceback
from dataclasses import replace

import pytest

from assessor_app.domain.people import Role
from assessor_app.errors import Refused, Unavailable, WrongUse
from assessor_app.identity import certificates, enrolment, master, new_keys
from assessor_app.identity.certificate_facts import facts, request_facts
from assessor_app.identity.profile import Layout, read_profile, write_profile
from assessor_app.identity.signing import Credentials, sign_detached, verify_detached
from assessor_app.identity.trust import Trust
from assessor_app.identity.unlocking import unlock
from assessor_app.identity.vault import read_vault, write_vault

from .people import DAY, NOW, PASSPHRASE, clock


def create(profile, passphrase=PASSPHRASE, name="Siân Wyn"):
    return enrolment.create_identity(profile, name, "Org", [Role.ASSESSOR], passphrase, clock)


@pytest.fixture
def profile(tmp_path):
    create(tmp_path / "profile")
    return tmp_path / "profile"


@pytest.fixture
def secrets(profile):
    return unlock(profile, PASSPHRASE)


def certified(office, secrets, person="A-0001", at=NOW, name="Siân Wyn"):
    request = certificates.request(secrets.signing_key, "x", "y", secrets.age_recipient)
    return certificates.issue(office.key, office.certificate, request, person, name, at)


def test_a_new_identity_can_be_unlocked_and_can_sign(profile, secrets):
    person = read_profile(profile).person
    own = enrolment.own_credentials(profile, secrets)
    trust = Trust(pinned=frozenset({facts(own.certificate).spki_sha256}))
    signer = verify_detached(sign_detached(own, b"data", NOW), b"data", trust, NOW)
    assert (signer.person, signer.name, signer.certified) == (person.id, "Siân Wyn", False)


def test_what_profile_json_says_is_what_the_certificate_proves(profile, secrets):
    person = enrolment.person_of(profile, secrets)
    assert person == read_profile(profile).person
    assert person.id == "P-" + person.key_fingerprint.replace(" ", "")
    assert person.certified_by == ""
    assert person.certified_until == NOW + 90 * DAY
    assert person.roles == {Role.ASSESSOR}
    assert person.age_recipient == secrets.age_recipient


def test_a_changed_profile_json_fools_nobody_who_has_the_keys(profile, secrets):
    content = read_profile(profile)
    write_profile(Layout(profile).profile, replace(content, person=replace(content.person, id="A-0001", name="Noor")))
    assert enrolment.person_of(profile, secrets).name == "Siân Wyn"


def test_a_certificate_of_another_key_is_not_signed_with(profile, secrets):
    other = certificates.self_signed(certificates.new_signing_key(), "Noor", "Org", NOW)
    Layout(profile).certificate.write_bytes(other)
    with pytest.raises(Refused, match="does not belong to its key"):
        enrolment.own_credentials(profile, secrets)


def test_an_identity_is_never_overwritten(profile, every_byte):
    before = every_byte(profile)
    with pytest.raises(Refused) as refusal:
        create(profile)
    assert refusal.value.code == "identity-exists"
    assert every_byte(profile) == before


def test_without_keyring_and_passphrase_nothing_is_made(tmp_path):
    with pytest.raises(Refused, match="needs a passphrase") as refusal:
        create(tmp_path / "profile", passphrase=None)
    assert refusal.value.code == "needs-passphrase"
    assert list(tmp_path.iterdir()) == []


def test_a_weak_passphrase_makes_nothing(tmp_path):
    with pytest.raises(Refused, match="too easy"):
        create(tmp_path / "profile", passphrase="password")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["", "   ", "n" * 65])
def test_a_name_that_a_certificate_cannot_carry_makes_nothing(tmp_path, name):
    with pytest.raises(WrongUse):
        create(tmp_path / "profile", name=name)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("step", ["keep_vault", "write_profile", "write_master"])
def test_a_disk_that_fills_up_leaves_nothing_behind(tmp_path, monkeypatch, step):
    forgotten = []

    def full(*_):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(new_keys, step, full)
    monkeypatch.setattr(new_keys, "forget_in_keyring", forgotten.append)
    (tmp_path / "profile").mkdir()
    (tmp_path / "profile" / "mine.txt").write_text("kept")
    with pytest.raises(Unavailable, match="disk is full"):
        create(tmp_path / "profile")
    assert [left.name for left in (tmp_path / "profile").iterdir()] == ["mine.txt"]
    assert (tmp_path / "profile" / "mine.txt").read_text() == "kept"
    assert len(forgotten) == 1


def test_what_a_crash_left_half_made_is_replaced(tmp_path):
    part = tmp_path / "profile" / "pending.part"
    (part / "identity").mkdir(parents=True)
    (part / "identity" / "vault.age").write_text("half")
    create(tmp_path / "profile")
    assert not part.exists()
    assert unlock(tmp_path / "profile", PASSPHRASE)


def test_with_a_safe_keyring_no_passphrase_is_needed(tmp_path, monkeypatch):
    kept = {}
    monkeypatch.setattr(new_keys, "store_in_keyring", lambda user, key: not kept.update({user: key}))
    create(tmp_path / "profile", passphrase=None)
    assert not Layout(tmp_path / "profile").master.exists()
    assert list(kept) == [read_profile(tmp_path / "profile").id]
    assert next(iter(kept.values())).startswith("AGE-SECRET-KEY-1")


def test_no_private_byte_lies_in_any_file_of_the_profile(profile, secrets, every_byte):
    key = master.read_master(Layout(profile).master, PASSPHRASE)
    everything = every_byte(profile)
    for secret in hidden(secrets, key):
        assert secret not in everything


def test_no_private_byte_gets_into_logs_or_tracebacks(profile, secrets, caplog):
    caplog.set_level(logging.DEBUG)
    key = master.read_master(Layout(profile).master, PASSPHRASE)
    certificate = enrolment.own_certificate(profile)
    told = []
    for attempt in (
        lambda: unlock(profile, PASSPHRASE + "x"),
        lambda: read_vault(Layout(profile).vault, key + "x"),
        lambda: read_vault(Layout(profile).vault, secrets.age_identity),
        lambda: write_vault(profile / "no" / "vault.age", secrets, []),
        lambda: sign_detached(enrolment.own_credentials(profile, secrets), b"data", NOW + 365 * DAY),
        lambda: sign_detached(replace(enrolment.own_credentials(profile, secrets), certificate=b"-"), b"data", NOW),
        lambda: sign_detached(Credentials(secrets.signing_key[:-1], certificate), b"data", NOW),
    ):
        with pytest.raises(Exception) as caught:
            attempt()
        told += [repr(caught.value), *traceback.format_exception(caught.value)]
    sign_detached(enrolment.own_credentials(profile, secrets), b"data", NOW)
    said = ("".join(told) + caplog.text).encode()
    for secret in hidden(secrets, key):
        assert secret not in said


def hidden(secrets, key):
    number = secrets.signing_key[36:68]  # the private number inside PKCS#8 for P-256
    plain = [secrets.signing_key, number, secrets.database_key]
    texts = [secrets.age_identity.encode(), secrets.blob_identity.encode()] + ([key.encode()] if key else [])
    return plain + [value.hex().encode() for value in plain] + texts


def test_a_request_names_the_key_and_how_to_encrypt_to_its_owner(profile, secrets):
    asked = request_facts(enrolment.certificate_request(profile, secrets))
    assert asked.name == "Siân Wyn"
    assert asked.age_recipient == secrets.age_recipient
    assert asked.spki_sha256[:4].upper() == read_profile(profile).person.key_fingerprint[:4]


def test_the_offices_certificate_replaces_the_self_signed_one(profile, secrets, office):
    issued = certified(office, secrets)
    person = enrolment.install_certificate(profile, secrets, issued, office.certificate, NOW, [Role.VERIFIER])
    assert (person.id, person.certified_by, person.roles) == ("A-0001", office.name, {Role.VERIFIER})
    assert enrolment.person_of(profile, secrets) == person
    own = enrolment.own_credentials(profile, secrets)
    assert verify_detached(sign_detached(own, b"data", NOW), b"data", office.trust(), NOW).person == "A-0001"


def test_a_certificate_that_is_not_ones_own_is_not_installed(profile, secrets, office, every_byte):
    stranger = office.person("A-0001", "Siân Wyn")
    own_but_other_office = certified(type(office)(), secrets)
    self_made = certificates.self_signed(secrets.signing_key, "Siân Wyn", "Org", NOW)
    before = every_byte(profile)
    for wrong in (stranger.certificate, own_but_other_office, self_made, b"nonsense", office.certificate):
        with pytest.raises(Refused):
            enrolment.install_certificate(profile, secrets, wrong, office.certificate, NOW)
    assert every_byte(profile) == before


def test_a_certificate_that_ran_out_is_not_installed(profile, secrets, office):
    issued = certified(office, secrets, at=NOW - 800 * DAY)
    with pytest.raises(Refused, match="not valid today"):
        enrolment.install_certificate(profile, secrets, issued, office.certificate, NOW)


def test_a_self_signed_certificate_is_renewed_for_the_same_key(profile, secrets):
    before = read_profile(profile).person
    person = enrolment.renew_self_signed(profile, secrets, lambda: NOW + 80 * DAY)
    assert person == replace(before, certified_until=NOW + 170 * DAY)
    assert read_profile(profile).person == person


def test_what_the_office_certified_only_the_office_renews(profile, secrets, office):
    enrolment.install_certificate(profile, secrets, certified(office, secrets), office.certificate, NOW)
    with pytest.raises(Refused):
        enrolment.renew_self_signed(profile, secrets, clock)


@pytest.mark.parametrize("damage", [b"", b"{}", b"[]", b"\xff\xfe", b'{"format": 1, "id": "../../x"}'])
def test_a_damaged_profile_is_told_in_words(profile, damage):
    Layout(profile).profile.write_bytes(damage)
    with pytest.raises(Unavailable, match="damaged"):
        read_profile(profile)


def test_a_profile_of_a_newer_version_is_told_in_words(profile):
    file = Layout(profile).profile
    file.write_text(json.dumps({**json.loads(file.read_text()), "format": 2}))
    with pytest.raises(Unavailable, match="newer version"):
        read_profile(profile)


def test_a_folder_without_a_profile_is_told_in_words(tmp_path):
    with pytest.raises(Unavailable, match="missing"):
        read_profile(tmp_path)
