"""Who signed something, and what a check of a signed report found."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum


@dataclass(frozen=True, slots=True)
class Signer:
    """The person a valid signature belongs to, as the certificate names them.

    spki_sha256: SHA-256 (hexadecimal) of the public key; signed_at: the time the signer's computer claims;
    certified: the certificate leads to the office's own, not only to a key that is known here.
    """

    person: str
    name: str
    spki_sha256: str
    signed_at: datetime
    certified: bool


@dataclass(frozen=True, slots=True)
class TimeStamp:
    """A time stamp server's word that a signature was there. at: its time; by: its name, as its certificate says;
    known: the certificate leads to one that is trusted here, so that the time is proved."""

    at: datetime
    by: str
    known: bool


class SignatureState(Enum):
    """unsigned: the field is empty; valid: signed, unchanged, by the person of record; refused: anything else."""

    UNSIGNED = "unsigned"
    VALID = "valid"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class SignatureVerdict:
    """What is true of one signature field of a report.

    field: "Assessor" or "Verifier"; signer: also known for a signature refused because of who signed;
    code: stable word of the refusal ("changed-since", "revoked" ...), else empty; sentence: for people;
    time: the earliest time stamp over it.
    """

    field: str
    state: SignatureState
    signer: Signer | None
    code: str
    sentence: str
    time: TimeStamp | None = None

    @property
    def holds(self) -> bool:
        """True for a signature that may be relied on."""
        return self.state is SignatureState.VALID
