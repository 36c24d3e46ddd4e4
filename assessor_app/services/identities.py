"""Making a profile, and taking in what the office sends: its card and a certificate."""

from collections.abc import Callable, Iterable
from pathlib import Path

from assessor_app.domain.card import OfficeCard
from assessor_app.domain.people import Person, Role
from assessor_app.errors import Refused, Unavailable
from assessor_app.files import write_whole
from assessor_app.identity import enrolment, master
from assessor_app.identity.profile import Layout, read_profile
from assessor_app.identity.unlocking import unlock
from assessor_app.models.store import Author, Store
from assessor_app.services.saving import utc_now
from assessor_app.sync.card import read_card

Ask = Callable[[], str | None]
"""Asks a person for the passphrase; None when there is nobody to ask."""


def keyring_is_safe() -> bool:
    """True when this computer has a keyring that Assay trusts with the key."""
    return master.safe_keyring() is not None


def create_profile(
    profile: Path, name: str, organisation: str, roles: Iterable[Role], passphrase: str | None
) -> Person:
    """Make an identity and an empty store in `profile`. Raises Refused or Unavailable; then nothing is left behind."""
    layout, made_here = Layout(profile), not profile.exists()
    if any(file.is_file() for file in layout.data.rglob("*")):
        raise Refused("There is somebody's work in this folder. Nothing was changed; choose another one.", "exists")
    person = enrolment.create_identity(profile, name, organisation, roles, passphrase, utc_now)
    try:
        secrets = unlock(profile, passphrase)
        Store.create(layout.data, secrets.database_key, Author(person.id), utc_now).close()
    except BaseException:
        enrolment.remove_identity(profile)
        if made_here:
            profile.rmdir()
        raise
    return person


def person_of(profile: Path) -> Person:
    """Whose profile this is, as its public file says; needs no key."""
    return read_profile(profile).person


def install_card(profile: Path, file: Path) -> OfficeCard:
    """Trust the office of a card, or take its newer card. The first card is trusted as it comes: check its
    fingerprint by phone. Raises Refused for an older card, or one of another office.
    """
    known = trusted_card(profile)
    card = read_card(file, known)
    try:
        content = file.read_bytes()
    except OSError as error:
        raise Unavailable(f"{file} cannot be read. Nothing was changed.", "cannot-read") from error
    write_whole(Layout(profile).card, content, owner_only=True)
    return card


def trusted_card(profile: Path) -> OfficeCard | None:
    """The office card last accepted; None before the first."""
    file = Layout(profile).card
    return read_card(file, None) if file.is_file() else None


def install_certificate(profile: Path, file: Path, ask: Ask) -> Person:
    """Install the certificate that the trusted office issued for this profile's key."""
    card = trusted_card(profile)
    if card is None:
        raise Refused("Install the office's card first, then its certificate. Nothing was changed.", "no-card")
    secrets = unlock(profile, ask())
    try:
        issued = file.read_bytes()
    except OSError as error:
        raise Unavailable(f"{file} cannot be read. Nothing was changed.", "cannot-read") from error
    roles = card.roles_of(read_profile(profile).person.id) or None
    return enrolment.install_certificate(profile, secrets, issued, card.root_pem, utc_now(), roles)
