"""What others hold, by the receipts they signed; and what this computer says to hold."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from assessor_app.domain.exchange.card import OfficeCard
from assessor_app.domain.exchange.receipt import Receipt, ReceivedReceipt
from assessor_app.domain.people import Role
from assessor_app.models.files.blobs import Blobs
from assessor_app.models.journal import segments as stored
from assessor_app.models.journal.exchanged import receipts
from assessor_app.models.queries.reading import Reading

OFFICE = "office"
"""Id of the recipient that every bundle is made for; whoever the roster calls an administrator speaks for it."""


@dataclass(frozen=True, slots=True)
class Held:
    """What one receiver holds: by lane the newest receipt about it, and by (device, lane) the last number."""

    by_lane: Mapping[str, ReceivedReceipt]
    reached: Mapping[tuple[str, str], int]

    def has_file(self, lane: str, sha256: str) -> bool:
        """Whether the newest receipt about the lane lists the file."""
        return lane in self.by_lane and sha256 in self.by_lane[lane].receipt.files


@dataclass(frozen=True, slots=True)
class Outstanding:
    """What a bundle has to carry: by (device, lane) what all of its receivers have, and the files one of them lacks."""

    after: Mapping[tuple[str, str], int]
    files: frozenset[str]


def speaks_for(card: OfficeCard, received: ReceivedReceipt, receiver: str) -> bool:
    """Whether a receipt is that receiver's, by the present card: a withdrawn key confirms nothing any more."""
    holder = card.holder_of(received.signer_key)
    if holder is None:
        return False
    return Role.ADMINISTRATOR in holder.roles if receiver == OFFICE else holder.person == receiver


def held_by(reading: Reading, card: OfficeCard, receiver: str) -> Held:
    """What a receiver has confirmed. A receipt is about whole lanes, so the newest one about a lane says it all."""
    by_lane: dict[str, ReceivedReceipt] = {}
    for received in receipts(reading):
        if speaks_for(card, received, receiver):
            by_lane.update((tip.lane, received) for tip in received.receipt.chains)
    hashes = (tip.sha256 for lane, each in by_lane.items() for tip in each.receipt.chains if tip.lane == lane)
    return Held(by_lane, stored.reached(reading, hashes))


def outstanding(reading: Reading, card: OfficeCard, receivers: Collection[str], lanes: Sequence[str]) -> Outstanding:
    """What these receivers have not all confirmed of these lanes; everything when there are none."""
    held = [held_by(reading, card, receiver) for receiver in receivers]
    if not held:
        return Outstanding({}, frozenset())
    chains = set(held[0].reached).intersection(*(each.reached for each in held))
    after = {chain: min(each.reached[chain] for each in held) for chain in chains}
    named = stored.blobs_by_lane(reading, lanes)
    files = frozenset(
        blob.sha256
        for lane, blobs in named.items()
        for blob in blobs
        if not all(each.has_file(lane, blob.sha256) for each in held)
    )
    return Outstanding(after, files)


def statement(
    reading: Reading, blobs: Blobs, card: OfficeCard, holder: str, lanes: Iterable[str], made: datetime
) -> Receipt | None:
    """What this computer holds of others' work in these lanes; None when that is nothing.

    Every file is read before it is confirmed: whoever gets the receipt may remove the only other copy.
    """
    asked = sorted(set(lanes))
    tips = (
        tuple(tip for tip in stored.acknowledgements(reading, asked) if tip.device != reading.device) if asked else ()
    )
    if not tips:
        return None
    named = stored.blobs_by_lane(reading, sorted({tip.lane for tip in tips}))
    files = {blob.sha256 for entries in named.values() for blob in entries}
    held = tuple(sorted(sha256 for sha256 in files if blobs.is_whole(sha256)))
    return Receipt(card.realm, holder, made, card.version, tips, held)
