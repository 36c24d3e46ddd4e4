"""`renew`, `renewals` and `plan`: the next cycle, what ends when, and what became of the last action plan."""

import argparse
from datetime import date
from pathlib import Path

from assessor_app.cli.answer import Answer
from assessor_app.cli.context import Context
from assessor_app.cli.words import Commands
from assessor_app.domain.award.lines import ending_words, renewal_state, renewals
from assessor_app.errors import WrongUse


def add_commands(commands: Commands) -> None:
    """Add this group's commands."""
    renew_command = commands.add_parser("renew", help="begin the next assessment with the last action plan")
    renew_command.add_argument("assessment", metavar="ASSESSMENT")
    renew_command.add_argument("--upgrade", action="store_true", help="for a higher award")
    renew_command.add_argument("--visit-on", type=date.fromisoformat, default=None, metavar="YYYY-MM-DD")
    renew_command.set_defaults(run=renew)
    renewals_command = commands.add_parser("renewals", help="awards by the day they end; letters about renewal")
    renewals_command.add_argument("assessment", nargs="*", metavar="ASSESSMENT", help="whom --letters are for")
    renewals_command.add_argument("--letters", type=Path, metavar="DIR", help="write one letter for each of them")
    renewals_command.set_defaults(run=list_renewals)
    plan_command = commands.add_parser("plan", help="what became of each item of the action plan")
    plan_command.add_argument("assessment", metavar="ASSESSMENT")
    plan_command.add_argument("item", nargs="?", default="", help="its code or id")
    plan_command.add_argument("--half-way", default="", metavar="TEXT")
    plan_command.add_argument("--impact", default="", metavar="TEXT")
    plan_command.set_defaults(run=plan)


def renew(context: Context, arguments: argparse.Namespace) -> Answer:
    """Begin the next cycle."""
    former = context.workplace.visits.find(arguments.assessment)
    route = "upgrade" if arguments.upgrade else "renewal"
    new = context.workplace.cycle.renewals.renew(former, route, arguments.visit_on).result()
    return Answer([f"Assessment {new[:8]}"], new)


def list_renewals(context: Context, arguments: argparse.Namespace) -> Answer:
    """Awards by the day they end, after writing the letters that are asked for."""
    cycle, visits, today = context.workplace.cycle, context.workplace.visits, context.workplace.visits.today()
    if arguments.letters is not None or arguments.assessment:
        if arguments.letters is None:
            raise WrongUse("Say with --letters where the letters go. Nothing was made.", "no-folder")
        chosen = [visits.find(name) for name in arguments.assessment]
        written = cycle.renewal_letters.write(chosen, arguments.letters)
        return Answer([str(file) for file in written], written)
    found = renewals(cycle.office_awards.list())
    lines = [
        f"{line.until_on}  {line.days_left(today)} days  {line.holder}: {line.mark}, {line.outcome_name}, "
        f"{renewal_state(line).value}"
        for line in found
    ]
    return Answer([*lines, ending_words(found, today)], found)


def plan(context: Context, arguments: argparse.Namespace) -> Answer:
    """Tell, and show each item with its half-way note, its impact and the new judgement."""
    visits, renewals = context.workplace.visits, context.workplace.cycle.renewals
    assessment = visits.find(arguments.assessment)
    for field, text in (("half_way", arguments.half_way), ("impact", arguments.impact)):
        if text:
            renewals.tell(assessment, arguments.item, field, text).result()
    record = visits.open(assessment)
    levels = record.levels_of(record.lead)
    lines = [
        f"{each.code}  {each.text} | half-way: {each.half_way or '-'} | impact: {each.impact or '-'} | "
        f"now: {levels.get(each.strand) or '-'}"
        for each in record.cycle.plan
    ]
    return Answer(lines or ["No plan is carried into this cycle."], record.cycle.plan)
