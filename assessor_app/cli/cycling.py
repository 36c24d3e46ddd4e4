"""`stage`, `advance`, `fact`, `declare`, `commitment`, `advise`, `form`: the cycle of a mark."""

import argparse
from collections.abc import Sequence

from assessor_app.cli.answer import DONE, NEEDS_PERSON, Answer
from assessor_app.cli.context import Context
from assessor_app.cli.words import Commands, add_day, on_assessment
from assessor_app.domain.assessment.assessment import Assessment
from assessor_app.domain.cycle.facts import form_rows
from assessor_app.domain.cycle.stages import Place, who_acts
from assessor_app.domain.scheme.edition import Scheme
from assessor_app.errors import WrongUse
from assessor_app.services.cycle.forms import form_of
from assessor_app.services.cycle.stages import Progress


def add_commands(commands: Commands) -> None:
    """Add this group's commands."""
    on_assessment(commands, "stage", stage, "the stages of the cycle, and what is missing to go on")
    advance_command = on_assessment(commands, "advance", advance, "end the present stage")
    advance_command.add_argument("--stage", default="", metavar="ID", help="an earlier one that was left open")
    advance_command.add_argument("--leave-out", action="store_true", help="the mark allows this stage to be left out")
    advance_command.add_argument("--back", action="store_true", help="open the last stage ended by hand again")
    advance_command.add_argument("--remark", default="", metavar="TEXT")
    fact_command = on_assessment(commands, "fact", fact, "list what is known in this cycle, or record a fact")
    fact_command.add_argument("fact", nargs="?", default="")
    fact_command.add_argument(
        "value", nargs="?", default="yes", help='yes, no, a number, a choice, a day; "-" takes back'
    )
    add_day(fact_command)
    fact_command.add_argument("--remark", default="", metavar="TEXT")
    declare_command = on_assessment(commands, "declare", declare, "declare your interests in the institution")
    declare_command.add_argument("--conflict", default="", metavar="REASON", help="there is a conflict of interest")
    sign_command = on_assessment(commands, "commitment", sign, "record that the institution has signed a commitment")
    sign_command.add_argument("commitment")
    sign_command.add_argument("--by", required=True, metavar="WHO", help="the role of who signed")
    add_day(sign_command)
    advise_command = on_assessment(commands, "advise", advise, "keep advice given before the visit, or list it")
    advise_command.add_argument("text", nargs="?", default="")
    advise_command.add_argument("--strand", default="")
    advise_command.add_argument("--evidence", action="append", default=[], metavar="CODE", help="what grew out of it")
    _add_form(commands)


def _add_form(commands: Commands) -> None:
    command = on_assessment(commands, "form", form, "the forms of the mark: context, target groups, action plan")
    command.add_argument("form", nargs="?", default="")
    command.add_argument("--add", nargs="+", default=[], metavar="FIELD=VALUE", help="add a row, or fill in a page")
    command.add_argument("--row", default="", metavar="ROW", help="change this row (how its id begins)")
    command.add_argument("--set", nargs="+", default=[], metavar="FIELD=VALUE")
    command.add_argument("--remove", action="store_true", help="take the row away")


def stage(context: Context, arguments: argparse.Namespace) -> Answer:
    """Where the assessment stands."""
    record = context.record(arguments.assessment)
    scheme = context.workplace.visits.scheme_of(record)
    return _progress(scheme, context.workplace.cycle.stages.progress(record.id))


def advance(context: Context, arguments: argparse.Namespace) -> Answer:
    """End the present stage, or take the last end back."""
    record = context.record(arguments.assessment)
    scheme = context.workplace.visits.scheme_of(record)
    stages = context.workplace.cycle.stages
    if arguments.back:
        return _progress(scheme, stages.take_back(record.id))
    return _progress(scheme, stages.advance(record.id, arguments.remark, arguments.leave_out, arguments.stage))


def fact(context: Context, arguments: argparse.Namespace) -> Answer:
    """Show what is known, or record one fact."""
    visits = context.workplace.visits
    record = context.record(arguments.assessment)
    if arguments.fact:
        value = None if arguments.value == "-" else arguments.value
        recording = context.workplace.cycle.stages.record(
            record.id, arguments.fact, value, arguments.on, arguments.remark
        )
        recording.result()
    facts = visits.facts(visits.open(record.id))
    lines = [f"{name}: {_said(value)}" for name, value in sorted(facts.values.items()) if value not in (False, "")]
    lines += [f"signed: {name}" for name in sorted(facts.signed)]
    lines += [f"in force: {mark}, {outcome}" for mark, outcome in sorted(facts.in_force.items())]
    return Answer(lines or ["Nothing is known yet."], facts)


