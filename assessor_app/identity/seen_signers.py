"""Many detached signatures of few people: what was judged once about a signer is not judged again.

Two signatures of one person with one certificate differ in three things only: the digest of what was signed, the time
they claim, and the signature value. All the rest of them, the frame, is compared byte for byte with one that passed
every check of `signature_checks`; then the chain, its algorithms and its purposes are known, and what is left is to
check the three, the list of withdrawn certificates and the dates. Whatever does not fit a known frame, or is no longer
certain, goes through every check as before.
"""

import hashlib
import io
from dataclasses import dataclass
from datetime import datetime
from itertools import chain
from typing import TypeAlias

from asn1crypto import cms
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.exceptions import InvalidSignature
from pyhanko.sign.validation.utils import extract_message_digest
from pyhanko_certvalidator.sig_validate import DefaultSignatureValidator, SignatureValidationContext

from assessor_app.domain.signature import Signer
from assessor_app.identity.certificate_facts import CertificateFacts, facts_of
from assessor_app.identity.signature_checks import (
    bad_signature,
    check_signature,
    check_structure,
    claimed_time,
    guarded,
    signing_certificate,
)
from assessor_app.identity.signing import read_signature
from assessor_app.identity.trust import Trust, check_standing, now

MOST_FRAMES = 1_000

_VARYING = frozenset({"message_digest", "signing_time"})
_AROUND = ("version", "digest_algorithms", "encap_content_info", "certificates", "crls")
_OF_SIGNER = ("version", "sid", "digest_algorithm", "signature_algorithm", "unsigned_attrs")

Frame: TypeAlias = tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class _Judged:
    """A certificate whose chain held at `since`; nothing about that changes by itself before `until`."""

    certificate: asn1_x509.Certificate
    loaded: x509.Certificate
    said: CertificateFacts
    since: datetime
    until: datetime


class SeenSigners:
    """Checks detached signatures as `signing.verify_detached` does, with its refusals. Threads may share it."""

    def __init__(self, trust: Trust) -> None:
        self._trust = trust
        self._judged: dict[Frame, _Judged] = {}

    def check(self, signature: bytes, data: bytes, moment: datetime | None = None) -> Signer:
        """Who signed `data`. `moment` (now when None) is when it was received."""
        at = moment or now()
        signed = read_signature(signature)
        check_structure(signed)
        frame = guarded(lambda: _frame(signed))
        judged = self._judged.get(frame)
        if judged is not None and judged.since <= at <= judged.until:
            return self._again(signed, data, judged, at)
        signer = check_signature(signed, io.BytesIO(data), self._trust, at)
        self._remember(frame, signing_certificate(signed), at)
        return signer

    def _again(self, signed: cms.SignedData, data: bytes, judged: _Judged, at: datetime) -> Signer:
        signed_at = claimed_time(signed)
        if not guarded(lambda: _holds(signed["signer_infos"][0], data, judged.certificate)):
            raise bad_signature()
        check_standing(judged.loaded, self._trust, signed_at, at)
        said = judged.said
        return Signer(said.person, said.name, said.spki_sha256, signed_at, certified=not said.self_signed)

    def _remember(self, frame: Frame, certificate: asn1_x509.Certificate, at: datetime) -> None:
        loaded = x509.load_der_x509_certificate(certificate.dump())
        if not loaded.not_valid_before_utc <= at <= loaded.not_valid_after_utc:
            return  # judged by the time it claims, which differs from one signature to the next
        if len(self._judged) >= MOST_FRAMES:
            self._judged.clear()
        self._judged[frame] = _Judged(certificate, loaded, facts_of(loaded), at, self._certain_until(loaded, at))

    def _certain_until(self, certificate: x509.Certificate, at: datetime) -> datetime:
        """The next moment after `at` at which a certificate or a list runs out."""
        roots = (x509.load_der_x509_certificate(root) for root in self._trust.roots)
        lists = (crl.next_update_utc for crl in self._trust.lists())
        ends = chain((certificate.not_valid_after_utc,), (root.not_valid_after_utc for root in roots), lists)
        return min(end for end in ends if end is not None and end >= at)


def _frame(signed: cms.SignedData) -> Frame:
    """Every part of a signature but its value and the values of what varies from one to the next."""
    signer = signed["signer_infos"][0]
    parts = [signed[part].dump() for part in _AROUND] + [signer[part].dump() for part in _OF_SIGNER]
    for attribute in signer["signed_attrs"]:
        values = attribute["values"]
        varies = attribute["type"].native in _VARYING and len(values) == 1
        parts += [attribute["type"].dump(), b"" if varies else values.dump()]
    return tuple(parts)


def _holds(signer: cms.SignerInfo, data: bytes, certificate: asn1_x509.Certificate) -> bool:
    """Whether the signature value fits the signed attributes, and these the content."""
    digest = signer["digest_algorithm"]["algorithm"].native
    if extract_message_digest(signer) != hashlib.new(digest, data).digest():
        return False
    try:
        DefaultSignatureValidator().validate_signature(
            signer["signature"].native,
            signer["signed_attrs"].untag().dump(),
            certificate.public_key,
            signer["signature_algorithm"],
            context=SignatureValidationContext(contextual_md_algorithm=digest, prehashed=False),
        )
    except InvalidSignature:
        return False
    return True
