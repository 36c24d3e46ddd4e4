"""`schemes import`, `schemes export` and `schemes install`: rubrics from and for other programs."""

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path

from assessor_app.cli.answer import DONE, NEEDS_PERSON, Answer
from assessor_app.cli.context import Context
from assessor_app.cli.words import Commands
from assessor_app.domain.scheme.edition import Scheme
from assessor_app.domain.scheme.rubric_exchange import Question
from assessor_app.domain.words.counting import counted, listed
from assessor_app.errors import WrongUse
from assessor_app.services.saving import utc_now
from assessor_app.services.schemes.shelf import shelf_of

SEVERAL = ("aspects", "strands", "levels", "scale")
SINGLE = ("title", "owner", "edition", "id", "package", "sheet", "order")


def add_actions(schemes: Commands) -> None:
    """Add the actions to `schemes`."""
    take = schemes.add_parser("import", help="an edition from a CASE package, a framework library or a grid")
    take.add_argument("file", type=Path, help=".json, .yaml, .csv, .xlsx or rubrics.xml")
    take.add_argument("--aspects", action="append", metavar="TYPE", help="item types (or the depth) that group")
    take.add_argument("--strands", action="append", metavar="TYPE", help="item types that are judged")
    take.add_argument("--levels", action="append", metavar="TYPE", help="item types that are levels")
    take.add_argument("--scale", action="append", metavar="NAME", help="a level, lowest first, where the file has none")
    take.add_argument("--column", action="append", default=[], metavar="HEADING=ROLE", help="what a grid's column is")
    take.add_argument("--order", choices=("lowest first", "highest first"), help="how a grid's level columns stand")
    take.add_argument("--sheet", help="the sheet of a workbook")
    take.add_argument("--package", metavar="NUMBER", help="one of several packages in a file")
    take.add_argument("--title", help="another title")
    take.add_argument("--owner", help="who awards the mark")
    take.add_argument("--edition", help="another edition")
    take.add_argument("--id", help="another id")
    take.add_argument("-o", "--output", type=Path, metavar="EDITION.yaml", help="without it nothing is written")
    take.set_defaults(run=import_rubric)
    give = schemes.add_parser("export", help="an edition for other programs")
    give.add_argument("scheme", metavar="ID", help="a mark on this computer, or a scheme file")
    give.add_argument("--edition", default="", help="an edition; without it the newest")
    give.add_argument("--case", action="store_true", required=True, help="as a CASE 1.1 package")
    give.add_argument("-o", "--output", type=Path, required=True, metavar="FILE.json")
    give.set_defaults(run=export_rubric)
    install = schemes.add_parser("install", help="put an edition into this profile, to be judged like any other")
    install.add_argument("file", type=Path)
    install.set_defaults(run=install_scheme)


def import_rubric(_context: Context, arguments: argparse.Namespace) -> Answer:
    """A file of another program as a scheme file; or what has to be answered first."""
    from assessor_app.services.schemes.rubrics import import_rubric as imported
    from assessor_app.services.schemes.rubrics import save_edition

    found = imported(arguments.file, _answers(arguments))
    lines = list(_question_lines(found.questions))
    if found.scheme is None:
        wanted = listed([question.code for question in found.open], "or")
        words = f"{arguments.file} leaves open: {wanted}. Answer with the options above. Nothing was written."
        return Answer([*lines, "", words], {"questions": found.questions}, NEEDS_PERSON)
    lines += [f"Not carried over: {sentence}" for sentence in found.left_out]
    scheme = found.scheme
    lines.append(f"{scheme.title} ({scheme.id} {scheme.edition}): {_size(scheme)}.")
    if arguments.output:
        save_edition(arguments.output, found.text)
        lines.append(f"{arguments.output} is written. `schemes install` puts it into this profile.")
    value = {"id": scheme.id, "edition": scheme.edition, "title": scheme.title, "questions": found.questions}
    return Answer(lines, {**value, "left_out": found.left_out, "file": arguments.output}, DONE)


def export_rubric(context: Context, arguments: argparse.Namespace) -> Answer:
    """An edition as a CASE package."""
    from assessor_app.services.schemes.rubrics import export_case

    named = Path(arguments.scheme)
    shelf = shelf_of(context.profile)
    file = named if named.suffix in (".yaml", ".yml") else shelf.file(arguments.scheme, arguments.edition)
    written = export_case(file, arguments.output, utc_now())
    lines = [f"{written.file} is a CASE 1.1 package."]
    if written.only_here:
        lines.append(
            f"Other programs do not see {listed(written.only_here)}; they travel in an extension and come back."
        )
    return Answer(lines, written)


def install_scheme(context: Context, arguments: argparse.Namespace) -> Answer:
    """An edition into the profile."""
    scheme = shelf_of(context.profile).install(arguments.file)
    words = f"{scheme.title} ({scheme.id} {scheme.edition}) is on this computer and can be judged."
    return Answer([words], {"id": scheme.id, "edition": scheme.edition, "title": scheme.title})


def _answers(arguments: argparse.Namespace) -> dict[str, tuple[str, ...]]:
    found = {code: tuple(given) for code in SEVERAL if (given := getattr(arguments, code))}
    found |= {code: (given,) for code in SINGLE if (given := getattr(arguments, code))}
    for each in arguments.column:
        heading, equals, role = each.rpartition("=")
        if not equals:
            raise WrongUse(f"--column wants HEADING=ROLE, not {each!r}. Nothing was done.", "column")
        found[f"column:{heading}"] = (role,)
    return found


def _question_lines(questions: Sequence[Question]) -> Iterator[str]:
    """Each question with what is taken when nobody answers; choices that several share stand once, after the last."""
    for number, question in enumerate(questions, start=1):
        taken = f"  [{', '.join(question.suggested)}]" if question.suggested else ""
        kind, _, place = question.code.partition(":")
        yield f"--{kind}{f' {place}=ROLE' if place else ''}  {question.words}{taken}"
        following = questions[number].choices if number < len(questions) else ()
        if question.choices != following:
            yield from (f"    {choice.words}" for choice in question.choices)


def _size(scheme: Scheme) -> str:
    strands = len(scheme.graded)
    scales = [scheme.levels, *(scale.levels for scale in scheme.scales)]
    levels = listed([counted(len(scale), "level") for scale in scales])
    return f"{counted(len(scheme.aspects), 'aspect')}, {counted(strands, 'strand')} to judge, {levels}"
