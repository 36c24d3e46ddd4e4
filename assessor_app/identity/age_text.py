"""What the head of every age file is written with: its first line, unpadded base64, and how keys are derived.

The standard library alone, because opening a profile needs it before the window is painted.
"""

import base64
import hmac

VERSION = b"age-encryption.org/v1\n"


def to_text(data: bytes) -> bytes:
    """Bytes as unpadded base64."""
    return base64.b64encode(data).rstrip(b"=")


def from_text(text: bytes) -> bytes:
    """Bytes of unpadded base64. Raises ValueError for a second spelling, which age does not allow."""
    data = base64.b64decode(text + b"=" * (-len(text) % 4))
    if to_text(data) != text:
        raise ValueError("not in the one spelling")
    return data


def derive(secret: bytes, salt: bytes, info: bytes) -> bytes:
    """HKDF-SHA256 with an output of 32 bytes (RFC 5869)."""
    return hmac.digest(hmac.digest(salt or bytes(32), secret, "sha256"), info + b"\x01", "sha256")


def header_mac(file_key: bytes, signed: bytes) -> bytes:
    """What proves that a head, up to its "---", was made by somebody who has the file key."""
    return hmac.digest(derive(file_key, b"", b"header"), signed, "sha256")
