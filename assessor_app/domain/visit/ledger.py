"""The evidence ledger: what was there when the visit ended, sealed, so that what comes later stands apart for ever."""

import json
from dataclasses import dataclass
from typing import Protocol

from assessor_app.domain.journal.operation import canonical_json
from assessor_app.errors import Refused

FORMAT, VERSION = "assay-ledger", 1


class Piece(Protocol):
    """What identifies a piece of evidence: its id, and its content where there is a file."""

    @property
    def id(self) -> str: ...

    @property
    def file_sha256(self) -> str: ...


def cover_of(piece: Piece) -> str:
    """How the seal names a piece: its id, and the beginning of its content's SHA-256 where there is a file."""
    return f"{piece.id}:{piece.file_sha256[:16]}"


@dataclass(frozen=True, slots=True)
class SealedLedger:
    """A seal. person: who sealed; sealed_at: UTC, as in the record; file_sha256: the signed list; covers: what it
    lists, see `cover_of`."""

    person: str
    sealed_at: str
    signer_name: str
    key_fingerprint: str
    file_sha256: str
    covers: frozenset[str]

    def holds(self, piece: Piece) -> bool:
        """True for what is on the list. A piece whose content has changed since is another one."""
        return cover_of(piece) in self.covers


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """One line of the signed list: a piece of evidence, the whole SHA-256 and bytes of its file where there is one."""

    id: str
    code: str
    title: str
    kind: str
    location: str
    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class LedgerNote:
    """A note that was there: its id, when it was taken, and the id of the operation that holds its words (SHA-256)."""

    id: str
    taken_at: str
    operation: str


@dataclass(frozen=True, slots=True)
class LedgerList:
    """What is signed. Notes are named by hashes only: the list travels further than the words."""

    assessment: str
    reference: str
    institution: str
    scheme: str
    edition: str
    sealed_at: str
    sealed_by: str
    sealed_by_name: str
    evidence: tuple[LedgerEntry, ...]
    notes: tuple[LedgerNote, ...]


def ledger_bytes(ledger: LedgerList) -> bytes:
    """The list as the one spelling that is signed."""
    return canonical_json(
        {
            "format": FORMAT,
            "version": VERSION,
            **{name: getattr(ledger, name) for name in _TEXTS},
            "evidence": [{name: getattr(each, name) for name in _ENTRY} for each in ledger.evidence],
            "notes": [{name: getattr(each, name) for name in _NOTE} for each in ledger.notes],
        }
    )


def parse_ledger(content: bytes) -> LedgerList:
    """Read a list whose signature has been checked. Raises Refused for anything that Assay does not write."""
    try:
        found = json.loads(content)
        if (found["format"], found["version"]) != (FORMAT, VERSION) or set(found) != _KEYS:
            raise ValueError("another format")
        ledger = LedgerList(
            **{name: _text(found[name]) for name in _TEXTS},
            evidence=tuple(_entry(each) for each in found["evidence"]),
            notes=tuple(LedgerNote(*(_text(each[name]) for name in _NOTE)) for each in found["notes"]),
        )
    except (ValueError, TypeError, KeyError, RecursionError):
        raise Refused(
            "This evidence ledger is not one that this Assay can read. Nothing was changed; ask for it again.",
            "bad-ledger",
        ) from None
    return ledger


_TEXTS = ("assessment", "reference", "institution", "scheme", "edition", "sealed_at", "sealed_by", "sealed_by_name")
_ENTRY = ("id", "code", "title", "kind", "location", "sha256", "size")
_NOTE = ("id", "taken_at", "operation")
_KEYS = {"format", "version", *_TEXTS, "evidence", "notes"}


def _entry(found: dict[str, object]) -> LedgerEntry:
    size = found["size"]
    if not isinstance(size, int) or isinstance(size, bool):
        raise TypeError("size")
    texts = {name: _text(found[name]) for name in _ENTRY if name != "size"}
    return LedgerEntry(**texts, size=size)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("text")
    return value
