"""The office card: what an office tells everybody about itself (docs/file-formats.md, Office card)."""

import base64
from dataclasses import dataclass
from datetime import datetime

from assessor_app.domain.people import Role


@dataclass(frozen=True, slots=True)
class RosterEntry:
    """One person of the office, by one key.

    person: id that the office gave ("A-0001"); spki_sha256: SHA-256 (hexadecimal) of the public key that the office
    vouches for, whatever certificate earlier work came with; age_recipient: what to encrypt to, may be empty.
    """

    person: str
    name: str
    roles: frozenset[Role]
    spki_sha256: str
    age_recipient: str


@dataclass(frozen=True, slots=True)
class OfficeCard:
    """What a computer knows of its office.

    office: its name; realm: SHA-256 (hexadecimal) of the public key of its first root ever, which never changes;
    version only ever rises; roots: certificates of its authority (DER), the one that signs first, then former ones;
    succession: certificates (DER) by which each root vouched for the next, oldest first; crl: its revocation list
    (DER), empty without one; recovery_recipient: public age key that can open the vaults of its people, may be empty;
    award_keys: did:keys of the keys that its awards are signed with, newest first;
    min_format: the oldest card format a program must know to go on working with this office.
    """

    office: str
    realm: str
    version: int
    issued: datetime
    expires: datetime
    roots: tuple[bytes, ...]
    crl: bytes
    office_age_recipients: tuple[str, ...]
    roster: tuple[RosterEntry, ...]
    min_format: int = 1
    succession: tuple[bytes, ...] = ()
    recovery_recipient: str = ""
    award_keys: tuple[str, ...] = ()

    @property
    def root_pem(self) -> bytes:
        """The authority's certificate as other tools want it."""
        return pem(self.roots[0], "CERTIFICATE").encode()

    def expired(self, moment: datetime) -> bool:
        """True when the office should have sent a newer card by now. A reason to ask for one, never to stop work."""
        return moment > self.expires

    def roles_of(self, person: str) -> frozenset[Role]:
        """What this person may do, over all their keys; nothing for somebody who is not on the roster."""
        return frozenset(role for entry in self.roster if entry.person == person for role in entry.roles)

    def holder_of(self, spki_sha256: str) -> RosterEntry | None:
        """Who holds a key; None when the office does not vouch for it."""
        return next((entry for entry in self.roster if entry.spki_sha256 == spki_sha256), None)


def pem(der: bytes, label: str) -> str:
    """PEM text (RFC 7468) of DER bytes."""
    text = base64.b64encode(der).decode("ascii")
    lines = [text[start : start + 64] for start in range(0, len(text), 64)]
    return "\n".join([f"-----BEGIN {label}-----", *lines, f"-----END {label}-----", ""])


def unpem(text: str, label: str) -> bytes:
    """DER bytes of PEM text. Raises ValueError for any other spelling than that of `pem`."""
    lines = text.split("\n")
    der = base64.b64decode("".join(lines[1:-2]), validate=True)
    if pem(der, label) != text:
        raise ValueError("not the PEM text that was expected")
    return der
