"""age files under a passphrase (age-encryption.org/v1, scrypt recipient), at a fixed cost.

The age library here chooses the cost by timing the machine (up to 1 GiB of memory, which a smaller laptop then has to
find again) and keeps every other thread waiting meanwhile. The file is the standard one: stock `age -d` opens it.
"""

import hashlib
import hmac
import os
import re
import unicodedata

from assessor_app.errors import Refused
from assessor_app.identity.age_text import VERSION, derive, from_text, header_mac, to_text

WORK_FACTOR = 18
"""log2 of scrypt's N for new files: 256 MiB and about 0.7 s, as stock age."""

LARGEST_WORK_FACTOR = 20
"""More would ask for over 1 GiB of memory: a file made to exhaust the machine."""

LARGEST_PLAINTEXT = 1 << 16
"""One age chunk; what is kept under a passphrase is a key."""

_LABEL = b"age-encryption.org/v1/scrypt"
_HEADER = re.compile(
    rb"age-encryption\.org/v1\n"
    rb"-> scrypt ([A-Za-z0-9+/]{22}) ([1-9][0-9]?)\n"
    rb"([A-Za-z0-9+/]{43})\n"
    rb"--- ([A-Za-z0-9+/]{43})\n"
)


def encrypt(plaintext: bytes, passphrase: str) -> bytes:
    """`plaintext` (at most 64 KiB) as a binary age file that opens with `passphrase`."""
    if len(plaintext) > LARGEST_PLAINTEXT:
        raise ValueError("more than one chunk")
    file_key, salt, nonce = os.urandom(16), os.urandom(16), os.urandom(16)
    wrapped = _cipher(_stretch(passphrase, salt, WORK_FACTOR), file_key, bytes(12))
    head = VERSION + b"-> scrypt %s %d\n%s\n---" % (to_text(salt), WORK_FACTOR, to_text(wrapped))
    mac = header_mac(file_key, head)
    return head + b" " + to_text(mac) + b"\n" + nonce + _cipher(derive(file_key, nonce, b"payload"), plaintext, _LAST)


def decrypt(data: bytes, passphrase: str) -> bytes:
    """Content of an age file under a passphrase.

    Raises `Refused`: "unsafe-file" (not of this kind, or too costly: refused before any memory is spent),
    "wrong-passphrase", "damaged".
    """
    salt, factor, wrapped, mac, end = _header(data)
    file_key = _open(_stretch(passphrase, salt, factor), wrapped, bytes(12))
    if file_key is None:
        raise Refused("That passphrase does not open your key. Nothing was changed; try again.", "wrong-passphrase")
    head = data[: end - len(to_text(mac)) - 2]
    good = hmac.compare_digest(header_mac(file_key, head), mac)
    nonce, sealed = data[end : end + 16], data[end + 16 :]
    plain = _open(derive(file_key, nonce, b"payload"), sealed, _LAST) if good else None
    if plain is None:
        raise Refused(
            "The file that holds your key is damaged. Nothing was changed; restore it from your backup.", "damaged"
        )
    return plain


_LAST = bytes(11) + b"\x01"
"""Nonce of the first chunk of a payload when it is also the last."""


def _header(data: bytes) -> tuple[bytes, int, bytes, bytes, int]:
    match = _HEADER.match(data)
    if match is None or int(match[2]) > LARGEST_WORK_FACTOR or len(data) > LARGEST_PLAINTEXT + 1024:
        raise _unsafe()
    try:
        salt, wrapped, mac = (from_text(match[part]) for part in (1, 3, 4))
    except ValueError:
        raise _unsafe() from None
    return salt, int(match[2]), wrapped, mac, match.end()


def _unsafe() -> Refused:
    return Refused(
        "The file that holds your key is not one that Assay wrote, and was not opened. Nothing was changed; "
        "restore it from your backup.",
        "unsafe-file",
    )


def _stretch(passphrase: str, salt: bytes, factor: int) -> bytes:
    # One spelling of accented letters, whichever keyboard typed them. hashlib lets other threads run meanwhile.
    secret = unicodedata.normalize("NFC", passphrase).encode()
    cost = 1 << factor
    return hashlib.scrypt(secret, salt=_LABEL + salt, n=cost, r=8, p=1, maxmem=1024 * cost + (2 << 20), dklen=32)


def _cipher(key: bytes, plaintext: bytes, nonce: bytes) -> bytes:
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

    return ChaCha20Poly1305(key).encrypt(nonce, plaintext, None)


def _open(key: bytes, sealed: bytes, nonce: bytes) -> bytes | None:
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

    try:
        return ChaCha20Poly1305(key).decrypt(nonce, sealed, None)
    except InvalidTag:
        return None
