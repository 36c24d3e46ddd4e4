"""`load`, `judge`, `note`, `debrief`: recording what was submitted, judged, seen and said."""

import argparse
from datetime import date
from pathlib import Path

from assessor_app.cli.answer import DONE, NEEDS_PERSON, Answer
from assessor_app.cli.context import Context
from assessor_app.cli.words import Commands, problem_lines
from assessor_app.domain.assessment.assessment import Assessment, NoteKind
from assessor_app.domain.journal.record import check_value
from assessor_app.domain.scheme.edition import NOT_ENOUGH, Scheme, Strand
from assessor_app.domain.scheme.edition_bridge import wording_hash
from assessor_app.domain.words.counting import counted
from assessor_app.errors import WrongUse

TEXTS = ("reason", "saw", "effect", "strengths", "develop")
"""What is written about a strand."""


def add_commands(commands: Commands) -> None:
    """Add this group's commands."""
    load_command = commands.add_parser("load", help="load a completed self-assessment workbook")
    load_command.add_argument("file", type=Path, metavar="FILE.xlsx")
    load_command.add_argument(
        "--evidence", type=Path, metavar="DIR", help="folder with the files that the workbook names"
    )
    load_command.add_argument("--assessment", default="", help="load into this assessment instead of a new one")
    load_command.add_argument("--visit-on", type=date.fromisoformat, default=None, metavar="YYYY-MM-DD")
    load_command.add_argument("--panel-on", type=date.fromisoformat, default=None, metavar="YYYY-MM-DD")
    load_command.add_argument("--dry-run", action="store_true", help="list every problem and store nothing")
    load_command.set_defaults(run=load)
    judge_command = commands.add_parser("judge", help="judge a strand, or write about it")
    judge_command.add_argument("assessment")
    judge_command.add_argument("strand", help='its number ("3.2") or id')
    judge_command.add_argument("level", help=f'a level, "{NOT_ENOUGH}", or "-" to leave the level as it is')
    for field in TEXTS:
        judge_command.add_argument(f"--{field}", metavar="TEXT", default=None)
    judge_command.set_defaults(run=judge)
    note_command = commands.add_parser("note", help="keep something seen or heard")
    note_command.add_argument("assessment")
    note_command.add_argument("text")
    note_command.add_argument("--strand", default="")
    note_command.add_argument("--kind", choices=[kind.value for kind in NoteKind], default=NoteKind.NOTE.value)
    note_command.add_argument("--source", default="", help="the role of who said it")
    note_command.set_defaults(run=note)
    _add_debrief(commands)


def _add_debrief(commands: Commands) -> None:
    command = commands.add_parser("debrief", help="show a debrief session, tick points, note the answer")
    command.add_argument("assessment")
    command.add_argument("--session", required=True, help="for example leaders or staff")
    command.add_argument("--said", action="append", default=[], metavar="POINT", help='a point\'s id, or "all"')
    command.add_argument("--reply", default=None, metavar="TEXT", help="what they said")
    command.add_argument("--heard", action="append", default=[], metavar="NAME, ROLE", help="who heard it")
    command.add_argument("--finish", action="store_true")
    command.set_defaults(run=debrief)


def load(context: Context, arguments: argparse.Namespace) -> Answer:
    """Load a workbook, or only look at it."""
    intake = context.workplace.intake
    if arguments.dry_run:
        preview = intake.read(arguments.file, arguments.evidence)
        lines = [*problem_lines(preview.problems), f"{_found(preview.problems)} Nothing was stored."]
        return Answer(lines, preview, NEEDS_PERSON if preview.errors else DONE)
    target = context.workplace.visits.find(arguments.assessment) if arguments.assessment else ""
    loaded = intake.load(arguments.file, arguments.evidence, target, arguments.visit_on, arguments.panel_on)
    if loaded.already:
        return Answer([f"This file was loaded before, as {loaded.assessment[:8]}. Nothing was changed."], loaded)
    submission = loaded.preview.submission
    lines = [
        *problem_lines(loaded.preview.problems),
        f"{submission.institution}: {counted(len(submission.strands), 'strand')}, "
        f"{counted(len(submission.evidence), 'entry', 'entries')} of evidence, "
        f"{counted(len(loaded.preview.files), 'file')}. {_found(loaded.preview.problems)}",
        f"Assessment {loaded.assessment[:8]}",
    ]
    return Answer(lines, loaded, NEEDS_PERSON if loaded.preview.errors else DONE)


