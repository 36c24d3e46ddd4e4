"""An award short enough for a QR code: a COSE_Sign1 message (RFC 9052) of CWT claims (RFC 8392) as base45 (RFC 9285).

The same key signs it as the credential. It proves what a paper certificate says without any network or register.
"""

from datetime import UTC, date, datetime, time
from hashlib import sha256
from typing import Final

import base45
import cbor2
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from assessor_app.domain.award.credential import CompactAward
from assessor_app.errors import Refused
from assessor_app.identity.award_key import did_of, key_of

PREFIX: Final = "QM1:"
LONGEST: Final = 4096
"""Characters; a QR code holds no more."""

_ALGORITHM, _KEY_ID, _EDDSA = 1, 4, -8
_SUBJECT, _EXPIRES, _VALID_FROM, _ID = 2, 4, 5, 7
_MARK, _AWARD = -70001, -70002
"""Claims of our own, in the range that RFC 8392 leaves for private use."""


def compact(award: CompactAward, key: Ed25519PrivateKey) -> str:
    """The signed award as text of the QR code's alphanumeric kind."""
    claims: dict[int, object] = {
        _SUBJECT: award.holder,
        _VALID_FROM: _seconds(award.given_on, time.min),
        _ID: award.number.encode(),
        _MARK: award.mark,
        _AWARD: award.award,
    }
    if award.until_on:
        claims[_EXPIRES] = _seconds(award.until_on, time(23, 59, 59))
    protected = cbor2.dumps({_ALGORITHM: _EDDSA, _KEY_ID: _key_id(key.public_key())}, canonical=True)
    payload = cbor2.dumps(claims, canonical=True)
    signature = key.sign(_to_sign(protected, payload))
    message = cbor2.dumps(cbor2.CBORTag(18, [protected, {}, payload, signature]))
    return f"{PREFIX}{base45.b45encode(message).decode()}"


def check_compact(text: str, dids: tuple[str, ...]) -> tuple[CompactAward, str]:
    """The award and the did:key, one of `dids`, that signed it.

    Raises Refused: "not-compact", "unknown-signer", "bad-signature".
    """
    try:
        protected, payload, signature = _taken_apart(text.strip())
        key_id = cbor2.loads(protected)[_KEY_ID]
        award = _award(cbor2.loads(payload))
    except (ValueError, TypeError, KeyError, AttributeError, OverflowError, RecursionError, cbor2.CBORError):
        raise Refused("This is not the text of a certificate's QR code. Nothing was changed.", "not-compact") from None
    did = next((did for did in dids if _key_id(key_of(did)) == key_id), None)
    if did is None:
        raise Refused(
            "The key that signed this QR code is not one that the office's card or register lists. Do not rely on it; "
            "ask for the office's newest card.",
            "unknown-signer",
        )
    try:
        key_of(did).verify(signature, _to_sign(protected, payload))
    except InvalidSignature:
        raise Refused(
            "This QR code was changed or misread. Do not rely on it; read it again.", "bad-signature"
        ) from None
    return award, did


def _taken_apart(text: str) -> tuple[bytes, bytes, bytes]:
    if not text.startswith(PREFIX) or len(text) > LONGEST:
        raise ValueError("another kind of text")
    message = cbor2.loads(base45.b45decode(text.removeprefix(PREFIX)))
    protected, _, payload, signature = message.value
    if message.tag != 18 or not all(isinstance(part, bytes) for part in (protected, payload, signature)):
        raise ValueError("not COSE_Sign1")
    return protected, payload, signature


def _award(claims: dict[int, object]) -> CompactAward:
    until, number = claims.get(_EXPIRES), claims[_ID]
    if not isinstance(number, bytes):
        raise TypeError("number")
    return CompactAward(
        number.decode(),
        str(claims[_SUBJECT]),
        str(claims[_MARK]),
        str(claims[_AWARD]),
        _day(claims[_VALID_FROM]),
        None if until is None else _day(until),
    )


def _to_sign(protected: bytes, payload: bytes) -> bytes:
    return cbor2.dumps(["Signature1", protected, b"", payload])


def _key_id(key: Ed25519PublicKey) -> bytes:
    return sha256(did_of(key).encode()).digest()[:8]


def _seconds(day: date, at: time) -> int:
    return int(datetime.combine(day, at, UTC).timestamp())


def _day(seconds: object) -> date:
    if not isinstance(seconds, int):
        raise TypeError("seconds")
    return datetime.fromtimestamp(seconds, UTC).date()
