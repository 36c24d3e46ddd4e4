"""One consistent view of the store for reading. It never waits for writers."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, Select


@dataclass(frozen=True, slots=True)
class Reading:
    """An open read transaction: everything read through it is of the same moment. device: this store's own."""

    connection: Connection
    device: str

    def all(self, query: Select[Any]) -> Sequence[Row[Any]]:
        """The rows of a query."""
        return self.connection.execute(query).fetchall()

    def first(self, query: Select[Any]) -> Row[Any] | None:
        """The first row of a query, or None."""
        return self.connection.execute(query).first()
