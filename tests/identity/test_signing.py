import asyncio
import shutil
import subprocess

import pytest
from asn1crypto import cms, core
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, load_der_private_key
from cryptography.hazmat.primitives.serialization.pkcs7 import PKCS7Options, PKCS7SignatureBuilder

from assessor_app.errors import Refused
from assessor_app.identity import certificates
from assessor_app.identity.certificate_facts import der_of, person_of_key
from assessor_app.identity.signing import Credentials, sign_detached, signer_for, verify_detached, verify_office
from assessor_app.identity.trust import Trust

from .people import DAY, NOW, Office, spki, starter

DATA = b'{"format":"assay-segment","first_seq":1}'


def refused(signature, trust, data=DATA, moment=NOW) -> str:
    with pytest.raises(Refused) as refusal:
        verify_detached(signature, data, trust, moment)
    assert refusal.value.sentence.endswith(".")
    return refusal.value.code


@pytest.fixture
def sian(office):
    return office.person("A-0001", "Siân Wyn")


def test_the_signer_is_who_the_certificate_names(office, sian):
    signer = verify_detached(sign_detached(sian, DATA, NOW), DATA, office.trust(), NOW)
    assert (signer.person, signer.name, signer.certified) == ("A-0001", "Siân Wyn", True)
    assert (signer.spki_sha256, signer.signed_at) == (spki(sian), NOW)


def test_the_first_and_last_byte_and_every_other_count(office, sian):
    signature = sign_detached(sian, DATA, NOW)
    for at in range(len(DATA)):
        changed = DATA[:at] + bytes([DATA[at] ^ 1]) + DATA[at + 1 :]
        assert refused(signature, office.trust(), changed) == "bad-signature"
    assert refused(signature, office.trust(), DATA + b"\n") == "bad-signature"


def test_no_bit_of_a_signature_changes_who_signed(office, sian):
    signature = sign_detached(sian, DATA, NOW)
    good = verify_detached(signature, DATA, office.trust(), NOW)
    for at in range(0, len(signature), 7):
        changed = signature[:at] + bytes([signature[at] ^ 4]) + signature[at + 1 :]
        try:
            assert verify_detached(changed, DATA, office.trust(), NOW) == good
        except Refused:
            continue


@pytest.mark.parametrize("nonsense", [b"", b"\x30\x80", b"x" * 2000, b"\x30\x82\xff\xff" + bytes(70_000)])
def test_what_is_no_signature_is_refused(office, nonsense):
    assert refused(nonsense, office.trust()) == "bad-signature"


def test_a_truncated_signature_is_refused(office, sian):
    signature = sign_detached(sian, DATA, NOW)
    for length in range(0, len(signature), 31):
        assert refused(signature[:length], office.trust()) == "bad-signature"


def test_another_office_is_unknown_here(office, sian):
    assert refused(sign_detached(sian, DATA, NOW), Office().trust()) == "unknown-signer"
    assert refused(sign_detached(sian, DATA, NOW), Trust()) == "unknown-signer"


def test_an_unknown_self_signed_key_is_refused(office):
    assert refused(sign_detached(starter(), DATA, NOW), office.trust()) == "unknown-signer"


def test_a_self_signed_key_that_is_vouched_for_is_accepted_as_not_certified(office):
    own = starter()
    signer = verify_detached(sign_detached(own, DATA, NOW), DATA, office.trust(pinned=frozenset({spki(own)})), NOW)
    assert (signer.person, signer.certified) == (person_of_key(spki(own)), False)


def test_work_begun_before_certification_counts_after_it(office):
    own = starter()
    early = sign_detached(own, DATA, NOW)
    assert refused(early, office.trust()) == "unknown-signer"
    certified = office.person("A-0001", "Siân Wyn", key=own.signing_key)
    vouched = office.trust(pinned=frozenset({spki(certified)}))
    late = NOW + 200 * DAY
    assert verify_detached(early, DATA, vouched, late).spki_sha256 == spki(own)


