"""People and what they may do."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum


class Role(Enum):
    """What a person does; a person may hold several."""

    ASSESSOR = "assessor"
    VERIFIER = "verifier"
    ADMINISTRATOR = "administrator"
    INSTITUTION = "institution"


@dataclass(frozen=True, slots=True)
class Person:
    """The person a profile belongs to. `key_fingerprint` is two groups of four, "7F2C 19A4", of the public key's
    SHA-256; `certified_by` is empty while the certificate is self-signed; `age_recipient` is the public key that
    others encrypt to."""

    id: str
    name: str
    organisation: str
    roles: frozenset[Role]
    key_fingerprint: str
    certified_by: str
    certified_until: datetime
    age_recipient: str
