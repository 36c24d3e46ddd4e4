"""A receipt: what somebody has taken in and holds, signed by them (docs/file-formats.md, Receipt)."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from assessor_app.domain.journal.clock import moment, read_moment
from assessor_app.domain.journal.operation import canonical_json
from assessor_app.errors import Refused

FORMAT = "assay-receipt"
VERSION = 1
LARGEST_RECEIPT = 16 << 20

_HASH = re.compile(r"[0-9a-f]{64}")
_DEVICE = re.compile(r"[0-9a-f]{16}")
_PERSON = re.compile(r"[A-Za-z0-9-]{1,64}")
_LANE = re.compile(r"[a-z]{1,32}/[A-Za-z0-9._-]{1,64}")


@dataclass(frozen=True, slots=True)
class ChainTip:
    """How far one device's chain in a lane is held: its last number, and the hash of that segment's manifest."""

    device: str
    lane: str
    last_seq: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Receipt:
    """realm: of the office; holder: person id of who signs; roster_version: of the office card by which roles were
    checked; files: SHA-256 (hexadecimal) of every file of these chains that is held. A receipt is about whole
    chains, so a later one says all that an earlier one said of them.
    """

    realm: str
    holder: str
    made: datetime
    roster_version: int
    chains: tuple[ChainTip, ...]
    files: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SignedReceipt:
    """The bytes as signed."""

    content: bytes
    signature: bytes


@dataclass(frozen=True, slots=True)
class ReceivedReceipt:
    """A receipt whose signature has been checked. signer_key: SHA-256 (hexadecimal) of the key that signed it."""

    sealed: SignedReceipt
    receipt: Receipt
    signer_name: str
    signer_key: str


def receipt_bytes(receipt: Receipt) -> bytes:
    """The bytes that are signed; the time to the second, in UTC."""
    return canonical_json(
        {
            "format": FORMAT,
            "version": VERSION,
            "realm": receipt.realm,
            "holder": receipt.holder,
            "made": moment(receipt.made),
            "roster_version": receipt.roster_version,
            "chains": [
                {"device": tip.device, "lane": tip.lane, "last_seq": tip.last_seq, "sha256": tip.sha256}
                for tip in receipt.chains
            ],
            "files": list(receipt.files),
        }
    )


def parse_receipt(raw: bytes) -> Receipt:
    """Read a receipt back. Raises Refused "newer" for a later version, "bad-receipt" for any other spelling: writing
    what was read must give the same bytes.
    """
    try:
        found = json.loads(raw)
        if found["format"] == FORMAT and found["version"] != VERSION:
            raise Refused("This receipt was written by a newer version of Assay. Update Assay.", "newer")
        receipt = _receipt(found)
        good = receipt_bytes(receipt) == raw and _plausible(receipt)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        good = False
    if not good:
        raise Refused("This receipt is not put together the way Assay does it. Nothing was changed.", "bad-receipt")
    return receipt


def _receipt(found: Mapping[str, Any]) -> Receipt:
    return Receipt(
        realm=found["realm"],
        holder=found["holder"],
        made=read_moment(found["made"]),
        roster_version=found["roster_version"],
        chains=tuple(ChainTip(tip["device"], tip["lane"], tip["last_seq"], tip["sha256"]) for tip in found["chains"]),
        files=tuple(found["files"]),
    )


def _plausible(receipt: Receipt) -> bool:
    hashes = (receipt.realm, *receipt.files, *(tip.sha256 for tip in receipt.chains))
    numbers = (receipt.roster_version, *(tip.last_seq for tip in receipt.chains))
    return (
        all(_HASH.fullmatch(text) for text in hashes)
        and all(isinstance(number, int) and not isinstance(number, bool) and number >= 1 for number in numbers)
        and bool(_PERSON.fullmatch(receipt.holder))
        and all(_DEVICE.fullmatch(tip.device) and _LANE.fullmatch(tip.lane) for tip in receipt.chains)
        and len({(tip.device, tip.lane) for tip in receipt.chains}) == len(receipt.chains)
    )
