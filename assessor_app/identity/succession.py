"""A new root of an office: the former one vouches for its key, so that nobody has to be telephoned again."""

from collections.abc import Sequence

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding

from assessor_app.identity.certificate_facts import facts_of, private_key


def vouch(former_key: bytes, former: bytes, new: bytes) -> bytes:
    """A certificate (DER) for the key of root `new`, signed by the root before it (keys PKCS#8 DER, roots PEM)."""
    before, after = x509.load_pem_x509_certificate(former), x509.load_pem_x509_certificate(new)
    builder = (
        x509.CertificateBuilder()
        .subject_name(after.subject)
        .issuer_name(before.subject)
        .public_key(after.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(after.not_valid_before_utc)
        .not_valid_after(after.not_valid_after_utc)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
    )
    return builder.sign(private_key(former_key), SHA256()).public_bytes(Encoding.DER)


def succeeds(known: bytes, root: bytes, links: Sequence[bytes]) -> bool:
    """True when `root` is `known`, or `links` (oldest first) lead from its key to the key of `root`. All DER.

    A link must be for an authority: a certificate that the office gave a person leads nowhere. Raises ValueError for
    what is no certificate.
    """
    reached = x509.load_der_x509_certificate(known)
    wanted = facts_of(x509.load_der_x509_certificate(root)).spki_sha256
    for link in map(x509.load_der_x509_certificate, links):
        if _is_authority(link) and _signed_by(link, reached):
            reached = link
    return known == root or facts_of(reached).spki_sha256 == wanted


def _is_authority(link: x509.Certificate) -> bool:
    try:
        return bool(link.extensions.get_extension_for_class(x509.BasicConstraints).value.ca)
    except (x509.ExtensionNotFound, ValueError):
        return False


def _signed_by(link: x509.Certificate, issuer: x509.Certificate) -> bool:
    try:
        link.verify_directly_issued_by(issuer)
    except (ValueError, TypeError, InvalidSignature):
        return False
    return True
