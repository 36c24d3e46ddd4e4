"""What a copy of a database holds that this one does not, and since when something here is not in any copy."""

from pathlib import Path

from sqlalchemy import func, select

from assessor_app.models.database.failures import told_in_words
from assessor_app.models.database.sqlcipher import connect
from assessor_app.models.database.tables import OPERATION
from assessor_app.models.queries.reading import Reading

_CHANGES = "SELECT lane, device, seq, hlc FROM operation"


def only_in_copy(reading: Reading, copy: Path, key: bytes) -> frozenset[str]:
    """The devices of changes that the closed database `copy` has and this one lacks or has in an older form.

    The copy is only read. Raises Refused when the key is not its own, Unavailable when it cannot be read.
    """
    with told_in_words():
        connection = connect(copy, key, frozen=True)
        try:
            there = {(row[0], row[1], row[2]): row[3] for row in connection.execute(_CHANGES)}
        finally:
            connection.close()
    columns = select(OPERATION.c.lane, OPERATION.c.device, OPERATION.c.seq, OPERATION.c.hlc)
    here = {(row.lane, row.device, row.seq): row.hlc for row in reading.all(columns)}
    return frozenset(change[1] for change, hlc in there.items() if here.get(change, -1) < hlc)


def oldest_change_after(reading: Reading, moment: str) -> str | None:
    """When the first change after `moment` was stored here (both ISO 8601, UTC); None when there is none."""
    row = reading.first(select(func.min(OPERATION.c.recorded_at)).where(OPERATION.c.recorded_at > moment))
    return None if row is None else row[0]
