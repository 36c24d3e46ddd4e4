"""Sealing the evidence at the end of a visit: a signed list of what was there, which nothing later can join."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from assessor_app.domain.assessment.assessment import Assessment, Evidence
from assessor_app.domain.exchange.segment import BlobEntry
from assessor_app.domain.journal.clock import moment
from assessor_app.domain.people import Role
from assessor_app.domain.visit.ledger import LedgerEntry, LedgerList, LedgerNote, SealedLedger, cover_of
from assessor_app.errors import Refused
from assessor_app.files import write_whole
from assessor_app.models.database.store import Store
from assessor_app.models.files.blobs import Blobs
from assessor_app.models.journal.writing import Writing
from assessor_app.models.queries import queries
from assessor_app.models.queries.reading import Reading
from assessor_app.services.profile.signing import SigningKey
from assessor_app.services.signed_work import refuse_signed, set_all, writing_to
from assessor_app.services.visits import Visits
from assessor_app.sync.ledger_file import make_ledger

MAY_SEAL = frozenset({Role.ASSESSOR, Role.VERIFIER})


class Ledger:
    """The seal on the evidence of a visit. Everything here takes time: call it from a worker."""

    def __init__(
        self, store: Store, blobs: Blobs, visits: Visits, key: SigningKey, clock: Callable[[], datetime]
    ) -> None:
        self._store = store
        self._blobs = blobs
        self._visits = visits
        self._key = key
        self._clock = clock

    def seal(self, assessment: str) -> SealedLedger:
        """Seal what is there now. It cannot be undone, and what comes later stands apart.

        Raises Refused when it was sealed before, the work is signed or the person does not judge; Unavailable when
        the disk cannot take it. Nothing is sealed then.
        """
        person = self._key.person
        if not person.roles & MAY_SEAL:
            raise Refused("Only assessors and verifiers seal evidence. Nothing was changed.", "role")
        at = self._clock()

        def prepare() -> tuple[Assessment, LedgerList]:
            record = self._visits.open(assessment)
            refuse_signed(record.locked)  # asked before the list is kept as a file, and again where it is written
            _refuse_sealed(record)
            with self._store.read() as reading:
                return record, _list_of(record, reading, person.id, person.name, moment(at))

        record, ledger = prepare()
        entry = self._blobs.put_bytes(make_ledger(ledger, self._key.sign))
        return self._store.write(lambda writing: self._write(writing, record, ledger, entry)).result()

    def file_bytes(self, assessment: str) -> bytes:
        """The signed list as a file. Raises Refused when nothing was sealed."""
        sealed = self._visits.open(assessment).ledger
        if sealed is None:
            raise Refused("The evidence of this visit is not sealed yet. Nothing was written.", "not-sealed")
        return self._blobs.read(sealed.file_sha256)

    def save(self, assessment: str, target: Path) -> None:
        """Write the signed list to a file, whole or not at all."""
        write_whole(target, self.file_bytes(assessment))

    def _write(self, writing: Writing, before: Assessment, ledger: LedgerList, entry: BlobEntry) -> SealedLedger:
        writing_to(writing, before.id)
        now = self._visits.open(before.id)
        _refuse_sealed(now)
        if _covers(now) != _covers(before):
            raise Refused("The evidence changed while it was being sealed. Nothing was sealed; look again.", "changed")
        person, covers = self._key.person, _covers(now)
        entity = f"assessment/{before.id}/ledger/{person.id}"
        writing.register_blob(entry.sha256, entry.size)
        facts = {"signer_name": person.name, "key_fingerprint": person.key_fingerprint, "file_sha256": entry.sha256}
        set_all(writing, entity, {**facts, "file_size": entry.size, "covers": covers})
        writing.set(entity, "sealed_at", ledger.sealed_at)
        writing.forget_steps(before.id)  # no undo may take sealed evidence away
        return SealedLedger(
            person.id, ledger.sealed_at, person.name, person.key_fingerprint, entry.sha256, frozenset(covers)
        )


def _refuse_sealed(record: Assessment) -> None:
    sealed = record.ledger
    if sealed is not None:
        raise Refused(
            f"The evidence of this visit was sealed by {sealed.signer_name} already. Nothing was changed; what came "
            "later is listed apart.",
            "sealed",
        )


def _covers(record: Assessment) -> list[str]:
    return sorted(cover_of(piece) for piece in record.evidence)


def _list_of(record: Assessment, reading: Reading, person: str, name: str, at: str) -> LedgerList:
    notes = []
    for note in record.notes:
        state = queries.field_state(reading, f"assessment/{record.id}/note/{note.id}", "text")
        notes.append(LedgerNote(note.id, note.taken_at, state.heads[0] if state.heads else ""))
    return LedgerList(
        record.id, record.reference, record.institution.name, record.scheme, record.edition, at, person, name,
        tuple(_entry(piece) for piece in record.evidence), tuple(notes),
    )  # fmt: skip


def _entry(piece: Evidence) -> LedgerEntry:
    return LedgerEntry(
        piece.id, piece.code, piece.title, piece.kind, piece.location, piece.file_sha256, piece.file_size
    )
