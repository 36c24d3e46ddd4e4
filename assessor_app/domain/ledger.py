"""The evidence ledger: what was there when the visit ended, sealed, so that what comes later stands apart for ever."""

from dataclasses import dataclass
from typing import Protocol


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
