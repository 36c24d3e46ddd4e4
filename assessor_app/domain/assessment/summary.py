"""One row of the list of visits: all that the first paint needs to know of an assessment."""

from dataclasses import dataclass
from datetime import date
from enum import Enum


class Stage(Enum):
    """Named, one-way states of an assessment. Later stages follow with the cycle."""

    READING = "reading"
    VISIT = "visit"
    REPORT = "report"
    SIGNED = "signed"


@dataclass(frozen=True, slots=True)
class AssessmentSummary:
    """One row of the list of visits. `judged` counts strands with a level or an honest gap; `conflicts` fields that
    wait for a decision (0 in the first page, which is read before anything is counted); `due`: sentences on what
    is due because of the award, none in the first page either."""

    id: str
    institution: str
    place: str
    scheme: str
    scheme_title: str
    purpose: str
    visit_on: date | None
    stage: Stage
    judged: int
    strands: int
    lead_name: str = ""
    conflicts: int = 0
    due: tuple[str, ...] = ()
