import json
import shutil
from dataclasses import replace

import pyrage
import pytest

from assessor_app.domain.people import Role
from assessor_app.errors import Refused, Unavailable, WrongUse
from assessor_app.identity import office as offices
from assessor_app.identity import office_register
from assessor_app.identity.certificate_facts import der_of, facts, person_of_key, spki_of_key
from assessor_app.identity.certificates import new_signing_key, request
from assessor_app.identity.office import Holder
from assessor_app.identity.signing import Credentials, sign_detached, verify_detached, verify_office
from assessor_app.identity.trust import Trust

from .people import DAY, NOW, PASSPHRASE, RECIPIENT, clock

SIAN = Holder("A-0001", "Siân Wyn", frozenset({Role.ASSESSOR}))
NOOR = Holder("V-0001", "Noor Ali", frozenset({Role.VERIFIER}))


@pytest.fixture
def folder(tmp_path):
    offices.create_office(tmp_path / "office", "Quality Mark Office", PASSPHRASE, clock)
    return tmp_path / "office"


def certify(folder, holder=SIAN, key=None, passphrase=PASSPHRASE):
    key = key or new_signing_key()
    asked = request(key, "Somebody Else", "Elsewhere", RECIPIENT)
    return Credentials(key, offices.certify(folder, passphrase, asked, holder, clock))


def trust(folder):
    office = office_register.read_office(folder)
    return Trust(der_of(office.authority), (office.crl,), office.pinned, require_crl=True)


def refused(folder, own):
    with pytest.raises(Refused) as refusal:
        verify_detached(sign_detached(own, b"data", NOW), b"data", trust(folder), NOW)
    return refusal.value.code


def test_whom_the_office_certified_it_knows(folder):
    signer = verify_detached(sign_detached(certify(folder), b"data", NOW), b"data", trust(folder), NOW)
    assert (signer.person, signer.name, signer.certified) == ("A-0001", "Siân Wyn", True)


def test_the_register_tells_who_holds_what(folder):
    own = certify(folder)
    said, (entry,) = facts(own.certificate), office_register.read_office(folder).issued
    assert (entry.person, entry.name, entry.roles) == (SIAN.person, SIAN.name, SIAN.roles)
    assert (entry.spki_sha256, entry.serial, entry.until) == (said.spki_sha256, said.serial, said.valid_until)
    assert (entry.age_recipient, entry.revoked) == (RECIPIENT, None)


def test_a_withdrawn_person_is_known_no_more_and_the_list_rises(folder):
    sian, noor = certify(folder), certify(folder, NOOR)
    before = office_register.read_office(folder)
    crl = offices.revoke(folder, PASSPHRASE, "A-0001", clock)
    after = office_register.read_office(folder)
    assert (after.crl, after.list_number) == (crl, before.list_number + 1)
    assert after.pinned == before.pinned - {facts(sian.certificate).spki_sha256}
    assert refused(folder, sian) == "revoked"
    assert verify_detached(sign_detached(noor, b"data", NOW), b"data", trust(folder), NOW).person == "V-0001"


def test_a_list_with_a_new_date_keeps_every_withdrawal(folder):
    sian = certify(folder)
    offices.revoke(folder, PASSPHRASE, "A-0001", clock)
    offices.renew_list(folder, PASSPHRASE, lambda: NOW + 80 * DAY)
    assert trust(folder).revocation_known_as_of() == NOW + 80 * DAY
    assert refused(folder, sian) == "revoked"


def test_whoever_holds_nothing_cannot_lose_it(folder):
    with pytest.raises(Refused, match="holds no certificate"):
        offices.revoke(folder, PASSPHRASE, "A-0001", clock)


def test_a_certificate_is_renewed_for_the_same_key_and_person(folder):
    own = certify(folder)
    certify(folder, key=own.signing_key)
    assert len(office_register.read_office(folder).issued) == 2


def test_a_second_key_needs_the_first_withdrawn(folder):
    certify(folder)
    with pytest.raises(Refused, match="withdraw it first"):
        certify(folder)
    offices.revoke(folder, PASSPHRASE, "A-0001", clock)
    certify(folder)


def test_a_key_belongs_to_one_person_and_a_withdrawn_one_to_nobody(folder):
    own = certify(folder)
    with pytest.raises(Refused, match="certified for A-0001 before"):
        certify(folder, NOOR, own.signing_key)
    offices.revoke(folder, PASSPHRASE, "A-0001", clock)
    with pytest.raises(Refused, match="certified for A-0001 before"):
        certify(folder, SIAN, own.signing_key)


