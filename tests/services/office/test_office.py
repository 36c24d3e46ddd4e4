"""The office's card over the years: lost laptops, people who leave, new keys, a new root."""

import shutil
from dataclasses import replace
from datetime import timedelta

import pytest

from assessor_app.domain.people import Role
from assessor_app.errors import Refused
from assessor_app.identity import office as authority
from assessor_app.identity.enrolment import own_credentials
from assessor_app.identity.signing import sign_detached, verify_detached
from assessor_app.identity.unlocking import unlock
from assessor_app.services.demo.visit import join_office
from assessor_app.services.office.roster import trust_of
from assessor_app.services.profile import identities
from assessor_app.services.profile.standing import standing_of
from assessor_app.services.saving import utc_now
from tests.killing import killed_at_each_step
from tests.services.profiles import WORDS, make, make_office, opened

pytestmark = pytest.mark.usefixtures("cheap_passphrases")

ASSESSOR = frozenset({Role.ASSESSOR})


@pytest.fixture
def sian(tmp_path):
    return make(tmp_path / "sian")


@pytest.fixture
def office(tmp_path, sian):
    workplace = make_office(tmp_path / "office", sian)
    yield workplace
    workplace.close()


def signed(profile):
    return sign_detached(own_credentials(profile, unlock(profile, WORDS)), b"data")


def verdict(signature, card):
    try:
        return verify_detached(signature, b"data", trust_of(card)).person
    except Refused as error:
        return error.code


def id_of(profile):
    return identities.person_of(profile).id


def published(office, tmp_path):
    office.office.write_card(tmp_path / "new.card")
    return tmp_path / "new.card"


def codes(profile, at=None):
    return [caution.code for caution in standing_of(profile, at or utc_now()).cautions]


def test_a_withdrawn_person_is_off_the_card_and_their_laptop_says_so(office, sian, tmp_path):
    signature = signed(sian)
    before = identities.trusted_card(sian)
    card = office.office.revoke(id_of(sian), WORDS)
    assert verdict(signature, before) == id_of(sian)
    assert verdict(signature, card) == "revoked"
    assert card.roles_of(id_of(sian)) == frozenset()
    assert codes(sian) == []
    identities.install_card(sian, published(office, tmp_path))
    assert codes(sian) == ["withdrawn"]


def test_after_a_lost_laptop_the_same_person_goes_on_with_a_new_key(office, sian, tmp_path):
    new = make(tmp_path / "new-laptop")
    person = opened(new)
    person.key.request(tmp_path / "new.csr")
    ask = (tmp_path / "new.csr", id_of(new), ASSESSOR, tmp_path / "new.crt", WORDS, id_of(sian))
    person.close()
    with pytest.raises(Refused, match="withdraw it first"):
        office.office.certify(*ask)
    card = office.office.revoke(id_of(sian), WORDS)
    entry = office.office.certify(*ask)
    assert (entry.person, card.version) == (id_of(sian), identities.trusted_card(office.profile).version - 1)
    identities.install_card(new, published(office, tmp_path))
    identities.install_certificate(new, tmp_path / "new.crt", lambda: WORDS)
    assert id_of(new) == id_of(sian)
    card = identities.trusted_card(office.profile)
    assert (verdict(signed(new), card), verdict(signed(sian), card)) == (id_of(sian), "revoked")


def test_a_key_for_somebody_the_office_never_knew_is_refused(office, sian, tmp_path):
    person = opened(sian)
    person.key.request(tmp_path / "again.csr")
    person.close()
    with pytest.raises(Refused, match="never certified"):
        office.office.certify(tmp_path / "again.csr", id_of(sian), ASSESSOR, tmp_path / "x.crt", WORDS, "P-00000000")


def test_the_same_key_may_be_certified_again_with_other_roles(office, sian, tmp_path):
    person = opened(sian)
    person.key.request(tmp_path / "again.csr")
    person.close()
    office.office.certify(
        tmp_path / "again.csr", id_of(sian), frozenset({Role.VERIFIER}), tmp_path / "again.crt", WORDS
    )
    card = identities.trusted_card(office.profile)
    assert card.roles_of(id_of(sian)) == {Role.VERIFIER}
    assert len([entry for entry in card.roster if entry.person == id_of(sian)]) == 1


def test_the_office_does_not_withdraw_itself(office):
    with pytest.raises(Refused, match="your own id"):
        office.office.revoke(office.person.id, WORDS)


def test_work_signed_before_the_office_knew_the_key_counts_afterwards(office, tmp_path):
    noor = make(tmp_path / "noor", "Noor Ali")
    signature = signed(noor)
    assert verdict(signature, identities.trusted_card(office.profile)) == "unknown-signer"
    join_office(office, noor, tmp_path, WORDS, WORDS)
    assert verdict(signature, identities.trusted_card(office.profile)) == id_of(noor)


