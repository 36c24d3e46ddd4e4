"""What a check of any file found, in words and as values."""

from dataclasses import dataclass
from datetime import datetime

from assessor_app.domain.exchange import BundleLook
from assessor_app.domain.signature import SignatureVerdict


@dataclass(frozen=True, slots=True)
class Verdict:
    """good: everything that should be signed is, by somebody who is trusted here, and the file is whole.

    kind: what the file is, one word; sentences: who signed, trusted or not and why, whole or not;
    revocation_known_as_of: date of the newest list of withdrawn certificates that was at hand; None without an office.
    """

    kind: str
    good: bool
    sentences: tuple[str, ...]
    signatures: tuple[SignatureVerdict, ...] = ()
    revocation_known_as_of: datetime | None = None


@dataclass(frozen=True, slots=True)
class Examined:
    """A file that somebody brought: what a check of it found, and for a bundle what is in it."""

    verdict: Verdict
    look: BundleLook | None = None
