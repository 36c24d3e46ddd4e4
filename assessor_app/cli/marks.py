"""`schemes` and `workbook`: quality marks and their blank workbooks."""

import argparse
from pathlib import Path

from assessor_app.cli import rubrics
from assessor_app.cli.answer import DONE, NEEDS_PERSON, Answer
from assessor_app.cli.context import Context
from assessor_app.cli.scheme_lines import scheme_lines, trial_lines
from assessor_app.cli.words import Commands, problem_lines
from assessor_app.domain.problem import Severity
from assessor_app.domain.scheme.overlays import for_institution
from assessor_app.domain.words.counting import counted
from assessor_app.domain.words.passages import told
from assessor_app.services.schemes.shelf import shelf_of


def add_commands(commands: Commands) -> None:
    """Add this group's commands."""
    schemes = commands.add_parser("schemes", help="quality marks").add_subparsers(metavar="ACTION", required=True)
    schemes.add_parser("list", help="the marks on this computer").set_defaults(run=list_schemes)
    show = schemes.add_parser("show", help="one mark: rules, stages, visit, fees, aspects, strands, levels")
    show.add_argument("scheme", metavar="ID")
    show.add_argument("--edition", default="", help="an edition; without it the newest")
    show.add_argument("--language", default="", help="another of the mark's languages")
    show.add_argument("--nation", default="", help="as it reads in this nation")
    show.add_argument("--setting", default="", help="as it reads for this kind of setting")
    show.set_defaults(run=show_scheme)
    check = schemes.add_parser("check", help="everything that is wrong with a scheme file or a template")
    check.add_argument("file", type=Path)
    check.set_defaults(run=check_scheme)
    template = schemes.add_parser("template", help="put the owner's logo, colours, order and words into documents")
    template.add_argument("scheme", metavar="ID")
    template.add_argument("file", type=Path, metavar="template.yaml")
    template.set_defaults(run=install_template)
    trial = schemes.add_parser("try", help="a scheme file's award rule on cases that are written down")
    trial.add_argument("file", type=Path)
    trial.add_argument("cases", type=Path)
    trial.set_defaults(run=try_scheme)
    rubrics.add_actions(schemes)
    workbook = commands.add_parser("workbook", help="write a blank self-assessment workbook")
    workbook.add_argument("scheme", metavar="ID")
    workbook.add_argument("-o", "--output", type=Path, required=True, metavar="FILE.xlsx")
    workbook.add_argument("--nation", default="")
    workbook.add_argument("--setting", default="")
    workbook.add_argument("--language", default="")
    workbook.set_defaults(run=write_workbook)


def list_schemes(context: Context, _arguments: argparse.Namespace) -> Answer:
    """The marks on this computer."""
    shelf = shelf_of(context.profile)
    schemes, bad = shelf.list(), shelf.unreadable()
    lines = [f"{scheme.id} {scheme.edition}  {scheme.title}" for scheme in schemes]
    value = [{"id": scheme.id, "edition": scheme.edition, "title": scheme.title} for scheme in schemes]
    return Answer(lines, value, NEEDS_PERSON if bad else DONE, problem_lines(bad))


def show_scheme(context: Context, arguments: argparse.Namespace) -> Answer:
    """One mark in full, as it reads for an institution."""
    scheme = shelf_of(context.profile).get(arguments.scheme, arguments.edition, arguments.language)
    facts = {name: value for name in ("nation", "setting") if (value := getattr(arguments, name))}
    mark = for_institution(scheme, facts)
    return Answer([told(line) for line in scheme_lines(mark)], mark)


def check_scheme(context: Context, arguments: argparse.Namespace) -> Answer:
    """Every problem of a scheme file, or of a mark's template."""
    shelf = shelf_of(context.profile)
    is_template = shelf.is_template(arguments.file)
    problems = shelf.check_template(arguments.file) if is_template else shelf.check(arguments.file)
    if not problems:
        what = "template that can be used" if is_template else "complete scheme file"
        return Answer([f"{arguments.file} is a {what}."], {"problems": []})
    bad = any(problem.severity is Severity.ERROR for problem in problems)
    return Answer(problem_lines(problems), {"problems": problems}, NEEDS_PERSON if bad else DONE)


def install_template(context: Context, arguments: argparse.Namespace) -> Answer:
    """Put a mark's template where its documents find it; a broken one changes nothing."""
    shelf_of(context.profile).install_template(arguments.file, arguments.scheme)
    return Answer([f"Documents of {arguments.scheme} are made by {arguments.file} from now on."], arguments.file)


def try_scheme(_context: Context, arguments: argparse.Namespace) -> Answer:
    """Cases worked out by a scheme file's award rule; the status says whether all came out as expected."""
    from assessor_app.services.schemes.trials import try_scheme as tried

    trials = tried(arguments.file, arguments.cases)
    wrong = sum(bool(trial.differences) for trial in trials)
    lines = [line for trial in trials for line in trial_lines(trial)][1:]
    lines += ["", f"{counted(len(trials), 'case')}, {wrong or 'none'} not as expected."]
    return Answer(lines, trials, NEEDS_PERSON if wrong else DONE)


def write_workbook(context: Context, arguments: argparse.Namespace) -> Answer:
    """A blank workbook; needs no profile."""
    from assessor_app.services.blank_workbook import write_blank_workbook  # openpyxl takes 130 ms to import

    write_blank_workbook(
        shelf_of(context.profile).get(arguments.scheme),
        arguments.output,
        arguments.nation,
        arguments.setting,
        arguments.language,
    )
    return Answer([f"{arguments.output} is ready to send to the institution."], {"file": arguments.output})
