"""`conflicts`, `settle`: what people set differently without having seen each other's, and deciding it."""

import argparse
from pathlib import Path

from assessor_app.cli.answer import DONE, NEEDS_PERSON, Answer
from assessor_app.cli.context import Context
from assessor_app.cli.words import Commands
from assessor_app.domain.journal.clash import Clash, ClashKind, decision_of
from assessor_app.domain.journal.field_words import shortened
from assessor_app.domain.journal.operation import Json
from assessor_app.domain.scheme.edition import NOT_ENOUGH
from assessor_app.domain.words.counting import counted
from assessor_app.errors import Unavailable, WrongUse

LONGEST = 200_000
"""Characters that are read of a text in a file."""


def add_commands(commands: Commands) -> None:
    """Add this group's commands."""
    list_command = commands.add_parser("conflicts", help="what waits for a decision, of one assessment or of all")
    list_command.add_argument("assessment", nargs="?", default="", metavar="ASSESSMENT")
    list_command.set_defaults(run=conflicts)
    settle_command = commands.add_parser("settle", help="decide a clash")
    settle_command.add_argument("assessment", metavar="ASSESSMENT")
    settle_command.add_argument("field", metavar="FIELD", help="its name, or the end of one, as `conflicts` shows it")
    choice = settle_command.add_mutually_exclusive_group(required=True)
    choice.add_argument("--take", metavar="mine|theirs|before|N", help="one of the values, N as numbered from 1")
    choice.add_argument("--value", help="another value: a text, a level id, - for none")
    choice.add_argument("--file", type=Path, help="another text, from a file")
    settle_command.set_defaults(run=settle)


def conflicts(context: Context, arguments: argparse.Namespace) -> Answer:
    """Every open clash with its values."""
    visits, settling = context.workplace.visits, context.workplace.settling
    chosen = visits.find(arguments.assessment) if arguments.assessment else ""
    rows = [row for row in visits.list() if row.id == chosen or (not chosen and row.conflicts)]
    found = {row: settling.clashes(row.id) for row in rows}
    lines: list[str] = []
    for row, clashes in found.items():
        lines += [f"{row.institution}, {row.scheme_title} ({row.id[:8]})"] if clashes else []
        lines += [line for clash in clashes for line in clash_lines(clash)]
    values = [{"assessment": row.id, "clashes": clashes} for row, clashes in found.items()]
    return Answer(lines or ["Nothing waits for a decision."], values, NEEDS_PERSON if lines else DONE)


def settle(context: Context, arguments: argparse.Namespace) -> Answer:
    """Decide one clash by an ordinary change that names all its values."""
    settling = context.workplace.settling
    assessment = context.workplace.visits.find(arguments.assessment)
    clash = settling.find(assessment, arguments.field)
    value = _chosen(clash, arguments)
    left = settling.settle(assessment, [decision_of(clash, value)]).result()
    line = f"{_title(clash)} is settled. {counted(left, 'clash', 'clashes')} of this visit left."
    return Answer([line], {"settled": clash.name, "value": value, "left": left}, NEEDS_PERSON if left else DONE)


def clash_lines(clash: Clash) -> list[str]:
    """A clash for a person: its name and its numbered values."""
    lines = [f"  {_title(clash)}  ({clash.name})"]
    for number, side in enumerate(clash.sides, start=1):
        whose = "mine" if side.mine else side.who
        lines.append(f"    {number}  {whose}, {side.at:%Y-%m-%d %H:%M}: {shortened(side.words, 120)}")
    if clash.before_at:
        lines.append(f"       before, {clash.before_at:%Y-%m-%d %H:%M}: {shortened(clash.before_words, 120)}")
    return lines


def _title(clash: Clash) -> str:
    return f"{clash.what}, {clash.where}" if clash.where else clash.what


def _chosen(clash: Clash, arguments: argparse.Namespace) -> Json:
    if arguments.take is not None:
        return _taken(clash, arguments.take)
    text = arguments.value if arguments.file is None else _text_of(arguments.file)
    if clash.kind is ClashKind.LEVEL:
        return None if text == "-" else text.casefold() if text != NOT_ENOUGH else text
    if clash.kind is ClashKind.CHOICE:
        raise WrongUse(f"{_title(clash)} is one of the values shown: use --take. Nothing was changed.", "wrong-value")
    return "" if text == "-" else text


def _taken(clash: Clash, which: str) -> Json:
    theirs = [side for side in clash.sides if not side.mine]
    if which == "before" and clash.before_at:
        return clash.before
    if which == "mine" and clash.mine:
        return clash.mine.value
    if which == "theirs" and clash.mine and len(theirs) == 1:
        return theirs[0].value
    if which.isdecimal() and 0 < int(which) <= len(clash.sides):
        return clash.sides[int(which) - 1].value
    numbers = ", ".join(str(number) for number in range(1, len(clash.sides) + 1))
    raise WrongUse(f"This clash has no value {which!r}. Take one of {numbers}; nothing was changed.", "wrong-value")


def _text_of(file: Path) -> str:
    try:
        with file.open(encoding="utf-8") as opened:
            text = opened.read(LONGEST + 1)
    except UnicodeDecodeError as error:
        raise WrongUse(f"{file} is not text in UTF-8. Nothing was changed.", "not-text") from error
    except OSError as error:
        raise Unavailable(f"{file}: {error.strerror or error}. Nothing was changed.", "cannot-read") from error
    if len(text) > LONGEST:
        raise WrongUse(f"{file} is longer than {LONGEST:,} characters. Nothing was changed.", "too-long")
    return text.rstrip("\n")
