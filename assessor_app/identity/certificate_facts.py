"""What certificates and requests say. Both travel as PEM, keys as PKCS#8 DER."""

import hashlib
import re
from dataclasses import dataclass
from datetime import datetime

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_der_private_key
from cryptography.x509.oid import NameOID, ObjectIdentifier

from assessor_app.errors import Refused

DOCUMENT_SIGNING = ObjectIdentifier("1.3.6.1.5.5.7.3.36")
"""RFC 9336, id-kp-documentSigning."""

AGE_SCHEME = "age:"
AGE_URI = re.compile(r"age:age1[02-9ac-hj-np-z]{58}")
"""How a request names the age X25519 recipient of the person who asks."""


@dataclass(frozen=True, slots=True)
class CertificateFacts:
    """What a certificate says.

    spki_sha256: SHA-256 (hexadecimal) of the public key; issuer: the issuer's name; self_signed: nobody but the
    key's owner vouches for the name; serial: as revocation lists name it; for_people: made for a person to sign
    documents with, not for an authority or a machine.
    """

    person: str
    name: str
    organisation: str
    issuer: str
    self_signed: bool
    spki_sha256: str
    serial: int
    valid_from: datetime
    valid_until: datetime
    for_people: bool


@dataclass(frozen=True, slots=True)
class RequestFacts:
    """What a certificate request claims (name, organisation) and proves (the holder of the key spki_sha256 gave this
    age_recipient, empty when none)."""

    name: str
    organisation: str
    spki_sha256: str
    age_recipient: str


def facts(certificate: bytes) -> CertificateFacts:
    """What the first certificate of a PEM text says; raises `Refused` ("bad-certificate")."""
    return facts_of(load_certificates(certificate)[0])


def facts_of(certificate: x509.Certificate) -> CertificateFacts:
    """What a loaded certificate says; raises `Refused` ("bad-certificate") when a part cannot be understood."""
    try:
        return CertificateFacts(
            person=attribute(certificate.subject, NameOID.SERIAL_NUMBER),
            name=attribute(certificate.subject, NameOID.COMMON_NAME),
            organisation=attribute(certificate.subject, NameOID.ORGANIZATION_NAME),
            issuer=attribute(certificate.issuer, NameOID.COMMON_NAME),
            self_signed=certificate.issuer == certificate.subject,
            spki_sha256=spki_sha256(p256(certificate.public_key())),
            serial=certificate.serial_number,
            valid_from=certificate.not_valid_before_utc,
            valid_until=certificate.not_valid_after_utc,
            for_people=_for_people(certificate.extensions),
        )
    except (ValueError, UnsupportedAlgorithm, x509.DuplicateExtension, x509.UnsupportedGeneralNameType):
        raise _bad_certificate() from None


def facts_of_der(der: bytes) -> CertificateFacts:
    """What a certificate in DER says; raises `Refused` ("bad-certificate")."""
    try:
        return facts_of(x509.load_der_x509_certificate(der))
    except (ValueError, UnsupportedAlgorithm):
        raise _bad_certificate() from None


def load_certificates(pem: bytes) -> list[x509.Certificate]:
    """Certificates of a PEM text, the person's own first; raises `Refused` ("bad-certificate")."""
    try:
        return x509.load_pem_x509_certificates(pem)
    except (ValueError, UnsupportedAlgorithm):
        raise _bad_certificate() from None


def der_of(pem: bytes) -> tuple[bytes, ...]:
    """The certificates of a PEM text, as DER."""
    return tuple(certificate.public_bytes(Encoding.DER) for certificate in load_certificates(pem))


def issued_by(certificate: bytes, authority: bytes) -> bool:
    """True when the key of `authority` signed `certificate` (both PEM)."""
    try:
        load_certificates(certificate)[0].verify_directly_issued_by(load_certificates(authority)[0])
    except (ValueError, TypeError, InvalidSignature, UnsupportedAlgorithm):
        return False
    return True


