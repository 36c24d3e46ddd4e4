"""`second`, `agreement`: a verifier's own mark, sealed, compared with the assessor's and agreed; how far both agree."""

import argparse
from pathlib import Path

from assessor_app.cli.answer import DONE, NEEDS_PERSON, Answer
from assessor_app.cli.context import Context
from assessor_app.cli.recording import TEXTS, judge_strand
from assessor_app.cli.words import Commands, on_assessment
from assessor_app.domain.scheme.edition import NOT_ENOUGH, Scheme
from assessor_app.domain.second.agreement import Estimate
from assessor_app.domain.second.comparing import Compared, Comparison
from assessor_app.domain.second.queue import Step
from assessor_app.domain.words.counting import counted
from assessor_app.domain.words.phrases import day_words
from assessor_app.errors import WrongUse
from assessor_app.files import write_whole

STEPS = {
    Step.DECLARE: "declare your interests",
    Step.STOPPED: "stopped by a conflict of interest",
    Step.TOO_LATE: "the assessor's marks are here, so it cannot be marked alone",
    Step.MARK: "mark on your own",
    Step.SEAL: "seal your marks",
    Step.WAIT: "waits for the assessor",
    Step.AGREE: "agree",
    Step.SIGN: "counter-sign the report",
    Step.DONE: "agreed",
}
"""The next step in words."""


def add_commands(commands: Commands) -> None:
    """Add this group's commands."""
    second = commands.add_parser("second", help="the verifier's mark: made alone, sealed, compared, agreed")
    actions = second.add_subparsers(dest="action", required=True, metavar="ACTION")
    waiting = actions.add_parser("list", help="what waits: for you, for others, and what is agreed")
    waiting.set_defaults(run=queue)
    declare_command = on_assessment(actions, "declare", declare, "be the verifier, without a conflict of interest")
    declare_command.add_argument("--conflict", default="", metavar="REASON", help="there is one, which ends it")
    judge_command = on_assessment(actions, "judge", judge, "judge a strand as the verifier")
    judge_command.add_argument("strand", help='its number ("3.2") or id')
    judge_command.add_argument("level", help=f'a level, "{NOT_ENOUGH}", or "-" to leave the level as it is')
    for field in TEXTS:
        judge_command.add_argument(f"--{field}", metavar="TEXT", default=None)
    on_assessment(actions, "seal", seal, "sign your marks; they are read only from then on")
    on_assessment(actions, "compare", compare, "both marks side by side, what matters most first")
    agree_command = on_assessment(actions, "agree", agree, "agree a level, or leave it to the panel")
    agree_command.add_argument("strand", help='its number ("3.2") or id')
    agree_command.add_argument("level", nargs="?", default="", help=f'a level or "{NOT_ENOUGH}"')
    agree_command.add_argument("--settled", default="", metavar="TEXT", help="what settled it, where you differed")
    agree_command.add_argument("--together", action="store_true", help="the other judge is here and agrees")
    agree_command.add_argument("--panel", action="store_true", help="leave it open and ask the panel")
    confirm_command = on_assessment(actions, "confirm", confirm, "say the agreed level of a strand too")
    confirm_command.add_argument("strand", help='its number ("3.2") or id')
    sign_command = on_assessment(actions, "sign", sign, "counter-sign the report that the assessor has signed")
    sign_command.add_argument("-o", "--output", type=Path, default=None, metavar="FILE", help="write the report")
    show_command = on_assessment(actions, "show", show, "how the second mark stands")
    show_command.add_argument("-o", "--output", type=Path, default=None, metavar="FILE", help="write the signed marks")
    _add_agreement(commands)


def _add_agreement(commands: Commands) -> None:
    command = commands.add_parser("agreement", help="how far assessors and verifiers agree before they talk")
    command.add_argument("assessment", nargs="?", default="")
    command.set_defaults(run=agreement)


