"""`complaint` and `appeal`: taking one in, who handles it, its steps, its letters, and the evidence it may rest on."""

import argparse
from datetime import date
from functools import partial
from pathlib import Path

from assessor_app.cli.answer import DONE, NEEDS_PERSON, Answer
from assessor_app.cli.context import Context
from assessor_app.cli.words import Commands
from assessor_app.domain.award.concern import Concern, ConcernKind
from assessor_app.files import write_whole
from assessor_app.services.office.roster import Standing


def add_commands(commands: Commands) -> None:
    """Add this group's commands."""
    for kind in ConcernKind:
        command = commands.add_parser(kind.value, help=f"{kind.value}s: receipt, handler, steps, letters")
        command.add_argument("assessment", metavar="ASSESSMENT")
        command.add_argument("--from", dest="sender", default="", metavar="NAME", help="take in a new one")
        command.add_argument("--contact", default="", metavar="TEXT")
        command.add_argument("--text", default="", metavar="TEXT", help="what it says")
        command.add_argument("--on", type=date.fromisoformat, default=None, metavar="YYYY-MM-DD", help="received")
        command.add_argument("--reference", default="", help="which one, when there are several")
        command.add_argument("--handler", default="", metavar="NAME")
        command.add_argument("--done", default="", metavar="STEP")
        command.add_argument("--note", default="", metavar="TEXT", help="with --done: what came of it")
        command.add_argument("--letter", default="", metavar="STEP")
        command.add_argument("-o", "--output", type=Path, default=None, metavar="FILE.pdf")
        command.set_defaults(run=partial(concern, kind))


def concern(kind: ConcernKind, context: Context, arguments: argparse.Namespace) -> Answer:
    """Do what the options say; answer with how it stands."""
    visits, service = context.workplace.visits, context.workplace.cycle.concerns
    assessment = visits.find(arguments.assessment)
    if not arguments.sender and not [each for each in service.list(assessment) if each.kind is kind]:
        return Answer([f"There is no {kind.value} about this assessment."], [])
    if arguments.sender:
        found = service.receive(assessment, kind, arguments.sender, arguments.contact, arguments.text, arguments.on)
    else:
        found = service.find(assessment, kind, arguments.reference)
    if arguments.handler:
        found = service.assign(assessment, found, arguments.handler, _person(context, arguments.handler))
    if arguments.done:
        found = service.finish_step(assessment, found, arguments.done, arguments.note)
    if arguments.letter:
        pdf = service.letter(assessment, found, arguments.letter)
        write_whole(arguments.output or Path(f"{found.reference}-{arguments.letter}.pdf"), pdf)
        found = service.find(assessment, kind, found.reference)
    return _standing(context, assessment, found)


def _standing(context: Context, assessment: str, found: Concern) -> Answer:
    service = context.workplace.cycle.concerns
    steps = service.standing(assessment, found)
    lines = [f"{found.reference}, received {found.received_on} from {found.from_name}: {found.text}"]
    lines.append(f"Handled by {found.handler_name}." if found.handler else "Nobody handles it yet.")
    for each in steps:
        state = each.recorded.done_on or ("late" if each.late else "")
        due = f"  due {each.due_on}" if each.due_on else ""
        lines.append(f"[{'x' if each.done else ' '}] {each.id}: {each.step.text}{due}  {state}".rstrip())
    evidence = None
    if found.kind is ConcernKind.APPEAL:
        evidence = service.evidence(assessment)
        lines.append(f"Evidence it may rest on ({evidence.basis}): {len(evidence.evidence)}")
        lines += [f"Added after the visit, cannot be used: {piece.code} {piece.title}" for piece in evidence.later]
    value = {"concern": found, "steps": steps, "evidence": evidence}
    return Answer(lines, value, DONE if found.closed_on else NEEDS_PERSON)


def _person(context: Context, name: str) -> str:
    """The id of somebody on the office's card; empty for others."""
    standing = Standing(context.workplace.profile)
    roster = standing.card().roster if standing.has_card else ()
    return next((each.person for each in roster if name in (each.person, each.name)), "")
