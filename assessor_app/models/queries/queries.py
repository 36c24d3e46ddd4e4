"""What screens and reports read: lists, and one assessment as a whole, each by a fixed number of queries."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sqlalchemy import Row, Select, Table, and_, func, or_, select

from assessor_app.domain.assessment.assessment import Assessment, AssessmentSummary, Institution
from assessor_app.domain.journal.operation import FieldState
from assessor_app.domain.journal.record import lane_of
from assessor_app.errors import WrongUse
from assessor_app.models.database.tables import RECORD
from assessor_app.models.journal.current import conflict_counts, lanes_of, states_in
from assessor_app.models.journal.history import conflicts, history
from assessor_app.models.queries.assembling import Parts, assemble
from assessor_app.models.queries.cycle_rows import CYCLE_TABLES
from assessor_app.models.queries.reading import Reading
from assessor_app.models.queries.values import day_of, stage_of

__all__ = [
    "assessment_of_submission",
    "conflicts",
    "edition_of",
    "exists",
    "field_state",
    "find_assessments",
    "followed_by",
    "has_sealed",
    "head_operations",
    "history",
    "institution_of",
    "institutions",
    "list_assessments",
    "load_assessment",
    "second_candidates",
    "with_awards",
]

_ASSESSMENT, _INSTITUTION, _JUDGEMENT = RECORD["assessment"], RECORD["institution"], RECORD["judgement"]
_SUBMISSION, _AWARD, _WITHDRAWAL = RECORD["submission"], RECORD["award"], RECORD["withdrawal"]
_SECOND, _INTEREST = RECORD["second_mark"], RECORD["interest"]
_PARTS = ("strand_record", "judgement", "evidence", "note", "action", "debrief", "debrief_point")
_MORE_PARTS = (
    *("debrief_listener", "report", "local_note", "visit_session", "ledger", "second_mark", "agreed"),
    *("agreed_by", "counter_signature", "written_section"),
    *CYCLE_TABLES,
)


def list_assessments(reading: Reading) -> tuple[AssessmentSummary, ...]:
    """All assessments, the latest visit first and those without a day last. `judged` counts the lead's strands."""
    counts = conflict_counts(reading)
    return tuple(_summary(row, counts) for row in reading.all(_summaries()))


def with_awards(reading: Reading) -> frozenset[str]:
    """The ids of assessments that an award rests on."""
    query = select(_AWARD.c.assessment).where(_AWARD.c.assessment.is_not(None), _present(_AWARD)).distinct()
    return frozenset(row.assessment for row in reading.all(query))


def has_sealed(reading: Reading, assessment: str, person: str) -> bool:
    """True when this person's sealed second mark of an assessment is here."""
    mine = (_SECOND.c.assessment == assessment, _SECOND.c.person == person, _SECOND.c.sealed_at.is_not(None))
    return reading.first(select(_SECOND).where(*mine, _present(_SECOND))) is not None


def second_candidates(reading: Reading, person: str, verifies: bool) -> tuple[str, ...]:
    """Ids of the assessments whose second mark may concern a person: those they lead that have one, and, for whoever
    verifies, those without a verifier or with this one and those they have declared interests in."""
    marked = select(_SECOND.c.assessment).where(_SECOND.c.sealed_at.is_not(None), _present(_SECOND))
    declared = select(_INTEREST.c.assessment).where(_INTEREST.c.person == person, _present(_INTEREST))
    leads = func.coalesce(_ASSESSMENT.c.lead, "") == person
    concerned = and_(leads, _ASSESSMENT.c.assessment.in_(marked))
    if verifies:
        unnamed_or_own = and_(~leads, func.coalesce(_ASSESSMENT.c.verifier, "").in_(("", person)))
        concerned = or_(concerned, unnamed_or_own, _ASSESSMENT.c.assessment.in_(declared))
    query = select(_ASSESSMENT.c.assessment).where(concerned, _present(_ASSESSMENT), _ASSESSMENT.c.scheme.is_not(None))
    return tuple(row.assessment for row in reading.all(query.order_by(_ASSESSMENT.c.assessment)))


def find_assessments(reading: Reading, words: str) -> tuple[AssessmentSummary, ...]:
    """Assessments whose id begins with, or whose institution, place or reference contains, these words."""
    pattern = f"%{_escaped(words.lower())}%"
    wanted = or_(
        _ASSESSMENT.c.assessment.startswith(words, autoescape=True),
        *(
            func.lower(column).like(pattern, escape="\\")
            for column in (_INSTITUTION.c.name, _INSTITUTION.c.place, _ASSESSMENT.c.reference)
        ),
    )
    return tuple(_summary(row, {}) for row in reading.all(_summaries().where(wanted)))


def assessments_of(reading: Reading, institution: str) -> tuple[AssessmentSummary, ...]:
    """Every assessment of the institution with this id."""
    return tuple(_summary(row, {}) for row in reading.all(_summaries().where(_ASSESSMENT.c.institution == institution)))


def followed_by(reading: Reading, assessment: str) -> str:
    """The id of the assessment that goes on from this one; empty while none does."""
    row = reading.first(
        select(_ASSESSMENT.c.assessment)
        .where(_ASSESSMENT.c.follows == assessment, _present(_ASSESSMENT))
        .order_by(_ASSESSMENT.c.assessment)
    )
    return row.assessment if row else ""


def exists(reading: Reading, assessment: str) -> bool:
    """Whether an assessment is in this store."""
    return reading.first(_row_of(assessment)) is not None