def test_another_key_that_claims_the_same_person_is_refused(office):
    honest, thief = starter(), certificates.new_signing_key()
    forged = (
        x509.CertificateBuilder()
        .subject_name(x509.load_pem_x509_certificate(honest.certificate).subject)
        .issuer_name(x509.load_pem_x509_certificate(honest.certificate).subject)
        .serial_number(1)
        .not_valid_before(NOW - DAY)
        .not_valid_after(NOW + DAY)
    )
    key = load_der_private_key(thief, None)
    for extension in x509.load_pem_x509_certificate(honest.certificate).extensions:
        forged = forged.add_extension(extension.value, extension.critical)
    pem = forged.public_key(key.public_key()).sign(key, SHA256()).public_bytes(Encoding.PEM)
    signature = sign_detached(Credentials(thief, pem), DATA, NOW)
    assert refused(signature, office.trust(pinned=frozenset({spki(honest)}))) == "unknown-signer"
    both = frozenset({spki(honest), spki(Credentials(thief, pem))})
    assert refused(signature, office.trust(pinned=both)) == "wrong-certificate"


@pytest.mark.parametrize("require", [False, True])
def test_a_withdrawn_certificate_counts_no_more(office, sian, require):
    trust = office.trust(office.crl(sian), require_crl=require)
    assert refused(sign_detached(sian, DATA, NOW), trust) == "revoked"


def test_what_came_in_before_the_withdrawal_still_counts(office, sian):
    signature = sign_detached(sian, DATA, NOW - DAY)
    trust = office.trust(office.crl(sian, since=NOW))
    assert verify_detached(signature, DATA, trust, NOW - DAY / 2).person == "A-0001"
    assert refused(signature, trust, moment=NOW) == "revoked"


def test_backdating_does_not_undo_a_withdrawal(office, sian):
    trust = office.trust(office.crl(sian, since=NOW - DAY / 2), pinned=frozenset({spki(sian)}))
    assert refused(sign_detached(sian, DATA, NOW - DAY), trust) == "revoked"


def test_a_withdrawal_that_the_office_did_not_sign_is_worth_nothing(office, sian):
    impostor = Office(office.name)
    trust = office.trust(impostor.crl(sian))
    assert verify_detached(sign_detached(sian, DATA, NOW), DATA, trust, NOW).person == "A-0001"
    assert trust.revocation_known_as_of() is None


def test_a_laptop_accepts_an_old_list_and_says_how_old(office, sian):
    old = office.crl(at=NOW - 400 * DAY)
    trust = office.trust(old)
    assert verify_detached(sign_detached(sian, DATA, NOW), DATA, trust, NOW).person == "A-0001"
    assert trust.revocation_known_as_of() == NOW - 400 * DAY


def test_the_office_does_not_accept_an_old_or_missing_list(office, sian):
    signature = sign_detached(sian, DATA, NOW)
    for crls in ((office.crl(at=NOW - 400 * DAY),), ()):
        assert refused(signature, Trust(der_of(office.certificate), crls, require_crl=True)) == "stale-revocation-list"
    assert verify_detached(signature, DATA, office.trust(require_crl=True), NOW).person == "A-0001"


def test_a_certificate_that_ran_out_counts_no_more(office):
    old = office.person("A-0001", "Siân Wyn", at=NOW - 731 * DAY)
    signature = sign_detached(old, DATA, NOW - 5 * DAY)
    assert refused(signature, office.trust()) == "expired"


@pytest.mark.parametrize("require", [False, True])
def test_work_signed_in_time_and_received_late_counts_while_the_key_is_vouched_for(office, require):
    old = office.person("A-0001", "Siân Wyn", at=NOW - 731 * DAY)
    signature = sign_detached(old, DATA, NOW - 5 * DAY)
    trust = office.trust(pinned=frozenset({spki(old)}), require_crl=require)
    assert verify_detached(signature, DATA, trust, NOW).person == "A-0001"


def test_a_certificate_from_the_future_does_not_count_yet(office):
    early = office.person("A-0001", "Siân Wyn", at=NOW + 10 * DAY)
    assert refused(sign_detached(early, DATA, NOW + 10 * DAY), office.trust()) == "not-yet-valid"


def test_nobody_signs_with_a_certificate_that_ran_out():
    with pytest.raises(Refused) as refusal:
        sign_detached(starter(), DATA, NOW + 91 * DAY)
    assert refusal.value.code == "expired"


def test_the_authority_itself_is_no_person(office):
    signature = sign_detached(Credentials(office.key, office.certificate), DATA, NOW)
    pinned = frozenset({spki(Credentials(office.key, office.certificate))})
    assert refused(signature, office.trust(pinned=pinned)) == "wrong-certificate"


