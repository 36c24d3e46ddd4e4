"""Making a profile, and taking in what the office sends: its card and a certificate."""

from collections.abc import Callable, Iterable
from pathlib import Path

from assessor_app.domain.database_place import DatabasePlace
from assessor_app.domain.exchange.card import OfficeCard
from assessor_app.domain.people import Person, Role
from assessor_app.errors import Refused
from assessor_app.files import read_named, write_whole
from assessor_app.identity import enrolment, master
from assessor_app.identity.certificate_facts import facts_of_der, fingerprint
from assessor_app.identity.profile import Layout, exists, read_profile
from assessor_app.identity.unlocking import unlock
from assessor_app.identity.vault import Secrets
from assessor_app.models.database.store import Author, Store
from assessor_app.services.profile.database_choice import use_database
from assessor_app.services.saving import utc_now
from assessor_app.sync.card import read_card

Ask = Callable[[], str | None]
"""Asks a person for the passphrase; None when there is nobody to ask."""


def keyring_is_safe() -> bool:
    """True when this computer has a keyring that Assay trusts with the key."""
    return master.safe_keyring() is not None


def create_profile(
    profile: Path,
    name: str,
    organisation: str,
    roles: Iterable[Role],
    passphrase: str | None,
    database: DatabasePlace | None = None,
) -> Person:
    """Make an identity in `profile`, and an empty store there, or on the server of the office's `database`.

    Raises Refused, Unavailable or WrongUse; then nothing is left behind.
    """
    if not exists(profile) and any(file.is_file() for file in Layout(profile).data.rglob("*")):
        raise Refused("There is somebody's work in this folder. Nothing was changed; choose another one.", "exists")

    def make_store(part: Path, secrets: Secrets, person: Person) -> None:
        if database is None:
            Store.create(Layout(part).data, secrets.database_key, Author(person.id), utc_now).close()
        else:
            use_database(part, secrets, database)

    return enrolment.create_identity(profile, name, organisation, roles, passphrase, utc_now, make_store)


def person_of(profile: Path) -> Person:
    """Whose profile this is, as its public file says; needs no key."""
    return read_profile(profile).person


def install_card(profile: Path, file: Path, accept_jump: bool = False) -> OfficeCard:
    """Trust the office of a card, or take its newer card. The first card is trusted as it comes: check its
    fingerprint by phone. Raises Refused for an older card, one of another office, and one whose number is far above
    the last unless `accept_jump`.
    """
    known = trusted_card(profile)
    card = read_card(file, known, accept_jump)
    content = read_named(file)
    write_whole(Layout(profile).card, content, owner_only=True)
    return card


def look_at_card(profile: Path | None, file: Path) -> tuple[OfficeCard, str]:
    """A card that may be installed in `profile` (None for one still to be made), and its office's fingerprint.

    Raises Refused or Unavailable as `install_card` does; nothing is changed.
    """
    card = read_card(file, trusted_card(profile) if profile is not None else None)
    return card, office_fingerprint(card)


def office_fingerprint(card: OfficeCard) -> str:
    """What to compare by telephone before an office is trusted: four groups of the hash of its present root key."""
    return fingerprint(facts_of_der(card.roots[0]).spki_sha256, 4)


def renew_certificate(profile: Path, ask: Ask) -> Person:
    """Another 90 days for a certificate that no office has replaced. Raises Refused when an office has."""
    return enrolment.renew_self_signed(profile, unlock(profile, ask()), utc_now)


def trusted_card(profile: Path) -> OfficeCard | None:
    """The office card last accepted; None before the first."""
    file = Layout(profile).card
    return read_card(file, None) if file.is_file() else None


def install_certificate(profile: Path, file: Path, opened: Ask | Secrets) -> Person:
    """Install the certificate that the trusted office issued for this profile's key.

    opened: the secrets, or who asks for the passphrase that they are behind.
    """
    card = trusted_card(profile)
    if card is None:
        raise Refused("Install the office's card first, then its certificate. Nothing was changed.", "no-card")
    secrets = opened if isinstance(opened, Secrets) else unlock(profile, opened())
    issued = read_named(file)
    roles = card.roles_of(read_profile(profile).person.id) or None
    return enrolment.install_certificate(profile, secrets, issued, card.root_pem, utc_now(), roles)
