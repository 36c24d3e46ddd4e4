"""Bundles out and in: what travels between an assessor's computer and the office's."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from pathlib import Path

from assessor_app.domain.assessment.assessment import Assessment
from assessor_app.domain.exchange.contents import (
    Act,
    BundleLook,
    Exported,
    LogEntry,
    ReceiptTaken,
    Recipient,
    TakenInBundle,
    Waiting,
)
from assessor_app.domain.verdict import Examined
from assessor_app.errors import AssayError, Refused
from assessor_app.models.database.store import Store
from assessor_app.models.files.blobs import Blobs
from assessor_app.models.journal import exchanged
from assessor_app.models.journal import segments as stored
from assessor_app.models.journal.writing import Writing
from assessor_app.services.documents.verification import verify_file
from assessor_app.services.exchange.acknowledging import OFFICE, held_by, speaks_for, statement
from assessor_app.services.exchange.bundle_contents import describe
from assessor_app.services.exchange.importing import Importing
from assessor_app.services.exchange.receivers import Receivers, has_sealed, known_receivers
from assessor_app.services.exchange.sending import Cancelled, Facts, Order, Progress, Sending, lanes_of, practice_lanes
from assessor_app.services.exchange.sync_log import PEOPLE, read_log, sweep
from assessor_app.services.office.roster import Standing
from assessor_app.services.profile.signing import SigningKey
from assessor_app.services.visits import Visits
from assessor_app.sync.reading import look, read_bundle
from assessor_app.sync.receipts import read_receipt, sign_receipt, write_receipt

NOTHING_TO_CONFIRM = "empty"
"""Code of the refusal to make a receipt for nothing."""


def unwatched(_done: int, _whole: int) -> None:
    """Progress that nobody looks at."""


def never() -> bool:
    """Work that nobody can cancel."""
    return False


class Exchange:
    """The use cases of the bundle screens. They take time: they are called from a worker."""

    def __init__(
        self,
        profile: Path,
        store: Store,
        blobs: Blobs,
        visits: Visits,
        key: SigningKey,
        clock: Callable[[], datetime],
    ) -> None:
        self._profile = profile
        self._store = store
        self._blobs = blobs
        self._visits = visits
        self._key = key
        self._clock = clock
        self._standing = Standing(profile)

    def recipients(self) -> tuple[Recipient, ...]:
        """Everybody else a bundle can be made for: the office first, then the people on its roster."""
        own = self._key.person.age_recipient
        known = known_receivers(self._standing.card())
        return tuple(each for each in known if each.id == OFFICE or each.age_recipient != own)

    def waiting(self, assessment: str = "") -> Waiting:
        """What has not been put into a bundle yet, of one assessment or of all."""
        chosen = [row.id for row in self._visits.list() if assessment in ("", row.id)]
        lanes = {each: lanes_of(self._store, [each], private=False) for each in chosen}
        further = [] if assessment else practice_lanes(self._store)
        every = sorted({lane for own in (*lanes.values(), further) for lane in own})
        with self._store.read() as reading:
            counts = stored.unsent(reading)
            sent = stored.own_tips(reading, every)
            device = reading.device
            held = held_by(reading, self._standing.card(), OFFICE) if self._standing.has_card else None
        touched = sum(any(counts.get(lane) for lane in own) for own in lanes.values())
        unconfirmed = sum(
            max(0, last - counts.get(lane, 0) - held.reached.get((device, lane), 0))
            for lane, last in sent.items()
            if held
        )
        name = self._visits.open(assessment).institution.name if assessment else ""
        return Waiting(sum(counts.get(lane, 0) for lane in every), touched, name, unconfirmed)

    def export(  # noqa: PLR0913  what goes, to whom, in which form, and how it is watched
        self,
        target: Path,
        *,
        assessments: Sequence[str] = (),
        people: Sequence[str] = (),
        evidence: bool = True,
        private: bool = False,
        everything: bool = False,
        verifier: str = "",
        volume: int = 0,
        progress: Progress = unwatched,
        cancelled: Cancelled = never,
    ) -> Exported:
        """Make a bundle of the named assessments (all when none is named) for the office and the named people.

        It carries what they have not confirmed by a receipt; everything: all of it again. verifier: a person of the
        roster who verifies these visits; they are named as the verifier where nobody is, and the bundle is for them and
        carries no judgement until their sealed marks of all of them are here. volume: bytes of the
        largest file wanted, 0 for one file. Raises Refused without an office card, when there is nothing to send or a
        verifier would see judgements, WrongUse for an unknown person, Unavailable when the place cannot be written,
        Stopped when cancelled; then no bundle was made.
        """
        sweep(self._store)
        card = self._standing.card()
        chosen = tuple(assessments) or tuple(row.id for row in self._visits.list())
        receivers = Receivers.chosen(card, self._key.person.age_recipient, people, verifier)
        records = [self._visits.open(each) for each in chosen]
        receivers.refuse_judgement_for_verifiers(records)
        if receivers.verifier:
            self._name_verifier(records, receivers.people[-1])
        shown = not verifier or has_sealed(receivers.verifier, records)
        lanes = lanes_of(self._store, chosen, private and not verifier, judgement=shown)
        order = Order((*lanes, *practice_lanes(self._store)), len(chosen), evidence, everything, volume)
        sending = Sending(self._store, self._blobs, self._key, self._standing, receivers, self._clock)
        return sending.make(target, order, sending.gather(order), progress, cancelled)

    def look(self, file: Path, progress: Progress = unwatched, cancelled: Cancelled = never) -> BundleLook:
        """What a bundle holds and whether it may be believed; nothing is stored."""
        own = self._importing()
        received = read_bundle(file, own.identities, own.check(), look, progress, cancelled)
        with self._store.read() as reading:
            known = self._standing.revocation_known_as_of()
            return describe(reading, received, self._blobs.has, file.stat().st_size, known)

    def examine(self, file: Path, progress: Progress = unwatched, cancelled: Cancelled = never) -> Examined:
        """What any file is, who signed it and whether it may be believed; nothing is stored.

        Raises Refused for a file of no known kind or one that is not whole, Unavailable when it cannot be read.
        """
        seen: list[BundleLook] = []

        def open_bundle(bundle: Path) -> BundleLook:
            seen.append(self.look(bundle, progress, cancelled))
            return seen[0]

        verdict = verify_file(file, self._profile, open_bundle, self._visits.later_version)
        return Examined(verdict, seen[0] if seen else None)

    def take_in(self, file: Path, progress: Progress = unwatched, cancelled: Cancelled = never) -> TakenInBundle:
        """Import a bundle: all of it in one transaction, or nothing. The same bundle again changes nothing."""
        found = next(iter(self.take_in_each([file], progress, cancelled)))
        if isinstance(found, AssayError):
            raise found
        return found

    def take_in_each(
        self, files: Sequence[Path], progress: Progress = unwatched, cancelled: Cancelled = never
    ) -> Iterator[TakenInBundle | AssayError]:
        """Import bundles in one transaction, each whole or not at all; see `Importing.take_in_each`."""
        return self._importing().take_in_each(files, progress, cancelled)

    def take_receipt(self, file: Path) -> ReceiptTaken:
        """Take in a receipt file. Raises Refused for one that is not whole or not signed by somebody known here."""
        card = self._standing.card()
        received = read_receipt(file, self._standing.check())
        with self._store.read() as reading:
            reached = stored.reached(reading, (tip.sha256 for tip in received.receipt.chains))
        facts: Facts = {PEOPLE: [received.signer_name], "chains": len(reached), "files": len(received.receipt.files)}

        def keep(writing: Writing) -> bool:
            new = exchanged.keep_receipt(writing, received)
            if new:
                exchanged.note(writing, Act.RECEIPT_TAKEN.value, file.name, facts)
            return new

        return ReceiptTaken(
            signer=received.signer_name,
            office=speaks_for(card, received, OFFICE),
            made=received.receipt.made,
            chains=len(reached),
            files=len(received.receipt.files),
            already=not self._store.write(keep).result(),
        )

    def make_receipt(self, target: Path, assessments: Sequence[str] = (), lanes: Sequence[str] = ()) -> int:
        """Write a signed receipt for what is held here of others' work: in these lanes, else in these assessments,
        else in all. Says of how many chains it is; raises Refused when there are none.
        """
        card = self._standing.card()
        wanted = tuple(assessments) or tuple(row.id for row in self._visits.list())
        asked = list(lanes) or lanes_of(self._store, wanted, private=True) + practice_lanes(self._store)
        with self._store.read() as reading:
            held = statement(reading, self._blobs, card, self._key.person.id, asked, self._clock())
        if held is None:
            raise Refused("Nothing here came from anybody else, so there is nothing to confirm.", NOTHING_TO_CONFIRM)
        write_receipt(target, sign_receipt(held, self._key.sign))
        facts: Facts = {PEOPLE: [self._key.person.name], "chains": len(held.chains), "files": len(held.files)}
        self._store.write(lambda writing: exchanged.note(writing, Act.RECEIPT_MADE.value, str(target), facts)).result()
        return len(held.chains)

    def log(self) -> tuple[LogEntry, ...]:
        """What went out and came in, newest first."""
        sweep(self._store)
        return read_log(self._store)

    def _name_verifier(self, records: Sequence[Assessment], person: Recipient) -> None:
        def change(writing: Writing) -> None:
            for record in records:
                if not record.verifier and not record.locked and person.id != record.lead:
                    writing.set(f"assessment/{record.id}", "verifier", person.id)
                    writing.set(f"assessment/{record.id}", "verifier_name", person.name)

        self._store.write(change).result()

    def _importing(self) -> Importing:
        return Importing(
            self._store, self._blobs, self._standing, [self._key.secrets.age_identity], self._key.person.id
        )