def load_request(csr: bytes) -> x509.CertificateSigningRequest:
    """A certificate request whose sender holds the key it names; raises `Refused` ("bad-request")."""
    try:
        loaded = x509.load_pem_x509_csr(csr)
        honest = loaded.is_signature_valid
        p256(loaded.public_key())
    except (ValueError, UnsupportedAlgorithm, InvalidSignature):
        honest = False
    if not honest:
        raise Refused(
            "That is not a certificate request that Assay made, or it was changed on the way. Nothing was certified; "
            "ask for it again.",
            "bad-request",
        )
    return loaded


def request_facts(csr: bytes) -> RequestFacts:
    """What a request says; raises `Refused` ("bad-request")."""
    loaded = load_request(csr)
    return RequestFacts(
        name=attribute(loaded.subject, NameOID.COMMON_NAME),
        organisation=attribute(loaded.subject, NameOID.ORGANIZATION_NAME),
        spki_sha256=spki_sha256(p256(loaded.public_key())),
        age_recipient=_age_recipient(loaded),
    )


def private_key(key: bytes) -> ec.EllipticCurvePrivateKey:
    """A P-256 private key from PKCS#8 DER; raises `ValueError` for any other kind."""
    loaded = load_der_private_key(key, None)
    if not isinstance(loaded, ec.EllipticCurvePrivateKey):
        raise ValueError("not an elliptic curve key")
    p256(loaded.public_key())
    return loaded


def p256(key: object) -> ec.EllipticCurvePublicKey:
    """`key`, if it is a P-256 public key; raises `ValueError` otherwise."""
    if not isinstance(key, ec.EllipticCurvePublicKey) or not isinstance(key.curve, ec.SECP256R1):
        raise ValueError("not a P-256 key")
    return key


def spki_sha256(key: ec.EllipticCurvePublicKey) -> str:
    """SHA-256 (hexadecimal) of a public key's SubjectPublicKeyInfo."""
    return hashlib.sha256(key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)).hexdigest()


def spki_of_key(key: bytes) -> str:
    """`spki_sha256` of the public half of a private key."""
    return spki_sha256(private_key(key).public_key())


def fingerprint(spki: str, groups: int = 2) -> str:
    """The start of a `spki_sha256` in groups of four, as read out on the telephone: "7F2C 19A4"."""
    head = spki[: 4 * groups].upper()
    return " ".join(head[at : at + 4] for at in range(0, len(head), 4))


def person_of_key(spki: str) -> str:
    """Person id of somebody whom no office has named yet: "P-7F2C19A4"."""
    return f"P-{spki[:8].upper()}"


def attribute(name: x509.Name, kind: x509.ObjectIdentifier) -> str:
    """The one value of `kind` in a distinguished name; empty when there is none, or more than one to choose from.

    Characters that are not seen, or turn the direction of writing, come out as "?".
    """
    values = name.get_attributes_for_oid(kind)
    text = str(values[0].value) if len(values) == 1 else ""
    return "".join(character if character.isprintable() else "?" for character in text)


def _age_recipient(request: x509.CertificateSigningRequest) -> str:
    try:
        names = request.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
        stated = names.get_values_for_type(x509.UniformResourceIdentifier)
    except (ValueError, x509.ExtensionNotFound, x509.DuplicateExtension, x509.UnsupportedGeneralNameType):
        return ""
    return next((uri.removeprefix(AGE_SCHEME) for uri in stated if AGE_URI.fullmatch(uri)), "")


def _for_people(extensions: x509.Extensions) -> bool:
    try:
        constraints = extensions.get_extension_for_class(x509.BasicConstraints).value
        usage = extensions.get_extension_for_class(x509.KeyUsage).value
        purposes = extensions.get_extension_for_class(x509.ExtendedKeyUsage).value
    except x509.ExtensionNotFound:
        return False
    return not constraints.ca and usage.content_commitment and DOCUMENT_SIGNING in purposes


def _bad_certificate() -> Refused:
    return Refused("That is not a certificate that Assay can use. Nothing was changed.", "bad-certificate")
