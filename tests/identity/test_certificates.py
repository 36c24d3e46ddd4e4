import shutil
import subprocess

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID

from assessor_app.errors import Refused, WrongUse
from assessor_app.identity import certificates
from assessor_app.identity.certificate_facts import (
    facts,
    fingerprint,
    issued_by,
    load_certificates,
    person_of_key,
    request_facts,
)

from .people import DAY, NOW, RECIPIENT, starter


def issue(office, request, name="Siân Wyn"):
    return certificates.issue(office.key, office.certificate, request, "A-0001", name, NOW)


def extension(pem, kind):
    return load_certificates(pem)[0].extensions.get_extension_for_class(kind)


def test_an_issued_certificate_says_what_the_office_says(office):
    said = facts(office.person("A-0001", "Siân Wyn").certificate)
    assert (said.person, said.name, said.organisation, said.issuer) == ("A-0001", "Siân Wyn", office.name, office.name)
    assert (said.valid_from, said.valid_until) == (NOW - DAY, NOW + 730 * DAY)
    assert said.for_people
    assert not said.self_signed


def test_an_issued_certificate_has_the_profile_of_one_person(office):
    pem = office.person("A-0001", "Siân Wyn").certificate
    assert extension(pem, x509.BasicConstraints).critical
    usage = extension(pem, x509.KeyUsage)
    assert usage.critical
    assert usage.value.digital_signature
    assert usage.value.content_commitment
    assert not usage.value.key_cert_sign
    purposes = {purpose.dotted_string for purpose in extension(pem, x509.ExtendedKeyUsage).value}
    assert purposes == {"1.3.6.1.5.5.7.3.36", "1.3.6.1.5.5.7.3.4"}
    root = extension(office.certificate, x509.SubjectKeyIdentifier).value
    assert extension(pem, x509.AuthorityKeyIdentifier).value.key_identifier == root.digest


def test_the_authority_certifies_people_only(office):
    constraints = extension(office.certificate, x509.BasicConstraints).value
    assert (constraints.ca, constraints.path_length) == (True, 0)
    assert not facts(office.certificate).for_people


def test_only_the_key_is_taken_from_a_request(office):
    key = ec.generate_private_key(ec.SECP256R1())
    greedy = (
        x509.CertificateSigningRequestBuilder()
        .subject_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "The Administrator")]))
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("office.example")]), critical=False)
        .sign(key, SHA256())
        .public_bytes(Encoding.PEM)
    )
    issued = issue(office, greedy)
    assert facts(issued).name == "Siân Wyn"
    assert not extension(issued, x509.BasicConstraints).value.ca
    with pytest.raises(x509.ExtensionNotFound):
        extension(issued, x509.SubjectAlternativeName)


def test_a_request_that_was_changed_is_refused(office):
    request = certificates.request(certificates.new_signing_key(), "Siân Wyn", "Org", RECIPIENT)
    der = bytearray(x509.load_pem_x509_csr(request).public_bytes(Encoding.DER))
    der[der.index(b"Wyn")] ^= 1
    changed = x509.load_der_x509_csr(bytes(der)).public_bytes(Encoding.PEM)
    with pytest.raises(Refused, match="was changed on the way"):
        issue(office, changed)


@pytest.mark.parametrize("nonsense", [b"", b"nonsense", b"-----BEGIN CERTIFICATE REQUEST-----\nAAAA\n"])
def test_what_is_not_a_request_is_refused(office, nonsense):
    with pytest.raises(Refused):
        issue(office, nonsense)


def test_a_request_with_another_kind_of_key_is_refused(office):
    for key in (rsa.generate_private_key(65537, 2048), ec.generate_private_key(ec.SECP384R1())):
        request = x509.CertificateSigningRequestBuilder().subject_name(x509.Name([])).sign(key, SHA256())
        with pytest.raises(Refused):
            issue(office, request.public_bytes(Encoding.PEM))


def test_a_request_names_an_age_recipient_only_in_its_one_spelling():
    key = ec.generate_private_key(ec.SECP256R1())
    names = x509.SubjectAlternativeName([x509.UniformResourceIdentifier("age:age1UP\n-> x")])
    request = x509.CertificateSigningRequestBuilder().subject_name(x509.Name([])).add_extension(names, False)
    assert request_facts(request.sign(key, SHA256()).public_bytes(Encoding.PEM)).age_recipient == ""


@pytest.mark.parametrize("name", ["", " ", "n" * 65])
def test_a_name_that_does_not_fit_is_refused(office, name):
    request = certificates.request(certificates.new_signing_key(), "x", "", RECIPIENT)
    with pytest.raises(WrongUse):
        issue(office, request, name)


def test_a_self_signed_certificate_takes_its_person_from_the_key():
    said = facts(starter().certificate)
    assert said.person == person_of_key(said.spki_sha256)
    assert said.self_signed
    assert said.for_people
    assert said.valid_until == NOW + 90 * DAY


def test_a_fingerprint_is_read_in_groups_of_four():
    spki = "7f2c19a4deadbeef" + "0" * 48
    assert fingerprint(spki) == "7F2C 19A4"
    assert fingerprint(spki, 4) == "7F2C 19A4 DEAD BEEF"
    assert person_of_key(spki) == "P-7F2C19A4"


def test_characters_that_deceive_the_eye_do_not_get_into_a_name(office):
    request = certificates.request(certificates.new_signing_key(), "x", "", RECIPIENT)
    assert facts(issue(office, request, "Si\u202enyW\u0007")).name == "Si?nyW?"


def test_issuing_is_told_apart_from_naming(office):
    other = type(office)()
    assert issued_by(office.person("A-0001", "Siân").certificate, office.certificate)
    assert not issued_by(other.person("A-0001", "Siân").certificate, office.certificate)


def test_openssl_accepts_the_chain_and_the_revocation_list(office, tmp_path):
    if not shutil.which("openssl"):
        pytest.skip("needs openssl")
    good, lost = office.person("A-0001", "Siân"), office.person("A-0002", "Noor")
    (tmp_path / "root.pem").write_bytes(office.certificate)
    crl = x509.load_der_x509_crl(office.crl(lost))
    (tmp_path / "list.pem").write_bytes(crl.public_bytes(Encoding.PEM))

    def verify(credentials):
        (tmp_path / "leaf.pem").write_bytes(credentials.certificate)
        command = ["openssl", "verify", "-x509_strict", "-crl_check", "-attime", str(int(NOW.timestamp()))]
        command += ["-purpose", "smimesign", "-CAfile", "root.pem", "-CRLfile", "list.pem", "leaf.pem"]
        told = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
        return told.returncode, told.stdout + told.stderr

    assert verify(good)[0] == 0, verify(good)
    assert "certificate revoked" in verify(lost)[1]
