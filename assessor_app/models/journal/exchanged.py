"""What went out and came in: receipts of others, how far each lane was sent, and the log of exchanges.

These facts are about this computer, so they are no operations and travel in no bundle.
"""

import hashlib
import json
from collections.abc import Mapping
from typing import cast

from sqlalchemy import delete, insert, select, update

from assessor_app.domain.exchange.receipt import Receipt, ReceivedReceipt, SignedReceipt, parse_receipt
from assessor_app.domain.journal.clock import moment
from assessor_app.domain.journal.operation import Json, canonical_json
from assessor_app.models.database import statements as sql
from assessor_app.models.database.tables import EXCHANGE, RECEIPT, RECORD, SENT
from assessor_app.models.journal.writing import Writing
from assessor_app.models.queries.reading import Reading

_DEVICE = "device"


def begin(writing: Writing, act: str, file: str) -> int:
    """Note in the log that something is being made; the number of the entry. It is unfinished until `finish`."""
    return note(writing, act, file, {_DEVICE: writing.hand.device}, finished=False)


def finish(writing: Writing, number: int, body: Mapping[str, Json]) -> None:
    """What was begun is done."""
    writing.connection.execute(
        update(EXCHANGE).where(EXCHANGE.c.number == number).values(finished=1, body=canonical_json(body).decode())
    )


def drop(writing: Writing, number: int) -> None:
    """What was begun came to nothing."""
    writing.connection.execute(delete(EXCHANGE).where(EXCHANGE.c.number == number))


def note(writing: Writing, act: str, file: str, body: Mapping[str, Json], *, finished: bool = True) -> int:
    """Add an entry to the log; its number."""
    row = {
        "device": writing.hand.device,
        "at": writing.recorded_at,
        "act": act,
        "file": file.encode("utf-8", "backslashreplace").decode(),  # a name of other bytes is no text
        "finished": int(finished),
        "body": canonical_json(body).decode(),
    }
    return int(writing.connection.exec_driver_sql(sql.ADD_EXCHANGE, row).scalar_one())


def entries(reading: Reading, most: int = 1000) -> list[tuple[str, str, str, bool, dict[str, Json]]]:
    """The log, newest first: time in ISO 8601 UTC, act, file, finished, facts."""
    query = select(EXCHANGE).order_by(EXCHANGE.c.number.desc()).limit(most)
    return [
        (row.at, row.act, row.file, bool(row.finished), cast("dict[str, Json]", json.loads(row.body)))
        for row in reading.all(query)
    ]


def unfinished(reading: Reading) -> list[tuple[int, str]]:
    """Number and file of what was begun and neither finished nor dropped: the program was killed meanwhile."""
    query = select(EXCHANGE.c.number, EXCHANGE.c.file).where(
        EXCHANGE.c.finished == 0, EXCHANGE.c.device == reading.device
    )
    return [(row.number, row.file) for row in reading.all(query)]


def note_sent(writing: Writing, lanes: Mapping[str, int]) -> None:
    """A finished bundle carries this device's operations of each lane up to this number."""
    device = writing.hand.device
    for lane, last in lanes.items():
        writing.connection.execute(delete(SENT).where(SENT.c.lane == lane, SENT.c.device == device))
        writing.connection.execute(insert(SENT).values(lane=lane, device=device, last_seq=last))


def keep_receipt(writing: Writing, received: ReceivedReceipt) -> bool:
    """Keep a checked receipt; False when it was here already. Older ones of the same holder about nothing else go."""
    sha256 = hashlib.sha256(received.sealed.content).hexdigest()
    if writing.connection.execute(select(RECEIPT.c.sha256).where(RECEIPT.c.sha256 == sha256)).first():
        return False
    row = {
        "sha256": sha256,
        "holder": received.receipt.holder,
        "signer_name": received.signer_name,
        "signer_key": received.signer_key,
        "made": moment(received.receipt.made),
        "content": received.sealed.content,
        "signature": received.sealed.signature,
        "received_at": writing.recorded_at,
    }
    _drop_superseded(writing, received.receipt)
    writing.connection.execute(insert(RECEIPT).values(**row))
    return True


def _drop_superseded(writing: Writing, newer: Receipt) -> None:
    lanes = {tip.lane for tip in newer.chains}
    query = select(RECEIPT.c.sha256, RECEIPT.c.content).where(
        RECEIPT.c.holder == newer.holder, RECEIPT.c.made < moment(newer.made)
    )
    for row in writing.connection.execute(query).fetchall():
        if {tip.lane for tip in parse_receipt(bytes(row.content)).chains} <= lanes:
            writing.connection.execute(delete(RECEIPT).where(RECEIPT.c.sha256 == row.sha256))


def receipts(reading: Reading) -> list[ReceivedReceipt]:
    """All receipts kept, oldest first; each was checked when it came."""
    query = select(RECEIPT).order_by(RECEIPT.c.made, RECEIPT.c.sha256)
    return [
        ReceivedReceipt(
            SignedReceipt(bytes(row.content), bytes(row.signature)),
            parse_receipt(bytes(row.content)),
            row.signer_name,
            row.signer_key,
        )
        for row in reading.all(query)
    ]


def evidence_files(reading: Reading) -> dict[str, dict[str, int]]:
    """The files of all evidence: assessment -> SHA-256 -> bytes."""
    table = RECORD["evidence"]
    query = select(table.c.assessment, table.c.file_sha256, table.c.file_size).where(table.c.file_sha256 != "")
    found: dict[str, dict[str, int]] = {}
    for row in reading.all(query):
        found.setdefault(row.assessment, {})[row.file_sha256] = row.file_size or 0
    return found
