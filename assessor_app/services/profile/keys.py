"""How a profile is opened, its recovery sheet, and new keys: the use cases of Settings, Keys and trust."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from assessor_app.domain.exchange.card import OfficeCard
from assessor_app.domain.people import Person
from assessor_app.errors import Refused, Unavailable
from assessor_app.files import READ_ONLY
from assessor_app.identity import recovery_key, ways_in
from assessor_app.identity.enrolment import renew_self_signed
from assessor_app.identity.master import check_passphrase, keyring_is_safe
from assessor_app.identity.new_keys import new_keys
from assessor_app.identity.profile import Layout, is_read_only, read_profile
from assessor_app.identity.unlocking import has_passphrase
from assessor_app.identity.vault import Secrets, keep_vault, new_secrets
from assessor_app.models.files.blobs import Blobs
from assessor_app.models.upkeep.rekeying import alone, rekey_database, rekey_files
from assessor_app.services.documents.sealing import choose_time_server, chosen_time_server, forget_time_server
from assessor_app.services.profile.identities import (
    install_card,
    install_certificate,
    look_at_card,
    office_fingerprint,
    trusted_card,
)
from assessor_app.services.profile.recovery_sheet import replace_sheet, sheet_number, write_sheet
from assessor_app.services.profile.standing import Standing, standing_of
from assessor_app.services.spelling import rekey_words

Progress = Callable[[int, int], None]
Cancelled = Callable[[], bool]


@dataclass(frozen=True, slots=True)
class KeyFacts:
    """What Settings, Keys and trust shows. fingerprint: of the office, "" without one; sheet: number of the recovery
    sheet; office_sheet: number of the office's recovery key, "" without one."""

    standing: Standing
    fingerprint: str
    has_passphrase: bool
    keyring_safe: bool
    in_keyring: bool
    sheet: str
    office_sheet: str


class Keys:
    """The keys of an opened profile. Everything here takes time: it is called from a worker."""

    def __init__(self, profile: Path, secrets: Secrets, clock: Callable[[], datetime]) -> None:
        self._profile = profile
        self._secrets = secrets
        self._clock = clock

    @property
    def secrets(self) -> Secrets:
        """What the vault holds now."""
        return self._secrets

    def facts(self) -> KeyFacts:
        """How it stands with the keys of this profile, and whom it trusts."""
        standing = standing_of(self._profile, self._clock())
        card = standing.card
        return KeyFacts(
            standing,
            office_fingerprint(card) if card else "",
            self.has_passphrase,
            self.keyring_is_safe(),
            self.in_keyring(),
            self.sheet_number,
            self.office_number,
        )

    def look_at_card(self, file: Path) -> tuple[OfficeCard, str]:
        """A card that may be installed, with the fingerprint of its office. Raises Refused or Unavailable."""
        return look_at_card(self._profile, file)

    def install_card(self, file: Path) -> OfficeCard:
        """Trust the office of a card, or take its newer one, and let its recovery key open this profile."""
        card = install_card(self._profile, file)
        self.welcome_office()
        return card

    def install_certificate(self, file: Path) -> Person:
        """Install the certificate that the trusted office issued for this profile's key. Raises Refused."""
        return install_certificate(self._profile, file, self._secrets)

    def renew_certificate(self) -> Person:
        """Another 90 days for a certificate that no office has replaced. Raises Refused when an office has."""
        return renew_self_signed(self._profile, self._secrets, self._clock)

    def time_server(self) -> str:
        """The address of the time stamp server that is asked on signing; "" without one."""
        return chosen_time_server(self._profile)

    def choose_time_server(self, address: str, root: Path) -> None:
        """Ask this server from now on. Raises WrongUse, Refused or Unavailable as `sealing.choose_time_server`."""
        choose_time_server(self._profile, address, root)

    def forget_time_server(self) -> None:
        """Ask none from now on."""
        forget_time_server(self._profile)

    @property
    def has_passphrase(self) -> bool:
        """True when the profile asks for a passphrase."""
        return has_passphrase(self._profile)

    @property
    def sheet_number(self) -> str:
        """The number on the recovery sheet that holds now."""
        return sheet_number(self._secrets)

    @property
    def sheet_groups(self) -> tuple[str, ...]:
        """What the sheet says after its first line, to be shown to its owner."""
        return recovery_key.groups(self._secrets.recovery_identity)

    @property
    def office_number(self) -> str:
        """The number of the office's recovery key, which opens this profile too; "" without one."""
        recipient = self._secrets.office_recipient
        return recovery_key.number_of_recipient(recipient) if recipient else ""

    def keyring_is_safe(self) -> bool:
        """True when this computer has a keyring that can be trusted with the key."""
        return keyring_is_safe()

    def in_keyring(self) -> bool:
        """True when this computer's keyring holds the key."""
        return ways_in.in_keyring(self._profile)

    def set_passphrase(self, present: str | None, new: str) -> None:
        """Ask for `new` from now on; `present` is the passphrase until now. Raises Refused or Unavailable."""
        ways_in.set_passphrase(self._profile, present, new)

    def remove_passphrase(self, present: str) -> None:
        """Let this computer's keyring open the profile without asking. Raises Refused or Unavailable."""
        ways_in.remove_passphrase(self._profile, present)

    def keep_in_keyring(self, passphrase: str) -> None:
        """Keep the key in the keyring beside the passphrase. Raises Refused or Unavailable."""
        ways_in.keep_in_keyring(self._profile, passphrase)

    def leave_keyring(self) -> None:
        """Take the key out of the keyring. Raises Refused when nothing else opens the profile."""
        ways_in.leave_keyring(self._profile)

    def confirm(self, passphrase: str | None) -> None:
        """Make sure that it is the person who asks for what only they may see. Raises Refused."""
        if self.has_passphrase:
            if not passphrase:
                raise Refused("Type your passphrase for this. Nothing was done.", "needs-passphrase")
            check_passphrase(Layout(self._profile).master, passphrase)

    def write_sheet(self, target: Path) -> str:
        """Write the recovery sheet as a PDF and give its number. Raises Unavailable."""
        return write_sheet(target, self._secrets, read_profile(self._profile).person.name, self._clock())

    def replace_sheet(self) -> str:
        """Make the sheet that holds now useless for this profile; the number of the new one."""
        self._secrets = replace_sheet(self._profile, self._secrets)
        return self.sheet_number

    def welcome_office(self) -> bool:
        """Let the recovery key of the trusted office open this profile too; True when something changed."""
        card = trusted_card(self._profile)
        if card is None or card.recovery_recipient in ("", self._secrets.office_recipient):
            return False
        self._secrets = replace(self._secrets, office_recipient=card.recovery_recipient)
        keep_vault(Layout(self._profile).vault, self._secrets)
        return True


