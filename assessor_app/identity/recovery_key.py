"""The recovery key as it stands on paper: an age identity, in groups, with a number that tells sheets apart."""

import hashlib
import re

import pyrage

from assessor_app.errors import Refused
from assessor_app.identity.vault import recipient_of

START = "AGE-SECRET-KEY-1"
GROUP = 4


def groups(identity: str) -> tuple[str, ...]:
    """The key after `START`, in groups of four characters to read and type."""
    rest = identity.removeprefix(START)
    return tuple(rest[at : at + GROUP] for at in range(0, len(rest), GROUP))


def number(identity: str) -> str:
    """What tells this key from others without saying anything of it: "A1B2 C3D4", of its public half's SHA-256."""
    return number_of_recipient(recipient_of(identity)) if identity else ""


def number_of_recipient(recipient: str) -> str:
    """The same, from the public half."""
    digits = hashlib.sha256(recipient.encode("ascii")).hexdigest()[:8].upper()
    return f"{digits[:4]} {digits[4:]}"


def from_typed(typed: str) -> str:
    """The key from what a person typed: spaces, line ends, dashes and small letters do not matter.

    Raises `Refused` ("bad-recovery-key") for anything that is no such key; a mistyped character is always noticed.
    """
    plain = re.sub(r"[\s\-]", "", typed).upper().removeprefix(START.replace("-", ""))
    identity = START + plain
    try:
        recipient_of(identity)
    except (pyrage.IdentityError, ValueError):
        raise Refused(
            "That is not a recovery key: a character is wrong or missing. Nothing was changed; compare it with the "
            "sheet, group by group.",
            "bad-recovery-key",
        ) from None
    return identity
