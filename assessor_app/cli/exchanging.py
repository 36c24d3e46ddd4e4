"""`bundle`: making, looking at and importing what travels between computers."""

import argparse
from pathlib import Path

from assessor_app.cli.answer import DONE, NEEDS_PERSON, Answer
from assessor_app.cli.context import Context
from assessor_app.cli.progress import progress_on_terminal
from assessor_app.cli.words import Commands
from assessor_app.domain.counting import counted
from assessor_app.domain.exchange import BundleLook
from assessor_app.domain.exchange_words import taken_words
from assessor_app.errors import AssayError


def add_commands(commands: Commands) -> None:
    """Add this group's commands."""
    actions = commands.add_parser("bundle", help="exchange work with others").add_subparsers(
        metavar="ACTION", required=True
    )
    export_command = actions.add_parser("export", help="make a bundle for the office")
    export_command.add_argument("-o", "--output", type=Path, required=True, metavar="FILE.qmb")
    export_command.add_argument(
        "--to", action="append", default=[], metavar="PERSON", help="also for this person of the roster"
    )
    export_command.add_argument(
        "--assessment", action="append", default=[], help="only this assessment; may be repeated"
    )
    export_command.add_argument("--without-evidence", action="store_true", help="evidence follows in a later bundle")
    export_command.add_argument("--private", action="store_true", help="private working notes go along")
    export_command.set_defaults(run=export)
    look_command = actions.add_parser("look", help="what a bundle holds; nothing is stored")
    look_command.add_argument("file", type=Path)
    look_command.set_defaults(run=look)
    import_command = actions.add_parser("import", help="import bundles, each whole or not at all")
    import_command.add_argument("files", nargs="+", type=Path, metavar="FILE")
    import_command.add_argument("--dry-run", action="store_true")
    import_command.set_defaults(run=take_in)


def export(context: Context, arguments: argparse.Namespace) -> Answer:
    """Make a bundle."""
    visits = context.workplace.visits
    with progress_on_terminal("Writing") as progress:
        made = context.workplace.exchange.export(
            arguments.output,
            assessments=[visits.find(name) for name in arguments.assessment],
            people=arguments.to,
            evidence=not arguments.without_evidence,
            private=arguments.private,
            progress=progress,
        )
    line = (
        f"{made.file}: {counted(made.operations, 'change')}, {counted(made.assessments, 'visit')}, "
        f"{counted(made.files, 'file')}. Only {' and '.join(made.recipients)} can open it."
    )
    return Answer([line], made)


def look(context: Context, arguments: argparse.Namespace) -> Answer:
    """Look without importing."""
    seen = context.workplace.exchange.look(arguments.file)
    return Answer(_look_lines(seen), seen)


def take_in(context: Context, arguments: argparse.Namespace) -> Answer:
    """Import each file; one that is refused does not stop the others, and the status says so."""
    lines, values, worst = [], [], DONE
    for file in arguments.files:
        try:
            answer = look(context, argparse.Namespace(file=file)) if arguments.dry_run else _take_in_one(context, file)
        except AssayError as error:
            answer = Answer([error.sentence], {"refused": error.sentence, "code": error.code}, error.exit_status)
        lines += [f"{file}: {line}" for line in answer.lines]
        values.append({"file": file, "result": answer.value})
        worst = answer.status if len(arguments.files) == 1 else max(worst, NEEDS_PERSON if answer.status else DONE)
    return Answer(lines, values, worst)


def _take_in_one(context: Context, file: Path) -> Answer:
    with progress_on_terminal("Reading") as progress:
        taken = context.workplace.exchange.take_in(file, progress=progress)
    return Answer([taken_words(taken)], taken, NEEDS_PERSON if taken.conflicts else DONE)


def _look_lines(seen: BundleLook) -> list[str]:
    lines = [f"Signed by {', '.join(seen.signers)}."]
    lines += [f"{visit.institution}, {visit.mark}" for visit in seen.visits]
    if seen.already:
        return [*lines, "You already have this bundle. Nothing to do."]
    new = f"{counted(seen.operations, 'new change')}, {counted(seen.files, 'file')}."
    return [*lines, f"{new} Nothing is written until you import."]
