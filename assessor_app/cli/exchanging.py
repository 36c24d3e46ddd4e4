"""`bundle` and `sync`: making, looking at and importing what travels between computers, and the log of it."""

import argparse
from collections.abc import Sequence
from pathlib import Path

from assessor_app.cli.answer import DONE, NEEDS_PERSON, Answer
from assessor_app.cli.context import Context
from assessor_app.cli.progress import progress_on_terminal
from assessor_app.cli.sizes import size_in_bytes, size_words
from assessor_app.cli.words import Commands
from assessor_app.domain.exchange.contents import BundleLook, Exported, FileResult, Outcome
from assessor_app.domain.exchange.words import clearable_words, entry_words, results_words
from assessor_app.domain.words.counting import counted
from assessor_app.domain.words.phrases import day_words
from assessor_app.errors import AssayError, Refused, Unavailable
from assessor_app.services.exchange.incoming import incoming_files, take_in_all


def add_commands(commands: Commands) -> None:
    """Add this group's commands."""
    actions = commands.add_parser("bundle", help="exchange work with others").add_subparsers(
        metavar="ACTION", required=True
    )
    _add_export(actions)
    look_command = actions.add_parser("look", help="what a bundle holds; nothing is stored")
    look_command.add_argument("file", type=Path)
    look_command.set_defaults(run=look)
    import_command = actions.add_parser("import", help="import bundles and receipts, each whole or not at all")
    import_command.add_argument("files", nargs="+", type=Path, metavar="FILE|DIR")
    import_command.add_argument("--dry-run", action="store_true", help="look only; nothing is stored")
    import_command.add_argument(
        "--receipts", type=Path, metavar="DIR", help="write a signed receipt for each bundle into this folder"
    )
    import_command.set_defaults(run=take_in)
    receipt_command = actions.add_parser("receipt", help="a signed receipt for what others sent and is held here")
    receipt_command.add_argument("-o", "--output", type=Path, required=True, metavar="FILE.receipt")
    receipt_command.add_argument("--assessment", action="append", default=[], help="only of this one; may be repeated")
    receipt_command.set_defaults(run=receipt)
    clear_command = actions.add_parser("clear", help="remove evidence from here that the office has a receipt for")
    clear_command.add_argument("assessment", nargs="?", metavar="ASSESSMENT", help="without it: list what may go")
    clear_command.set_defaults(run=clear)
    sync_actions = commands.add_parser("sync", help="what went out and came in").add_subparsers(
        metavar="ACTION", required=True
    )
    sync_actions.add_parser("log", help="every export, import and receipt, newest first").set_defaults(run=log)


def _add_export(actions: Commands) -> None:
    command = actions.add_parser("export", help="make a bundle for the office")
    command.add_argument("-o", "--output", type=Path, required=True, metavar="FILE.qmb")
    command.add_argument("--to", action="append", default=[], metavar="PERSON", help="also for this person")
    command.add_argument("--assessment", action="append", default=[], help="only this assessment; may be repeated")
    command.add_argument("--without-evidence", action="store_true", help="evidence follows in a later bundle")
    command.add_argument("--private", action="store_true", help="private working notes go along")
    command.add_argument("--everything", action="store_true", help="also what receipts confirm")
    command.add_argument(
        "--for-verifier", default="", metavar="PERSON", help="a package for this verifier, without any judgement"
    )
    command.add_argument(
        "--volume", type=size_in_bytes, default=0, metavar="SIZE", help="cut it into parts, for example 20MB"
    )
    command.set_defaults(run=export)


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
            everything=arguments.everything,
            verifier=arguments.for_verifier,
            volume=arguments.volume,
            progress=progress,
        )
    return Answer(_export_lines(made), made)


def _export_lines(made: Exported) -> list[str]:
    lines = [
        f"{made.file}: {counted(made.operations, 'change')}, {counted(made.assessments, 'visit')}, "
        f"{counted(made.files, 'file')}. Only {' and '.join(made.recipients)} can open it."
    ]
    if made.volumes:
        lines.append(f"In {counted(len(made.volumes), 'part')}: {made.volumes[0]} to {made.volumes[-1]}.")
    if made.files_left:
        lines.append(f"{counted(made.files_left, 'evidence file')} to follow in a later bundle.")
    return lines


def look(context: Context, arguments: argparse.Namespace) -> Answer:
    """Look without importing."""
    seen = context.workplace.exchange.look(arguments.file)
    return Answer(_look_lines(seen), seen)


