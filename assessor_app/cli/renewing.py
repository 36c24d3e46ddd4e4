"""`renew` and `plan`: the next cycle, and what became of the last action plan."""

import argparse
from datetime import date

from assessor_app.cli.answer import Answer
from assessor_app.cli.context import Context
from assessor_app.cli.words import Commands


def add_commands(commands: Commands) -> None:
    """Add this group's commands."""
    renew_command = commands.add_parser("renew", help="begin the next assessment with the last action plan")
    renew_command.add_argument("assessment", metavar="ASSESSMENT")
    renew_command.add_argument("--upgrade", action="store_true", help="for a higher award")
    renew_command.add_argument("--visit-on", type=date.fromisoformat, default=None, metavar="YYYY-MM-DD")
    renew_command.set_defaults(run=renew)
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
