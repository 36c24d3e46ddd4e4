"""A backup brought back into an empty profile, by any of the three ways in."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path

from assessor_app.domain.people import Person
from assessor_app.errors import AssayError, Refused, Unavailable
from assessor_app.identity.enrolment import person_of
from assessor_app.identity.new_keys import new_keys
from assessor_app.identity.profile import Layout, exists, read_profile
from assessor_app.identity.staging import staged
from assessor_app.identity.unlocking import has_passphrase, unlock
from assessor_app.identity.vault import Secrets
from assessor_app.identity.ways_in import open_with_key
from assessor_app.models.upkeep import upkeep
from assessor_app.services.profile.backup_notes import bring_back_former, read_marker, write_restored_from
from assessor_app.services.profile.upkeep import copy_keys, copy_own_things

OWN_FILES = frozenset({"settings.json", "settings.part", "window.lock", "logs", "cache", "pending.part"})
"""What the window has made before it knows whose profile this will be."""


def restore_profile(
    backup: Path,
    profile: Path,
    ask: Callable[[], str | None],
    recovery_key: str | None = None,
    new_passphrase: str | None = None,
) -> Person:
    """Restore `backup` into `profile`, which must be empty, under a new device id.

    Opened by `recovery_key` when one is given, of the sheet or of the office: then the profile gets a new master,
    under `new_passphrase` or in the keyring. Else by passphrase or keyring, as the backup was. Killed half way, there
    is no profile yet. Raises Refused for a profile that is there already, a damaged backup or a wrong key,
    Unavailable when something cannot be read or written; nothing is left then.
    """
    if exists(profile) or (profile.exists() and any(file.name not in OWN_FILES for file in profile.iterdir())):
        raise Refused(f"{profile} is not empty. Nothing was changed; restore into a new folder.", "exists")
    with suppress(OSError):  # on a medium that cannot be written nothing was begun either
        bring_back_former(backup)
    if not exists(backup):
        raise Unavailable(f"There is no backup in {backup}. Nothing was changed; choose another folder.", "missing")
    made_here = not profile.exists()
    try:
        with _opened(backup, profile, ask, recovery_key, new_passphrase) as (part, secrets):
            keep = (
                {Layout(part).profile.name, Layout(part).vault.name, Layout(part).master.name} if recovery_key else ()
            )
            copy_keys(backup, part, leave=frozenset(keep))
            copy_own_things(backup, part)
            upkeep.restore(Layout(backup).data, Layout(part).data, Layout(part).blobs, secrets.database_key)
            write_restored_from(part, read_marker(backup))
    except (OSError, AssayError) as error:
        if made_here and profile.exists() and not any(profile.iterdir()):
            profile.rmdir()
        if isinstance(error, AssayError):
            raise
        words = f"The backup could not be restored ({error.strerror or error}). Nothing was left behind."
        raise Unavailable(words, "cannot-write") from error
    return person_of(profile, secrets)


@contextmanager
def _opened(
    backup: Path, profile: Path, ask: Callable[[], str | None], recovery_key: str | None, new_passphrase: str | None
) -> Iterator[tuple[Path, Secrets]]:
    if recovery_key is None:
        secrets = unlock(backup, ask() if has_passphrase(backup) else None)
        with staged(profile) as part:
            yield part, secrets
        return
    secrets = open_with_key(Layout(backup).vault, recovery_key)
    content = replace(read_profile(backup), id="")  # what the keyring holds for the backup's profile stays
    with new_keys(profile, content, secrets, new_passphrase) as (part, sealed):
        yield part, sealed