def queue(context: Context, _arguments: argparse.Namespace) -> Answer:
    """What waits of second marks; exit 1 while something waits for this person."""
    items = context.workplace.second_queue.items()
    lines = [
        f"{item.institution}, {item.mark}: {STEPS[item.step]}. {item.done} of {item.total} marked"
        f"{f', {item.open} to agree' if item.open else ''}"
        f"{f', panel on {day_words(item.due)}' if item.due else ''}."
        for item in items
    ]
    return Answer(lines or ["Nothing to verify."], items, NEEDS_PERSON if any(each.waiting for each in items) else DONE)


def declare(context: Context, arguments: argparse.Namespace) -> Answer:
    """Declare interests as the verifier."""
    record = context.record(arguments.assessment)
    conflict = arguments.conflict.strip()
    if arguments.conflict and not conflict:
        raise WrongUse("Say what the conflict of interest is. Nothing was changed.", "empty")
    context.workplace.second.declare(record.id, conflict)
    if conflict:
        words = f"You cannot verify {record.institution.name}: {conflict.rstrip('.')}. Tell the administrator."
        return Answer([words], {"conflict": True}, NEEDS_PERSON)
    return Answer([f"You verify {record.institution.name} and have no conflict of interest."], {"conflict": False})


def judge(context: Context, arguments: argparse.Namespace) -> Answer:
    """Judge one strand, and say what is left."""
    record, scheme, strand = judge_strand(context, arguments)
    left = context.workplace.second.still_to_mark(record.id)
    numbers = ", ".join(scheme.strand(each).number for each in left)
    words = f"Still to mark: {numbers}." if left else "Every strand is marked. Seal your marks when you are ready."
    return Answer([f"{strand.number} {strand.title} is saved. {words}"], {"left": left})


def seal(context: Context, arguments: argparse.Namespace) -> Answer:
    """Seal the verifier's marks."""
    sealed = context.workplace.second.seal(context.workplace.visits.find(arguments.assessment))
    words = f"Your marks of {counted(len(sealed.marks), 'strand')} are sealed. Send them with `bundle export`."
    return Answer([words], sealed)


def compare(context: Context, arguments: argparse.Namespace) -> Answer:
    """Show both marks, differences that can change the award first; exit 1 while any is open."""
    visits = context.workplace.visits
    record = context.record(arguments.assessment)
    found = context.workplace.second.compare(record.id)
    same = sum(not each.differs for each in found.strands)
    lines = [
        f"{same} of {counted(len(found.strands), 'strand')} agree. {record.lead_name}: {found.by_first.headline}. "
        f"{found.seal.signer_name}: {found.by_second.headline}. As agreed so far: {found.now.headline}."
    ]
    for each in found.strands:
        lines += _lines(visits.scheme_of(record), each, record.lead_name, found.seal.signer_name)
    return _answer(lines, found)


def agree(context: Context, arguments: argparse.Namespace) -> Answer:
    """Agree one strand."""
    visits, second = context.workplace.visits, context.workplace.second
    record = context.record(arguments.assessment)
    scheme = visits.scheme_of(record)
    strand = scheme.strand(arguments.strand)
    if arguments.panel:
        second.ask_panel(record.id, strand.id).result()
        line = f"{strand.number} {strand.title} is left to the panel, with both reasons."
    else:
        level = arguments.level if arguments.level == NOT_ENOUGH else scheme.level(arguments.level.casefold()).id
        second.agree(record.id, strand.id, level, arguments.settled, arguments.together).result()
        line = f"{strand.number} {strand.title}: agreed {_name(scheme, level)}."
    found = second.compare(record.id)
    return _answer([line, f"{found.now.sentence} {counted(found.open, 'strand')} still to agree."], found)


def confirm(context: Context, arguments: argparse.Namespace) -> Answer:
    """Confirm what the other judge has agreed."""
    visits, second = context.workplace.visits, context.workplace.second
    record = context.record(arguments.assessment)
    strand = visits.scheme_of(record).strand(arguments.strand)
    second.confirm(record.id, strand.id).result()
    found = second.compare(record.id)
    level = _name(visits.scheme_of(record), record.agreed_on(strand.id).level or "")
    return _answer([f"{strand.number} {strand.title}: you agree {level} too."], found)


