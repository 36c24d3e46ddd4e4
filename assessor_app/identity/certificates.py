"""Certificates and lists made: what a person starts with, what an office's authority issues.

Keys are PKCS#8 DER, certificates and requests PEM, revocation lists DER.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from assessor_app.errors import WrongUse
from assessor_app.identity.certificate_facts import (
    AGE_SCHEME,
    DOCUMENT_SIGNING,
    attribute,
    load_request,
    p256,
    person_of_key,
    private_key,
    spki_of_key,
)

SELF_SIGNED_DAYS = 90
ISSUED_DAYS = 730
AUTHORITY_YEARS = 10
LIST_DAYS = 90

LONGEST_NAME = 64
"""X.520's upper bound of a common name and of an organisation's name, in characters."""

_BACKDATED = timedelta(days=1)
"""A certificate is valid from the day before, for computers whose clock is behind."""


def new_signing_key() -> bytes:
    """A fresh P-256 private key."""
    return _private_bytes(ec.generate_private_key(ec.SECP256R1()))


def self_signed(key: bytes, name: str, organisation: str, now: datetime) -> bytes:
    """The certificate a person starts with, before any office knows them; 90 days."""
    own = private_key(key)
    subject = _subject(name, organisation, person_of_key(spki_of_key(key)))
    builder = _person_certificate(subject, subject, own.public_key(), now, SELF_SIGNED_DAYS)
    return builder.sign(own, SHA256()).public_bytes(Encoding.PEM)


def request(key: bytes, name: str, organisation: str, age_recipient: str) -> bytes:
    """A certificate request (PKCS#10) for the office, which also says how to encrypt to the person who asks."""
    subject = _subject(name, organisation, person_of_key(spki_of_key(key)))
    recipient = x509.SubjectAlternativeName([x509.UniformResourceIdentifier(AGE_SCHEME + age_recipient)])
    builder = x509.CertificateSigningRequestBuilder().subject_name(subject).add_extension(recipient, critical=False)
    return builder.sign(private_key(key), SHA256()).public_bytes(Encoding.PEM)


def make_authority(name: str, now: datetime) -> tuple[bytes, bytes]:
    """A new certificate authority that may certify persons only: its private key and its certificate, 10 years."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = _subject(name, name, "")
    builder = (
        _certificate(subject, subject, key.public_key(), now, 365 * AUTHORITY_YEARS)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_key_usage(authority=True), critical=True)
    )
    return _private_bytes(key), builder.sign(key, SHA256()).public_bytes(Encoding.PEM)


def issue(authority_key: bytes, authority: bytes, csr: bytes, person: str, name: str, now: datetime) -> bytes:
    """Certify the public key of a request, and nothing else of it: `person` and `name` are the office's own; 2 years.

    Raises `Refused` ("bad-request"), or `WrongUse` for a name that a certificate cannot carry.
    """
    root = x509.load_pem_x509_certificate(authority)
    subject = _subject(name, attribute(root.subject, NameOID.ORGANIZATION_NAME), person)
    key = p256(load_request(csr).public_key())
    builder = _person_certificate(subject, root.subject, key, now, ISSUED_DAYS)
    builder = builder.add_extension(_authority_identifier(root), critical=False)
    return builder.sign(private_key(authority_key), SHA256()).public_bytes(Encoding.PEM)


def revocation_list(
    authority_key: bytes, authority: bytes, revoked: Sequence[tuple[int, datetime]], number: int, now: datetime
) -> bytes:
    """The office's list (DER) of certificates that hold no more: (serial, since when); `number` only ever rises."""
    root = x509.load_pem_x509_certificate(authority)
    builder = (
        x509.CertificateRevocationListBuilder()
        .issuer_name(root.subject)
        .last_update(now)
        .next_update(now + timedelta(days=LIST_DAYS))
        .add_extension(x509.CRLNumber(number), critical=False)
        .add_extension(_authority_identifier(root), critical=False)
    )
    for serial, since in revoked:
        entry = x509.RevokedCertificateBuilder().serial_number(serial).revocation_date(since)
        builder = builder.add_revoked_certificate(entry.build())
    return builder.sign(private_key(authority_key), SHA256()).public_bytes(Encoding.DER)


def _subject(name: str, organisation: str, person: str) -> x509.Name:
    parts = (
        (NameOID.ORGANIZATION_NAME, organisation),
        (NameOID.SERIAL_NUMBER, person),
        (NameOID.COMMON_NAME, name),
    )
    if not name.strip() or any(len(value) > LONGEST_NAME for _, value in parts):
        raise WrongUse(
            f"A name needs 1 to {LONGEST_NAME} characters, and so does an organisation. Nothing was made; shorten it.",
            "bad-name",
        )
    return x509.Name([x509.NameAttribute(kind, value) for kind, value in parts if value])


def _person_certificate(
    subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePublicKey, now: datetime, days: int
) -> x509.CertificateBuilder:
    # Without e-mail protection `openssl cms -verify` would refuse the certificate for its default purpose.
    purposes = x509.ExtendedKeyUsage([DOCUMENT_SIGNING, ExtendedKeyUsageOID.EMAIL_PROTECTION])
    return (
        _certificate(subject, issuer, key, now, days)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_key_usage(authority=False), critical=True)
        .add_extension(purposes, critical=False)
    )


def _certificate(
    subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePublicKey, now: datetime, days: int
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - _BACKDATED)
        .not_valid_after(now + timedelta(days=days))
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key), critical=False)
    )


def _authority_identifier(root: x509.Certificate) -> x509.AuthorityKeyIdentifier:
    known_by = root.extensions.get_extension_for_class(x509.SubjectKeyIdentifier).value
    return x509.AuthorityKeyIdentifier.from_issuer_subject_key_identifier(known_by)


def _key_usage(authority: bool) -> x509.KeyUsage:
    # The authority signs office cards as well as certificates; it never stands for a person.
    return x509.KeyUsage(
        digital_signature=True,
        content_commitment=not authority,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=authority,
        crl_sign=authority,
        encipher_only=False,
        decipher_only=False,
    )


def _private_bytes(key: ec.EllipticCurvePrivateKey) -> bytes:
    return key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
