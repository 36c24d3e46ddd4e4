"""The list of visits for the first paint: fixed SQL on the driver alone, because SQLAlchemy takes longer than Qt."""

from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as driver

from assessor_app.domain.assessment.summary import AssessmentSummary
from assessor_app.errors import Unavailable
from assessor_app.models.database.failures import told_in_words
from assessor_app.models.database.location import is_shared
from assessor_app.models.database.sqlcipher import connect
from assessor_app.models.queries.values import day_of, stage_of

_FIRST = """
SELECT a.assessment, COALESCE(i.name, ''), COALESCE(i.place, ''), COALESCE(a.scheme, ''), COALESCE(a.scheme_title, ''),
    COALESCE(a.purpose, ''), a.visit_on, a.stage, (
        SELECT COUNT(*) FROM judgement j WHERE j.assessment = a.assessment AND j.level IS NOT NULL
        AND COALESCE(j.deleted, 0) = 0 AND j.person = a.lead
    ), COALESCE(a.strand_count, 0), COALESCE(a.lead_name, '')
FROM assessment a LEFT JOIN institution i ON i.institution = a.institution
WHERE COALESCE(a.deleted, 0) = 0 AND a.scheme IS NOT NULL
ORDER BY COALESCE(a.visit_on, '') DESC, a.assessment
LIMIT :limit
"""


def first_visits(database: Path, key: bytes, limit: int = 100, frozen: bool = False) -> tuple[AssessmentSummary, ...]:
    """What `queries.list_assessments` gives, at most `limit` of it.

    frozen: the profile cannot be written; then changes that a program left in the write-ahead log are not seen yet.

    A store that an older version has written, which is brought up to date only after the first paint, gives none, and
    so does one on a server, which may be slow to answer.
    Raises Refused for a wrong key, Unavailable for a file that is missing or cannot be read.
    """
    if is_shared(database.parent):
        return ()
    if not database.is_file():
        raise Unavailable("There is no profile in this folder. Choose another folder, or make a profile.", "missing")
    with told_in_words():
        connection = connect(database, key, frozen)
        try:
            return tuple(_summary(row) for row in connection.execute(_FIRST, {"limit": limit}))
        except driver.OperationalError as error:
            if error.sqlite_errorcode != driver.SQLITE_ERROR:
                raise
            return ()  # a table or column is not there yet
        finally:
            connection.close()


def _summary(row: tuple[Any, ...]) -> AssessmentSummary:
    identity, institution, place, scheme, title, purpose, visit_on, stage, judged, strands, lead_name = row
    day, reached = day_of(visit_on), stage_of(stage)
    return AssessmentSummary(
        identity, institution, place, scheme, title, purpose, day, reached, judged, strands, lead_name
    )