def test_a_renewed_list_is_of_today(office):
    before = standing_of(office.profile, utc_now())
    card = office.office.renew(WORDS)
    after = standing_of(office.profile, utc_now())
    assert card.version == before.card.version + 1
    assert after.known_as_of >= before.known_as_of
    assert card.roster == before.card.roster


def test_a_new_root_is_believed_by_who_knew_the_former_and_old_signatures_hold(office, sian, tmp_path):
    signature, known = signed(sian), identities.trusted_card(sian)
    card = office.office.rotate_root(WORDS)
    assert card.roots[0] != known.roots[0]
    assert (card.roots[1], card.realm) == (known.roots[0], known.realm)
    identities.install_card(sian, published(office, tmp_path))
    assert verdict(signature, card) == id_of(sian)
    assert verdict(signed(office.profile), card) == office.person.id
    assert verdict(signed(office.profile), known) == "unknown-signer"
    assert codes(sian) == []
    assert verdict(signed(sian), office.office.revoke(id_of(sian), WORDS)) == "revoked"


def test_two_new_roots_can_be_missed_and_the_former_has_no_say_any_more(office, sian, tmp_path):
    folder = tmp_path / "office" / "office"
    shutil.copytree(tmp_path / "office", tmp_path / "thief")
    office.office.rotate_root(WORDS)
    office.office.rotate_root(WORDS)
    identities.install_card(sian, published(office, tmp_path))
    assert len(authority.read_office(folder).succession) == 2
    thief = opened(tmp_path / "thief")
    for _ in range(5):
        card = thief.office.renew(WORDS)
    assert card.version > identities.trusted_card(sian).version
    with pytest.raises(Refused) as refusal:
        identities.install_card(sian, published(thief, tmp_path))
    assert refusal.value.code == "card-foreign"
    thief.close()


def test_a_person_s_certificate_does_not_make_a_new_root(office, sian, tmp_path):
    """What the office gave a person is signed by its root too."""
    from cryptography import x509
    from cryptography.hazmat.primitives.serialization import Encoding

    from assessor_app.identity.succession import succeeds

    known = identities.trusted_card(sian).roots[0]
    theirs = x509.load_pem_x509_certificates((sian / "identity" / "certificate.pem").read_bytes())[0]
    der = theirs.public_bytes(Encoding.DER)
    assert not succeeds(known, der, [der])


def test_killed_at_any_step_of_a_new_root_the_office_has_one_root(office, sian, tmp_path):
    office.close()
    profile = tmp_path / "office"

    def rotate(at):
        authority.rotate(at / "office", WORDS, utc_now)

    for _, left in killed_at_each_step(lambda step: shutil.copytree(profile, tmp_path / f"k{step}"), rotate):
        known = identities.trusted_card(left)
        again = opened(left)
        card = again.office.renew(WORDS)
        assert card.version == known.version + 1
        assert verdict(signed(sian), card) == id_of(sian)
        again.close()


def test_a_card_far_ahead_needs_somebody_to_say_so(office, sian, tmp_path):
    known = identities.trusted_card(office.profile)
    credentials = authority.office_credentials(tmp_path / "office" / "office", WORDS)
    from assessor_app.sync.card import write_card

    far = tmp_path / "far.card"
    write_card(far, replace(known, version=known.version + 1002), lambda data: sign_detached(credentials, data))
    with pytest.raises(Refused) as refusal:
        identities.install_card(sian, far)
    assert refusal.value.code == "card-jumps"
    assert "Nothing was changed" in refusal.value.sentence
    assert identities.install_card(sian, far, accept_jump=True).version == known.version + 1002


def test_what_runs_out_is_told_a_month_before_and_after(office, sian):
    person, card = identities.person_of(sian), identities.trusted_card(sian)
    day = timedelta(days=1)
    assert codes(sian, card.expires - 31 * day) == []
    assert codes(sian, card.expires - 29 * day) == ["card-expires"]
    assert codes(sian, card.expires + day) == ["card-expired"]
    assert codes(sian, person.certified_until - 29 * day) == ["certificate-expires", "card-expired"]
    assert codes(sian, person.certified_until + day) == ["certificate-expired", "card-expired"]


def test_a_self_signed_certificate_says_how_it_is_renewed(tmp_path):
    noor = make(tmp_path / "noor", "Noor Ali")
    (caution,) = standing_of(noor, utc_now() + timedelta(days=89)).cautions
    assert "Renew it in Settings" in caution.sentence
    before = identities.person_of(noor).certified_until
    assert identities.renew_certificate(noor, lambda: WORDS).certified_until >= before
