"""`credential`: awards as documents, their register, and checking them."""

import argparse
from datetime import date
from functools import partial
from pathlib import Path

from assessor_app.cli.answer import Answer
from assessor_app.cli.awarding import answer_of, withdraw_award
from assessor_app.cli.checking import answer_of_checks
from assessor_app.cli.context import Context
from assessor_app.cli.words import Commands
from assessor_app.errors import WrongUse
from assessor_app.services.awards.credential_checks import AwardChecks
from assessor_app.services.awards.statements import AwardRequest
from assessor_app.services.saving import utc_now


def add_commands(commands: Commands) -> None:
    """Add this group's commands."""
    actions = commands.add_parser(
        "credential", help="awards as documents: issue, withdraw, list, check"
    ).add_subparsers(metavar="ACTION", required=True)
    issue_command = actions.add_parser("issue", help="certificate, credential, badge and logos of an award")
    issue_command.add_argument("assessment")
    issue_command.add_argument("-o", "--output", type=Path, required=True, metavar="DIR")
    issue_command.add_argument("--award", default="", metavar="NAME", help="without it, what the judgements lead to")
    issue_command.add_argument("--number", default="", help="of the certificate; without it, the next free one")
    issue_command.add_argument("--from", dest="given_on", type=_day, metavar="DATE", help="first day; else the panel's")
    issue_command.add_argument("--until", dest="until_on", type=_day, metavar="DATE", help="last day; else the mark's")
    issue_command.add_argument("--holder", default="", metavar="NAME", help="the person who holds a mark for people")
    issue_command.add_argument(
        "--signatory", action="append", default=[], metavar='"NAME, ROLE"', help="printed under a line; at most two"
    )
    issue_command.set_defaults(run=issue)
    withdraw_command = actions.add_parser("withdraw", help="as `award --withdraw`, by the number of the certificate")
    withdraw_command.add_argument("number")
    withdraw_command.add_argument("--reason", required=True)
    withdraw_command.set_defaults(run=withdraw)
    register_command = actions.add_parser("register", help="all awards of this office; -o writes the signed register")
    register_command.add_argument("-o", "--output", type=Path, metavar="FILE.register")
    register_command.add_argument(
        "--sign", action="store_true", help="sign it anew first, where reports were replaced since"
    )
    register_command.set_defaults(run=register)
    verify_command = actions.add_parser("verify", help="who gave an award, is it whole, does it hold")
    verify_command.add_argument("files", nargs="*", type=Path, metavar="FILE")
    verify_command.add_argument("--code", action="append", default=[], metavar="TEXT", help="what a QR code says")
    verify_command.add_argument("--register", type=Path, metavar="FILE.register", help="the office's register")
    verify_command.set_defaults(run=verify)


def issue(context: Context, arguments: argparse.Namespace) -> Answer:
    """Issue an award."""
    work = context.workplace
    asked = AwardRequest(
        arguments.award,
        arguments.number,
        arguments.given_on,
        arguments.until_on,
        tuple(_signatory(each) for each in arguments.signatory),
        arguments.holder,
    )
    assessment = work.visits.find(arguments.assessment)
    made = work.credentials.issue(assessment, asked, arguments.output, context.root_passphrase())
    lines = [f"{made.award.mark}, {made.award.award}: number {made.award.number} for {made.award.holder}."]
    lines += [f"It takes the place of number {number}." for number in made.replaced]
    lines += [str(file) for file in made.files]
    if made.card:
        lines.append("The office signs awards with a new key. Send everybody a new card: `office card -o FILE.card`.")
    return Answer(lines, made)


def withdraw(context: Context, arguments: argparse.Namespace) -> Answer:
    """Withdraw an award."""
    award = context.workplace.cycle.office_awards.find(arguments.number)
    step = withdraw_award(context, award.award, arguments.reason)
    return Answer([step.sentence], step, answer_of(step))


def register(context: Context, arguments: argparse.Namespace) -> Answer:
    """List the office's awards, or write the signed register."""
    credentials = context.workplace.credentials
    if arguments.sign:
        credentials.register()  # where there is no office, no passphrase is asked for
        credentials.sign_register(context.root_passphrase())
    if arguments.output:
        found = credentials.save_register(arguments.output)
        line = f"{arguments.output} is register {found.number} with {len(found.awards)} awards, signed by the office."
        return Answer([line], {"file": arguments.output, "register": found})
    found, today = credentials.register(), utc_now().date()
    lines = [
        f"{each.number}  {each.holder}: {each.mark}, {each.award}, from {each.given_on}. {each.sentence(today)}"
        for each in found.awards
    ]
    return Answer(lines or ["The office has given no award yet."], found)


def verify(context: Context, arguments: argparse.Namespace) -> Answer:
    """Check credentials, pictures that carry one, and texts of QR codes."""
    if not (arguments.files or arguments.code):
        raise WrongUse("Give a file, or --code with the text of a QR code. Nothing was checked.", "nothing")
    checks = AwardChecks(context.profile, utc_now(), arguments.register)
    asked = [(str(file), partial(checks.file, file)) for file in arguments.files]
    codes = [("QR code", partial(checks.code, code)) for code in arguments.code]
    return answer_of_checks((*asked, *codes))


def _day(text: str) -> date:
    return date.fromisoformat(text)


def _signatory(words: str) -> tuple[str, str]:
    name, _, role = words.partition(",")
    return name.strip(), role.strip()
