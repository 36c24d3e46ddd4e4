"""How a profile is opened: under a passphrase, by this computer's keyring, and back in by a recovery key."""

from pathlib import Path

from assessor_app.errors import Refused, Unavailable
from assessor_app.identity import recovery_key
from assessor_app.identity.master import (
    change_passphrase,
    check_strength,
    find_in_keyring,
    forget_in_keyring,
    safe_keyring,
    store_in_keyring,
    write_master,
)
from assessor_app.identity.new_keys import new_keys
from assessor_app.identity.profile import Layout, read_profile
from assessor_app.identity.unlocking import find_master, has_passphrase
from assessor_app.identity.vault import Secrets, read_vault


def in_keyring(profile: Path) -> bool:
    """True when this computer's keyring holds the key of this profile. It may ask the person to unlock it first."""
    try:
        return bool(find_in_keyring(read_profile(profile).id))
    except Unavailable:
        return False


def set_passphrase(profile: Path, present: str | None, new: str) -> None:
    """Ask for `new` from now on. `present` is the passphrase until now, None when the keyring opens the profile.

    A profile that gets its first passphrase leaves the keyring: whoever sits at the computer could open it otherwise.
    Raises `Refused` ("wrong-passphrase", "weak-passphrase") or `Unavailable`; then nothing was changed.
    """
    file = Layout(profile).master
    if has_passphrase(profile):
        change_passphrase(file, present or "", new)
        return
    check_strength(new)
    write_master(file, find_master(profile), new)
    forget_in_keyring(read_profile(profile).id)


def remove_passphrase(profile: Path, present: str) -> None:
    """Let the keyring open the profile without asking. Raises `Refused` ("wrong-passphrase"), `Unavailable`."""
    keep_in_keyring(profile, present)
    Layout(profile).master.unlink(missing_ok=True)


def keep_in_keyring(profile: Path, passphrase: str) -> None:
    """Keep the key in this computer's keyring too, as a way back in when the passphrase is forgotten."""
    master = find_master(profile, passphrase)
    if not store_in_keyring(read_profile(profile).id, master):
        why = "did not take the key" if safe_keyring() else "is none that is safe"
        raise Unavailable(
            f"The keyring of this computer {why}. Nothing was changed; go on with your passphrase.", "no-keyring"
        )


def replace_forgotten(profile: Path, new: str) -> None:
    """Ask for the passphrase `new` from now on, by the key that this computer's keyring holds beside the forgotten one.

    Raises `Refused` ("weak-passphrase") or `Unavailable` ("not-in-keyring" ...); then nothing was changed.
    """
    check_strength(new)
    write_master(Layout(profile).master, find_in_keyring(read_profile(profile).id), new)


def leave_keyring(profile: Path) -> None:
    """Take the key out of this computer's keyring. Raises `Refused` when nothing else opens the profile."""
    if not has_passphrase(profile):
        raise Refused(
            "Without the keyring this profile would need a passphrase, and it has none. Nothing was changed; set one "
            "first.",
            "needs-passphrase",
        )
    forget_in_keyring(read_profile(profile).id)


def open_with_key(vault: Path, typed: str) -> Secrets:
    """The secrets by a recovery key: of the sheet, or the office's. Raises `Refused` ("bad-recovery-key",
    "wrong-recovery-key") or `Unavailable`."""
    identity = recovery_key.from_typed(typed)
    try:
        return read_vault(vault, identity)
    except Refused as error:
        if error.code != "wrong-key":
            raise
        raise Refused(
            "That recovery key does not open this profile. Nothing was changed; look whether the sheet's number is "
            "the one of this profile.",
            "wrong-recovery-key",
        ) from None


def recover(profile: Path, typed: str, passphrase: str | None) -> Secrets:
    """Back in by a recovery key: the vault gets a new master, under a new `passphrase` or in the keyring when None.

    Raises `Refused` ("bad-recovery-key", "wrong-recovery-key", "weak-passphrase", "needs-passphrase") or `Unavailable`;
    then nothing was changed.
    """
    secrets = open_with_key(Layout(profile).vault, typed)
    with new_keys(profile, read_profile(profile), secrets, passphrase) as (_, sealed):
        return sealed
