"""From a profile folder and its secrets to an opened workplace."""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from assessor_app.domain.database_place import DatabasePlace
from assessor_app.errors import Refused, Unavailable
from assessor_app.files import READ_ONLY
from assessor_app.identity.enrolment import person_of
from assessor_app.identity.profile import Layout, exists, is_read_only, refuse_unfinished
from assessor_app.identity.unlocking import has_passphrase, unlock
from assessor_app.identity.vault import Secrets, recipient_of
from assessor_app.models.database.store import Author, Store
from assessor_app.models.files.blobs import Blobs
from assessor_app.services.profile.backup_notes import read_marker
from assessor_app.services.profile.building import build_workplace
from assessor_app.services.profile.database_choice import use_database
from assessor_app.services.profile.signing import SigningKey
from assessor_app.services.profile.workplace import Workplace
from assessor_app.services.saving import utc_now

OTHERS_MAY_BE_WRITING, I_MAY_BE_WRITING = timedelta(days=1), timedelta(hours=1)
"""How old an unfinished file is before it is nobody's: in a folder that an office shares, and in a profile's own, where
window and command line may run at once."""


def open_profile(profile: Path, ask: Callable[[], str | None], database: DatabasePlace | None = None) -> Workplace:
    """Open a profile: by the keyring, else by the passphrase that `ask` gives.

    database: the office's, for a profile that is to use it from now on; see `open_workplace`.
    Raises Unavailable when there is no profile or no key, Refused for a wrong passphrase or a newer store.
    """
    if not exists(profile):
        raise no_profile(profile)
    refuse_backup(profile)
    refuse_unfinished(profile)
    passphrase = ask() if has_passphrase(profile) else None
    return open_workplace(profile, unlock(profile, passphrase), database=database)


def refuse_backup(profile: Path) -> None:
    """Raise Refused for a backup: working in it would use the numbers of the profile it was made from twice."""
    if read_marker(profile) is not None:
        raise Refused(
            f"{profile} is a backup. Nothing was changed; restore it into a profile of its own with `restore`.",
            "backup",
        )


def no_profile(profile: Path) -> Unavailable:
    """The sentence for a folder that holds no profile."""
    return Unavailable(
        f"There is no profile in {profile}. Make one with `identity create`, or name another with --profile.",
        "no-profile",
    )


def open_workplace(
    profile: Path,
    secrets: Secrets,
    *,
    clock: Callable[[], datetime] = utc_now,
    database: DatabasePlace | None = None,
) -> Workplace:
    """Build every use case on an unlocked profile. One that cannot be written where it is can only be looked at.

    database: the office's, which the profile uses and remembers from now on. Raises what `use_database` raises.
    """
    layout, person = Layout(profile), person_of(profile, secrets)
    frozen = is_read_only(profile)
    if database is not None and frozen:
        raise Unavailable(READ_ONLY, "read-only")
    if database is not None:
        use_database(profile, secrets, database)
    store = Store.open(layout.data, secrets.database_key, Author(person.id, person.roles), clock, frozen)
    try:
        blobs = _stored_files(store, layout, secrets)
        return build_workplace(profile, store, blobs, SigningKey(profile, person, secrets), clock)
    except (Refused, Unavailable):
        store.close()
        raise


def _stored_files(store: Store, layout: Layout, secrets: Secrets) -> Blobs:
    identity = store.file_identity(secrets.blob_identity)
    blobs = Blobs(store.files or layout.blobs, recipient_of(identity), identity)
    if store.read_only:
        return blobs
    if store.files is None:
        blobs.sweep(I_MAY_BE_WRITING, one_computer=True)
    else:
        blobs.sweep(OTHERS_MAY_BE_WRITING)
    return blobs
