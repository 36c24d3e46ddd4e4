"""Bundles into the store: each is read and checked by itself, several small ones are written together."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeAlias

from assessor_app.domain.exchange.contents import Act, TakenInBundle
from assessor_app.domain.exchange.manifest import parse_manifest
from assessor_app.domain.journal.change import TakenIn
from assessor_app.domain.signature import Signer
from assessor_app.errors import AssayError, Refused, Stopped
from assessor_app.models.database.store import Store
from assessor_app.models.files.blobs import Blobs
from assessor_app.models.journal import exchanged
from assessor_app.models.journal import segments as stored
from assessor_app.models.journal.writing import Writing
from assessor_app.services.exchange.sending import Facts
from assessor_app.services.exchange.sync_log import PEOPLE
from assessor_app.services.office.roster import Standing
from assessor_app.services.second.blindness import refuse_unblinding
from assessor_app.sync.checking import SegmentCheck
from assessor_app.sync.reading import ReceivedBundle, read_bundle
from assessor_app.sync.watch import Cancelled, Progress


@dataclass(frozen=True, slots=True)
class _Read:
    """A bundle that passed every check. new_files: stored from it already; roster_version: of the card it passed by."""

    file: Path
    received: ReceivedBundle
    new_files: int
    roster_version: int


_Found: TypeAlias = "_Read | AssayError"
_Written: TypeAlias = "tuple[TakenIn, int] | Refused"


@dataclass(frozen=True, slots=True)
class Importing:
    """The import of one profile. identities: its age private keys; person: whose profile it is."""

    store: Store
    blobs: Blobs
    standing: Standing
    identities: Sequence[str]
    person: str

    def check(self) -> SegmentCheck:
        """What a segment must be to be believed here. Raises Refused without a card."""
        return replace(self.standing.check(), known=self._known)

    def take_in_each(
        self, files: Sequence[Path], progress: Progress, cancelled: Cancelled
    ) -> Iterator[TakenInBundle | AssayError]:
        """Take in bundles, written in one transaction; for each in turn what it brought or why it was refused.

        Each comes in whole or not at all, whatever becomes of the others. When the person stops it, those that were
        read are still written and told before Stopped or KeyboardInterrupt goes on.
        """
        found: list[_Found] = []
        try:
            for file in files:
                found.append(self._read_or_refuse(file, progress, cancelled))
        except (Stopped, KeyboardInterrupt):
            yield from self._keep(found)
            raise
        yield from self._keep(found)

    def _read_or_refuse(self, file: Path, progress: Progress, cancelled: Cancelled) -> _Found:
        try:
            return self._read(file, progress, cancelled)
        except Stopped:
            raise
        except AssayError as error:
            return error

    def _read(self, file: Path, progress: Progress, cancelled: Cancelled) -> _Read:
        card, check = self.standing.card(), self.check()
        with self.blobs.quarantine() as quarantine:
            received = read_bundle(file, self.identities, check, quarantine, progress, cancelled)
            with self.store.read() as reading:
                refuse_unblinding(reading, received, self.person)
            # Files go first: the store must not name a file as received that a crash could still take away. One that
            # nobody names yet does no harm and is used when the bundle comes again.
            return _Read(file, received, quarantine.keep(), card.version)

    def _keep(self, found: Sequence[_Found]) -> Iterator[TakenInBundle | AssayError]:
        reads = [each for each in found if isinstance(each, _Read)]
        written = iter(self._write(reads))
        for each in found:
            yield self._told(each, next(written)) if isinstance(each, _Read) else each

    def _write(self, reads: Sequence[_Read]) -> "Sequence[_Written | AssayError]":
        """One transaction for all. What the database itself reports (a full disk) is true of each of them."""
        if not reads:
            return ()
        try:
            return self.store.write(lambda writing: [_attempt(writing, each) for each in reads]).result()
        except AssayError as error:
            return [error] * len(reads)

    def _told(self, read: _Read, written: "_Written | AssayError") -> TakenInBundle | AssayError:
        if isinstance(written, AssayError):
            return written
        (taken, receipts), received = written, read.received
        return TakenInBundle(
            already=not taken.segments and not read.new_files and not receipts,
            segments=taken.segments,
            operations=taken.operations,
            files=read.new_files,
            missing_files=sum(not self.blobs.has(entry.sha256) for entry in received.following),
            conflicts=len(taken.conflicts),
            assessments=taken.assessments,
            signers=_signers(received),
            receipts=receipts,
            roster_version=read.roster_version,
            lanes=tuple(sorted({segment.manifest.lane for segment in received.segments})),
        )

    def _known(self, manifest: bytes, signature: bytes) -> Signer | None:
        """Who signed a segment that is here already; by their id when the card does not name them any more."""
        with self.store.read() as reading:
            if not stored.has_segment(reading, manifest, signature):
                return None
        said = parse_manifest(manifest)
        listed = [entry.name for entry in self.standing.card().roster if entry.person == said.actor]
        return Signer(said.actor, listed[0] if listed else said.actor, "", said.created, certified=True)


def _attempt(writing: Writing, read: _Read) -> _Written:
    try:
        with writing.apart():
            return _write(writing, read)
    except Refused as error:
        return error


def _write(writing: Writing, read: _Read) -> tuple[TakenIn, int]:
    """All of one bundle. Refuses it unless what was counted is what is stored."""
    received = read.received
    refuse_unblinding(writing.reading(), received, writing.hand.person)
    taken = writing.take_in(received.segments)
    manifests = [segment.manifest for segment in received.segments]
    counted = sum(manifest.operations_count for manifest in manifests)
    if stored.count_stored(writing.reading(), manifests) != counted:
        raise Refused(
            "Not every change of this bundle arrived in the store. Nothing was taken in; run `check`, then try again.",
            "count",
        )
    receipts = sum(exchanged.keep_receipt(writing, each) for each in received.receipts)
    facts: Facts = {
        PEOPLE: list(_signers(received)),
        "operations": taken.operations,
        "files": read.new_files,
        "conflicts": len(taken.conflicts),
        "receipts": receipts,
        "roster_version": read.roster_version,
    }
    exchanged.note(writing, Act.IMPORT.value, read.file.name, facts)
    return taken, receipts


def _signers(received: ReceivedBundle) -> tuple[str, ...]:
    named = [segment.signer_name for segment in received.segments] + [each.signer_name for each in received.receipts]
    return tuple(dict.fromkeys(named))
