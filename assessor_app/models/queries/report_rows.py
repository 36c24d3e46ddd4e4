"""Signed reports of all institutions, as they are stored: which were replaced by a later version."""

import re
from collections import defaultdict
from typing import Any

from sqlalchemy import Row, Table, func, select
from sqlalchemy.sql import ColumnElement

from assessor_app.domain.award.register import ReplacedReport
from assessor_app.models.database.tables import RECORD
from assessor_app.models.queries.reading import Reading
from assessor_app.models.queries.values import day_of

_REPORT, _COUNTER = RECORD["report"], RECORD["counter_signature"]
_HASH, _VERSION = re.compile("[0-9a-f]{64}"), re.compile("[1-9][0-9]{0,8}")
"""What others wrote in their place must not get into a register that goes out."""


def replaced_reports(reading: Reading) -> tuple[ReplacedReport, ...]:
    """Every signed file of a version that has a later one, by its hash: as the lead signed it, and as the verifier
    counter-signed it."""
    signed: dict[str, dict[int, str]] = defaultdict(dict)
    rows, both = (
        [row for row in reading.all(select(table).where(_present(table))) if _is_signed(row)]
        for table in (_REPORT, _COUNTER)
    )
    for row in rows:
        signed[row.assessment][int(row.version)] = row.signed_at[:10]
    files = ((row.assessment, row.version, row.file_sha256) for row in (*rows, *both))
    found = {
        sha256: ReplacedReport(sha256, newest, signed[assessment][newest])
        for assessment, version, sha256 in files
        if _HASH.fullmatch(sha256 or "") and int(version) < (newest := max(signed[assessment], default=0))
    }
    return tuple(found[sha256] for sha256 in sorted(found))


def _is_signed(row: Row[Any]) -> bool:
    return _VERSION.fullmatch(row.version) is not None and day_of((row.signed_at or "")[:10]) is not None


def _present(table: Table) -> ColumnElement[bool]:
    return func.coalesce(table.c.deleted, 0) == 0
