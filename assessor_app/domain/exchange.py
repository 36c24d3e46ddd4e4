"""What travels in a bundle, before and after it is taken in."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Waiting:
    """What has not been put into a bundle yet: changes, and visits they touch. institution: of the one visit asked
    for, "" for all."""

    changes: int
    visits: int
    institution: str = ""


@dataclass(frozen=True, slots=True)
class Recipient:
    """Somebody a bundle can be made for. `age_recipient` is the public key that the file is encrypted to."""

    id: str
    name: str
    age_recipient: str


@dataclass(frozen=True, slots=True)
class Exported:
    """A bundle that was made. file: its path; size in bytes; sha256 (hexadecimal) of the file; recipients by name."""

    file: str
    size: int
    sha256: str
    operations: int
    assessments: int
    files: int
    recipients: tuple[str, ...]


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
    missing_files: named but not in it, to follow.
    """

    signers: tuple[str, ...]
    visits: tuple[VisitInBundle, ...]
    already: bool
    operations: int
    files: int
    missing_files: int
    size: int


@dataclass(frozen=True, slots=True)
class TakenInBundle:
    """What taking in a bundle did. conflicts: fields in clash now that were not before."""

    already: bool
    segments: int
    operations: int
    files: int
    missing_files: int
    conflicts: int
    assessments: tuple[str, ...]
