"""From a profile folder and its secrets to an opened workplace."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from assessor_app.errors import Refused, Unavailable
from assessor_app.identity.enrolment import person_of
from assessor_app.identity.profile import Layout, exists
from assessor_app.identity.unlocking import has_passphrase, unlock
from assessor_app.identity.vault import Secrets
from assessor_app.models.blobs import Blobs
from assessor_app.models.store import Author, Store
from assessor_app.services.debriefs import Debriefs
from assessor_app.services.exchange import Exchange
from assessor_app.services.intake import Intake
from assessor_app.services.judging import Judging
from assessor_app.services.office import Office
from assessor_app.services.reporting import Reporting
from assessor_app.services.saving import utc_now
from assessor_app.services.scheme_shelf import SchemeShelf
from assessor_app.services.signing import SigningKey
from assessor_app.services.upkeep import Upkeep
from assessor_app.services.visits import Visits
from assessor_app.services.workplace import Workplace


def open_profile(profile: Path, ask: Callable[[], str | None]) -> Workplace:
    """Open a profile: by the keyring, else by the passphrase that `ask` gives.

    Raises Unavailable when there is no profile or no key, Refused for a wrong passphrase or a newer store.
    """
    if not exists(profile):
        raise Unavailable(
            f"There is no profile in {profile}. Make one with `identity create`, or name another with --profile.",
            "no-profile",
        )
    passphrase = ask() if has_passphrase(profile) else None
    return open_workplace(profile, unlock(profile, passphrase), by_passphrase=passphrase is not None)


def open_workplace(
    profile: Path, secrets: Secrets, *, by_passphrase: bool, clock: Callable[[], datetime] = utc_now
) -> Workplace:
    """Build every use case on an unlocked profile."""
    layout, person = Layout(profile), person_of(profile, secrets)
    blobs = Blobs(layout.blobs, secrets.blob_recipient, secrets.blob_identity)
    blobs.sweep()
    store = Store.open(layout.data, secrets.database_key, Author(person.id), clock)
    try:
        return _workplace(profile, store, blobs, SigningKey(profile, person, secrets, by_passphrase), clock)
    except Refused:
        store.close()
        raise


def _workplace(profile: Path, store: Store, blobs: Blobs, key: SigningKey, clock: Callable[[], datetime]) -> Workplace:
    shelf, person = SchemeShelf(), key.person
    visits = Visits(store, blobs, shelf, person, clock)
    return Workplace(
        profile=profile,
        person=person,
        store=store,
        schemes=shelf,
        visits=visits,
        judging=Judging(store, person, clock),
        debriefs=Debriefs(store, visits, clock),
        intake=Intake(store, blobs, shelf, person, clock),
        reporting=Reporting(store, blobs, visits, key, clock),
        exchange=Exchange(profile, store, blobs, visits, key, clock),
        office=Office(profile, key, clock),
        upkeep=Upkeep(profile, store, blobs),
        key=key,
    )
