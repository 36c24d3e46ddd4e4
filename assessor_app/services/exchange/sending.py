"""Making a bundle, step by step: seal what is new, gather what its readers have not confirmed, write, note it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TypeAlias

from assessor_app import __version__
from assessor_app.domain.exchange.contents import Act, Exported
from assessor_app.domain.exchange.receipt import SignedReceipt
from assessor_app.domain.exchange.segment import BlobEntry, SealedSegment
from assessor_app.domain.journal.operation import Json
from assessor_app.domain.journal.record import private_lane, shared_lanes
from assessor_app.errors import Refused
from assessor_app.models.database.store import Store
from assessor_app.models.files.blobs import Blobs
from assessor_app.models.journal import exchanged
from assessor_app.models.journal import segments as stored
from assessor_app.models.journal.writing import Writing
from assessor_app.models.queries import practices, queries
from assessor_app.services.exchange.acknowledging import OFFICE, Outstanding, outstanding, statement
from assessor_app.services.exchange.receivers import Receivers
from assessor_app.services.exchange.sync_log import PEOPLE
from assessor_app.services.office.roster import Standing
from assessor_app.services.profile.signing import SigningKey
from assessor_app.sync.receipts import sign_receipt
from assessor_app.sync.writing import BlobSource, WrittenBundle, write_bundle

Progress = Callable[[int, int], None]
Cancelled = Callable[[], bool]
Facts: TypeAlias = "dict[str, Json]"

APPLICATION = f"Assay {__version__}"


@dataclass(frozen=True, slots=True)
class Order:
    """What shall go. lanes: of these; assessments: how many they belong to; everything: also what was confirmed;
    volume: bytes of the largest file wanted, 0 for one file."""

    lanes: tuple[str, ...]
    assessments: int
    evidence: bool
    everything: bool
    volume: int


@dataclass(frozen=True, slots=True)
class Contents:
    """What goes into a bundle. wanted: files that belong to it, here or not; tips: lane to its last sealed number."""

    segments: Sequence[SealedSegment]
    wanted: tuple[BlobEntry, ...]
    receipts: tuple[SignedReceipt, ...]
    tips: dict[str, int]


class Sending:
    """One bundle on its way out."""

    def __init__(
        self,
        store: Store,
        blobs: Blobs,
        key: SigningKey,
        standing: Standing,
        receivers: Receivers,
        clock: Callable[[], datetime],
    ) -> None:
        self._store, self._blobs, self._key = store, blobs, key
        self._standing, self._receivers, self._clock = standing, receivers, clock

    def gather(self, order: Order) -> Contents:
        """Seal what is new and collect what goes. Raises Refused when there is nothing."""
        card, sign = self._standing.card(), self._key.sign
        lanes = order.lanes
        self._store.write(lambda writing: writing.seal(lanes, sign, card.realm, APPLICATION)).result()
        with self._store.read() as reading:
            others = [] if order.everything else self._receivers.ids_but(OFFICE if self._standing.at_office else "")
            due = outstanding(reading, card, others, lanes) if others else _all_of(stored.blobs_by_lane(reading, lanes))
            segments = stored.segments_for(reading, lanes, due.after, due.files if order.evidence else ())
            held = statement(reading, self._blobs, card, self._key.person.id, lanes, self._clock())
            tips = stored.own_tips(reading, lanes)
        if not segments:
            raise Refused(
                "There is nothing to send, so no bundle was made: whoever it is for has confirmed all of it, or "
                "there are no changes yet. To send it all the same, send everything again.",
                "empty",
            )
        wanted = tuple(entry for entry in stored.blobs_of(segments) if entry.sha256 in due.files)
        return Contents(segments, wanted, (sign_receipt(held, sign),) if held else (), tips)

    def make(
        self, target: Path, order: Order, contents: Contents, progress: Progress, cancelled: Cancelled
    ) -> Exported:
        """Write the bundle and note that it went. A bundle that is not made leaves nothing in the log."""
        sources = self._sources(contents.wanted) if order.evidence else []
        begin = partial(exchanged.begin, act=Act.EXPORT.value, file=str(target.absolute()))
        number = self._store.write(begin).result()
        try:
            made = write_bundle(
                target,
                contents.segments,
                sources,
                self._receivers.keys,
                progress,
                cancelled,
                receipts=contents.receipts,
                volume=order.volume,
            )
        except BaseException:
            self._store.write(lambda writing: exchanged.drop(writing, number)).result()
            raise
        exported = self._told(target, order, contents, made, len(sources))
        self._store.write(partial(_finish, number=number, exported=exported, tips=contents.tips)).result()
        return exported

    def _told(self, target: Path, order: Order, contents: Contents, made: WrittenBundle, files: int) -> Exported:
        return Exported(
            file=str(target),
            size=made.size,
            sha256=made.sha256,
            operations=sum(segment.operations.count(b"\n") for segment in contents.segments),
            assessments=order.assessments,
            files=files,
            recipients=self._receivers.names,
            files_left=len(contents.wanted) - files,
            volumes=_volumes(target, made, order.volume),
            receipt=bool(contents.receipts),
        )

    def _sources(self, entries: Sequence[BlobEntry]) -> list[BlobSource]:
        held = [entry for entry in entries if self._blobs.has(entry.sha256)]
        # Writing a bundle checks every hash by itself.
        return [BlobSource(entry.sha256, entry.size, partial(self._blobs.open, entry.sha256, False)) for entry in held]


def lanes_of(store: Store, assessments: Sequence[str], private: bool, judgement: bool = True) -> list[str]:
    """The lanes that belong to these assessments, each once."""
    lanes: dict[str, None] = {}
    with store.read() as reading:
        for assessment in assessments:
            shared = shared_lanes(assessment, queries.institution_of(reading, assessment))
            lanes |= dict.fromkeys(lane for lane in shared if judgement or not lane.startswith("judgement/"))
            if private:
                lanes[private_lane(assessment)] = None
    return list(lanes)


def practice_lanes(store: Store) -> list[str]:
    """The lanes of effective practice: they are about no visit and go to everybody."""
    with store.read() as reading:
        return practices.lanes(reading)


def _all_of(named: dict[str, frozenset[BlobEntry]]) -> Outstanding:
    return Outstanding({}, frozenset(blob.sha256 for blobs in named.values() for blob in blobs))


def _finish(writing: Writing, *, number: int, exported: Exported, tips: dict[str, int]) -> None:
    facts: Facts = {
        PEOPLE: list(exported.recipients),
        "operations": exported.operations,
        "files": exported.files,
        "files_left": exported.files_left,
        "size": exported.size,
        "sha256": exported.sha256,
    }
    exchanged.finish(writing, number, facts)
    exchanged.note_sent(writing, tips)


def _volumes(target: Path, made: WrittenBundle, volume: int) -> tuple[str, ...]:
    count = -(-made.size // volume) if volume else 0
    return tuple(f"{target.name}.{number:03d}" for number in range(1, count + 1))