def judge(context: Context, arguments: argparse.Namespace) -> Answer:
    """Judge one strand, and say what the levels lead to."""
    record, _, strand = judge_strand(context, arguments)
    outlook = context.workplace.visits.outlook(record)
    return Answer([f"{strand.number} {strand.title} is saved. {outlook.sentence}"], outlook)


def judge_strand(context: Context, arguments: argparse.Namespace) -> tuple[Assessment, Scheme, Strand]:
    """Keep this person's level and texts of one strand."""
    visits, judging = context.workplace.visits, context.workplace.judging
    record = context.record(arguments.assessment)
    scheme = visits.scheme_of(record)
    strand = scheme.strand(arguments.strand)
    texts = {field: text for field in TEXTS if (text := getattr(arguments, field)) is not None}
    for field, text in texts.items():  # all of them before any is kept
        check_value(f"assessment/{record.id}/strand/{strand.id}", field, text)
    if arguments.level != "-":
        level = arguments.level if arguments.level == NOT_ENOUGH else scheme.level(arguments.level.casefold()).id
        seen = record.strand(strand.id).judgement_of(context.workplace.person.id).state.on_screen
        judging.record(record.id, strand.id, level, seen, wording_hash(scheme, strand.id)).result()
    for field, text in texts.items():
        state = record.strand(strand.id).states.get(field)
        judging.write(record.id, strand.id, field, text, state.on_screen if state else (), None).result()
    return visits.open(record.id), scheme, strand


def note(context: Context, arguments: argparse.Namespace) -> Answer:
    """Keep a note."""
    visits = context.workplace.visits
    record = context.record(arguments.assessment)
    strand = visits.scheme_of(record).strand(arguments.strand).id if arguments.strand else ""
    saved = visits.add_note(record.id, arguments.text, NoteKind(arguments.kind), strand, arguments.source).result()
    return Answer(["Note saved."], saved)


def debrief(context: Context, arguments: argparse.Namespace) -> Answer:
    """Show a session, after recording what the options say."""
    debriefs, visits = context.workplace.debriefs, context.workplace.visits
    assessment = visits.find(arguments.assessment)
    session = debriefs.prepare(assessment, arguments.session)
    points = {point.id for point in session.points}
    if unknown := [point for point in arguments.said if point not in points and point != "all"]:
        raise WrongUse(f"This session has no point {unknown[0]!r}. Nothing was recorded.", "unknown-point")
    for point in points if "all" in arguments.said else arguments.said:
        debriefs.say(assessment, arguments.session, point, True).result()
    if arguments.reply is not None:
        debriefs.reply(assessment, arguments.session, arguments.reply, session.reply_state.on_screen, None).result()
    for person in arguments.heard:
        name, _, role = person.partition(",")
        listener = debriefs.add_listener(assessment, arguments.session, name, role).result()
        debriefs.heard(assessment, arguments.session, listener, True).result()
    if arguments.finish:
        debriefs.finish(assessment, arguments.session).result()
    session = debriefs.show(assessment, arguments.session)
    lines = [f"[{'x' if point.said else ' '}] {point.text}  ({point.id})" for point in session.points]
    lines += [f"Heard by {listener.name}, {listener.role}" for listener in session.listeners if listener.heard_at]
    return Answer(lines, session)


def _found(problems: tuple[object, ...]) -> str:
    return f"{counted(len(problems), 'remark')} on it." if problems else "Nothing to remark."
