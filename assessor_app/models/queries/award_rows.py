"""The awards and the decisions of panels of all institutions, as they are stored."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Table, func, select
from sqlalchemy.sql import ColumnElement

from assessor_app.domain.assessment.assessment import AssessmentSummary
from assessor_app.domain.cycle.cycle import Award, PanelDecision
from assessor_app.models.database.tables import RECORD
from assessor_app.models.queries.cycle_rows import awards_of_rows, decision_of_row
from assessor_app.models.queries.queries import list_assessments
from assessor_app.models.queries.reading import Reading
from assessor_app.models.queries.values import day_of

_AWARD, _WITHDRAWAL, _PANEL = RECORD["award"], RECORD["withdrawal"], RECORD["panel_decision"]
_ASSESSMENT, _INSTITUTION = RECORD["assessment"], RECORD["institution"]


@dataclass(frozen=True, slots=True)
class HeldAward:
    """An award and whose it is. institution: its id; followed_by: id of the assessment that goes on from its own."""

    award: Award
    institution: str
    holder: str
    followed_by: str = ""


@dataclass(frozen=True, slots=True)
class Decided:
    """An assessment with the latest decision of a panel on it."""

    assessment: AssessmentSummary
    institution: str
    decision: PanelDecision


def all_awards(reading: Reading) -> tuple[HeldAward, ...]:
    """Every award of every institution, by its number."""
    rows = reading.all(select(_AWARD).where(_present(_AWARD)))
    said = reading.all(select(_WITHDRAWAL).where(_present(_WITHDRAWAL)))
    at = {row.award: row.institution for row in rows}
    names = {row.institution: row.name or "" for row in reading.all(select(_INSTITUTION))}
    followed = {row.follows: row.assessment for row in reading.all(select(_ASSESSMENT).where(_present(_ASSESSMENT)))}
    found = (
        HeldAward(award, at[award.id], names.get(at[award.id], ""), followed.get(award.assessment or "-", ""))
        for award in awards_of_rows(rows, said)
    )
    return tuple(sorted(found, key=lambda held: (held.award.number, held.award.id)))


def latest_decisions(reading: Reading) -> tuple[Decided, ...]:
    """The latest decision on every assessment that a panel has decided on, the latest first."""
    decisions: dict[str, list[PanelDecision]] = defaultdict(list)
    for row in reading.all(select(_PANEL).where(_present(_PANEL))):
        if day_of(row.decided_on):
            decisions[row.assessment].append(decision_of_row(row))
    at = institutions_of(reading)
    found = [
        Decided(each, at.get(each.id, ""), max(decisions[each.id], key=lambda one: (one.decided_on, one.id)))
        for each in list_assessments(reading)
        if each.id in decisions
    ]
    return tuple(sorted(found, key=lambda each: each.decision.decided_on, reverse=True))


def institutions_of(reading: Reading) -> Mapping[str, str]:
    """The id of every assessment's institution."""
    return {row.assessment: row.institution or "" for row in reading.all(select(_ASSESSMENT))}


def _present(table: Table) -> ColumnElement[bool]:
    return func.coalesce(table.c.deleted, 0) == 0
