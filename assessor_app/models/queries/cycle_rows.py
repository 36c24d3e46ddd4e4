"""Rows of the cycle put together: facts, ended stages, forms, signatures, advice, decisions, awards."""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Row

from assessor_app.domain.award.facts import FactValue
from assessor_app.domain.award.withdrawing import words_that_count
from assessor_app.domain.cycle.cycle import (
    Advice,
    Award,
    Cycle,
    FormEntry,
    Interest,
    PanelDecision,
    PlanItem,
    RecordedFact,
    SignedCommitment,
    StageEnd,
    Withdrawal,
)
from assessor_app.domain.scheme.cycle import Actor
from assessor_app.models.queries.values import day_of

Rows = Sequence[Row[Any]]

CYCLE_TABLES = (
    "cycle_fact", "stage_end", "form_row", "form_value", "commitment", "advice", "interest", "panel_decision",
    "plan_item",
)  # fmt: skip
"""The tables of one assessment that this reads; awards belong to the institution."""

_ACTORS = {actor.value: actor for actor in Actor}


def cycle_of(rows: Mapping[str, Rows], awards: Rows, withdrawals: Rows = ()) -> Cycle:
    """The cycle of one assessment. What a later version wrote in another form is left out."""
    return Cycle(
        facts=tuple(_fact(row) for row in rows["cycle_fact"] if row.recorder in _ACTORS),
        ends=tuple(_end(row) for row in rows["stage_end"] if row.recorder in _ACTORS and row.done_on),
        entries=_entries(rows),
        commitments=tuple(
            SignedCommitment(row.commitment, row.signed_on, row.signed_by or "")
            for row in rows["commitment"]
            if row.signed_on
        ),
        advice=tuple(sorted((_advice(row) for row in rows["advice"] if row.text), key=lambda a: (a.given_on, a.id))),
        interests=tuple(
            Interest(row.person, row.name or "", row.declared_on, bool(row.conflict), row.reason or "")
            for row in rows["interest"]
            if row.declared_on
        ),
        decisions=tuple(decision_of_row(row) for row in rows["panel_decision"] if day_of(row.decided_on)),
        plan=tuple(
            sorted((_item(row) for row in rows["plan_item"] if row.text), key=lambda item: (item.code, item.id))
        ),
        awards=awards_of_rows(awards, withdrawals),
    )


def decision_of_row(row: Row[Any]) -> PanelDecision:
    """One decision of a panel."""
    return PanelDecision(
        row.panel, row.decided_on, row.outcome or "", row.reason or "", texts_of(row.members), texts_of(row.absent),
        texts_of(row.conflicts),
    )  # fmt: skip


def awards_of_rows(awards: Rows, withdrawals: Rows) -> tuple[Award, ...]:
    """Awards with what was said about their withdrawal, the first given first."""
    said: dict[str, list[Withdrawal]] = defaultdict(list)
    for row in sorted(withdrawals, key=lambda row: (row.said_at or "", not row.reason, row.person)):
        if day_of((row.said_at or "")[:10]):
            said[row.award].append(withdrawal_of_row(row))
    found = (award_of_row(row, said[row.award]) for row in awards if day_of(row.given_on))
    return tuple(sorted(found, key=lambda award: (award.given_on, award.id)))


def withdrawal_of_row(row: Row[Any]) -> Withdrawal:
    """What one administrator said about an award."""
    return Withdrawal(
        row.person, row.name or "", row.said_at, row.reason or "", row.number or "", row.certificate_on or ""
    )


def award_of_row(row: Row[Any], said: Sequence[Withdrawal] = ()) -> Award:
    """One award of the register, given on a day, with those words on a withdrawal that count. An end that is no day is
    read as missing."""
    until = row.until_on if day_of(row.until_on) else ""
    counting = words_that_count(row.number or "", row.certificate_on or "", said)
    return Award(
        row.award, row.scheme or "", row.edition or "", row.outcome or "", row.outcome_name or "",
        row.assessment or "", row.number or "", row.given_on, until, row.certificate_on or "",
        row.published_on or "", row.renewal_asked_on or "", counting,
    )  # fmt: skip


def texts_of(stored: str | None) -> tuple[str, ...]:
    """A stored list of texts; nothing else than a list is read."""
    found = json.loads(stored) if stored else ()
    return tuple(str(each) for each in found) if isinstance(found, list) else ()


def _fact(row: Row[Any]) -> RecordedFact:
    value: FactValue | None = None
    found = json.loads(row.value) if row.value else None
    if isinstance(found, bool | int | float | str) and found != "":
        value = found
    return RecordedFact(
        row.fact, _ACTORS[row.recorder], value, row.happened_on or "", row.remark or "", row.recorded_by or ""
    )


def _end(row: Row[Any]) -> StageEnd:
    return StageEnd(
        row.stage, _ACTORS[row.recorder], row.done_on, bool(row.left_out), row.remark or "", row.recorded_by or ""
    )


def _entries(rows: Mapping[str, Rows]) -> tuple[FormEntry, ...]:
    values: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)
    for row in rows["form_value"]:
        if row.value:
            values[row.form, row.row][row.field] = row.value
    return tuple(FormEntry(row.form, row.row, row.position or 0, values[row.form, row.row]) for row in rows["form_row"])


def _advice(row: Row[Any]) -> Advice:
    return Advice(
        row.advice, row.text, row.strand or "", texts_of(row.evidence), row.given_on or "", row.given_by or "",
        row.given_by_name or "",
    )  # fmt: skip


def _item(row: Row[Any]) -> PlanItem:
    return PlanItem(
        row.item, row.code or "", row.strand or "", row.text, row.lead or "", row.due or "", row.success or "",
        row.half_way or "", row.half_way_on or "", row.impact or "", texts_of(row.evidence),
    )  # fmt: skip
