"""The store's tables as SQLAlchemy knows them; those of the record are generated from the list of kinds.

They are what queries are written with. Tables are made by migrations only; a test holds the two together.
"""

from typing import Any

from sqlalchemy import BigInteger, Column, ForeignKey, Integer, LargeBinary, MetaData, Table, Text, UniqueConstraint
from sqlalchemy.types import TypeEngine

from assessor_app.domain.journal.record_fields import KINDS
from assessor_app.domain.journal.record_kind import Form, Kind

METADATA = MetaData()

META = Table("meta", METADATA, Column("key", Text, primary_key=True), Column("value", Text, nullable=False))

OPERATION = Table(
    "operation",
    METADATA,
    Column("number", BigInteger, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("device", Text, nullable=False),
    Column("lane", Text, nullable=False),
    Column("seq", BigInteger, nullable=False),
    Column("actor", Text, nullable=False),
    Column("hlc", BigInteger, nullable=False),
    Column("entity", Text, nullable=False),
    Column("field", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("recorded_at", Text, nullable=False),
    UniqueConstraint("lane", "device", "seq"),
)

OPERATION_PARENT = Table(
    "operation_parent",
    METADATA,
    Column("operation", BigInteger, ForeignKey("operation.number"), primary_key=True),
    Column("parent", Text, primary_key=True, index=True),
)

HEAD = Table(
    "head",
    METADATA,
    Column("lane", Text, primary_key=True),
    Column("entity", Text, primary_key=True),
    Column("field", Text, primary_key=True),
    Column("operation", BigInteger, ForeignKey("operation.number"), primary_key=True),
)

SEGMENT = Table(
    "segment",
    METADATA,
    Column("sha256", Text, primary_key=True),
    Column("lane", Text, nullable=False),
    Column("device", Text, nullable=False),
    Column("first_seq", BigInteger, nullable=False),
    Column("last_seq", BigInteger, nullable=False),
    Column("prev", Text, nullable=False),
    Column("actor", Text, nullable=False),
    Column("manifest", LargeBinary, nullable=False),
    Column("signature", LargeBinary, nullable=False),
    Column("received_at", Text, nullable=False),
    UniqueConstraint("lane", "device", "first_seq"),
)

BLOB = Table("blob", METADATA, Column("sha256", Text, primary_key=True), Column("size", BigInteger, nullable=False))

STEP = Table(
    "step",
    METADATA,
    Column("device", Text, primary_key=True),
    Column("assessment", Text, primary_key=True),
    Column("number", BigInteger, primary_key=True),
    Column("undone", Integer, nullable=False),
    Column("operations", Text, nullable=False),
)

RECEIPT = Table(
    "receipt",
    METADATA,
    Column("sha256", Text, primary_key=True),
    Column("holder", Text, nullable=False),
    Column("signer_name", Text, nullable=False),
    Column("signer_key", Text, nullable=False),
    Column("made", Text, nullable=False),
    Column("content", LargeBinary, nullable=False),
    Column("signature", LargeBinary, nullable=False),
    Column("received_at", Text, nullable=False),
)

SENT = Table(
    "sent",
    METADATA,
    Column("lane", Text, primary_key=True),
    Column("device", Text, primary_key=True),
    Column("last_seq", BigInteger, nullable=False),
)

EXCHANGE = Table(
    "exchange",
    METADATA,
    Column("number", BigInteger, primary_key=True),
    Column("device", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("act", Text, nullable=False),
    Column("file", Text, nullable=False),
    Column("finished", Integer, nullable=False),
    Column("body", Text, nullable=False),
)

_TYPES: dict[Form, type[TypeEngine[Any]]] = {
    Form.TEXT: Text,
    Form.INTEGER: BigInteger,
    Form.FLAG: Integer,
    Form.JSON: Text,
}


def _table(kind: Kind) -> Table:
    keys = (Column(key, Text, primary_key=True) for key in kind.keys)
    fields = (Column(field, _TYPES[form]) for field, form in kind.fields.items())
    return Table(kind.table, METADATA, *keys, *fields)


RECORD: dict[str, Table] = {kind.table: _table(kind) for kind in KINDS}
"""The tables of the record by name: key columns, then one column a field."""
