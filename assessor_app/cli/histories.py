"""`history`, `undo`, `redo`: who changed what, and taking a change back."""

import argparse
from collections.abc import Sequence

from assessor_app.cli.answer import Answer
from assessor_app.cli.context import Context
from assessor_app.cli.words import Commands
from assessor_app.domain.journal.change import Undone
from assessor_app.domain.journal.clock import local
from assessor_app.domain.journal.field_words import shortened, where_words
from assessor_app.domain.journal.history_entries import HistoryEntry, chosen, days
from assessor_app.domain.words.phrases import WEEKDAYS, day_words


def add_commands(commands: Commands) -> None:
    """Add this group's commands."""
    history_command = commands.add_parser("history", help="who changed what, when, from what to what")
    history_command.add_argument("assessment", metavar="ASSESSMENT", help="id, the beginning of one, or reference")
    history_command.add_argument("--strand", default="", help="only of this strand: id or number")
    history_command.add_argument("--field", default="", help="only this field: its name, or the end of one")
    history_command.add_argument("--person", default="", help="only by this person: id, or part of the name")
    history_command.add_argument("--full", action="store_true", help="texts whole")
    history_command.add_argument("--restore", default="", metavar="CHANGE", help="set again what this change had set")
    history_command.set_defaults(run=history)
    for name, words in (("undo", "take back this person's last change"), ("redo", "bring back what undo took away")):
        command = commands.add_parser(name, help=words)
        command.add_argument("assessment", metavar="ASSESSMENT")
        command.set_defaults(run=undo if name == "undo" else redo)


def history(context: Context, arguments: argparse.Namespace) -> Answer:
    """The changes, newest first, by day and person; or one of them set again."""
    visits, histories = context.workplace.visits, context.workplace.histories
    assessment = visits.find(arguments.assessment)
    if arguments.restore:
        saved = histories.restore(assessment, arguments.restore).result()
        return Answer(["The earlier value is back. `undo` takes this back."], saved)
    scheme = visits.scheme_of(visits.open(assessment))
    strand = scheme.strand(arguments.strand).id if arguments.strand else ""
    found = chosen(histories.entries(assessment), strand, arguments.field, arguments.person)
    return Answer(_lines(found, arguments.full) or ["Nothing was changed."], found)


def undo(context: Context, arguments: argparse.Namespace) -> Answer:
    """Take the last change back."""
    assessment = context.workplace.visits.find(arguments.assessment)
    done = context.workplace.judging.undo(assessment).result()
    return _answer(context, assessment, done, "Undid", "There is nothing to undo.")


def redo(context: Context, arguments: argparse.Namespace) -> Answer:
    """Bring the last undone change back."""
    assessment = context.workplace.visits.find(arguments.assessment)
    done = context.workplace.judging.redo(assessment).result()
    return _answer(context, assessment, done, "Did again", "There is nothing to redo.")


def _answer(context: Context, assessment: str, done: Undone | None, verb: str, nothing: str) -> Answer:
    if done is None:
        return Answer([nothing])
    visits = context.workplace.visits
    where = where_words(done.entity, visits.scheme_of(visits.open(assessment)))
    return Answer([f"{verb}: {done.words}{', ' + where if where else ''}.{done.remarks}"], done)


def _lines(found: Sequence[HistoryEntry], full: bool) -> list[str]:
    lines: list[str] = []
    for day, who, group in days(found):
        lines += [""] if lines else []
        lines.append(f"{WEEKDAYS[day.weekday()]} {day_words(day)}, {who}")
        lines += [_line(entry, full) for entry in group]
    return lines


def _line(entry: HistoryEntry, full: bool) -> str:
    before, after = (text if full else shortened(text) for text in (entry.before, entry.after))
    values = f"{before} -> {after}" if before else after
    marks = [
        words for words, holds in (("settles a clash", entry.settled), ("clock ahead", entry.clock_ahead)) if holds
    ]
    mark = f"  [{', '.join(marks)}]" if marks else ""
    return f"  {local(entry.at):%H:%M}  {entry.operation[:8]}  {entry.title}: {values}".rstrip(": ") + mark
