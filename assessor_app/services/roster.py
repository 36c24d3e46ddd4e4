"""Who may send what, by the office's roster."""

from assessor_app.domain.card import OfficeCard
from assessor_app.domain.people import Role
from assessor_app.domain.record import LaneKind
from assessor_app.domain.segment import Manifest
from assessor_app.domain.signature import Signer
from assessor_app.errors import Refused
from assessor_app.identity.signing import verify_detached
from assessor_app.identity.trust import Trust
from assessor_app.sync.checking import SegmentCheck

MAY_SEND = {
    LaneKind.INSTITUTION: frozenset(Role),
    LaneKind.VISIT: frozenset(Role),
    LaneKind.JUDGEMENT: frozenset({Role.ASSESSOR, Role.VERIFIER, Role.ADMINISTRATOR}),
    LaneKind.PRIVATE: frozenset({Role.ASSESSOR, Role.VERIFIER}),
}
"""Which roles may write a lane of each kind."""


def trust_of(card: OfficeCard) -> Trust:
    """The office's roots, its revocations, and the keys its roster vouches for."""
    return Trust(card.roots, (card.crl,) if card.crl else (), frozenset(entry.spki_sha256 for entry in card.roster))


def segment_check(card: OfficeCard) -> SegmentCheck:
    """What a segment must be to be believed in this office."""
    trust = trust_of(card)

    def allow(signer: Signer, manifest: Manifest) -> None:
        kind = LaneKind(manifest.lane.split("/")[0])
        holder = card.holder_of(signer.spki_sha256)
        if holder is None or not holder.roles & MAY_SEND[kind]:
            raise Refused(
                f"{signer.name} may not send this kind of change: the office's roster does not give them the role. "
                "Nothing was changed; ask the office.",
                "role",
            )

    return SegmentCheck(lambda raw, signature: verify_detached(signature, raw, trust), frozenset({card.realm}), allow)
