"""The office: whom it certifies, and the card that says so. Used in the profile of an administrator."""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from assessor_app.domain.exchange.card import OfficeCard, RosterEntry
from assessor_app.domain.people import Role
from assessor_app.errors import Refused
from assessor_app.files import read_named, write_whole
from assessor_app.identity import office as authority
from assessor_app.identity.award_key import award_dids
from assessor_app.identity.certificate_facts import der_of, fingerprint, person_of_key, request_facts, spki_of_key
from assessor_app.identity.enrolment import install_certificate
from assessor_app.identity.office_register import Issued, read_office
from assessor_app.identity.office_register import Office as Register
from assessor_app.identity.profile import Layout
from assessor_app.identity.signing import sign_detached
from assessor_app.identity.ways_in import open_with_key
from assessor_app.services.profile.identities import trusted_card
from assessor_app.services.profile.recovery_sheet import write_sheet
from assessor_app.services.profile.signing import SigningKey
from assessor_app.sync.card import make_card

CARD_LASTS = timedelta(days=400)
"""A card past this age makes a laptop ask for a newer one; it never stops work."""


class Office:
    """The use cases of the office's own keys. Each asks for the passphrase of the root key."""

    def __init__(self, profile: Path, key: SigningKey, clock: Callable[[], datetime]) -> None:
        self._profile = profile
        self._folder = profile / "office"
        self._key = key
        self._clock = clock

    def begin(self, name: str, passphrase: str) -> OfficeCard:
        """Found an office in this profile, certify this person as its administrator, and make the first card.

        Raises Refused when there is an office already or the passphrase is too weak; then nothing was made.
        """
        if Role.ADMINISTRATOR not in self._key.person.roles:
            raise Refused("Only an administrator founds an office. Nothing was made; change your roles first.", "role")
        authority.create_office(self._folder, name, passphrase, self._clock)
        own = self._key.person
        holder = authority.Holder(own.id, own.name, own.roles)
        issued = authority.certify(self._folder, passphrase, self._key.request_bytes(), holder, self._clock)
        card = self._new_card(passphrase)
        root = read_office(self._folder).root
        install_certificate(self._profile, self._key.secrets, issued, root, self._clock(), own.roles)
        return card

    def certify(
        self,
        request: Path,
        person: str,
        roles: frozenset[Role],
        target: Path,
        passphrase: str,
        same_as: str = "",
    ) -> RosterEntry:
        """Certify the key of a request file for `person`, the id that was read out by phone, and make a new card.

        The id is made from the key itself, so a wrong one means another key: refused, and nothing was certified.
        same_as: the id of somebody whose former keys were withdrawn and who goes on with this one.
        """
        asked, former = read_named(request), same_as.strip().upper()
        facts = request_facts(asked)
        if person_of_key(facts.spki_sha256) != person.strip().upper():
            raise Refused(
                f"This request is for the key {fingerprint(facts.spki_sha256)}, not for {person}. Nothing was "
                "certified; ask for the id again by phone.",
                "other-key",
            )
        if former and all(entry.person != former for entry in read_office(self._known_folder()).issued):
            raise Refused(
                f"The office has never certified {former}. Nothing was certified; look at `office roster`.", "not-known"
            )
        holder = authority.Holder(former or person.strip().upper(), facts.name, roles)
        issued = authority.certify(self._folder, passphrase, asked, holder, self._clock)
        write_whole(target, issued)
        card = self._new_card(passphrase)
        return next(entry for entry in card.roster if entry.spki_sha256 == facts.spki_sha256)

    def revoke(self, person: str, passphrase: str) -> OfficeCard:
        """Withdraw every certificate of a person, for a lost laptop or somebody who has left, and make a new card.

        What they signed until now holds; what arrives from now on does not. Raises Refused ("not-known", "yourself").
        """
        wanted = person.strip().upper()
        if wanted == self._key.person.id:
            raise Refused("That is your own id, and the office needs you. Nothing was withdrawn.", "yourself")
        authority.revoke(self._known_folder(), passphrase, wanted, self._clock)
        return self._new_card(passphrase)

    def renew(self, passphrase: str) -> OfficeCard:
        """The same roster and withdrawals with a new date, so that laptops know them as of today."""
        authority.renew_list(self._known_folder(), passphrase, self._clock)
        return self._new_card(passphrase)

    def rotate_root(self, passphrase: str) -> OfficeCard:
        """Give the office a new root key, certify this administrator under it, and make the card that says so.

        The former root stays on the card: what it certified holds until it runs out.
        """
        authority.rotate(self._known_folder(), passphrase, self._clock)
        own = self._key.person
        holder = authority.Holder(own.id, own.name, own.roles)
        issued = authority.certify(self._folder, passphrase, self._key.request_bytes(), holder, self._clock)
        card = self._new_card(passphrase)
        install_certificate(self._profile, self._key.secrets, issued, card.root_pem, self._clock(), own.roles)
        return card

    def names_award_key(self, did: str) -> bool:
        """True when the present card says that this key signs awards."""
        card = trusted_card(self._profile)
        return card is not None and did in card.award_keys

    def publish(self, passphrase: str) -> OfficeCard:
        """A new card that says what the office's folder says now: a new key for awards."""
        return self._new_card(passphrase)

    def roster(self) -> tuple[Issued, ...]:
        """Everybody whom this office has certified, those withdrawn too."""
        return read_office(self._known_folder()).issued

    def recover(self, vault: Path, target: Path, passphrase: str) -> str:
        """Print again the recovery sheet of somebody who lost everything but their profile or a backup, from a copy of
        its vault.age. Gives the number of the sheet.

        Raises Refused when the vault was not made for this office's recovery key, Unavailable when it cannot be read.
        """
        keys = authority.open_office(self._known_folder(), passphrase)
        secrets = open_with_key(vault, keys.age_identity)
        known = {entry.spki_sha256: entry.name for entry in self.roster()}
        name = known.get(spki_of_key(secrets.signing_key), "")
        return write_sheet(target, secrets, name, self._clock())

    def _known_folder(self) -> Path:
        if not self._folder.is_dir():
            raise Refused(
                "There is no office in this profile. Nothing was changed; begin one with `office init`.", "no-office"
            )
        return self._folder

    def write_card(self, target: Path) -> OfficeCard:
        """Write the newest card out for everybody to install."""
        card = trusted_card(self._profile)
        if card is None or not self._folder.is_dir():
            raise Refused(
                "There is no office in this profile. Nothing was written; begin one with `office init`.", "no-office"
            )
        write_whole(target, Layout(self._profile).card.read_bytes())
        return card

    def _new_card(self, passphrase: str) -> OfficeCard:
        """Sign a card with a higher number and install it here first."""
        known, register, now = trusted_card(self._profile), read_office(self._folder), self._clock()
        now = now.replace(microsecond=0)
        card = OfficeCard(
            office=register.name,
            realm=register.realm,
            version=known.version + 1 if known else 1,
            issued=now,
            expires=now + CARD_LASTS,
            roots=der_of(register.authority),
            crl=register.crl,
            office_age_recipients=(self._key.person.age_recipient, register.age_recipient),
            roster=_roster(register),
            succession=register.succession,
            recovery_recipient=register.age_recipient,
            award_keys=award_dids(self._folder),
        )
        credentials = authority.office_credentials(self._folder, passphrase)
        write_whole(
            Layout(self._profile).card, make_card(card, lambda data: sign_detached(credentials, data)), owner_only=True
        )
        return card


def _roster(register: Register) -> tuple[RosterEntry, ...]:
    """One entry a key: the newest certificate of it says what its holder may do."""
    newest = {entry.spki_sha256: entry for entry in register.issued if entry.revoked is None}
    return tuple(
        RosterEntry(entry.person, entry.name, entry.roles, entry.spki_sha256, entry.age_recipient)
        for entry in newest.values()
    )
