"""`panel`, `award`: what was decided, and the awards of an institution."""

import argparse
from datetime import date

from assessor_app.cli.answer import DONE, NEEDS_PERSON, Answer
from assessor_app.cli.context import Context
from assessor_app.cli.words import Commands, add_day, on_assessment
from assessor_app.domain.award.lines import WithdrawalStep
from assessor_app.domain.cycle.cycle import Award
from assessor_app.domain.cycle.facts import award_of
from assessor_app.errors import Refused, WrongUse


def add_commands(commands: Commands) -> None:
    """Add this group's commands."""
    panel_command = on_assessment(commands, "panel", panel, "record what the panel decided")
    panel_command.add_argument("outcome", help="an outcome of the mark, deferred or declined")
    panel_command.add_argument("--member", action="append", default=[], required=True, metavar="NAME")
    panel_command.add_argument("--absent", action="append", default=[], metavar="NAME", help="a member not there")
    panel_command.add_argument(
        "--conflict", action="append", default=[], metavar="NAME", help="a member with a conflict of interest"
    )
    panel_command.add_argument("--reason", default="", metavar="TEXT")
    add_day(panel_command)
    award_command = on_assessment(
        commands, "award", award, "the institution's awards; give, certify, publish, withdraw"
    )
    award_command.add_argument("--give", default="", metavar="NUMBER", help="number of the certificate")
    award_command.add_argument("--certificate", action="store_true", help="the certificate has been issued")
    award_command.add_argument("--publish", action="store_true", help="the award has been published")
    award_command.add_argument(
        "--withdraw", default=None, metavar="REASON", help="ask for it, or agree as the second administrator"
    )
    award_command.add_argument("--keep", action="store_true", help="take back your word on a withdrawal")
    award_command.add_argument("--held", default="", metavar="MARK,OUTCOME,NUMBER,FROM,UNTIL", help="held from before")
    add_day(award_command)


def panel(context: Context, arguments: argparse.Namespace) -> Answer:
    """Record a decision."""
    record = context.record(arguments.assessment)
    awards = context.workplace.cycle.awards
    awards.decide(
        record.id,
        arguments.outcome,
        arguments.member,
        arguments.reason,
        arguments.on,
        arguments.absent,
        arguments.conflict,
    ).result()
    decision = context.workplace.visits.open(record.id).cycle.decision
    return Answer([f"The panel's decision is recorded: {arguments.outcome}."], decision)


def award(context: Context, arguments: argparse.Namespace) -> Answer:
    """Show the register of the institution, after doing what the options say."""
    record = context.record(arguments.assessment)
    awards = context.workplace.cycle.awards
    if arguments.held:
        awards.note_held(record.id, *_held(arguments.held))
    if arguments.give:
        awards.give(record.id, arguments.give, arguments.on)
    if arguments.certificate:
        awards.certify(record.id, arguments.on).result()
    if arguments.publish:
        awards.publish(record.id, arguments.on).result()
    said = _withdrawing(context, record.id, arguments.withdraw, arguments.keep)
    held = context.workplace.visits.open(record.id).cycle.awards
    lines = [_award_line(each) for each in held] or ["No award."]
    return Answer([*lines, *([said.sentence] if said else [])], held, answer_of(said) if said else DONE)


def withdraw_award(context: Context, award: str, reason: str) -> WithdrawalStep:
    """One step of a withdrawal; the passphrase of the root key is asked for only where it signs the register."""
    service = context.workplace.cycle.office_awards
    passphrase = context.root_passphrase() if service.needs_passphrase(award) else None
    return service.withdraw(award, reason, passphrase)


def answer_of(step: WithdrawalStep) -> int:
    """The exit status after a step of a withdrawal: somebody else must still act, or nobody."""
    return NEEDS_PERSON if step.said_by and not (step.complete and step.signed is not False) else DONE


def _withdrawing(context: Context, assessment: str, reason: str | None, keep: bool) -> WithdrawalStep | None:
    if reason is None and not keep:
        return None
    given = award_of(context.workplace.visits.open(assessment))
    if given is None:
        raise Refused("There is no award for this assessment yet. Nothing was changed.", "no-award")
    if keep:
        return context.workplace.cycle.office_awards.keep(given.id)
    return withdraw_award(context, given.id, reason or "")


def _award_line(award: Award) -> str:
    until = f" until {award.until_on}" if award.until_on else ""
    state = [
        f"certificate {award.certificate_on}" if award.certificate_on else "",
        f"published {award.published_on}" if award.published_on else "",
        f"withdrawn {award.withdrawn_on}: {award.reason}" if award.withdrawn_on else "",
        f"to be withdrawn, says {award.withdrawals[0].name}: {award.reason}" if len(award.withdrawals) == 1 else "",
    ]
    more = "".join(f", {words}" for words in state if words)
    return f"{award.scheme} {award.outcome_name}, number {award.number}, from {award.given_on}{until}{more}"


def _held(words: str) -> tuple[str, str, str, date, date | None]:
    parts = [part.strip() for part in words.split(",")]
    try:
        mark, outcome, number, given, until = parts
        return mark, outcome, number, date.fromisoformat(given), date.fromisoformat(until) if until else None
    except ValueError:
        raise WrongUse(
            f"Write an award held before as MARK,OUTCOME,NUMBER,FROM,UNTIL; {words!r} is none. Nothing was changed.",
            "bad-award",
        ) from None