def take_in(context: Context, arguments: argparse.Namespace) -> Answer:
    """Import every file; one that is refused does not stop the others, and the status says so."""
    files = incoming_files(arguments.files)
    if arguments.dry_run:
        return _look_at_all(context, files)
    if arguments.receipts is not None and not arguments.receipts.is_dir():
        raise Unavailable(f"There is no folder {arguments.receipts} for receipts. Nothing was imported.", "no-folder")
    results: list[FileResult] = []
    stopped = False
    with progress_on_terminal("Reading") as progress:
        try:
            for result in take_in_all(context.workplace.exchange, files, arguments.receipts, progress):
                results.append(result)
        except KeyboardInterrupt:
            stopped = True
    if len(files) == 1 and results and results[0].outcome is Outcome.REFUSED:
        raise _as_error(results[0])
    return _results(results, len(files) - len(results) if stopped else 0)


def _results(results: Sequence[FileResult], left: int) -> Answer:
    lines = [f"{each.file}: {each.sentence}" for each in results if each.outcome is not Outcome.REFUSED]
    complaints = [f"{each.file}: {each.sentence}" for each in results if each.outcome is Outcome.REFUSED]
    if len(results) > 1 or left:
        lines.append(results_words(results))
    if left:
        complaints.append(f"Stopped: {counted(left, 'file')} not imported. What was imported before is stored whole.")
    counts = {outcome.value: sum(each.outcome is outcome for each in results) for outcome in Outcome}
    value = {"results": results, "counts": counts, "left": left}
    return Answer(lines, value, NEEDS_PERSON if left or any(each.status for each in results) else DONE, complaints)


def _as_error(result: FileResult) -> AssayError:
    kind = Unavailable if result.status == Unavailable.exit_status else Refused
    return kind(result.sentence, result.code)


def _look_at_all(context: Context, files: Sequence[Path]) -> Answer:
    lines, complaints, values, errors = [], [], [], []
    for file in files:
        try:
            answer = look(context, argparse.Namespace(file=file))
        except AssayError as error:
            complaints.append(f"{file}: {error.sentence}")
            values.append({"file": file, "refused": error.sentence, "code": error.code})
            errors.append(error)
            continue
        lines += [f"{file}: {line}" for line in answer.lines]
        values.append({"file": file, "look": answer.value})
    if len(files) == 1 and errors:
        raise errors[0]
    return Answer(lines, {"results": values}, NEEDS_PERSON if errors else DONE, complaints)


def receipt(context: Context, arguments: argparse.Namespace) -> Answer:
    """Write a receipt."""
    visits = context.workplace.visits
    chosen = [visits.find(name) for name in arguments.assessment]
    chains = context.workplace.exchange.make_receipt(arguments.output, chosen)
    line = f"{arguments.output} confirms {counted(chains, 'chain')} of changes of others, and their files held here."
    return Answer([line], {"file": arguments.output, "chains": chains})


def clear(context: Context, arguments: argparse.Namespace) -> Answer:
    """Remove evidence that the office has confirmed, or list it."""
    clearing = context.workplace.clearing
    if arguments.assessment is None:
        found = clearing.clearable()
        lines = [f"{each.institution}: {clearable_words(each, size_words(each.size))}" for each in found]
        return Answer(lines or ["No evidence here is confirmed by a receipt of the office."], found)
    removed = clearing.clear(context.workplace.visits.find(arguments.assessment))
    line = f"{removed.institution}: removed {counted(removed.files, 'evidence file')}, {size_words(removed.size)}."
    return Answer([line], removed)


def log(context: Context, _arguments: argparse.Namespace) -> Answer:
    """The log of exchanges."""
    entries = context.workplace.exchange.log()
    lines = [f"{each.at:%Y-%m-%d %H:%M}  {entry_words(each)}  {each.file}" for each in entries]
    return Answer(lines or ["Nothing has gone out or come in yet."], entries)


def _look_lines(seen: BundleLook) -> list[str]:
    lines = [f"Signed by {', '.join(seen.signers)}."]
    if seen.revocation_known_as_of:
        lines.append(f"Withdrawn certificates are known as of {day_words(seen.revocation_known_as_of)}.")
    lines += [f"{visit.institution}, {visit.mark}" for visit in seen.visits]
    if seen.already:
        return [*lines, "You already have this bundle. Nothing to do."]
    if seen.missing_files:
        lines.append(f"{counted(seen.missing_files, 'file')} that it names are not in it and may follow.")
    new = f"{counted(seen.operations, 'new change')}, {counted(seen.files, 'file')}."
    return [*lines, f"{new} Nothing is written until you import."]
