"""A signer seen before is checked with less work and exactly as strictly: each case is held against the full check."""

from dataclasses import replace

import pytest
from asn1crypto import cms, core
from cryptography.hazmat.primitives.serialization.pkcs7 import PKCS7Options

from assessor_app.errors import Refused
from assessor_app.identity import seen_signers
from assessor_app.identity.seen_signers import SeenSigners
from assessor_app.identity.signing import Credentials, sign_detached, verify_detached

from .people import DAY, NOW, Office, spki, starter
from .test_signing import DATA, parts, pkcs7


@pytest.fixture
def sian(office):
    return office.person("A-0001", "Siân Wyn")


def outcome(check, *arguments):
    """The signer, or the code of the refusal."""
    try:
        return check(*arguments)
    except Refused as refusal:
        return refusal.code


def seen(trust, *signers: Credentials, moment=NOW) -> SeenSigners:
    signatures = SeenSigners(trust)
    for each in signers:
        signatures.check(sign_detached(each, b"something earlier", moment), b"something earlier", moment)
    return signatures


def same(trust, signatures, signature, data=DATA, moment=NOW):
    """What both ways say, which is one thing."""
    full = outcome(verify_detached, signature, data, trust, moment)
    assert outcome(signatures.check, signature, data, moment) == full
    return full


def test_the_chain_of_a_signer_is_built_once(office, sian, monkeypatch):
    trust = office.trust()
    signatures = seen(trust, sian)
    monkeypatch.setattr(seen_signers, "check_signature", lambda *_: pytest.fail("checked in full again"))
    for number in range(3):
        data = b"%d" % number
        assert signatures.check(sign_detached(sian, data, NOW), data, NOW).person == "A-0001"


def test_no_bit_of_a_signature_or_of_the_content_says_more_than_in_the_full_check(office, sian):
    trust, signature = office.trust(), sign_detached(sian, DATA, NOW)
    signatures = seen(trust, sian)
    good = same(trust, signatures, signature)
    assert good.person == "A-0001"
    for at in range(0, len(signature), 5):
        found = same(trust, signatures, bytes([*signature[:at], signature[at] ^ 4, *signature[at + 1 :]]))
        assert found == good or isinstance(found, str)
    for at in range(len(DATA)):
        changed = bytes([*DATA[:at], DATA[at] ^ 1, *DATA[at + 1 :]])
        assert same(trust, signatures, signature, changed) == "bad-signature"


def test_a_digest_of_other_content_put_into_a_signature_is_noticed(office, sian):
    content, signed = parts(sign_detached(sian, DATA, NOW))
    _, other = parts(sign_detached(sian, b"something else", NOW))
    signed["signer_infos"][0]["signed_attrs"] = other["signer_infos"][0]["signed_attrs"]
    trust = office.trust()
    for data in (DATA, b"something else"):
        assert same(trust, seen(trust, sian), content.dump(force=True), data) == "bad-signature"


def test_two_digests_of_which_one_fits_are_refused(office, sian):
    content, signed = parts(sign_detached(sian, DATA, NOW))
    for attribute in signed["signer_infos"][0]["signed_attrs"]:
        if attribute["type"].native == "message_digest":
            attribute["values"].append(core.OctetString(b"x" * 32))
    trust = office.trust()
    assert same(trust, seen(trust, sian), content.dump(force=True)) == "bad-signature"


def test_a_second_signer_content_inside_and_missing_attributes_are_refused(office, sian):
    trust, noor = office.trust(), office.person("A-0002", "Noor")
    signatures = seen(trust, sian, noor)
    content, signed = parts(sign_detached(sian, DATA, NOW))
    signed["signer_infos"].append(parts(sign_detached(noor, DATA, NOW))[1]["signer_infos"][0])
    assert same(trust, signatures, content.dump(force=True)) == "bad-signature"
    content, signed = parts(sign_detached(sian, DATA, NOW))
    signed["encap_content_info"]["content"] = core.OctetString(DATA)
    assert same(trust, signatures, content.dump(force=True), b"other") == "bad-signature"
    assert same(trust, signatures, pkcs7(sian, PKCS7Options.NoAttributes)) == "bad-signature"


