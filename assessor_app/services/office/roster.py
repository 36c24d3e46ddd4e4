"""Who is believed, and who may send what, by the office's card."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from assessor_app.domain.exchange.card import OfficeCard
from assessor_app.domain.exchange.segment import Manifest
from assessor_app.domain.journal.operation import Operation
from assessor_app.domain.journal.rights import forbidden
from assessor_app.domain.people import Role
from assessor_app.domain.signature import Signer
from assessor_app.errors import Refused
from assessor_app.identity.certificate_facts import facts
from assessor_app.identity.profile import Layout
from assessor_app.identity.seen_signers import SeenSigners
from assessor_app.identity.trust import Trust
from assessor_app.sync.card import read_card
from assessor_app.sync.checking import SegmentCheck


def trust_of(card: OfficeCard, at_office: bool = False) -> Trust:
    """The office's roots, its revocations, and the keys its roster vouches for.

    at_office: this is the office's own profile, which always has a fresh list of withdrawn certificates or refuses.
    A laptop in the field goes by the newest list it was given, and says of when that is.
    """
    crls = (card.crl,) if card.crl else ()
    return Trust(card.roots, crls, frozenset(entry.spki_sha256 for entry in card.roster), require_crl=at_office)


class Standing:
    """The card that this profile goes by, read and checked once for as long as its file stays the same."""

    def __init__(self, profile: Path) -> None:
        self._file = Layout(profile).card
        self._profile = profile
        self._read: tuple[tuple[int, int], OfficeCard, SegmentCheck] | None = None

    @property
    def at_office(self) -> bool:
        """True where the office's own keys are, and at every other administrator's."""
        return self._speaks_for_office(self.card())

    @property
    def has_card(self) -> bool:
        """False before the first card was installed."""
        return self._file.is_file()

    def card(self) -> OfficeCard:
        """The card. Raises Refused without one."""
        return self._now()[0]

    def check(self) -> SegmentCheck:
        """What a segment must be to be believed. Raises Refused without a card."""
        return self._now()[1]

    def revocation_known_as_of(self) -> datetime | None:
        """Date of the list of withdrawn certificates that `check` looks at; None without one."""
        return trust_of(self.card()).revocation_known_as_of()

    def _speaks_for_office(self, card: OfficeCard) -> bool:
        own = card.holder_of(facts(Layout(self._profile).certificate.read_bytes()).spki_sha256)
        return (self._profile / "office").is_dir() or (own is not None and Role.ADMINISTRATOR in own.roles)

    def _now(self) -> tuple[OfficeCard, SegmentCheck]:
        if not self.has_card:
            raise Refused(
                "This profile knows no office yet. Install the office's card first; nothing was made.", "no-card"
            )
        found = self._file.stat()
        mark = (found.st_mtime_ns, found.st_size)
        if self._read is None or self._read[0] != mark:
            card = read_card(self._file, None)
            self._read = (mark, card, segment_check(card, self._speaks_for_office(card)))
        return self._read[1], self._read[2]


def segment_check(card: OfficeCard, at_office: bool = False) -> SegmentCheck:
    """What a segment must be to be believed in this office."""
    signers = SeenSigners(trust_of(card, at_office))

    def listed(signer: Signer, _manifest: Manifest) -> None:
        if card.holder_of(signer.spki_sha256) is None:
            raise Refused(
                f"The card of {card.office} (version {card.version}) does not list the key of {signer.name}. Nothing "
                "was changed; ask the office.",
                "role",
            )

    def permit(signer: Signer, operations: Sequence[Operation]) -> None:
        holder = card.holder_of(signer.spki_sha256)
        found = forbidden(operations, holder.roles if holder else frozenset())
        if found is not None:
            what, needed = found
            raise Refused(
                f"{signer.name} may not {what}: that takes the role {needed}, and by the card of {card.office} "
                f"(version {card.version}) they are {_roles(holder.roles if holder else frozenset())}. Nothing was "
                "changed; ask the office.",
                "role",
            )

    return SegmentCheck(lambda raw, signature: signers.check(signature, raw), frozenset({card.realm}), listed, permit)


def _roles(roles: frozenset[Role]) -> str:
    return " and ".join(sorted(role.value for role in roles)) or "without a role"
