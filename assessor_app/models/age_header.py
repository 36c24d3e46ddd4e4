"""The head of an age file (age-encryption.org/v1, X25519 recipient): it wraps the key of the file.

The age library here has no stream to read from, so it needs a thread and a pipe, and it keeps every other thread
waiting while it works: four times the time for a visit's evidence. The files are the standard ones: stock `age` opens
them, and they are written and read by this profile only (what other people send is read by the library, in `sync`).
"""

import base64
import hmac
import os
import re
from functools import cache

import pyrage
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

VERSION = b"age-encryption.org/v1\n"
LARGEST = 16 * 1024
"""Bytes of a head; one for a single recipient has some 200."""

_LABEL = b"age-encryption.org/v1/X25519"
_FORM = re.compile(rb"age-encryption\.org/v1\n(?P<stanzas>(?:[^\n]*\n)+?)--- (?P<mac>[A-Za-z0-9+/]{43})\n")
_STANZA = re.compile(rb"^-> X25519 ([A-Za-z0-9+/]{43})\n([A-Za-z0-9+/]{43})\n", re.MULTILINE)
_LETTERS = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_NO_NONCE = bytes(12)
"""A wrapping key is used once, so its nonce is nought (age specification, X25519 recipient)."""


def new_head(recipient: str) -> tuple[bytes, bytes]:
    """The head of a new file for one public key, and its file key."""
    public, own, file_key = _public(recipient), X25519PrivateKey.generate(), os.urandom(16)
    share = own.public_key().public_bytes_raw()
    shared = own.exchange(X25519PublicKey.from_public_bytes(public))
    wrapped = ChaCha20Poly1305(derive(shared, share + public, _LABEL)).encrypt(_NO_NONCE, file_key, None)
    signed = VERSION + b"-> X25519 %s\n%s\n---" % (_text(share), _text(wrapped))
    return signed + b" " + _text(_mac(file_key, signed)) + b"\n", file_key


def read_head(head: bytes, identity: str) -> bytes | None:
    """The file key that a head wraps for this private key; None when it does not, or the head was changed."""
    form = _FORM.fullmatch(head)
    if form is None:
        return None
    signed = head[: form.start("mac") - 1]
    for share, wrapped in _STANZA.findall(form["stanzas"]):
        file_key = _unwrapped(_bytes(share), _bytes(wrapped), identity)
        if file_key and hmac.compare_digest(_text(_mac(file_key, signed)), form["mac"]):
            return file_key
    return None


def derive(secret: bytes, salt: bytes, info: bytes) -> bytes:
    """HKDF-SHA256 with an output of 32 bytes (RFC 5869)."""
    return hmac.digest(hmac.digest(salt or bytes(32), secret, "sha256"), info + b"\x01", "sha256")


def _unwrapped(share: bytes, wrapped: bytes, identity: str) -> bytes | None:
    own, public = _own(identity)
    try:
        shared = own.exchange(X25519PublicKey.from_public_bytes(share))
        return ChaCha20Poly1305(derive(shared, share + public, _LABEL)).decrypt(_NO_NONCE, wrapped, None)
    except (ValueError, InvalidTag):  # a share that is no point of the curve; another recipient's stanza
        return None


def _mac(file_key: bytes, signed: bytes) -> bytes:
    return hmac.digest(derive(file_key, b"", b"header"), signed, "sha256")


@cache
def _public(recipient: str) -> bytes:
    return _key_bytes(str(pyrage.x25519.Recipient.from_str(recipient)))


def _own(identity: str) -> tuple[X25519PrivateKey, bytes]:
    pyrage.x25519.Identity.from_str(identity)  # the check sum
    own = X25519PrivateKey.from_private_bytes(_key_bytes(identity))
    return own, own.public_key().public_bytes_raw()


def _key_bytes(text: str) -> bytes:
    """The 32 bytes of a key in Bech32 (BIP 173), whose check sum has been checked."""
    letters = text.lower().rpartition("1")[2][:-6]
    number = 0
    for letter in letters:
        number = number << 5 | _LETTERS.index(letter)
    return (number >> (5 * len(letters) - 256)).to_bytes(32, "big")


def _text(data: bytes) -> bytes:
    return base64.b64encode(data).rstrip(b"=")


def _bytes(text: bytes) -> bytes:
    return base64.b64decode(text + b"=")