def recover_profile(profile: Path, key: str, passphrase: str | None) -> Secrets:
    """Back into a profile by a recovery key, with a new passphrase or, when None, the keyring. Raises Refused or
    Unavailable; then nothing was changed."""
    return ways_in.recover(profile, key, passphrase)


def replace_forgotten_passphrase(profile: Path, new: str) -> None:
    """A new passphrase by the key that this computer's keyring holds too. Raises Refused or Unavailable."""
    ways_in.replace_forgotten(profile, new)


def rekey_profile(
    profile: Path,
    secrets: Secrets,
    passphrase: str | None,
    progress: Progress = lambda _done, _of: None,
    cancelled: Cancelled = lambda: False,
) -> Secrets:
    """New master, database key, key of the files and recovery sheet, for a profile that no program has open.

    Killed at any moment the profile opens with the old keys or with the new ones. The signing key stays: only the
    office can replace it. passphrase: the one to ask for from now on; None leaves the key to the keyring.
    Raises Refused, Unavailable, or Stopped when cancelled; then the keys are the ones there were.
    """
    layout, fresh = Layout(profile), new_secrets()
    if is_read_only(profile):
        raise Unavailable(READ_ONLY, "read-only")
    if not layout.database.is_file():
        raise Refused(
            "The record of this profile is on the office's server. Nothing was changed; its keys are the server's.",
            "on-server",
        )
    changed = replace(
        secrets,
        database_key=fresh.database_key,
        blob_identity=fresh.blob_identity,
        recovery_identity=fresh.recovery_identity,
    )
    with (
        alone(layout.data, secrets.database_key),
        new_keys(profile, read_profile(profile), changed, passphrase) as (part, sealed),
    ):
        old = Blobs(layout.blobs, secrets.blob_recipient, secrets.blob_identity)
        new = Blobs(Layout(part).blobs, sealed.blob_recipient, sealed.blob_identity)
        rekey_files(old, new, progress, cancelled)
        rekey_words(layout.own_words, Layout(part).own_words, secrets.blob_identity, sealed.blob_identity)
        rekey_database(layout.data, Layout(part).data, secrets.database_key, sealed.database_key)
    return sealed
