"""Checking any file that Assay makes: who signed it, is it whole, is it trusted and why."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from assessor_app.domain.card import OfficeCard
from assessor_app.domain.signature import SignatureState, SignatureVerdict
from assessor_app.errors import Refused, Unavailable
from assessor_app.identity.certificate_facts import facts
from assessor_app.identity.pdf_signatures import check_pdf
from assessor_app.identity.profile import Layout
from assessor_app.identity.trust import Trust
from assessor_app.services.identities import trusted_card
from assessor_app.services.roster import trust_of
from assessor_app.services.saving import utc_now
from assessor_app.sync.card import read_card

LARGEST_DOCUMENT = 256 << 20
"""Bytes that are read of a document to check it."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a check found. good: everything that should be signed is, by somebody who is trusted here.

    revocation_known_as_of: date of the newest list of revoked certificates that was at hand; None without an office.
    """

    kind: str
    good: bool
    sentences: tuple[str, ...]
    signatures: tuple[SignatureVerdict, ...] = ()
    revocation_known_as_of: datetime | None = None


def verify_file(file: Path, profile: Path) -> Verdict:
    """Check a PDF, an office card or a certificate. Bundles are looked at with the profile's key (`bundle look`).

    Raises Refused for a file of no known kind, or one that is not whole; Unavailable when it cannot be read.
    """
    head = _head(file, LARGEST_DOCUMENT)
    card = trusted_card(profile) if Layout(profile).card.is_file() else None
    if head.startswith(b"%PDF-"):
        return _pdf(file, card, _own(profile))
    if b"-----BEGIN CERTIFICATE-----" in head:
        return _certificate(file, card)
    if head[257:262] == b"ustar":
        return _card(file, card)
    raise Refused(
        f"{file.name} is no report, card or certificate that Assay makes. Nothing was changed.", "unknown-kind"
    )


def is_bundle(file: Path) -> bool:
    """True for an encrypted file, which only its receiver can check."""
    return _head(file).startswith(b"age-encryption.org/v1")


def _head(file: Path, largest: int | None = None) -> bytes:
    try:
        if largest is not None and file.stat().st_size > largest:
            raise Refused(f"{file.name} is larger than 256 MB; Assay makes no such document.", "too-large")
        with file.open("rb") as content:
            return content.read(1024)
    except OSError as error:
        raise Unavailable(f"{file} cannot be read ({error.strerror}). Nothing was changed.", "cannot-read") from error


def _own(profile: Path) -> frozenset[str]:
    """Hash of this profile's own key, which it may always believe."""
    certificate = Layout(profile).certificate
    return frozenset({facts(certificate.read_bytes()).spki_sha256}) if certificate.is_file() else frozenset()


def _pdf(file: Path, card: OfficeCard | None, own: frozenset[str]) -> Verdict:
    office = trust_of(card) if card else Trust()
    trust = Trust(office.roots, office.crls, office.pinned | own)
    verdicts = check_pdf(file.read_bytes(), trust)
    signed = [verdict for verdict in verdicts if verdict.state is not SignatureState.UNSIGNED]
    good = bool(signed) and all(verdict.holds for verdict in signed)
    sentences = [f"{verdict.field}: {verdict.sentence}" for verdict in verdicts] or ["This PDF is not signed."]
    known = trust.revocation_known_as_of()
    if known and signed:
        sentences.append(f"Revoked certificates are known as of {known.day} {known:%B %Y}.")
    return Verdict("report", good, tuple(sentences), verdicts, known)


def _card(file: Path, known: OfficeCard | None) -> Verdict:
    card = read_card(file, known)
    words = f"The card of {card.office}, version {card.version}, with {len(card.roster)} people, is whole."
    if known is None:
        return Verdict("card", False, (words, "This profile has not accepted it yet: `card install` does."))
    if card.expired(utc_now()):
        return Verdict("card", False, (words, f"It ran out on {card.expires:%d %B %Y}; ask for a newer one."))
    return Verdict("card", True, (words, "It is from the office that this profile trusts."))


def _certificate(file: Path, card: OfficeCard | None) -> Verdict:
    said = facts(file.read_bytes())
    words = f"A certificate of {said.name} ({said.person}) until {said.valid_until:%d %B %Y}, issued by {said.issuer}."
    trusted = card is not None and card.holder_of(said.spki_sha256) is not None
    reason = "The office's card lists its key." if trusted else "No office that this profile trusts lists its key."
    return Verdict("certificate", trusted, (words, reason))
