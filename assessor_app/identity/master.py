"""The master key of a profile: in the operating system's keyring, under a passphrase, or both. Never in plain text."""

import importlib
from pathlib import Path
from typing import Any

from assessor_app.errors import AssayError, Refused, Unavailable
from assessor_app.files import read_small, write_whole
from assessor_app.identity.passphrase import TOO_EASY, strength
from assessor_app.identity.secret_service import SERVICE

SAFE_BACKENDS = frozenset(
    {
        "keyring.backends.SecretService",
        "keyring.backends.libsecret",
        "keyring.backends.kwallet",
        "keyring.backends.Windows",
        "keyring.backends.macOS",
    }
)
"""Modules whose keyrings the operating system encrypts for this person. Everything else counts as none."""


def safe_keyring() -> Any | None:
    """The keyring to use, or None when this computer has none that is safe."""
    keyring = importlib.import_module("keyring")  # heavy, and not needed under a passphrase
    try:
        chosen = keyring.get_keyring()
    except Exception:  # noqa: BLE001  a broken desktop bus must not stop anybody from using a passphrase
        return None
    # keyring's own chain would store in the first that works, safe or not.
    chained = getattr(chosen, "backends", None) if _module(chosen) == "keyring.backends.chainer" else None
    candidates = list(chained) if chained is not None else [chosen]
    found = next((backend for backend in candidates if _module(backend) in SAFE_BACKENDS), None)
    if found is not None and _module(found) == "keyring.backends.Windows":
        found.persist = "local machine"  # otherwise the entry roams through the domain with the Windows profile
    return found


def keyring_is_safe() -> bool:
    """True when the master can be kept in this computer's keyring, so that no passphrase is needed."""
    return safe_keyring() is not None


def store_in_keyring(profile_id: str, master: str) -> bool:
    """Put the master into the keyring and read it back; False when there is no safe keyring or it did not take it."""
    keyring = safe_keyring()
    if keyring is None:
        return False
    try:
        keyring.set_password(SERVICE, profile_id, master)
        return bool(keyring.get_password(SERVICE, profile_id) == master)
    except Exception:  # noqa: BLE001  each backend lets its own library's errors through; all mean: not stored
        return False


def find_in_keyring(profile_id: str) -> str:
    """The master from the keyring; raises `Unavailable`: "no-keyring", "keyring-locked", "not-in-keyring"."""
    keyring = safe_keyring()
    if keyring is None:
        raise keyring_problem("no-keyring")
    try:
        master = keyring.get_password(SERVICE, profile_id)
    except Exception:  # noqa: BLE001  locked, a prompt dismissed, the service gone: each backend says it its own way
        raise keyring_problem("keyring-locked") from None
    if not master:
        raise keyring_problem("not-in-keyring")
    return str(master)


def forget_in_keyring(profile_id: str) -> None:
    """Remove the master from the keyring, if it is there."""
    keyring = safe_keyring()
    if keyring is None:
        return
    try:
        keyring.delete_password(SERVICE, profile_id)
    except Exception:  # noqa: BLE001  nothing to remove, or a locked keyring: nothing is worse than before
        return


def keyring_problem(code: str) -> AssayError:
    """The sentence for a master that the keyring does not give."""
    sentences = {
        "no-keyring": "This computer has no safe place for your key, and this profile has no passphrase. Nothing was "
        "changed; sign in to your desktop as usual, or restore a backup that has a passphrase.",
        "keyring-locked": "The keyring of this computer is locked or did not answer. Nothing was changed; unlock it "
        "and start Assay again.",
        "not-in-keyring": "The keyring of this computer does not hold the key of this profile. Nothing was changed; "
        "restore your key from the recovery sheet or a backup.",
    }
    return Unavailable(sentences[code], code)


def write_master(file: Path, master: str, passphrase: str) -> None:
    """Replace master.age: the master under `passphrase`. It is read back before it counts."""
    from assessor_app.identity import age_passphrase  # a start from the keyring needs no hashing

    sealed = age_passphrase.encrypt(master.encode(), passphrase)
    if age_passphrase.decrypt(sealed, passphrase) != master.encode():
        raise Unavailable(
            "Your key could not be put under the passphrase. Nothing was changed; try again.", "not-stored"
        )
    write_whole(file, sealed, owner_only=True)


def read_master(file: Path, passphrase: str) -> str:
    """The master from master.age; raises `Refused` ("wrong-passphrase", "unsafe-file", "damaged") or `Unavailable`."""
    from assessor_app.identity import age_passphrase  # a start from the keyring needs no hashing

    plain = age_passphrase.decrypt(read_small(file, "The file that holds your key"), passphrase)
    return plain.decode("ascii", "replace")


def change_passphrase(file: Path, old: str, new: str) -> None:
    """Put the master under another passphrase.

    Raises `Refused` ("wrong-passphrase" when `old` is not the present one, "weak-passphrase").
    """
    check_strength(new)
    write_master(file, read_master(file, old), new)


def check_strength(passphrase: str) -> None:
    """Raise `Refused` ("weak-passphrase") for one that is too easy to guess."""
    if strength(passphrase) == TOO_EASY:
        raise Refused(
            "That passphrase is too easy to guess. Nothing was changed; use four or more words.", "weak-passphrase"
        )


def check_passphrase(file: Path, passphrase: str) -> None:
    """Raise `Refused` ("wrong-passphrase") unless `passphrase` opens master.age."""
    if not read_master(file, passphrase).startswith("AGE-SECRET-KEY-1"):
        raise Refused("The file that holds your key is damaged. Restore it from your backup.", "damaged")


def _module(backend: object) -> str:
    name = type(backend).__module__
    return "keyring.backends.macOS" if name.startswith("keyring.backends.macOS.") else name
