"""A profile's vault under a new master, put in place as one with whatever else has to change with it."""

import shutil
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from assessor_app.errors import AssayError, Refused
from assessor_app.identity.master import check_strength, forget_in_keyring, store_in_keyring, write_master
from assessor_app.identity.profile import Layout, ProfileFile, read_profile, write_profile
from assessor_app.identity.staging import PENDING, UNFINISHED, also_remove, staged
from assessor_app.identity.vault import Secrets, keep_vault, new_age_identity, recipient_of


@contextmanager
def new_keys(
    profile: Path, content: ProfileFile, secrets: Secrets, passphrase: str | None
) -> Iterator[tuple[Path, Secrets]]:
    """Seal `secrets` to a new master, under `passphrase` when one is given, else in the keyring.

    Gives the folder to make the rest in (laid out as a profile) and the secrets as sealed. All of it counts when the
    block ends well. The keyring's entry gets a new name each time, so that the old master is there until then.
    Raises `Refused` ("weak-passphrase", "needs-passphrase") or `Unavailable`; then everything is as it was.
    """
    if passphrase is not None:
        check_strength(passphrase)
    _forget_unfinished(profile)
    fresh = replace(content, id=uuid.uuid4().hex)
    master = new_age_identity()
    sealed = replace(secrets, master_recipient=recipient_of(master))
    try:
        with staged(profile) as part:
            layout = Layout(part)
            layout.identity.mkdir(mode=0o700)
            write_profile(layout.profile, fresh)  # first: by its id a crash's entry in the keyring is found
            keep_vault(layout.vault, sealed)
            _keep_master(layout, fresh.id, master, passphrase)
            if passphrase is None:
                also_remove(part, [str(Layout(Path()).master)])
            yield part, sealed
    except BaseException:
        if not (profile / PENDING).exists():
            forget_in_keyring(fresh.id)
        raise
    if content.id:
        forget_in_keyring(content.id)


def _keep_master(layout: Layout, profile_id: str, master: str, passphrase: str | None) -> None:
    if passphrase is not None:
        write_master(layout.master, master, passphrase)
    elif not store_in_keyring(profile_id, master):
        raise Refused(
            "This computer has no safe keyring, so your key needs a passphrase. Nothing was made; choose four or more "
            "words.",
            "needs-passphrase",
        )


def _forget_unfinished(profile: Path) -> None:
    """Remove what a killed program left half made, its entry in the keyring too."""
    part = profile / UNFINISHED
    if part.exists():
        try:
            forget_in_keyring(read_profile(part).id)
        except AssayError:
            pass  # it was killed before it had a name
        finally:
            shutil.rmtree(part, ignore_errors=True)
