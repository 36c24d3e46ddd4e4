"""The checks that every signature passes, over detached bytes or inside a PDF alike."""

import asyncio
import logging
from collections.abc import Callable
from datetime import UTC, datetime
from typing import IO, Protocol, TypeVar

from asn1crypto import cms
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from pyhanko.sign.general import extract_certificate_info
from pyhanko.sign.validation.generic_cms import async_validate_detached_cms
from pyhanko.sign.validation.settings import KeyUsageConstraints
from pyhanko_certvalidator import ValidationContext

from assessor_app.domain.signature import Signer
from assessor_app.errors import Refused
from assessor_app.identity.certificate_facts import CertificateFacts, facts_of
from assessor_app.identity.trust import Trust, check_standing

T = TypeVar("T")

# pyHanko logs every refusal with a traceback that names people; a refusal here is a sentence (`Refused`).
logging.getLogger("pyhanko").setLevel(logging.CRITICAL)
logging.getLogger("pyhanko_certvalidator").setLevel(logging.CRITICAL)

ALLOWED_DIGESTS = frozenset({"sha256", "sha384", "sha512"})
NEEDED_ATTRIBUTES = frozenset({"content_type", "message_digest", "signing_certificate_v2"})
PERSON_USAGE = KeyUsageConstraints(key_usage={"non_repudiation"})
OFFICE_USAGE = KeyUsageConstraints(key_usage={"digital_signature"})


class Status(Protocol):
    """The part of pyHanko's results that is read here."""

    @property
    def intact(self) -> bool: ...
    @property
    def valid(self) -> bool: ...
    @property
    def trusted(self) -> bool: ...


Validate = Callable[[ValidationContext], Status]


def check_signature(signed: cms.SignedData, data: IO[bytes], trust: Trust, moment: datetime) -> Signer:
    """Who signed `data` with a detached signature; raises `Refused` with the codes of `judge`."""

    def validate(context: ValidationContext) -> Status:
        return asyncio.run(async_validate_detached_cms(data, signed, context, key_usage_settings=PERSON_USAGE))

    check_structure(signed)
    return judge(signed, claimed_time(signed), validate, trust, moment)


def check_office_signature(signed: cms.SignedData, data: IO[bytes], root: bytes, moment: datetime) -> None:
    """Raise `Refused` ("bad-signature", "unknown-signer") unless the authority `root` (DER) itself signed `data`."""
    check_structure(signed)
    anchor = asn1_x509.Certificate.load(root)
    context = ValidationContext(trust_roots=[anchor], allow_fetching=False, moment=moment)

    def validate() -> Status:
        return asyncio.run(async_validate_detached_cms(data, signed, context, key_usage_settings=OFFICE_USAGE))

    status = guarded(validate)
    if not (status.intact and status.valid):
        raise bad_signature()
    if signing_certificate(signed).dump() != root or not status.trusted:
        raise Refused("Your office did not sign this. Nothing was taken in; ask who sent it.", "unknown-signer")


def judge(signed: cms.SignedData, signed_at: datetime, validate: Validate, trust: Trust, moment: datetime) -> Signer:
    """Integrity first, then whether the key is known, then the certificate's standing, then its chain.

    Raises `Refused`: "bad-signature", "unknown-signer" and the codes of `trust.check_standing`.
    """
    asn1_certificate = signing_certificate(signed)
    certificate = guarded(lambda: x509.load_der_x509_certificate(asn1_certificate.dump()))
    said = facts_of(certificate)
    refusal: Refused | None = None
    judged_at = moment
    try:
        judged_at = check_standing(certificate, trust, signed_at, moment)
    except Refused as error:
        refusal = error
    context = _context(asn1_certificate, said, trust, judged_at, moment)
    status = guarded(lambda: validate(context))
    if not (status.intact and status.valid):
        raise bad_signature()
    if said.self_signed and said.spki_sha256 not in trust.pinned:
        raise _unknown(said)
    if refusal is not None:
        raise refusal
    if not status.trusted:
        raise _unknown(said)
    return Signer(said.person, said.name, said.spki_sha256, signed_at, certified=not said.self_signed)


def check_structure(signed: cms.SignedData) -> None:
    """Refuse ("bad-signature") all but one signer, with the attributes that bind certificate and content, by a digest
    that still stands."""
    if not guarded(lambda: _well_formed(signed)):
        raise bad_signature()


def signing_certificate(signed: cms.SignedData) -> asn1_x509.Certificate:
    """The certificate of the one signer, as it came along."""
    return guarded(lambda: extract_certificate_info(signed).signer_cert)


def claimed_time(signed: cms.SignedData) -> datetime:
    """The signed signing time, which CAdES demands; a claim of the signer's computer."""
    return guarded(lambda: _signing_time(signed))


def guarded(step: Callable[[], T]) -> T:
    """Result of a step that reads what a stranger sent; whatever it raises means `Refused` ("bad-signature")."""
    try:
        return step()
    except Refused:
        raise
    except Exception:  # noqa: BLE001  parsers of hostile input raise many kinds, and each means the same here
        raise bad_signature() from None


def bad_signature() -> Refused:
    """The refusal of a signature that does not fit what it came with."""
    return Refused(
        "The signature does not fit the content: it was changed after signing, or damaged on the way. Nothing was "
        "taken in; ask for the file again.",
        "bad-signature",
    )


def _well_formed(signed: cms.SignedData) -> bool:
    if len(signed["signer_infos"]) != 1:
        return False
    signer = signed["signer_infos"][0]
    kinds = [attribute["type"].native for attribute in signer["signed_attrs"]]
    digest = signer["digest_algorithm"]["algorithm"].native
    return len(kinds) == len(set(kinds)) and set(kinds) >= NEEDED_ATTRIBUTES and digest in ALLOWED_DIGESTS


def _signing_time(signed: cms.SignedData) -> datetime:
    for attribute in signed["signer_infos"][0]["signed_attrs"]:
        if attribute["type"].native == "signing_time":
            stated: datetime = attribute["values"][0].native
            return stated.astimezone(UTC)
    raise ValueError("no signing time")


def _context(
    certificate: asn1_x509.Certificate, said: CertificateFacts, trust: Trust, judged_at: datetime, moment: datetime
) -> ValidationContext:
    if said.self_signed:
        roots = [certificate] if said.spki_sha256 in trust.pinned else []
        return ValidationContext(trust_roots=roots, allow_fetching=False, moment=judged_at)
    return ValidationContext(
        trust_roots=[asn1_x509.Certificate.load(root) for root in trust.roots],
        allow_fetching=False,
        moment=judged_at,
        crls=list(trust.crls),
        revocation_mode="require" if trust.require_crl else "soft-fail",
        retroactive_revinfo=judged_at != moment,
    )


def _unknown(said: CertificateFacts) -> Refused:
    return Refused(
        f'The signature names "{said.name}", but nobody you trust vouches for that key. Nothing was taken in; ask your '
        "administrator for a new office card, or compare the key by telephone.",
        "unknown-signer",
    )
