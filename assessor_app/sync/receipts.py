"""A receipt as a file: an unencrypted container of receipt.json and the signature of who holds what it lists."""

import io
from collections.abc import Callable
from pathlib import Path

from assessor_app.domain.receipt import (
    LARGEST_RECEIPT,
    Receipt,
    ReceivedReceipt,
    SignedReceipt,
    parse_receipt,
    receipt_bytes,
)
from assessor_app.errors import Refused
from assessor_app.files import read_small, write_whole
from assessor_app.sync import tar
from assessor_app.sync.checking import SegmentCheck
from assessor_app.sync.refusals import refused

EXTENSION = ".receipt"


def sign_receipt(receipt: Receipt, sign: Callable[[bytes], bytes]) -> SignedReceipt:
    """Sign a receipt. `sign` makes a detached signature over bytes."""
    content = receipt_bytes(receipt)
    return SignedReceipt(content, sign(content))


def write_receipt(target: Path, receipt: SignedReceipt) -> None:
    """Write a receipt file. Raises Unavailable when the place cannot be written."""
    write_whole(target, _member("receipt.json", receipt.content) + _member("receipt.p7s", receipt.signature) + tar.END)


def is_receipt(head: bytes) -> bool:
    """Whether a file that begins like this is a receipt."""
    return head.startswith(b"receipt.json\0")


def read_receipt(file: Path, check: SegmentCheck) -> ReceivedReceipt:
    """Read a receipt file and believe it. Raises Refused ("not-a-receipt", "bad-receipt" and those of the signature),
    Unavailable when it cannot be read.
    """
    return checked_receipt(_taken_apart(read_small(file, "The receipt", LARGEST_RECEIPT)), check)


def checked_receipt(sealed: SignedReceipt, check: SegmentCheck) -> ReceivedReceipt:
    """The same for its bytes: the signature first, and that it is the holder's own."""
    signer = check.verify(sealed.content, sealed.signature)
    receipt = parse_receipt(sealed.content)
    if receipt.realm not in check.realms:
        raise refused("foreign-receipt")
    if receipt.holder != signer.person:
        raise refused("wrong-holder", signer=signer.name, holder=receipt.holder)
    return ReceivedReceipt(sealed, receipt, signer.name, signer.spki_sha256)


def _member(name: str, content: bytes) -> bytes:
    return tar.header(tar.Member(name, len(content))) + content + tar.padding(len(content))


def _taken_apart(raw: bytes) -> SignedReceipt:
    stream = io.BytesIO(raw)
    found = []
    for name in ("receipt.json", "receipt.p7s"):
        member = _header(stream.read(tar.BLOCK))
        if member is None or member.name != name:
            raise refused("not-a-receipt")
        found.append(stream.read(member.size))
        if len(found[-1]) != member.size or stream.read(-member.size % tar.BLOCK) != tar.padding(member.size):
            raise refused("not-a-receipt")
    if stream.read() != tar.END:
        raise refused("not-a-receipt")
    return SignedReceipt(found[0], found[1])


def _header(block: bytes) -> tar.Member | None:
    try:
        return tar.read_header(block)
    except Refused as error:  # its words are about bundles
        raise refused("not-a-receipt") from error