def sign(context: Context, arguments: argparse.Namespace) -> Answer:
    """Counter-sign the newest signed version, and write it."""
    signing, visits = context.workplace.counter_signing, context.workplace.visits
    assessment = visits.find(arguments.assessment)
    passphrase = context.ask_passphrase("Passphrase for your key") if signing.needs_passphrase else None
    made = signing.sign(assessment, passphrase)
    if arguments.output is not None:
        write_whole(arguments.output, signing.report(assessment))
    line = f"Version {made.version} of the report bears both signatures. Send it in your next bundle."
    return Answer([line, *filter(None, [made.remark])], made)


def show(context: Context, arguments: argparse.Namespace) -> Answer:
    """Who verifies, whether the marks are sealed, what is agreed; write the signed marks."""
    visits, second = context.workplace.visits, context.workplace.second
    record = context.record(arguments.assessment)
    if arguments.output is not None:
        second.save(record.id, arguments.output)
    sealed, scheme = record.second_mark, visits.scheme_of(record)
    lines = [f"Verifier: {record.verifier_name or 'nobody yet'}."]
    lines.append(f"Sealed at {sealed.sealed_at}." if sealed else "Not sealed.")
    for each in record.agreed:
        where = scheme.strand(each.strand)
        words = "left to the panel" if each.panel else f"agreed {_name(scheme, each.level or '')}. {each.reason}"
        lines.append(f"  {where.number}  {where.title}: {words}".rstrip())
    value = {"verifier": record.verifier_name, "sealed": sealed, "agreed": record.agreed}
    return Answer(lines, value, DONE if sealed else NEEDS_PERSON)


def agreement(context: Context, arguments: argparse.Namespace) -> Answer:
    """The coefficients, by mark, aspect, assessor and strand."""
    visits = context.workplace.visits
    found = context.workplace.agreement.figures(visits.find(arguments.assessment) if arguments.assessment else "")
    lines = [
        f"{each.mark}, {each.kind} {each.name}: {counted(each.pairs, 'strand')} judged twice, exact "
        f"{_figure(each.exact)}, kappa linear {_figure(each.linear)}, quadratic {_figure(each.quadratic)}, "
        f"alpha {_figure(each.alpha)}"
        for each in found
    ]
    return Answer(lines or ["No sealed second marks are here yet, so there is nothing to compare."], found)


def _figure(estimate: Estimate) -> str:
    if estimate.value is None:
        return "cannot be told"
    ends = "" if estimate.low is None or estimate.high is None else f" ({estimate.low:.2f} to {estimate.high:.2f})"
    return f"{estimate.value:.2f}{ends}"


def _answer(lines: list[str], found: Comparison) -> Answer:
    return Answer(lines, found, NEEDS_PERSON if found.open else DONE)


def _lines(scheme: Scheme, each: Compared, first: str, second: str) -> list[str]:
    strand = scheme.strand(each.strand)
    names = f"{first} {_name(scheme, each.first.level)}, {second} {_name(scheme, each.second.level)}"
    state = "the same" if not each.differs else "to agree"
    if each.agreed.level:
        state = f"agreed {_name(scheme, each.agreed.level)}"
    elif each.agreed.panel:
        state = "left to the panel"
    notes = ["can change the award"] * each.swings + ["changed since the seal"] * each.changed
    lines = ["  ".join((f"{strand.number} {strand.title}", names, "; ".join((state, *notes))))]
    if each.differs:
        lines += [
            f"    {who}: {mark.reason or 'no reason given'}"
            for who, mark in ((first, each.first), (second, each.second))
        ]
    if each.agreed.reason:
        lines.append(f"    What settled it: {each.agreed.reason}")
    return lines


def _name(scheme: Scheme, level: str) -> str:
    return {"": "not judged", NOT_ENOUGH: "not enough evidence yet"}.get(level) or scheme.level(level).name
