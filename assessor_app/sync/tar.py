"""The container of a bundle: uncompressed ustar in one spelling only (docs/file-formats.md, Bundle).

A header is read by writing the header that its name and size call for and comparing all 512 bytes. So links, other
member types, prefixes, extensions, owners, dates and padded numbers need no rule each: they are all not it.
"""

import re
from dataclasses import dataclass

from assessor_app.sync.refusals import refused

BLOCK = 512
END = bytes(2 * BLOCK)
LARGEST_MEMBER = 8**11 - 1
"""Bytes; what eleven octal digits can say."""

_NAME = re.compile(
    r"segments/[0-9]{4}/(manifest\.json|manifest\.p7s|ops\.jsonl)|blobs/[0-9a-f]{64}|card\.(json|p7s)|(receipts/[0-9]{4}/)?receipt\.(json|p7s)"
    r"|ledger\.(json|p7s)|marks\.(json|p7s)|register\.(json|p7s)"
)


@dataclass(frozen=True, slots=True)
class Member:
    """One file of the container: its name and its size in bytes."""

    name: str
    size: int


def header(member: Member) -> bytes:
    """The 512 bytes before a member's content: a plain file of mode 0600, owner 0, time 0."""
    block = bytearray(BLOCK)
    block[0 : len(member.name)] = member.name.encode("ascii")
    block[100:124] = b"0000600\0" + b"0000000\0" * 2
    block[124:148] = b"%011o\0" % member.size + b"00000000000\0"
    block[148:156] = b" " * 8
    block[156:157] = b"0"
    block[257:265] = b"ustar\00000"
    block[148:156] = b"%06o\0 " % sum(block)
    return bytes(block)


def read_header(block: bytes) -> Member | None:
    """The member that a header announces; None for the empty block that ends the container. Raises Refused."""
    if block == bytes(BLOCK):
        return None
    name = block[:100].rstrip(b"\0").decode("latin-1")
    digits = block[124:135]
    if len(block) != BLOCK or not _NAME.fullmatch(name) or not re.fullmatch(rb"[0-7]{11}", digits):
        raise refused("bad-container")
    member = Member(name, int(digits, 8))
    if header(member) != block:
        raise refused("bad-container")
    return member


def padding(size: int) -> bytes:
    """The zero bytes after a member's content."""
    return bytes(-size % BLOCK)