def parts(signature):
    content = cms.ContentInfo.load(signature)
    return content, content["content"]


def test_two_signers_are_refused(office, sian):
    content, signed = parts(sign_detached(sian, DATA, NOW))
    _, other = parts(sign_detached(office.person("A-0002", "Noor"), DATA, NOW))
    signed["signer_infos"].append(other["signer_infos"][0])
    signed["certificates"].append(other["certificates"][0])
    assert refused(content.dump(force=True), office.trust()) == "bad-signature"


def test_no_signer_is_refused(office, sian):
    content, signed = parts(sign_detached(sian, DATA, NOW))
    signed["signer_infos"] = cms.SignerInfos([])
    assert refused(content.dump(force=True), office.trust()) == "bad-signature"


def pkcs7(credentials, *options, digest=SHA256):
    certificate = x509.load_pem_x509_certificates(credentials.certificate)[0]
    key = load_der_private_key(credentials.signing_key, None)
    builder = PKCS7SignatureBuilder().set_data(DATA).add_signer(certificate, key, digest())
    return builder.sign(Encoding.DER, [PKCS7Options.Binary, PKCS7Options.DetachedSignature, *options])


def test_a_signature_that_does_not_name_its_certificate_is_refused(office, sian):
    assert refused(pkcs7(sian), office.trust()) == "bad-signature"


def test_a_signature_without_signed_attributes_is_refused(office, sian):
    assert refused(pkcs7(sian, PKCS7Options.NoAttributes), office.trust()) == "bad-signature"


@pytest.mark.parametrize("digest", ["sha1", "sha224"])
def test_an_honest_signature_by_a_weak_digest_is_refused(office, sian, digest):
    made = asyncio.run(signer_for(sian).async_sign_general_data(DATA, digest, use_cades=True))
    assert refused(made.dump(), office.trust()) == "bad-signature"


def test_content_inside_the_signature_does_not_stand_for_the_content_outside(office, sian):
    content, signed = parts(sign_detached(sian, DATA, NOW))
    signed["encap_content_info"]["content"] = core.OctetString(DATA)
    assert refused(content.dump(force=True), office.trust(), b"something else") == "bad-signature"


def test_a_certificate_swapped_for_another_of_the_same_key_is_noticed(office, sian):
    twin = office.person("A-0002", "Noor", key=sian.signing_key)
    content, signed = parts(sign_detached(sian, DATA, NOW))
    other = asn1_x509.Certificate.load(der_of(twin.certificate)[0])
    signed["certificates"] = cms.CertificateSet([cms.CertificateChoices({"certificate": other})])
    signed["signer_infos"][0]["sid"] = cms.SignerIdentifier(
        {"issuer_and_serial_number": {"issuer": other.issuer, "serial_number": other.serial_number}}
    )
    assert refused(content.dump(force=True), office.trust()) == "bad-signature"


def test_what_the_office_signs_is_known_as_the_offices(office, sian):
    root = der_of(office.certificate)[0]
    card = sign_detached(Credentials(office.key, office.certificate), DATA, NOW)
    verify_office(card, DATA, root, NOW)
    with pytest.raises(Refused, match="does not fit"):
        verify_office(card, DATA + b"x", root, NOW)
    with pytest.raises(Refused, match="Your office did not sign"):
        verify_office(sign_detached(sian, DATA, NOW), DATA, root, NOW)
    with pytest.raises(Refused, match="Your office did not sign"):
        verify_office(card, DATA, der_of(Office().certificate)[0], NOW)


@pytest.mark.parametrize("who", ["person", "office"])
def test_openssl_accepts_it_as_cades(office, sian, tmp_path, who):
    if not shutil.which("openssl"):
        pytest.skip("needs openssl")
    own = sian if who == "person" else Credentials(office.key, office.certificate)
    (tmp_path / "root.pem").write_bytes(office.certificate)
    (tmp_path / "data").write_bytes(DATA)
    (tmp_path / "data.p7s").write_bytes(sign_detached(own, DATA, NOW))
    command = ["openssl", "cms", "-verify", "-cades", "-binary", "-inform", "DER", "-in", "data.p7s"]
    command += ["-content", "data", "-CAfile", "root.pem", "-attime", str(int(NOW.timestamp())), "-out", "out"]
    told = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stderr
    assert (tmp_path / "out").read_bytes() == DATA