@pytest.mark.parametrize(("name", "recipient"), [("siân  WYN", ""), ("S. Wyn", RECIPIENT)])
def test_an_administrator_is_not_certified_again_under_another_id(folder, name, recipient):
    first = replace(SIAN, roles=frozenset({Role.ADMINISTRATOR}))
    certify(folder, first)
    again = replace(first, person="A-0002", name=name)
    asked = request(new_signing_key(), "Somebody Else", "Elsewhere", recipient)
    with pytest.raises(Refused) as told:
        offices.certify(folder, PASSPHRASE, asked, again, clock)
    assert told.value.code == "same-person"
    offices.revoke(folder, PASSPHRASE, "A-0001", clock)
    with pytest.raises(Refused, match="same-person-as A-0001"):  # words of before still count
        offices.certify(folder, PASSPHRASE, asked, again, clock)
    offices.certify(folder, PASSPHRASE, asked, first, clock)


@pytest.mark.parametrize("person", ["", "P-7F2C19A4", "a-0001", "A 0001", "A-0001\n", "../A-1"])
def test_a_person_id_has_one_form_and_is_not_a_keys(folder, person):
    with pytest.raises(WrongUse, match="A-0001"):
        certify(folder, Holder(person, "Siân", frozenset()))


def test_the_id_that_a_key_gave_stays_with_that_key(folder):
    key = new_signing_key()
    person = person_of_key(spki_of_key(key))
    own = certify(folder, Holder(person, "Siân Wyn", frozenset()), key)
    assert verify_detached(sign_detached(own, b"data", NOW), b"data", trust(folder), NOW).person == person


def test_a_wrong_passphrase_certifies_nobody(folder, every_byte):
    before = every_byte(folder)
    for act in (
        lambda: certify(folder, passphrase="orchard bicycle lantern"),
        lambda: offices.office_credentials(folder, "orchard bicycle lantern"),
    ):
        with pytest.raises(Refused) as refusal:
            act()
        assert refusal.value.code == "wrong-passphrase"
    assert every_byte(folder) == before


def test_the_offices_keys_lie_nowhere_in_plain(folder, every_byte):
    keys = offices.open_office(folder, PASSPHRASE)
    everything = every_byte(folder)
    assert keys.authority_key not in everything
    assert keys.authority_key[36:68] not in everything
    assert keys.age_identity.encode() not in everything
    assert repr(keys) == "OfficeKeys()"


def test_what_is_encrypted_to_the_office_it_can_open(folder):
    office = office_register.read_office(folder)
    sealed = pyrage.encrypt(b"bundle", [pyrage.x25519.Recipient.from_str(office.age_recipient)])
    identity = offices.open_office(folder, PASSPHRASE).age_identity
    assert pyrage.decrypt(sealed, [pyrage.x25519.Identity.from_str(identity)]) == b"bundle"


def test_the_office_signs_its_card(folder):
    own = offices.office_credentials(folder, PASSPHRASE)
    office = office_register.read_office(folder)
    verify_office(sign_detached(own, b"card", NOW), b"card", der_of(office.authority)[0], NOW)
    assert office.realm == trust(folder).realm


def test_an_office_is_never_overwritten(folder, every_byte):
    before = every_byte(folder)
    with pytest.raises(Refused, match="something in this folder"):
        offices.create_office(folder, "Another", PASSPHRASE, clock)
    assert every_byte(folder) == before


def test_a_weak_passphrase_founds_no_office(tmp_path):
    with pytest.raises(Refused, match="too easy"):
        offices.create_office(tmp_path / "office", "Office", "password", clock)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("existed", [False, True])
def test_a_disk_that_fills_up_leaves_no_half_office(tmp_path, monkeypatch, existed):
    folder = tmp_path / "office"
    if existed:
        folder.mkdir()
    monkeypatch.setattr(offices, "write_office", lambda *_: (_ for _ in ()).throw(OSError(28, "No space left")))
    with pytest.raises(Unavailable, match="Nothing was left behind"):
        offices.create_office(folder, "Office", PASSPHRASE, clock)
    assert folder.exists() == existed
    assert not existed or list(folder.iterdir()) == []


@pytest.mark.parametrize("damage", [b"", b"[]", b'{"format": 1}', b"\xff"])
def test_a_damaged_register_is_told_in_words(folder, damage):
    (folder / office_register.REGISTER).write_bytes(damage)
    with pytest.raises(Unavailable, match="register is damaged"):
        office_register.read_office(folder)


def test_a_register_of_a_newer_version_is_told_in_words(folder):
    file = folder / office_register.REGISTER
    file.write_text(json.dumps({**json.loads(file.read_text()), "format": 2}))
    with pytest.raises(Unavailable, match="newer version"):
        office_register.read_office(folder)


def test_a_lost_folder_is_told_in_words(folder):
    shutil.rmtree(folder)
    with pytest.raises(Unavailable, match="missing"):
        office_register.read_office(folder)
