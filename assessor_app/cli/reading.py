"""`list`, `show`, `outlook`: looking, changing nothing."""

import argparse

from assessor_app.cli.answer import Answer
from assessor_app.cli.context import Context
from assessor_app.cli.scheme_lines import outlook_reason_lines
from assessor_app.cli.words import Commands, on_assessment
from assessor_app.domain.assessment.assessment import Assessment
from assessor_app.domain.award.outlook import Outlook
from assessor_app.domain.scheme.edition import NOT_ENOUGH, Scheme


def add_commands(commands: Commands) -> None:
    """Add this group's commands."""
    commands.add_parser("list", help="the assessments of this profile").set_defaults(run=list_visits)
    for name, run, words in (
        ("show", show, "one assessment: judgements, texts, evidence, notes, debrief, reports"),
        ("outlook", show_outlook, "the award now, what is missing for the next, what would change it"),
    ):
        on_assessment(commands, name, run, words)


def list_visits(context: Context, _arguments: argparse.Namespace) -> Answer:
    """Every assessment, one a line."""
    rows = context.workplace.visits.list()
    lines = [
        f"{row.id[:8]}  {row.visit_on or 'no date'!s:10}  {row.institution}, {row.scheme_title}, "
        + "".join((f"{row.judged} of {row.strands} judged, {row.stage.value}", *(f". {said}" for said in row.due)))
        for row in rows
    ]
    return Answer(lines or ["There are no assessments in this profile. `load` a workbook to begin one."], rows)


def show(context: Context, arguments: argparse.Namespace) -> Answer:
    """The shared record of one assessment; private working notes are not part of it."""
    visits = context.workplace.visits
    record = context.record(arguments.assessment)
    scheme = visits.scheme_of(record)
    return Answer(_record_lines(scheme, record), record)


def show_outlook(context: Context, arguments: argparse.Namespace) -> Answer:
    """The outlook in words, and per aspect."""
    visits = context.workplace.visits
    outlook = visits.outlook(context.record(arguments.assessment))
    return Answer(_outlook_lines(outlook), outlook)


def _outlook_lines(outlook: Outlook) -> list[str]:
    rows = [
        f"  {row.short}: {row.reached} of {row.strands} {row.level_name}"
        + ("" if row.met else f", {row.needed} needed")
        for row in outlook.aspects
        if row.strands
    ]
    sentences = (outlook.sentence, outlook.change_sentence, outlook.open_sentence)
    return [*(sentence for sentence in sentences if sentence), *rows, *outlook_reason_lines(outlook)]


def _record_lines(scheme: Scheme, record: Assessment) -> list[str]:
    lines = [
        f"{record.institution.name}, {record.institution.place}".rstrip(", "),
        f"{scheme.title}, {record.reference}",
    ]
    if scheme.has_model_wording:
        lines.append(scheme.model_wording_notice)
    for aspect in scheme.aspects:
        lines += ["", aspect.title]
        lines += [_strand_line(scheme, record, strand.id) for strand in aspect.strands]
    lines += ["", f"Evidence: {len(record.evidence)}, notes: {len(record.notes)}, actions: {len(record.actions)}"]
    lines += [
        f"Report version {report.version} signed by {report.signer_name} at {report.signed_at}"
        for report in record.reports
    ]
    return lines


def _strand_line(scheme: Scheme, record: Assessment, strand: str) -> str:
    level = record.decided_levels().get(strand)
    word = {None: "not judged", NOT_ENOUGH: "not enough evidence yet"}.get(level) or scheme.level(str(level)).name
    where = scheme.strand(strand)
    return f"  {where.number}  {where.title}: {word}"
