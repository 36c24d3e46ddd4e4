"""Bundles out and in: what travels between an assessor's computer and the office's."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from assessor_app import __version__
from assessor_app.domain.card import OfficeCard
from assessor_app.domain.exchange import BundleLook, Exported, Recipient, TakenInBundle, Waiting
from assessor_app.domain.record import private_lane, shared_lanes
from assessor_app.domain.segment import BlobEntry, SealedSegment
from assessor_app.errors import Refused, WrongUse
from assessor_app.models import queries
from assessor_app.models import segments as stored
from assessor_app.models.blobs import Blobs
from assessor_app.models.store import Store
from assessor_app.services.bundle_contents import describe
from assessor_app.services.identities import trusted_card
from assessor_app.services.roster import segment_check
from assessor_app.services.signing import SigningKey
from assessor_app.services.visits import Visits
from assessor_app.sync.checking import SegmentCheck
from assessor_app.sync.reading import ReceivedBundle, look, read_bundle
from assessor_app.sync.writing import BlobSource, write_bundle

Progress = Callable[[int, int], None]
Cancelled = Callable[[], bool]

APPLICATION = f"Assay {__version__}"


def unwatched(_done: int, _whole: int) -> None:
    """Progress that nobody looks at."""


def never() -> bool:
    """Work that nobody can cancel."""
    return False


class Exchange:
    """The use cases of the bundle screens. They take time: they are called from a worker."""

    def __init__(self, profile: Path, store: Store, blobs: Blobs, visits: Visits, key: SigningKey) -> None:
        self._profile = profile
        self._store = store
        self._blobs = blobs
        self._visits = visits
        self._key = key

    def recipients(self) -> tuple[Recipient, ...]:
        """Everybody else a bundle can be made for: the office first, then the people on its roster."""
        own = self._key.person.age_recipient
        return tuple(each for each in self._known() if each.id == "office" or each.age_recipient != own)

    def _known(self) -> tuple[Recipient, ...]:
        card = self._card()
        people = (Recipient(entry.person, entry.name, entry.age_recipient) for entry in card.roster)
        office = (Recipient("office", card.office, key) for key in card.office_age_recipients)
        return (*office, *(person for person in people if person.age_recipient))

    def waiting(self, assessment: str = "") -> Waiting:
        """What has not been put into a bundle yet, of one assessment or of all."""
        touched = changes = 0
        for row in self._visits.list():
            if assessment not in ("", row.id):
                continue
            lanes = self._lanes([row.id], private=False)
            with self._store.read() as reading:
                count = stored.unsealed(reading, lanes)
            changes += count
            touched += bool(count)
        return Waiting(changes, touched, self._visits.open(assessment).institution.name if assessment else "")

    def export(  # noqa: PLR0913  what goes, to whom, and how it is watched
        self,
        target: Path,
        *,
        assessments: Sequence[str] = (),
        people: Sequence[str] = (),
        evidence: bool = True,
        private: bool = False,
        progress: Progress = unwatched,
        cancelled: Cancelled = never,
    ) -> Exported:
        """Make a bundle of the named assessments (all when none is named) for the office and the named people.

        Raises Refused without an office card, WrongUse for an unknown person, Unavailable when the place cannot be
        written, Stopped when cancelled; then no bundle was made.
        """
        card = self._card()
        chosen = tuple(assessments) or tuple(row.id for row in self._visits.list())
        lanes = self._lanes(chosen, private)
        self._store.write(lambda writing: writing.seal(lanes, self._key.sign, card.realm, APPLICATION)).result()
        with self._store.read() as reading:
            segments = stored.segments_for(reading, lanes)
            entries = stored.blobs_of(segments)
        if not segments:
            raise Refused("There is nothing to send yet, so no bundle was made.", "empty")
        sources = self._sources(entries) if evidence else []
        receivers = self._receivers(people)
        keys = [*dict.fromkeys([*(person.age_recipient for person in receivers), self._key.person.age_recipient])]
        made = write_bundle(target, segments, sources, keys, progress, cancelled)
        names = tuple(dict.fromkeys(person.name for person in receivers))
        return Exported(str(target), made.size, made.sha256, _operations(segments), len(chosen), len(sources), names)

    def look(self, file: Path, progress: Progress = unwatched, cancelled: Cancelled = never) -> BundleLook:
        """What a bundle holds and whether it may be believed; nothing is stored."""
        received = read_bundle(file, self._identities(), self._check(), look, progress, cancelled)
        with self._store.read() as reading:
            return describe(reading, received, self._blobs.has, file.stat().st_size)

    def take_in(self, file: Path, progress: Progress = unwatched, cancelled: Cancelled = never) -> TakenInBundle:
        """Import a bundle: all of it in one transaction, or nothing. The same bundle again changes nothing."""
        with self._blobs.quarantine() as quarantine:
            received = read_bundle(file, self._identities(), self._check(), quarantine, progress, cancelled)
            # Files go first: the store must not name a file as received that a crash could still take away. One that
            # nobody names yet does no harm and is used when the bundle comes again.
            new = quarantine.keep()
            taken = self._store.write(lambda writing: writing.take_in(received.segments)).result()
        return TakenInBundle(
            already=not taken.segments and not new,
            segments=taken.segments,
            operations=taken.operations,
            files=new,
            missing_files=self._missing(received),
            conflicts=len(taken.conflicts),
            assessments=taken.assessments,
        )

    def _missing(self, received: ReceivedBundle) -> int:
        return sum(not self._blobs.has(entry.sha256) for entry in received.following)

    def _card(self) -> OfficeCard:
        card = trusted_card(self._profile)
        if card is None:
            raise Refused(
                "This profile knows no office yet. Install the office's card first; nothing was made.", "no-card"
            )
        return card

    def _lanes(self, assessments: Sequence[str], private: bool) -> list[str]:
        lanes: dict[str, None] = {}
        for assessment in assessments:
            with self._store.read() as reading:
                institution = queries.institution_of(reading, assessment)
            lanes |= dict.fromkeys(shared_lanes(assessment, institution))
            if private:
                lanes[private_lane(assessment)] = None
        return list(lanes)

    def _receivers(self, people: Sequence[str]) -> list[Recipient]:
        known = self._known()
        chosen = [recipient for recipient in known if recipient.id == "office"]
        for person in people:
            found = [recipient for recipient in known if person in (recipient.id, recipient.name)]
            if not found:
                raise WrongUse(f"The office's card does not list {person!r}, so no bundle was made.", "unknown-person")
            chosen += found
        return chosen

    def _sources(self, entries: Sequence[BlobEntry]) -> list[BlobSource]:
        held = [entry for entry in entries if self._blobs.has(entry.sha256)]
        # Writing a bundle checks every hash by itself.
        return [BlobSource(entry.sha256, entry.size, partial(self._blobs.open, entry.sha256, False)) for entry in held]

    def _identities(self) -> list[str]:
        return [self._key.secrets.age_identity]

    def _check(self) -> SegmentCheck:
        return segment_check(self._card())


def _operations(segments: Sequence[SealedSegment]) -> int:
    return sum(segment.operations.count(b"\n") for segment in segments)