def test_another_persons_signature_under_a_seen_certificate_is_refused(office, sian):
    noor, trust = office.person("A-0002", "Noor"), office.trust()
    content, signed = parts(sign_detached(sian, DATA, NOW))
    signed["signer_infos"][0]["signature"] = parts(sign_detached(noor, DATA, NOW))[1]["signer_infos"][0]["signature"]
    assert same(trust, seen(trust, sian, noor), content.dump(force=True)) == "bad-signature"


def test_a_claim_of_another_time_belongs_to_what_is_signed(office, sian):
    content, signed = parts(sign_detached(sian, DATA, NOW))
    for attribute in signed["signer_infos"][0]["signed_attrs"]:
        if attribute["type"].native == "signing_time":
            attribute["values"] = cms.SetOfTime([cms.Time({"utc_time": core.UTCTime(NOW - DAY)})])
    trust = office.trust()
    assert same(trust, seen(trust, sian), content.dump(force=True)) == "bad-signature"


def test_strangers_are_as_unknown_after_a_known_signer_as_before(office, sian):
    trust = office.trust()
    signatures = seen(trust, sian)
    for stranger in (
        starter(),
        Office().person("A-0001", "Siân Wyn"),
        Office(office.name).person("A-0001", "Siân Wyn"),
    ):
        assert same(trust, signatures, sign_detached(stranger, DATA, NOW)) == "unknown-signer"


@pytest.mark.parametrize("require", [False, True])
def test_a_signer_seen_before_their_withdrawal_counts_no_more_after_it(office, sian, require):
    trust = office.trust(office.crl(sian, since=NOW + DAY), require_crl=require)
    signatures = seen(trust, sian)
    assert same(trust, signatures, sign_detached(sian, DATA, NOW)).person == "A-0001"
    assert same(trust, signatures, sign_detached(sian, DATA, NOW), moment=NOW + 2 * DAY) == "revoked"


def test_a_list_that_runs_out_meanwhile_is_noticed(office, sian):
    trust = office.trust(office.crl(), require_crl=True)
    signatures = seen(trust, sian)
    late = NOW + 91 * DAY
    assert same(trust, signatures, sign_detached(sian, DATA, late), moment=late) == "stale-revocation-list"


def test_a_certificate_that_runs_out_meanwhile_is_noticed(office, sian):
    trust = office.trust()
    signatures = seen(trust, sian)
    signature = sign_detached(sian, DATA, NOW)
    assert same(trust, signatures, signature, moment=NOW + 731 * DAY) == "expired"
    vouched = replace(trust, pinned=frozenset({spki(sian)}))
    assert same(vouched, seen(vouched, sian), signature, moment=NOW + 731 * DAY).person == "A-0001"


def test_a_moment_before_the_first_is_judged_by_itself(office, sian):
    trust, signature = office.trust(), sign_detached(sian, DATA, NOW)
    assert same(trust, seen(trust, sian), signature, moment=NOW - 30 * DAY) == "not-yet-valid"


def test_a_refused_signature_is_not_remembered_as_good(office):
    unknown, trust = starter(), office.trust()
    signatures = SeenSigners(trust)
    for _ in range(2):
        assert same(trust, signatures, sign_detached(unknown, DATA, NOW)) == "unknown-signer"


def test_what_is_remembered_is_bounded(office, monkeypatch):
    monkeypatch.setattr(seen_signers, "MOST_FRAMES", 2)
    trust = office.trust()
    signatures = seen(trust, *(office.person(f"A-{number}", "Noor") for number in range(5)))
    assert len(signatures._judged) <= 2


def test_a_self_signed_key_that_is_vouched_for_stays_uncertified(office):
    own = starter()
    trust = office.trust(pinned=frozenset({spki(own)}))
    assert same(trust, seen(trust, own), sign_detached(own, DATA, NOW)).certified is False


def test_the_authority_itself_is_no_person(office, sian):
    own = Credentials(office.key, office.certificate)
    trust = office.trust(pinned=frozenset({spki(own)}))
    assert same(trust, seen(trust, sian), sign_detached(own, DATA, NOW)) == "wrong-certificate"
