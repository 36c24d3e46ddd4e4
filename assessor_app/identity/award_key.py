"""The key that an office signs awards with (Ed25519), named by itself as a `did:key`, beside its root key."""

import base64
import json
from contextlib import suppress
from pathlib import Path

import base58
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from assessor_app.errors import Refused, Unavailable
from assessor_app.files import read_small, write_whole
from assessor_app.identity import age_passphrase
from assessor_app.identity.office import open_office
from assessor_app.identity.staging import finish

KEY = "award-key.age"
PUBLIC = "award-keys.json"
_ED25519 = b"\xed\x01"
_METHOD = "did:key:"


def did_of(key: Ed25519PublicKey) -> str:
    """The key's name (W3C did:key method, 2.1): multibase base58btc of multicodec ed25519-pub."""
    return f"{_METHOD}z{base58.b58encode(_ED25519 + key.public_bytes_raw()).decode()}"


def key_of(did: str) -> Ed25519PublicKey:
    """The key that a did:key names. Raises Refused ("foreign-key") for any other name or kind of key."""
    with suppress(ValueError):
        raw = base58.b58decode(did.removeprefix(f"{_METHOD}z")) if did.startswith(f"{_METHOD}z") else b""
        if raw.startswith(_ED25519) and len(raw) == len(_ED25519) + 32:
            return Ed25519PublicKey.from_public_bytes(raw[len(_ED25519) :])
    raise Refused(
        "This credential was signed with a kind of key that this program does not use. Nothing was changed; ask "
        "whoever issued it.",
        "foreign-key",
    )


def award_dids(folder: Path) -> tuple[str, ...]:
    """Names of the keys that the office in `folder` has signed awards with, newest first; none before the first."""
    file = folder / PUBLIC
    if not file.is_file():
        return ()
    try:
        return tuple(str(did) for did in json.loads(file.read_bytes()))
    except (ValueError, TypeError):
        raise Unavailable(
            "The office's list of award keys is damaged. Nothing was changed; restore its folder from a backup.",
            "damaged-office",
        ) from None


def has_award_key(folder: Path) -> bool:
    """Whether the office in `folder` signs awards already."""
    return (folder / KEY).is_file()


def open_award_key(folder: Path, passphrase: str) -> Ed25519PrivateKey:
    """The office's award key, made when there is none yet. It lies under the same passphrase as the root key.

    Raises `Refused` ("wrong-passphrase", "damaged") or `Unavailable`.
    """
    with suppress(OSError):
        finish(folder)
    if not (folder / KEY).is_file():
        open_office(folder, passphrase)  # the same passphrase, or nobody could open both
        return _make(folder, passphrase)
    plain = age_passphrase.decrypt(read_small(folder / KEY, "The file of the office's award key"), passphrase)
    try:
        return Ed25519PrivateKey.from_private_bytes(base64.b64decode(plain, validate=True))
    except ValueError:
        raise Refused("The file of the office's award key is damaged. Restore it from a backup.", "damaged") from None


def _make(folder: Path, passphrase: str) -> Ed25519PrivateKey:
    key = Ed25519PrivateKey.generate()
    names = (did_of(key.public_key()), *award_dids(folder))
    # The name first: one that signs nothing does no harm, a key that nobody knows does.
    write_whole(folder / PUBLIC, json.dumps(names).encode(), owner_only=True)
    secret = age_passphrase.encrypt(base64.b64encode(key.private_bytes_raw()), passphrase)
    write_whole(folder / KEY, secret, owner_only=True)
    return key
