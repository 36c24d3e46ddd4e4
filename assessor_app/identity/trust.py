"""Whose signatures count: the office's authority, what it has revoked, and keys known from before it certified them."""

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache

from cryptography import x509

from assessor_app.domain.words.phrases import day_words
from assessor_app.errors import Refused
from assessor_app.identity.certificate_facts import CertificateFacts, facts_of, person_of_key

_MOST_LISTS = 16


@dataclass(frozen=True, slots=True)
class Trust:
    """roots: certificates of the office's authority (DER); crls: its revocation lists (DER); pinned: SHA-256
    (hexadecimal) of public keys that this person or the office's roster vouches for now, whatever certificate they
    came with (take a key out when its owner loses it); require_crl: the office's own setting, where every root needs a
    list that is not past its date; stamp_roots: certificates (DER) that time stamps may lead to, beside the roots.
    Elsewhere the newest list at hand counts, however old.
    """

    roots: tuple[bytes, ...] = ()
    crls: tuple[bytes, ...] = ()
    pinned: frozenset[str] = frozenset()
    require_crl: bool = False
    stamp_roots: tuple[bytes, ...] = ()

    @property
    def realm(self) -> str:
        """SHA-256 (hexadecimal) of the first root's public key; empty without an office."""
        return realm_of(self.roots[0]) if self.roots else ""

    def revocation_known_as_of(self) -> datetime | None:
        """Date of the newest revocation list that one of the roots signed; None without one."""
        return max((crl.last_update_utc for crl in self.lists()), default=None)

    def lists(self) -> tuple[x509.CertificateRevocationList, ...]:
        """The revocation lists that a root really signed."""
        return _lists(self.crls, self.roots)


def realm_of(root: bytes) -> str:
    """SHA-256 (hexadecimal) of the public key of a root certificate (DER)."""
    return facts_of(x509.load_der_x509_certificate(root)).spki_sha256


def check_standing(certificate: x509.Certificate, trust: Trust, signed_at: datetime, moment: datetime) -> datetime:
    """Refuse a certificate that was revoked, has run out or is not for people; return the time to judge it at.

    That is `moment`. Only where the key itself is vouched for now does the claimed `signed_at` count, so that work
    signed in time but received late is not lost: whoever holds the key could sign anew anyway.
    Raises `Refused`: "revoked", "expired", "not-yet-valid", "wrong-certificate", "stale-revocation-list".
    """
    said = facts_of(certificate)
    _check_kind(said)
    _check_revoked(certificate, said, trust, moment)
    judged_at = moment
    if moment > said.valid_until and said.spki_sha256 in trust.pinned:
        judged_at = min(signed_at, moment)
    if judged_at > said.valid_until:
        raise Refused(
            f"The certificate of {said.name} ran out on {day_words(said.valid_until)}. Nothing was taken in; ask them "
            "for a signature with a new certificate.",
            "expired",
        )
    if judged_at < said.valid_from:
        raise Refused(
            f"The certificate of {said.name} is not valid before {day_words(said.valid_from)}. Nothing was taken in; "
            "check the date of this computer.",
            "not-yet-valid",
        )
    return judged_at


def _check_kind(said: CertificateFacts) -> None:
    # A self-signed certificate may claim no identity but the one that its key gives.
    honest = said.person == person_of_key(said.spki_sha256) if said.self_signed else bool(said.person)
    if not (said.for_people and honest and said.name):
        raise Refused(
            "The certificate is not one that a person signs with. Nothing was taken in; ask who sent it.",
            "wrong-certificate",
        )


def _check_revoked(certificate: x509.Certificate, said: CertificateFacts, trust: Trust, moment: datetime) -> None:
    # pyHanko looks up its lists only in "require" mode for certificates without a distribution point, as ours are,
    # and then insists on a fresh list, which a laptop in the field may not have. So the lists are read here.
    lists = [crl for crl in trust.lists() if crl.issuer == certificate.issuer]
    for crl in lists:
        entry = crl.get_revoked_certificate_by_serial_number(said.serial)
        if entry is not None and moment >= entry.revocation_date_utc:
            raise Refused(
                f"The office withdrew the certificate of {said.name} on {day_words(entry.revocation_date_utc)}. "
                "Nothing was taken in; ask your administrator.",
                "revoked",
            )
    if trust.require_crl and not said.self_signed and not any(_fresh(crl, moment) for crl in lists):
        raise Refused(
            "The office's list of withdrawn certificates is missing or out of date. Nothing was taken in; make a new "
            "office card first.",
            "stale-revocation-list",
        )


def _fresh(crl: x509.CertificateRevocationList, moment: datetime) -> bool:
    return crl.next_update_utc is not None and moment <= crl.next_update_utc


@lru_cache(_MOST_LISTS)
def _lists(crls: tuple[bytes, ...], roots: tuple[bytes, ...]) -> tuple[x509.CertificateRevocationList, ...]:
    loaded = [x509.load_der_x509_crl(crl) for crl in crls]
    authorities = [x509.load_der_x509_certificate(root) for root in roots]
    return tuple(crl for crl in loaded if any(_signed_by(crl, root) for root in authorities))


def _signed_by(crl: x509.CertificateRevocationList, root: x509.Certificate) -> bool:
    key = root.public_key()
    return crl.issuer == root.subject and crl.is_signature_valid(key)  # type: ignore[arg-type]  # roots are P-256


def now() -> datetime:
    """The present, when a caller gives no moment."""
    return datetime.now(UTC)
