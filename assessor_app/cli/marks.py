"""`schemes` and `workbook`: quality marks and their blank workbooks."""

import argparse
from pathlib import Path

from assessor_app.cli.answer import DONE, NEEDS_PERSON, Answer
from assessor_app.cli.context import Context
from assessor_app.cli.words import Commands, problem_lines
from assessor_app.domain.problem import Severity
from assessor_app.domain.rule_words import rule_words
from assessor_app.domain.scheme import Scheme
from assessor_app.services.scheme_shelf import SchemeShelf


def add_commands(commands: Commands) -> None:
    """Add this group's commands."""
    schemes = commands.add_parser("schemes", help="quality marks").add_subparsers(metavar="ACTION", required=True)
    schemes.add_parser("list", help="the marks on this computer").set_defaults(run=list_schemes)
    show = schemes.add_parser("show", help="one mark: aspects, strands, levels, rule")
    show.add_argument("scheme", metavar="ID")
    show.set_defaults(run=show_scheme)
    check = schemes.add_parser("check", help="everything that is wrong with a scheme file")
    check.add_argument("file", type=Path)
    check.set_defaults(run=check_scheme)
    workbook = commands.add_parser("workbook", help="write a blank self-assessment workbook")
    workbook.add_argument("scheme", metavar="ID")
    workbook.add_argument("-o", "--output", type=Path, required=True, metavar="FILE.xlsx")
    workbook.add_argument("--nation", default="")
    workbook.add_argument("--setting", default="")
    workbook.add_argument("--language", default="")
    workbook.set_defaults(run=write_workbook)


def list_schemes(_context: Context, _arguments: argparse.Namespace) -> Answer:
    """The marks on this computer."""
    schemes = SchemeShelf().list()
    lines = [f"{scheme.id} {scheme.edition}  {scheme.title}" for scheme in schemes]
    value = [{"id": scheme.id, "edition": scheme.edition, "title": scheme.title} for scheme in schemes]
    return Answer(lines, value)


def show_scheme(_context: Context, arguments: argparse.Namespace) -> Answer:
    """One mark in full."""
    scheme = SchemeShelf().get(arguments.scheme)
    return Answer(_scheme_lines(scheme), scheme)


def check_scheme(_context: Context, arguments: argparse.Namespace) -> Answer:
    """Every problem of a scheme file."""
    problems = SchemeShelf().check(arguments.file)
    if not problems:
        return Answer([f"{arguments.file} is a complete scheme file."], {"problems": []})
    bad = any(problem.severity is Severity.ERROR for problem in problems)
    return Answer(problem_lines(problems), {"problems": problems}, NEEDS_PERSON if bad else DONE)


def write_workbook(_context: Context, arguments: argparse.Namespace) -> Answer:
    """A blank workbook; needs no profile."""
    from assessor_app.services.blank_workbook import write_blank_workbook  # openpyxl takes 130 ms to import

    write_blank_workbook(
        SchemeShelf().get(arguments.scheme), arguments.output, arguments.nation, arguments.setting, arguments.language
    )
    return Answer([f"{arguments.output} is ready to send to the institution."], {"file": arguments.output})


def _scheme_lines(scheme: Scheme) -> list[str]:
    lines = [f"{scheme.title}, edition {scheme.edition}"]
    if scheme.has_model_wording:
        lines.append(scheme.model_wording_notice)
    lines += ["", f"Levels: {', '.join(level.name for level in scheme.levels)}"]
    for outcome in scheme.outcomes:
        lines.append(f"{outcome.name}: {rule_words(scheme, outcome.rule)}")
    for aspect in scheme.aspects:
        lines += ["", f"{aspect.number}  {aspect.title}"]
        for strand in aspect.strands:
            lines.append(f"  {strand.number}  {strand.title}  ({strand.id})")
            lines += [f"      {level.name}: {strand.descriptors[level.id]}" for level in scheme.levels_of(strand)]
    return lines
