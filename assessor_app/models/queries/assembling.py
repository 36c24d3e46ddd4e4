"""Rows of one assessment put together as the frozen value that screens and reports see."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row

from assessor_app.domain.assessment.assessment import (
    ActionItem,
    Assessment,
    Debrief,
    DebriefListener,
    DebriefPoint,
    Evidence,
    Institution,
    Judgement,
    Note,
    NoteKind,
    SignedReport,
    StrandRecord,
    WrittenSection,
)
from assessor_app.domain.journal.clock import moment, moment_of
from assessor_app.domain.journal.operation import UNSET, FieldState
from assessor_app.domain.second.mark import Agreed, CounterSignature, SecondMark, marks_of
from assessor_app.domain.visit.day import VisitSession, Voice, in_order
from assessor_app.domain.visit.debrief import without_leaders_only
from assessor_app.domain.visit.ledger import SealedLedger
from assessor_app.models.queries.cycle_rows import cycle_of, texts_of
from assessor_app.models.queries.values import LONG_AGO, day_of, stage_of, time_of

Rows = Sequence[Row[Any]]
States = Mapping[tuple[str, str], FieldState]


@dataclass(frozen=True, slots=True)
class Parts:
    """What was read for one assessment. rows: by table; states: by entity and field; awards and withdrawals: of the
    institution; followed_by: id of the assessment that goes on from this one."""

    assessment: Row[Any]
    institution: Institution
    rows: Mapping[str, Rows]
    states: States
    awards: Rows = ()
    withdrawals: Rows = ()
    followed_by: str = ""


def assemble(parts: Parts, strand_ids: Sequence[str], held: Callable[[str], bool]) -> Assessment:
    """Build the assessment, its strands in the order of `strand_ids`."""
    row, rows = parts.assessment, parts.rows
    return Assessment(
        id=row.assessment,
        scheme=row.scheme or "",
        edition=row.edition or "",
        institution=parts.institution,
        reference=row.reference or "",
        purpose=row.purpose or "",
        visit_on=day_of(row.visit_on),
        visit_from=row.visit_from or "",
        visit_until=row.visit_until or "",
        panel_on=day_of(row.panel_on),
        lead=row.lead or "",
        lead_name=row.lead_name or "",
        verifier=row.verifier or "",
        verifier_name=row.verifier_name or "",
        stage=stage_of(row.stage),
        summary=row.summary or "",
        strands=_strands(parts, strand_ids),
        evidence=tuple(_evidence(each, held) for each in rows["evidence"] if each.title or each.code),
        notes=_notes(rows["note"], parts.states),
        actions=tuple(_action(each) for each in rows["action"]),
        debriefs=_debriefs(parts),
        reports=_reports(rows["report"]),
        conflicts=sum(state.in_conflict for state in parts.states.values()),
        summary_state=parts.states.get((f"assessment/{row.assessment}", "summary"), UNSET),
        sessions=_sessions(rows["visit_session"]),
        local_notes=_notes(rows["local_note"], parts.states, local=True),
        ledgers=tuple(_ledger(each) for each in rows["ledger"] if each.sealed_at),
        draft=row.capture_draft or "",
        language=row.language or "",
        draft_state=parts.states.get((f"assessment/{row.assessment}", "capture_draft"), UNSET),
        route=row.route or "",
        follows=row.follows or "",
        followed_by=parts.followed_by,
        cycle=cycle_of(rows, parts.awards, parts.withdrawals),
        second_marks=tuple(_second_mark(each) for each in rows["second_mark"] if each.sealed_at),
        agreed=tuple(_agreed(each, rows["agreed_by"], parts.states) for each in rows["agreed"]),
        counter_signatures=tuple(_counter_signature(each) for each in rows["counter_signature"] if _is_counter(each)),
        written=tuple(_written(each, parts.states) for each in rows["written_section"]),
    )


def _strands(parts: Parts, strand_ids: Sequence[str]) -> tuple[StrandRecord, ...]:
    records = {row.strand: row for row in parts.rows["strand_record"]}
    judgements: dict[str, list[Judgement]] = {}
    for row in parts.rows["judgement"]:
        judgements.setdefault(row.strand, []).append(_judgement(row, parts.states))
    states: dict[str, dict[str, FieldState]] = {}
    base = f"assessment/{parts.assessment.assessment}/strand/"
    for (entity, field), state in parts.states.items():
        if entity.startswith(base) and "/" not in entity[len(base) :]:
            states.setdefault(entity[len(base) :], {})[field] = state
    return tuple(
        _strand(strand, records.get(strand), tuple(judgements.get(strand, ())), states.get(strand, {}))
        for strand in strand_ids
    )


def _strand(
    strand: str, row: Row[Any] | None, judgements: tuple[Judgement, ...], states: dict[str, FieldState]
) -> StrandRecord:
    if row is None:
        return StrandRecord(strand, judgements=judgements, states=states)
    return StrandRecord(
        strand=strand,
        school_level=row.school_level,
        school_text=row.school_text or "",
        school_evidence=texts_of(row.school_evidence),
        reason=row.reason or "",
        saw=row.saw or "",
        effect=row.effect or "",
        strengths=row.strengths or "",
        develop=row.develop or "",
        working_notes=row.working_notes or "",
        flagged=bool(row.flagged),
        judgements=judgements,
        states=states,
    )


def _judgement(row: Row[Any], states: States) -> Judgement:
    state = states.get((f"assessment/{row.assessment}/strand/{row.strand}/judgement/{row.person}", "level"), UNSET)
    written = moment(moment_of(state.values[0].hlc)) if state.values else ""
    entity = f"assessment/{row.assessment}/strand/{row.strand}/judgement/{row.person}"
    texts = {name: text for name in _TEXTS if (text := getattr(row, name))}
    own = {name: states[entity, name] for name in (*_TEXTS, "flagged") if (entity, name) in states}
    return Judgement(row.person, row.level, written, state, row.wording or "", None, texts, bool(row.flagged), own)


_TEXTS = ("reason", "saw", "effect", "strengths", "develop")
"""What a second judge writes about a strand in their own name."""


def _second_mark(row: Row[Any]) -> SecondMark:
    return SecondMark(
        row.person,
        time_of(row.sealed_at, LONG_AGO),
        row.signer_name or "",
        row.key_fingerprint or "",
        row.file_sha256 or "",
        marks_of(json.loads(row.marks) if row.marks else ()),
    )


def _agreed(row: Row[Any], said: Rows, states: States) -> Agreed:
    entity = f"assessment/{row.assessment}/agreed/{row.strand}"
    names = ("level", "reason", "panel", "together")
    held = {name: states[entity, name] for name in names if (entity, name) in states}
    by = {each.person for each in said if each.strand == row.strand and each.level == row.level}
    by |= {each.actor for each in held.get("level", UNSET).values if each.value == row.level}
    return Agreed(row.strand, row.level, row.reason or "", bool(row.panel), frozenset(by), bool(row.together), held)


def _is_counter(row: Row[Any]) -> bool:
    return bool(row.signed_at) and row.version.isdecimal()


def _counter_signature(row: Row[Any]) -> CounterSignature:
    facts = (time_of(row.signed_at, LONG_AGO), row.signer_name or "", row.key_fingerprint or "", row.file_sha256 or "")
    return CounterSignature(int(row.version), row.person, *facts)


def _written(row: Row[Any], states: States) -> WrittenSection:
    state = states.get((f"assessment/{row.assessment}/written/{row.section}", "text"), UNSET)
    return WrittenSection(row.section, row.text or "", state)


def _evidence(row: Row[Any], held: Callable[[str], bool]) -> Evidence:
    return Evidence(
        id=row.evidence,
        code=row.code or "",
        title=row.title or "",
        kind=row.evidence_kind or "",
        location=row.location or "",
        dated=row.dated or "",
        source=row.source or "",
        strands=texts_of(row.strands),
        file_sha256=row.file_sha256 or "",
        file_size=row.file_size or 0,
        file_name=row.file_name or "",
        media_type=row.media_type or "",
        held=bool(row.file_sha256) and held(row.file_sha256),
        opened=bool(row.opened),
        added_at=row.added_at or "",
        added_by=row.added_by or "",
    )


def _notes(rows: Rows, states: States, local: bool = False) -> tuple[Note, ...]:
    kinds, kind = {kind.value for kind in NoteKind}, "local-note" if local else "note"
    notes = (
        Note(
            row.note,
            row.text,
            NoteKind(row.note_kind) if row.note_kind in kinds else NoteKind.NOTE,
            row.strand or "",
            row.source or "",
            time_of(row.taken_at),
            row.session or "",
            "" if local else row.picture or "",
            bool(row.settled),
            local,
            states.get((f"assessment/{row.assessment}/{kind}/{row.note}", "text"), UNSET),
        )
        for row in rows
        if row.text
    )
    return tuple(sorted(notes, key=lambda note: (note.taken_at, note.id)))


def _sessions(rows: Rows) -> tuple[VisitSession, ...]:
    voices = {voice.value for voice in Voice}
    return in_order(
        [
            VisitSession(
                row.session,
                row.starts or "",
                row.ends or "",
                row.title,
                row.people or "",
                row.room or "",
                Voice(row.voice) if row.voice in voices else Voice.NONE,
                row.ended_at or "",
            )
            for row in rows
            if row.title
        ]
    )


def _ledger(row: Row[Any]) -> SealedLedger:
    return SealedLedger(
        row.person,
        time_of(row.sealed_at, LONG_AGO),
        row.signer_name or "",
        row.key_fingerprint or "",
        row.file_sha256 or "",
        frozenset(texts_of(row.covers)),
    )


def _action(row: Row[Any]) -> ActionItem:
    return ActionItem(
        row.action, row.code or "", row.strand or "", row.text or "", row.lead or "", row.due or "", row.success or ""
    )


def _debriefs(parts: Parts) -> tuple[Debrief, ...]:
    rows = parts.rows
    sessions = {row.session: row for row in rows["debrief"]}
    by_entity: dict[str, dict[str, FieldState]] = {}
    for (entity, field), state in parts.states.items():
        by_entity.setdefault(entity, {})[field] = state
    points = [_point(row, by_entity) for row in rows["debrief_point"] if row.text]
    listeners = [_listener(row, parts.states) for row in rows["debrief_listener"] if row.name]
    names = sorted({*sessions, *(point.session for point in points), *(each.session for each in listeners)})
    base = f"assessment/{parts.assessment.assessment}/debrief"
    debriefs = [
        Debrief(
            name,
            (sessions[name].reply or "") if name in sessions else "",
            time_of(sessions[name].finished_at) if name in sessions else "",
            tuple(sorted((p for p in points if p.session == name), key=lambda p: (p.position, p.id))),
            tuple(each for each in listeners if each.session == name),
            parts.states.get((f"{base}/{name}", "reply"), UNSET),
            parts.states.get((f"{base}/{name}", "finished_at"), UNSET),
        )
        for name in names
    ]
    return without_leaders_only(debriefs)


def _listener(row: Row[Any], states: States) -> DebriefListener:
    entity = f"assessment/{row.assessment}/debrief/{row.session}/listener/{row.listener}"
    state = states.get((entity, "heard_at"), UNSET)
    return DebriefListener(row.listener, row.session, row.name, row.role or "", time_of(row.heard_at), state)


def _point(row: Row[Any], states: Mapping[str, dict[str, FieldState]]) -> DebriefPoint:
    return DebriefPoint(
        row.point,
        row.session,
        row.section or "",
        row.text,
        row.strand or "",
        row.origin or "",
        row.position or 0,
        bool(row.said),
        bool(row.leaders_only),
        states.get(f"assessment/{row.assessment}/debrief/{row.session}/point/{row.point}", {}),
    )


def _reports(rows: Rows) -> tuple[SignedReport, ...]:
    reports = (
        SignedReport(
            int(row.version),
            row.file_sha256 or "",
            row.fingerprint or "",
            time_of(row.signed_at, LONG_AGO),
            row.signer or "",
            row.signer_name or "",
            row.key_fingerprint or "",
            row.reopened_at or "",
        )
        for row in rows
        if row.signed_at and row.version.isdecimal()
    )
    return tuple(sorted(reports, key=lambda report: report.version))
