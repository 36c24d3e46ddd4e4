"""Which database an office uses, as a person names it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DatabasePlace:
    """A database on a server. address: `postgresql+psycopg://user@host/name`; files: the folder of stored files that
    the office shares, "" for each profile's own."""

    address: str
    files: str = ""