def edition_of(reading: Reading, assessment: str) -> tuple[str, str]:
    """The scheme id and edition of an assessment. Raises WrongUse when there is none of that id."""
    row = _need(reading, assessment)
    return row.scheme or "", row.edition or ""


def institution_of(reading: Reading, assessment: str) -> str:
    """The id of the institution that is assessed. Raises WrongUse when there is no assessment of that id."""
    return _need(reading, assessment).institution or ""


def assessment_of_submission(reading: Reading, file_sha256: str) -> str:
    """The assessment that a workbook with this content was loaded into; empty when none was."""
    row = reading.first(
        select(_SUBMISSION.c.assessment)
        .where(_SUBMISSION.c.file_sha256 == file_sha256, _present(_SUBMISSION))
        .order_by(_SUBMISSION.c.assessment)
    )
    return row.assessment if row else ""


def institutions(reading: Reading) -> tuple[Institution, ...]:
    """All institutions by name."""
    query = select(_INSTITUTION).where(_present(_INSTITUTION)).order_by(_INSTITUTION.c.name, _INSTITUTION.c.institution)
    return tuple(_institution(row) for row in reading.all(query))


def load_assessment(
    reading: Reading, assessment: str, person: str, strand_ids: Sequence[str], held: Callable[[str], bool]
) -> Assessment:
    """The whole record of one assessment, with the current values of what is edited.

    strand_ids: the scheme's order; strands that nobody has written about are there, empty. person: whose working
    copy it is. held: whether the file of that SHA-256 is on this computer.
    Raises WrongUse when there is no assessment of that id.
    """
    row = _need(reading, assessment)
    institution = row.institution or ""
    found = reading.first(select(_INSTITUTION).where(_INSTITUTION.c.institution == institution))
    return assemble(
        Parts(
            assessment=row,
            institution=_institution(found) if found else Institution(institution, ""),
            rows={name: reading.all(_part(RECORD[name], assessment)) for name in (*_PARTS, *_MORE_PARTS)},
            states=states_in(reading, (*lanes_of(assessment), f"institution/{institution}")),
            awards=reading.all(select(_AWARD).where(_AWARD.c.institution == institution, _present(_AWARD))),
            withdrawals=reading.all(select(_WITHDRAWAL).where(_WITHDRAWAL.c.institution == institution)),
            followed_by=followed_by(reading, assessment),
        ),
        strand_ids,
        held,
    )


def field_state(reading: Reading, entity: str, field: str) -> FieldState:
    """The current values of one field."""
    states = states_in(reading, (lane_of(entity, field),), entity)
    return states.get((entity, field), FieldState(()))


def head_operations(reading: Reading, assessment: str) -> tuple[str, ...]:
    """Sorted ids of the current operations of an assessment's shared lanes: what a fingerprint of its data covers."""
    states = states_in(reading, lanes_of(assessment)[:2])
    return tuple(sorted({identity for state in states.values() for identity in state.heads}))


def _summaries() -> Select[Any]:
    judged = (
        select(func.count())
        .where(
            _JUDGEMENT.c.assessment == _ASSESSMENT.c.assessment,
            _JUDGEMENT.c.person == _ASSESSMENT.c.lead,
            _JUDGEMENT.c.level.is_not(None),
            _present(_JUDGEMENT),
        )
        .scalar_subquery()
    )
    return (
        select(
            _ASSESSMENT,
            _INSTITUTION.c.name.label("institution_name"),
            _INSTITUTION.c.place.label("institution_place"),
            judged.label("judged"),
        )
        .outerjoin(_INSTITUTION, _INSTITUTION.c.institution == _ASSESSMENT.c.institution)
        .where(_present(_ASSESSMENT), _ASSESSMENT.c.scheme.is_not(None))
        .order_by(func.coalesce(_ASSESSMENT.c.visit_on, "").desc(), _ASSESSMENT.c.assessment)
    )


def _summary(row: Row[Any], conflicts: Mapping[str, int]) -> AssessmentSummary:
    return AssessmentSummary(
        id=row.assessment,
        institution=row.institution_name or "",
        place=row.institution_place or "",
        scheme=row.scheme or "",
        scheme_title=row.scheme_title or "",
        purpose=row.purpose or "",
        visit_on=day_of(row.visit_on),
        stage=stage_of(row.stage),
        judged=row.judged,
        strands=row.strand_count or 0,
        lead_name=row.lead_name or "",
        conflicts=conflicts.get(row.assessment, 0) + conflicts.get(row.institution or "", 0),
    )


def _institution(row: Row[Any]) -> Institution:
    return Institution(
        row.institution,
        row.name or "",
        row.place or "",
        row.nation or "",
        row.setting or "",
        row.reference or "",
        row.name_language or "",
    )


def _row_of(assessment: str) -> Select[Any]:
    return select(_ASSESSMENT).where(_ASSESSMENT.c.assessment == assessment, _present(_ASSESSMENT))


def _need(reading: Reading, assessment: str) -> Row[Any]:
    row = reading.first(_row_of(assessment))
    if row is None:
        raise WrongUse(f"There is no assessment {assessment!r} in this profile; nothing was changed.", "no-assessment")
    return row


def _part(table: Table, assessment: str) -> Select[Any]:
    return select(table).where(table.c.assessment == assessment, _present(table)).order_by(*table.primary_key)


def _present(table: Table) -> Any:
    return func.coalesce(table.c.deleted, 0) == 0


def _escaped(words: str) -> str:
    return words.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
