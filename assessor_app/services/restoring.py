"""A backup brought back into an empty profile."""

import shutil
from collections.abc import Callable
from pathlib import Path

from assessor_app.domain.people import Person
from assessor_app.errors import AssayError, Refused, Unavailable
from assessor_app.identity.enrolment import person_of
from assessor_app.identity.profile import Layout, exists
from assessor_app.identity.unlocking import has_passphrase, unlock
from assessor_app.models import upkeep
from assessor_app.services.upkeep import copy_keys


def restore_profile(backup: Path, profile: Path, ask: Callable[[], str | None]) -> Person:
    """Restore `backup` into `profile`, which must be empty, under a new device id. Opened by keyring or passphrase.

    Raises Refused for a profile that is there already, a damaged backup or a wrong passphrase; nothing is left then.
    """
    if profile.exists() and any(profile.iterdir()):
        raise Refused(f"{profile} is not empty. Nothing was changed; restore into a new folder.", "exists")
    if not exists(backup):
        raise Unavailable(f"There is no backup in {backup}. Nothing was changed; choose another folder.", "missing")
    secrets = unlock(backup, ask() if has_passphrase(backup) else None)
    source, target = Layout(backup), Layout(profile)
    try:
        copy_keys(backup, profile)
        upkeep.restore(source.data, target.data, target.blobs, secrets.database_key)
    except (OSError, AssayError) as error:
        shutil.rmtree(profile, ignore_errors=True)
        if isinstance(error, AssayError):
            raise
        words = f"The backup could not be restored ({error.strerror or error}). Nothing was left behind."
        raise Unavailable(words, "cannot-write") from error
    return person_of(profile, secrets)
