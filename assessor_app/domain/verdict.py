"""What a check of any file found, in words and as values."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from assessor_app.domain.exchange.contents import BundleLook
from assessor_app.domain.signature import SignatureVerdict


@dataclass(frozen=True, slots=True)
class ReportVersion:
    """Which report a file says it is. assessor: id of who signed it as the assessor, whatever it says itself; data:
    fingerprint of what it was made from; replaces: that of the version before, "" for the first."""

    reference: str
    assessor: str
    version: int
    data: str
    replaces: str = ""

    def is_replaced_by(self, other: "ReportVersion") -> bool:
        """True where the other one says that it takes the place of this one, or is a later version of the same."""
        same = self.reference and self.reference == other.reference and self.version < other.version
        follows = self.version + 1 < other.version or (self.data and self.data == other.replaces)
        return bool(same and follows and self.assessor == other.assessor)


@dataclass(frozen=True, slots=True)
class Verdict:
    """good: everything that should be signed is, by somebody who is trusted here, and the file is whole.

    kind: what the file is, one word; sentences: who signed, trusted or not and why, whole or not;
    revocation_known_as_of: date of the newest list of withdrawn certificates that was at hand; None without an office;
    report: of a report whose signatures hold, which one it is; replaced: a sentence says that a later version of it is
    known here.
    """

    kind: str
    good: bool
    sentences: tuple[str, ...]
    signatures: tuple[SignatureVerdict, ...] = ()
    revocation_known_as_of: datetime | None = None
    report: ReportVersion | None = None
    replaced: bool = False

    def replaced_among(self, others: Iterable[tuple[str, "Verdict"]]) -> str:
        """In words, that one of the files that were checked beside this one replaces it; "" when none does. others:
        names of files and what was found of them."""
        newer = [(each.report.version, name) for name, each in others if each.report and self.is_replaced_by(each)]
        if not newer:
            return ""
        version, name = max(newer)
        return f"Version {version} of it, in {name}, has replaced this one."

    def is_replaced_by(self, other: "Verdict") -> bool:
        """True for two sound reports of which the other one takes the place of this one."""
        return bool(self.report and other.report and self.report.is_replaced_by(other.report))


@dataclass(frozen=True, slots=True)
class Examined:
    """A file that somebody brought: what a check of it found, and for a bundle what is in it."""

    verdict: Verdict
    look: BundleLook | None = None
