"""Marks of effective practice, the repository of them, and its full-text search."""

import re
import unicodedata
from typing import Any

from sqlalchemy import Row, select, text

from assessor_app.models.database.tables import RECORD
from assessor_app.models.queries.reading import Reading

_PRACTICE, _MARK = RECORD["practice"], RECORD["practice_mark"]

LONGEST_QUERY, MOST_TERMS = 500, 20
_TERM = re.compile(r"[^\W_]+")

_INDEX = "CREATE VIRTUAL TABLE temp.practice_found USING fts5(practice UNINDEXED, words, tokenize = 'unicode61')"
_FILL = (
    "INSERT INTO temp.practice_found SELECT practice, strand_title || ' ' || setting || ' ' || text FROM practice "
    "WHERE COALESCE(deleted, 0) = 0"
)
_FIND = "SELECT practice FROM temp.practice_found WHERE practice_found MATCH :query ORDER BY rank LIMIT :most"
_WORDS = "strand_title || ' ' || setting || ' ' || text"
_FIND_ON_SERVER = (
    "SELECT practice FROM practice, to_tsquery('simple', :query) AS asked, "
    f"to_tsvector('simple', regexp_replace(normalize({_WORDS}, NFKD), '[\\u0300-\\u036f]', '', 'g')) AS words "
    "WHERE COALESCE(deleted, 0) = 0 AND words @@ asked ORDER BY ts_rank(words, asked) DESC, practice LIMIT :most"
)
"""The server's own index of words knows no letters without their accents, so these are taken off first."""


def marks(reading: Reading, assessment: str = "") -> list[Row[Any]]:
    """The marks of one assessment, or of all."""
    query = select(_MARK).where(_MARK.c.deleted.is_distinct_from(1)).order_by(_MARK.c.assessment, _MARK.c.strand)
    return list(reading.all(query.where(_MARK.c.assessment == assessment) if assessment else query))


def entries(reading: Reading) -> list[Row[Any]]:
    """The repository's entries that have not been withdrawn."""
    query = select(_PRACTICE).where(_PRACTICE.c.deleted.is_distinct_from(1))
    return list(reading.all(query.order_by(_PRACTICE.c.strand_title, _PRACTICE.c.practice)))


def lanes(reading: Reading) -> list[str]:
    """The lanes of the whole repository, what was withdrawn included: others have to hear of that too."""
    return [f"practice/{row.practice}" for row in reading.all(select(_PRACTICE.c.practice))]


def find(reading: Reading, words: str, most: int) -> list[str]:
    """The ids of the entries with all of these words, or words that begin so, the best first.

    In the encrypted file the words are indexed anew for each search, in memory: the repository is small, and there is
    then no second copy that could differ from it.
    """
    terms = _TERM.findall(words[:LONGEST_QUERY])[:MOST_TERMS]
    if not terms:
        return []
    if reading.connection.dialect.name != "sqlite":
        # each word in quotes: nothing of what was typed is read as a command of the query language
        query = " & ".join(f"'{_plain(term)}':*" for term in terms)
        found = reading.connection.execute(text(_FIND_ON_SERVER), {"query": query, "most": most})
        return list(found.scalars())
    reading.connection.exec_driver_sql("DROP TABLE IF EXISTS temp.practice_found")
    reading.connection.exec_driver_sql(_INDEX)
    try:
        reading.connection.exec_driver_sql(_FILL)
        query = " ".join(f'"{term}"*' for term in terms)
        return list(reading.connection.exec_driver_sql(_FIND, {"query": query, "most": most}).scalars())
    finally:
        reading.connection.exec_driver_sql("DROP TABLE temp.practice_found")


def _plain(term: str) -> str:
    """A word without accents, as the server's search has it."""
    return "".join(each for each in unicodedata.normalize("NFKD", term) if not unicodedata.combining(each))
