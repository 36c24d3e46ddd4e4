"""The vault: every secret of a profile in one age file (stock `age -d` opens it with the master)."""

import base64
import json
import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pyrage

from assessor_app.errors import Refused, Unavailable
from assessor_app.files import read_small, write_whole

FORMAT = "assay-vault-1"


@dataclass(frozen=True, slots=True)
class Secrets:
    """What only this person may know. No field shows in a repr, so none reaches a log or a traceback.

    signing_key: P-256 private key, PKCS#8 DER; age_identity: what others encrypt to me for;
    database_key: 32 bytes, raw SQLCipher key; blob_identity: age identity of the evidence files; recovery_identity:
    what the recovery sheet says. Public: master_recipient and office_recipient, whom else the vault is encrypted to;
    they stand here because nobody can change what is inside.
    """

    signing_key: bytes = field(repr=False)
    age_identity: str = field(repr=False)
    database_key: bytes = field(repr=False)
    blob_identity: str = field(repr=False)
    recovery_identity: str = field(default="", repr=False)
    master_recipient: str = field(default="", repr=False)
    office_recipient: str = field(default="", repr=False)

    @property
    def recipients(self) -> tuple[str, ...]:
        """Whom the vault is encrypted to: the master, the recovery sheet, the office's recovery key if there is one."""
        sheet = recipient_of(self.recovery_identity) if self.recovery_identity else ""
        return tuple(filter(None, (self.master_recipient, sheet, self.office_recipient)))

    @property
    def age_recipient(self) -> str:
        """Public half of `age_identity`."""
        return recipient_of(self.age_identity)

    @property
    def blob_recipient(self) -> str:
        """Public half of `blob_identity`."""
        return recipient_of(self.blob_identity)


def new_age_identity() -> str:
    """A fresh age X25519 identity, 74 characters."""
    return str(pyrage.x25519.Identity.generate())


def recipient_of(identity: str) -> str:
    """The public recipient ("age1...") of an age identity."""
    return str(pyrage.x25519.Identity.from_str(identity).to_public())


def new_secrets() -> Secrets:
    """Fresh secrets for a new profile."""
    from assessor_app.identity.certificates import new_signing_key

    return Secrets(new_signing_key(), new_age_identity(), os.urandom(32), new_age_identity(), new_age_identity())


def write_vault(file: Path, secrets: Secrets, recipients: Sequence[str]) -> None:
    """Encrypt `secrets` to the age `recipients` (the master's, and the office's recovery key) and replace `file`."""
    body = {
        "format": FORMAT,
        "signing_key": base64.b64encode(secrets.signing_key).decode(),
        "age_identity": secrets.age_identity,
        "database_key": base64.b64encode(secrets.database_key).decode(),
        "blob_identity": secrets.blob_identity,
        "recovery_identity": secrets.recovery_identity,
        "master_recipient": secrets.master_recipient,
        "office_recipient": secrets.office_recipient,
    }
    keys = [pyrage.x25519.Recipient.from_str(recipient) for recipient in recipients]
    write_whole(file, pyrage.encrypt(json.dumps(body).encode(), keys), owner_only=True)


def keep_vault(file: Path, secrets: Secrets) -> None:
    """Replace `file` with a vault for everybody whom `secrets` names."""
    write_vault(file, secrets, secrets.recipients)


def read_vault(file: Path, master: str) -> Secrets:
    """Open the vault with the age identity `master`.

    Raises `Refused` ("wrong-key") when the key does not fit or the file is damaged, `Unavailable` when it is missing.
    """
    sealed = read_small(file, "The vault that holds your keys")
    try:
        plain = pyrage.decrypt(sealed, [pyrage.x25519.Identity.from_str(master)])
    except (pyrage.DecryptError, pyrage.IdentityError):
        raise Refused(
            "The vault does not open: the key does not belong to it, or the file is damaged. Nothing was changed; "
            "restore vault.age from your backup.",
            "wrong-key",
        ) from None
    return _secrets(plain)


def _secrets(plain: bytes) -> Secrets:
    try:
        body = json.loads(plain)
        if body["format"] != FORMAT:
            raise Unavailable(
                "This vault was written by a newer version of Assay. Nothing was changed; update Assay.", "newer-vault"
            )
        database_key = base64.b64decode(body["database_key"], validate=True)
        if len(database_key) != 32:
            raise ValueError
        return Secrets(
            signing_key=base64.b64decode(body["signing_key"], validate=True),
            age_identity=str(body["age_identity"]),
            database_key=database_key,
            blob_identity=str(body["blob_identity"]),
            recovery_identity=str(body["recovery_identity"]),
            master_recipient=str(body["master_recipient"]),
            office_recipient=str(body["office_recipient"]),
        )
    except (ValueError, KeyError, TypeError):
        raise Refused(
            "The vault opens, but what is inside is damaged. Nothing was changed; restore vault.age from your backup.",
            "damaged-vault",
        ) from None