def declare(context: Context, arguments: argparse.Namespace) -> Answer:
    """Declare interests."""
    record = context.record(arguments.assessment)
    conflict = bool(arguments.conflict)
    context.workplace.cycle.stages.declare(record.id, conflict, arguments.conflict).result()
    said = "a conflict of interest" if conflict else "no conflict of interest"
    return Answer([f"Declared: {said} with {record.institution.name}."], {"conflict": conflict})


def sign(context: Context, arguments: argparse.Namespace) -> Answer:
    """Record a signature under a commitment."""
    record = context.record(arguments.assessment)
    stages = context.workplace.cycle.stages
    stages.sign_commitment(record.id, arguments.commitment, arguments.by, arguments.on).result()
    outlook = context.workplace.visits.outlook(context.workplace.visits.open(record.id))
    return Answer([f"Signed by {arguments.by}. {outlook.sentence}"], outlook)


def advise(context: Context, arguments: argparse.Namespace) -> Answer:
    """Keep a piece of advice, or list all."""
    record = context.record(arguments.assessment)
    scheme = context.workplace.visits.scheme_of(record)
    if arguments.text:
        strand = scheme.strand(arguments.strand).id if arguments.strand else ""
        evidence = tuple(_piece(record, code) for code in arguments.evidence)
        context.workplace.cycle.stages.advise(record.id, arguments.text, strand, evidence).result()
        record = context.workplace.visits.open(record.id)
    lines = [
        f"{each.given_on}  {each.given_by_name}: {each.text}"
        + (f"  ({scheme.strand(each.strand).number})" if each.strand else "")
        for each in record.cycle.advice
    ]
    return Answer(lines or ["No advice was given before the visit."], record.cycle.advice)


def form(context: Context, arguments: argparse.Namespace) -> Answer:
    """List the forms, show one, or change a row of it."""
    record = context.record(arguments.assessment)
    scheme = context.workplace.visits.scheme_of(record)
    if not arguments.form:
        lines = [f"{each.id}: {each.title}, {len(form_rows(each, record))} filled in" for each in scheme.forms]
        return Answer(lines or [f"{scheme.title} has no forms."], scheme.forms)
    forms, planned = context.workplace.cycle.forms, form_of(scheme, arguments.form)
    if arguments.add:
        forms.add_row(record.id, planned.id, _pairs(arguments.add)).result()
    if arguments.row or arguments.set:
        row = _row(record, planned.id, arguments.row)
        forms.change_row(record.id, planned.id, row, _pairs(arguments.set)).result()
        if arguments.remove:
            forms.remove_row(record.id, planned.id, row).result()
    record = context.workplace.visits.open(record.id)
    titles = {each.id: each.title for each in planned.fields}
    lines = [
        f"{entry.row[:8]}  " + "; ".join(f"{titles.get(name, name)}: {value}" for name, value in entry.values.items())
        for entry in record.cycle.entries_of(planned.id)
    ]
    return Answer(lines or [f"Nothing is filled in in \u201c{planned.title}\u201d."], form_rows(planned, record))


def _progress(scheme: Scheme, progress: Progress) -> Answer:
    marks = {Place.DONE: "x", Place.LEFT_OUT: "-", Place.OPEN: "!", Place.NOW: ">", Place.AHEAD: " "}
    lines = []
    for each in progress.stages:
        ended = f"  {each.ended.done_on} {each.ended.recorded_by}".rstrip() if each.ended else ""
        acts = who_acts(scheme, each.stage.acts)
        lines.append(f"[{marks[each.place]}] {each.stage.title}  ({acts}){ended}")
    lines += [f"Missing: {words}" for words in progress.missing]
    lines += [f"Due: {each.sentence}" for each in progress.due]
    return Answer(
        lines or [f"{scheme.title} names no {scheme.terms.stages}."],
        progress,
        NEEDS_PERSON if progress.missing or progress.due else DONE,
    )


def _pairs(words: Sequence[str]) -> dict[str, str]:
    found = {}
    for each in words:
        name, equals, value = each.partition("=")
        if not equals:
            raise WrongUse(f"Write an answer as FIELD=VALUE; {each!r} is none. Nothing was changed.", "bad-pair")
        found[name.strip()] = value
    return found


def _row(record: Assessment, form: str, start: str) -> str:
    found = [entry.row for entry in record.cycle.entries_of(form) if start and entry.row.startswith(start)]
    if len(found) != 1:
        raise WrongUse(f"{len(found)} rows have an id that begins with {start!r}. Nothing was changed.", "which")
    return found[0]


def _piece(record: Assessment, code: str) -> str:
    found = next((piece.id for piece in record.evidence if code in (piece.code, piece.id)), None)
    if found is None:
        raise WrongUse(f"No piece of evidence is called {code!r}. Nothing was changed.", "which")
    return found


def _said(value: object) -> str:
    return "yes" if value is True else str(value)
