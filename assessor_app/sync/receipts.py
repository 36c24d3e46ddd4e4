"""A receipt as a file: an unencrypted container of receipt.json and the signature of who holds what it lists."""

from collections.abc import Callable
from pathlib import Path

from assessor_app.domain.exchange.receipt import (
    LARGEST_RECEIPT,
    Receipt,
    ReceivedReceipt,
    SignedReceipt,
    parse_receipt,
    receipt_bytes,
)
from assessor_app.files import read_small, write_whole
from assessor_app.sync import signed_file
from assessor_app.sync.checking import SegmentCheck
from assessor_app.sync.refusals import refused

EXTENSION = ".receipt"
KIND = "receipt"


def sign_receipt(receipt: Receipt, sign: Callable[[bytes], bytes]) -> SignedReceipt:
    """Sign a receipt. `sign` makes a detached signature over bytes."""
    content = receipt_bytes(receipt)
    return SignedReceipt(content, sign(content))


def write_receipt(target: Path, receipt: SignedReceipt) -> None:
    """Write a receipt file. Raises Unavailable when the place cannot be written."""
    write_whole(target, signed_file.put_together(KIND, receipt.content, receipt.signature))


def is_receipt(head: bytes) -> bool:
    """Whether a file that begins like this is a receipt."""
    return signed_file.begins_like(head, KIND)


def read_receipt(file: Path, check: SegmentCheck) -> ReceivedReceipt:
    """Read a receipt file and believe it. Raises Refused ("not-a-receipt", "bad-receipt" and those of the signature),
    Unavailable when it cannot be read.
    """
    raw, damaged = read_small(file, "The receipt", LARGEST_RECEIPT), refused("not-a-receipt")
    return checked_receipt(SignedReceipt(*signed_file.take_apart(raw, KIND, damaged, damaged)), check)


def checked_receipt(sealed: SignedReceipt, check: SegmentCheck) -> ReceivedReceipt:
    """The same for its bytes: the signature first, and that it is the holder's own."""
    signer = check.verify(sealed.content, sealed.signature)
    receipt = parse_receipt(sealed.content)
    if receipt.realm not in check.realms:
        raise refused("foreign-receipt")
    if receipt.holder != signer.person:
        raise refused("wrong-holder", signer=signer.name, holder=receipt.holder)
    return ReceivedReceipt(sealed, receipt, signer.name, signer.spki_sha256)
