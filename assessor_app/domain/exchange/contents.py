"""What travels in a bundle, before and after it is taken in."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum

from assessor_app.domain.journal.operation import Json


@dataclass(frozen=True, slots=True)
class Waiting:
    """What has not been put into a bundle yet: changes, and visits they touch. institution: of the one visit asked
    for, "" for all; unconfirmed: changes that are in a bundle and that the office has not said it holds."""

    changes: int
    visits: int
    institution: str = ""
    unconfirmed: int = 0


@dataclass(frozen=True, slots=True)
class Recipient:
    """Somebody a bundle can be made for. `age_recipient` is the public key that the file is encrypted to; verifier:
    by the roster they verify and do not assess, so their bundles carry no judgement."""

    id: str
    name: str
    age_recipient: str
    verifier: bool = False


@dataclass(frozen=True, slots=True)
class Exported:
    """A bundle that was made. file: its path; size in bytes; sha256 (hexadecimal) of the file; recipients by name;
    operations and files: in it; files_left: named and not in it, to follow; volumes: names of its parts, if any;
    receipt: whether it says what is held here of others' work."""

    file: str
    size: int
    sha256: str
    operations: int
    assessments: int
    files: int
    recipients: tuple[str, ...]
    files_left: int = 0
    volumes: tuple[str, ...] = ()
    receipt: bool = False


@dataclass(frozen=True, slots=True)
class VisitInBundle:
    """A visit that a bundle speaks about."""

    assessment: str
    institution: str
    mark: str
    changes: int


@dataclass(frozen=True, slots=True)
class BundleLook:
    """What a bundle holds, all of it checked, nothing stored.

    signers: names from the certificates; already: everything in it is here; operations and files: new ones;
    missing_files: named but not in it, to follow; receipts: who says to hold what; revocation_known_as_of: date of
    the list of withdrawn certificates that was looked at, None without one.
    """

    signers: tuple[str, ...]
    visits: tuple[VisitInBundle, ...]
    already: bool
    operations: int
    files: int
    missing_files: int
    size: int
    receipts: tuple[str, ...] = ()
    revocation_known_as_of: datetime | None = None


@dataclass(frozen=True, slots=True)
class TakenInBundle:
    """What taking in a bundle did. conflicts: fields in clash now that were not before; signers: names from the
    certificates; receipts: how many were taken in with it; roster_version: of the card that roles were checked by;
    lanes: what it was about, for a receipt.
    """

    already: bool
    segments: int
    operations: int
    files: int
    missing_files: int
    conflicts: int
    assessments: tuple[str, ...]
    signers: tuple[str, ...] = ()
    receipts: int = 0
    roster_version: int = 0
    lanes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReceiptTaken:
    """A receipt that was taken in. office: its signer acts for the office; segments: chains of this computer's store
    that it confirms; files: how many it lists; already: it was here before."""

    signer: str
    office: bool
    made: datetime
    chains: int
    files: int
    already: bool


class Outcome(Enum):
    """What became of one file of an import."""

    TAKEN_IN = "taken in"
    NOTHING_NEW = "nothing new"
    NEEDS_PERSON = "needs a person"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class FileResult:
    """One file of an import. taken: what a bundle brought, None for a receipt or a refusal; code: of a refusal;
    status: exit status that the file alone would have."""

    file: str
    outcome: Outcome
    sentence: str
    taken: TakenInBundle | None = None
    code: str = ""
    status: int = 0


class Act(Enum):
    """What the log of exchanges lists."""

    EXPORT = "export"
    IMPORT = "import"
    RECEIPT_MADE = "receipt made"
    RECEIPT_TAKEN = "receipt taken"
    CLEARED = "evidence removed"


@dataclass(frozen=True, slots=True)
class LogEntry:
    """One line of the log: file is its path or name; people by name: signers, receivers or who confirmed; facts:
    counts by name. finished: False for an export that was interrupted and left nothing."""

    at: datetime
    act: Act
    file: str
    people: tuple[str, ...]
    finished: bool = True
    facts: Mapping[str, Json] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Clearable:
    """Evidence of a visit that the office has confirmed by a signed receipt, so that it may go from here.

    files and size in bytes: still on this computer; signer and confirmed_at: of the receipt; kept: files here that no
    receipt lists, which stay.
    """

    assessment: str
    institution: str
    files: int
    size: int
    signer: str
    confirmed_at: datetime | None
    kept: int
