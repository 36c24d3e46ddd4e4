"""A credential inside a picture (Open Badges 3.0, 5.3): a PNG text chunk or an element of an SVG."""

import io
import struct
import zlib
from typing import Final
from xml.etree import ElementTree

from assessor_app.errors import Refused

KEYWORD: Final = b"openbadgecredential"
NAMESPACE: Final = "https://purl.imsglobal.org/ob/v3p0"
PNG: Final = b"\x89PNG\r\n\x1a\n"
LARGEST: Final = 1 << 20
"""Bytes of a credential; one with sixteen strands has 25 KB."""

_AFTER_HEADER = len(PNG) + 8 + 13 + 4


def bake_png(picture: bytes, credential: str) -> bytes:
    """The picture with the credential in an uncompressed iTXt chunk after its header."""
    data = KEYWORD + b"\0\0\0\0\0" + credential.encode()
    return picture[:_AFTER_HEADER] + _chunk(b"iTXt", data) + picture[_AFTER_HEADER:]


def bake_svg(picture: str, credential: str) -> str:
    """The picture with the credential in an element of its own at the beginning."""
    if "]]>" in credential:
        raise ValueError("]]> would end the element")
    start = picture.index(">", picture.index("<svg")) + 1
    element = f'<openbadges:credential xmlns:openbadges="{NAMESPACE}"><![CDATA[{credential}]]>'
    return f"{picture[:start]}{element}</openbadges:credential>{picture[start:]}"


def baked_in(content: bytes) -> str | None:
    """The credential in a PNG or SVG; None when it holds none. Raises Refused for a damaged picture."""
    if content.startswith(PNG):
        return _in_png(content)
    return _in_svg(content) if b"<svg" in content[:4096] else None


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def _in_png(content: bytes) -> str | None:
    stream = io.BytesIO(content[len(PNG) :])
    while len(head := stream.read(8)) == 8:
        length, kind = struct.unpack(">I4s", head)
        data, check = stream.read(length), stream.read(4)
        if check != struct.pack(">I", zlib.crc32(kind + data)):
            raise _damaged()
        if kind == b"iTXt" and data.startswith(KEYWORD + b"\0"):
            return _text(data[len(KEYWORD) + 1 :])
    return None


def _text(data: bytes) -> str:
    """Of an iTXt chunk after its keyword: compressed or not, then language and translated keyword (PNG, 11.3.3.4)."""
    compressed, rest = data[:1] == b"\x01", data[2:].split(b"\0", 2)
    if len(rest) != 3:
        raise _damaged()
    text = rest[2]
    try:
        if compressed:
            text = zlib.decompressobj().decompress(text, LARGEST + 1)
        if len(text) > LARGEST:
            raise _damaged()
        return text.decode()
    except (zlib.error, UnicodeDecodeError):
        raise _damaged() from None


def _in_svg(content: bytes) -> str | None:
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        raise Refused("This picture declares entities, so it was not opened. Nothing was changed.", "unsafe-file")
    try:
        root = ElementTree.fromstring(content)
    except (ElementTree.ParseError, ValueError):
        raise _damaged() from None
    found = root.find(f".//{{{NAMESPACE}}}credential")
    return None if found is None else (found.text or found.get("verify") or "").strip()


def _damaged() -> Refused:
    return Refused("This picture is damaged. Nothing was changed; ask for it again.", "damaged-picture")
