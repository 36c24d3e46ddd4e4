"""The head of an age file (age-encryption.org/v1, X25519 recipients): it wraps the key of the file for each of them.

The age library here has no stream to read from, so it needs a thread and a pipe, and it keeps every other thread
waiting while it works: three times the time for a visit's evidence. The files are the standard ones: stock `age` opens
them, and those of stock `age` open here. `identity.age_payload` is what follows the head.
"""

import hmac
import os
import re
from collections.abc import Sequence

import pyrage
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from assessor_app.identity.age_text import VERSION, derive, from_text, header_mac, to_text

_LABEL = b"age-encryption.org/v1/X25519"
_HEAD = re.compile(
    rb"age-encryption\.org/v1\n"
    rb"(?P<stanzas>(?:-> [!-~]+(?: [!-~]+)*\n(?:[A-Za-z0-9+/]{64}\n)*[A-Za-z0-9+/]{0,63}\n)+)"
    rb"--- (?P<mac>[A-Za-z0-9+/]{43})\n"
)
_STANZA = re.compile(rb"^-> X25519 ([A-Za-z0-9+/]{43})\n([A-Za-z0-9+/]{43})\n", re.MULTILINE)
_LETTERS = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_NO_NONCE = bytes(12)
"""A wrapping key is used once, so its nonce is nought (age specification, X25519 recipient)."""


class Damaged(Exception):
    """This is no age file, or it is not as it was made."""


class NotForThisKey(Exception):
    """The file is for other people."""


def new_head(recipients: Sequence[str]) -> tuple[bytes, bytes]:
    """The head of a new file for these public keys, and its file key. Raises pyrage.RecipientError for no key."""
    publics, file_key = [public_bytes(recipient) for recipient in recipients], os.urandom(16)
    signed = VERSION + b"".join(_stanza(public, file_key) for public in publics) + b"---"
    return signed + b" " + to_text(header_mac(file_key, signed)) + b"\n", file_key


def read_head(head: bytes, identities: Sequence[str]) -> bytes:
    """The file key that a head wraps for one of these private keys. Raises Damaged or NotForThisKey."""
    form = _HEAD.fullmatch(head)
    if form is None:
        raise Damaged
    pairs = [_own(identity) for identity in identities]
    stanzas = [(_bytes(share), _bytes(wrapped)) for share, wrapped in _STANZA.findall(form["stanzas"])]
    keys = (_unwrapped(stanza, pair) for stanza in stanzas for pair in pairs)
    file_key = next((key for key in keys if key is not None), None)
    if file_key is None:
        raise NotForThisKey
    if not hmac.compare_digest(to_text(header_mac(file_key, head[: form.start("mac") - 1])), form["mac"]):
        raise Damaged
    return file_key


def public_bytes(recipient: str) -> bytes:
    """The 32 bytes of a public key. Raises pyrage.RecipientError for what is none."""
    return _key_bytes(str(pyrage.x25519.Recipient.from_str(recipient)))


def _stanza(public: bytes, file_key: bytes) -> bytes:
    own = X25519PrivateKey.generate()
    share = own.public_key().public_bytes_raw()
    shared = own.exchange(X25519PublicKey.from_public_bytes(public))
    wrapped = ChaCha20Poly1305(derive(shared, share + public, _LABEL)).encrypt(_NO_NONCE, file_key, None)
    return b"-> X25519 %s\n%s\n" % (to_text(share), to_text(wrapped))


def _unwrapped(stanza: tuple[bytes, bytes], pair: tuple[X25519PrivateKey, bytes]) -> bytes | None:
    (share, wrapped), (own, public) = stanza, pair
    try:
        shared = own.exchange(X25519PublicKey.from_public_bytes(share))
        return ChaCha20Poly1305(derive(shared, share + public, _LABEL)).decrypt(_NO_NONCE, wrapped, None)
    except (ValueError, InvalidTag):  # a share that is no point to compute with; another recipient's stanza
        return None


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


def _bytes(text: bytes) -> bytes:
    try:
        return from_text(text)
    except ValueError:
        raise Damaged from None
