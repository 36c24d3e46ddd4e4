"""Complaints and appeals as they are stored."""

from collections import defaultdict
from typing import Any

from sqlalchemy import Row, func, select

from assessor_app.domain.award.concern import Concern, ConcernKind, RecordedStep
from assessor_app.models.database.tables import RECORD
from assessor_app.models.queries.reading import Reading

_CONCERN, _STEP, _ASSESSMENT = RECORD["concern"], RECORD["concern_step"], RECORD["assessment"]
_KINDS = {kind.value: kind for kind in ConcernKind}


def concerns_of(reading: Reading, assessment: str) -> tuple[Concern, ...]:
    """The complaints and appeals about one assessment, oldest first."""
    steps: dict[str, dict[str, RecordedStep]] = defaultdict(dict)
    for row in reading.all(select(_STEP).where(_STEP.c.assessment == assessment)):
        steps[row.concern][row.step] = RecordedStep(
            row.step, row.done_on or "", row.text or "", row.recorded_by or "", row.letter_sha256 or ""
        )
    rows = reading.all(select(_CONCERN).where(_CONCERN.c.assessment == assessment))
    found = [_concern(row, steps[row.concern]) for row in rows if row.received_on and row.concern_kind in _KINDS]
    return tuple(sorted(found, key=lambda concern: (concern.received_on, concern.reference)))


def with_concerns(reading: Reading) -> tuple[str, ...]:
    """The ids of the assessments about which somebody has complained or appealed."""
    query = select(_CONCERN.c.assessment).where(_CONCERN.c.received_on.is_not(None)).distinct()
    return tuple(sorted(row.assessment for row in reading.all(query)))


def assessments_of(reading: Reading, institution: str) -> tuple[str, ...]:
    """The ids of every assessment of an institution."""
    query = select(_ASSESSMENT.c.assessment).where(
        _ASSESSMENT.c.institution == institution, func.coalesce(_ASSESSMENT.c.deleted, 0) == 0
    )
    return tuple(row.assessment for row in reading.all(query))


def _concern(row: Row[Any], steps: dict[str, RecordedStep]) -> Concern:
    return Concern(
        row.concern, _KINDS[row.concern_kind], row.reference or "", row.received_on, row.from_name or "",
        row.from_contact or "", row.text or "", row.handler or "", row.handler_name or "", row.closed_on or "", steps,
    )  # fmt: skip
