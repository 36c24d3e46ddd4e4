"""`edition compare`, `edition show`, `edition move`: a new edition word by word, and an assessment's move to it."""

import argparse

from assessor_app.cli.answer import DONE, NEEDS_PERSON, Answer
from assessor_app.cli.context import Context
from assessor_app.cli.words import Commands
from assessor_app.domain.scheme.edition import Scheme
from assessor_app.domain.scheme.edition_bridge import EditionChanges, MovePreview, TextChange
from assessor_app.domain.words.counting import counted


def add_commands(commands: Commands) -> None:
    """Add this group's commands."""
    group = commands.add_parser("edition", help="what a new edition changes, and moving an assessment to it")
    acts = group.add_subparsers(metavar="ACT", required=True)
    compare_command = acts.add_parser("compare", help="two editions of a mark, word by word")
    compare_command.add_argument("mark", metavar="MARK")
    compare_command.add_argument("old", metavar="OLD")
    compare_command.add_argument("new", metavar="NEW")
    compare_command.set_defaults(run=compare)
    for name, run, words in (
        ("show", show, "what moving would do, with the award under both editions; nothing is changed"),
        ("move", move, "move the assessment; judgements made against the same words hold"),
    ):
        command = acts.add_parser(name, help=words)
        command.add_argument("assessment", metavar="ASSESSMENT")
        command.add_argument("--to", default="", metavar="EDITION", help="the newest when left out")
        command.set_defaults(run=run)


def compare(context: Context, arguments: argparse.Namespace) -> Answer:
    """Two editions against each other."""
    changes = context.workplace.cycle.editions.compare(arguments.mark, arguments.old, arguments.new)
    return Answer(_change_lines(changes) or ["The two editions say the same."], changes)


def show(context: Context, arguments: argparse.Namespace) -> Answer:
    """What a move would do."""
    visits = context.workplace.visits
    assessment = visits.find(arguments.assessment)
    preview = context.workplace.cycle.editions.preview(assessment, arguments.to)
    return Answer(_preview_lines(visits.scheme_of(visits.open(assessment)), preview), preview)


def move(context: Context, arguments: argparse.Namespace) -> Answer:
    """Move an assessment."""
    visits = context.workplace.visits
    assessment = visits.find(arguments.assessment)
    scheme = visits.scheme_of(visits.open(assessment))
    preview = context.workplace.cycle.editions.move(assessment, arguments.to)
    status = NEEDS_PERSON if preview.returned else DONE
    return Answer([*_preview_lines(scheme, preview), f"Moved to {preview.changes.new}."], preview, status)


def _preview_lines(scheme: Scheme, preview: MovePreview) -> list[str]:
    changes = preview.changes
    titles = {strand.id: f"{strand.number} {strand.title}" for strand in scheme.strands}
    lines = _change_lines(changes)
    lines.append(f"{counted(len(preview.held), 'judgement carries over', 'judgements carry over')}.")
    lines += [f"To judge again: {titles.get(strand, strand)}" for strand in preview.returned]
    lines.append(f"Under {changes.old}: {preview.before.sentence}")
    lines.append(f"Under {changes.new}: {preview.after.sentence}")
    return lines


def _change_lines(changes: EditionChanges) -> list[str]:
    lines = []
    for each in changes.strands:
        lines.append(f"{each.number} {each.title}: {each.kind}")
        lines += [f"  {text.what}: {_marked(text)}" for text in each.texts]
    return lines + [f"{text.what}: {_marked(text)}" for text in changes.rules]


def _marked(text: TextChange) -> str:
    """Old words in [-brackets-], new ones in {+braces+}, as word diffs are written."""
    forms = {"": "{}", "-": "[-{}-]", "+": "{{+{}+}}"}
    return " ".join(forms[run.change].format(run.text) for run in text.words)
