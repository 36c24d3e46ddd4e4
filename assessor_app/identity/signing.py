"""Detached signatures (CAdES in CMS) over bytes: made with a key in memory, checked strictly.

`openssl cms -verify -cades -binary -inform DER -in signature -content data -CAfile root.pem` agrees.
"""

import asyncio
import io
from dataclasses import dataclass, field
from datetime import datetime

from asn1crypto import cms, keys
from asn1crypto import x509 as asn1_x509
from pyhanko.sign.signers import SimpleSigner
from pyhanko.sign.signers.pdf_cms import PdfCMSSignedAttributes
from pyhanko_certvalidator.registry import SimpleCertificateStore

from assessor_app.domain.signature import Signer
from assessor_app.domain.words.phrases import day_words
from assessor_app.errors import Refused
from assessor_app.identity.certificate_facts import der_of, facts, spki_of_key
from assessor_app.identity.signature_checks import check_office_signature, check_signature
from assessor_app.identity.trust import Trust, now
from assessor_app.identity.vault import Secrets

DIGEST = "sha256"

LARGEST_SIGNATURE = 64 << 10
"""Bytes; one with two certificates has about 1.6 KB."""


@dataclass(frozen=True, slots=True)
class Credentials:
    """What a person signs with: private key (PKCS#8 DER, never shown) and certificate (PEM, the person's first)."""

    signing_key: bytes = field(repr=False)
    certificate: bytes = field(repr=False)


def credentials(secrets: Secrets, certificate: bytes) -> Credentials:
    """Put key and certificate together; raises `Refused` ("wrong-certificate") when they do not belong together."""
    if facts(certificate).spki_sha256 != spki_of_key(secrets.signing_key):
        raise Refused(
            "The certificate in this profile does not belong to its key. Nothing was signed; restore the profile from "
            "your backup.",
            "wrong-certificate",
        )
    return Credentials(secrets.signing_key, certificate)


def check_can_sign(own: Credentials, at: datetime) -> None:
    """Raise `Refused` ("expired") when the certificate does not hold at `at`: nobody would accept the signature."""
    said = facts(own.certificate)
    if not said.valid_from <= at <= said.valid_until:
        raise Refused(
            f"Your certificate is valid from {day_words(said.valid_from)} to {day_words(said.valid_until)}. Nothing "
            "was signed; check the date of this computer, or ask your office for a new certificate.",
            "expired",
        )


def signer_for(own: Credentials) -> SimpleSigner:
    """pyHanko's signer with the key in memory; the office's certificate, if any, goes along."""
    chain = [asn1_x509.Certificate.load(der) for der in der_of(own.certificate)]
    registry = SimpleCertificateStore()  # type: ignore[no-untyped-call]
    registry.register_multiple(chain)
    key = keys.PrivateKeyInfo.load(own.signing_key)
    return SimpleSigner(signing_cert=chain[0], signing_key=key, cert_registry=registry)


def sign_detached(own: Credentials, data: bytes, at: datetime | None = None) -> bytes:
    """A detached CAdES signature (DER) over `data`, naming `at` (now when None) as the time of signing.

    Raises `Refused` ("expired") when the certificate does not hold then.
    """
    moment = at or now()
    check_can_sign(own, moment)
    attributes = PdfCMSSignedAttributes(signing_time=moment)
    made = asyncio.run(
        signer_for(own).async_sign_general_data(data, DIGEST, use_cades=True, signed_attr_settings=attributes)
    )
    return bytes(made.dump())


def verify_detached(signature: bytes, data: bytes, trust: Trust, moment: datetime | None = None) -> Signer:
    """Who signed `data`. `moment` (now when None) is when it was received.

    Raises `Refused`: "bad-signature", "unknown-signer", "revoked", "expired", "not-yet-valid", "wrong-certificate",
    "stale-revocation-list".
    """
    return check_signature(read_signature(signature), io.BytesIO(data), trust, moment or now())


def read_signature(signature: bytes) -> cms.SignedData:
    """The CMS signed data of a detached signature; raises `Refused` ("bad-signature")."""
    try:
        if len(signature) > LARGEST_SIGNATURE:
            raise ValueError("too large")
        content = cms.ContentInfo.load(signature, strict=True)
        if content["content_type"].native != "signed_data":
            raise ValueError("not signed data")
        return content["content"]
    except (ValueError, TypeError, KeyError):
        raise Refused(
            "The signature cannot be read. Nothing was taken in; ask for the file again.", "bad-signature"
        ) from None


def verify_office(signature: bytes, data: bytes, root: bytes, moment: datetime | None = None) -> None:
    """Raise `Refused` ("bad-signature", "unknown-signer") unless the office's authority `root` (DER) signed `data`."""
    check_office_signature(read_signature(signature), io.BytesIO(data), root, moment or now())
