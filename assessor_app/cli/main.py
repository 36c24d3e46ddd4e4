"""From words on the command line to a use case, an answer and an exit status."""

import argparse
import logging
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from assessor_app.cli import (
    awarding,
    concerning,
    credentials,
    cycling,
    demonstrating,
    documents,
    editions,
    exchanging,
    histories,
    identities,
    marks,
    offices,
    practising,
    reading,
    recording,
    renewing,
    seconding,
    settling,
    visiting,
    writing,
)
from assessor_app.cli import upkeep as upkeep_commands
from assessor_app.cli.answer import put_out, say, sentence, tell
from assessor_app.cli.context import Context
from assessor_app.errors import AssayError, Unavailable, WrongUse
from assessor_app.files import refuse_own_files
from assessor_app.paths import default_profile
from assessor_app.services.unexpected import details_of, unexpected

if TYPE_CHECKING:
    from _typeshed import SupportsWrite

GROUPS = (
    demonstrating,
    identities,
    offices,
    marks,
    reading,
    recording,
    visiting,
    seconding,
    cycling,
    awarding,
    concerning,
    editions,
    renewing,
    writing,
    documents,
    credentials,
    exchanging,
    settling,
    histories,
    practising,
    upkeep_commands,
)


def main(argv: Sequence[str]) -> int:
    """Run one command; the exit status (0 done, 1 needs a person, 2 wrong use, 3 refused, 4 environment)."""
    try:
        arguments = _read(argv)
    except AssayError as error:
        return _complain(error)
    except BrokenPipeError:
        return 0
    logging.basicConfig(level=logging.INFO if arguments.verbose else logging.ERROR, format="%(message)s")
    try:
        return _run(arguments)
    except Exception as error:  # noqa: BLE001  the edge of the program: a person gets a sentence, the log the rest
        if arguments.verbose:
            tell(details_of(error))
        return _complain(unexpected(error, arguments.profile or default_profile()))


def _read(argv: Sequence[str]) -> argparse.Namespace:
    if any("\0" in word for word in argv):
        raise WrongUse("A word of the command holds a NUL character. Nothing was done.", "nul")
    arguments = parser().parse_args(argv)
    if "" in argv and Path() in _named(arguments):  # as of a variable that was never set: it would mean this folder
        raise WrongUse("An empty word is not a file or a folder. Nothing was done; name one.", "empty-name")
    return arguments


def _named(arguments: argparse.Namespace) -> Iterator[object]:
    for value in vars(arguments).values():
        yield from value if isinstance(value, list) else (value,)


def _run(arguments: argparse.Namespace) -> int:
    try:
        return _answer(Context(arguments), arguments)
    except BrokenPipeError:
        return 0  # the reader of our output has seen enough, as with `| head`
    except KeyboardInterrupt:
        return _complain(Unavailable("Stopped before it was finished. What was saved before stays saved."))
    except AssayError as error:
        return _complain(error)
    except OSError as error:  # a file or folder named on the command line, or a disk that is full
        name = f"{error.filename}: " if error.filename else ""
        return _complain(Unavailable(f"{name}{error.strerror or error}. Nothing was changed."))


def _answer(context: Context, arguments: argparse.Namespace) -> int:
    try:
        refuse_own_files(getattr(arguments, "output", None))
        status = say(arguments.run(context, arguments), arguments.json)
        for caution in context.cautions:
            tell(sentence(caution.sentence) + "\n")
        return status
    finally:
        context.close()


def _complain(error: AssayError) -> int:
    tell(sentence(error.sentence) + "\n")
    return error.exit_status


class Grammar(argparse.ArgumentParser):
    """Words that make no command are answered in one sentence, with status 2."""

    def error(self, message: str) -> NoReturn:
        """Say what is wrong and where the command's grammar is, and end."""
        words = sentence(f"{self.prog}: {message.rstrip('.')}. Nothing was done; `{self.prog} --help` says how.")
        tell(words + "\n")
        self.exit(WrongUse.exit_status)

    def print_help(self, file: "SupportsWrite[str] | None" = None) -> None:
        """Write the grammar to standard output. Raises Unavailable where that cannot be written."""
        if file is None:
            put_out(self.format_help())
        else:
            super().print_help(file)


def parser() -> argparse.ArgumentParser:
    """The whole grammar; `--help` of every command is written from it."""
    top = Grammar(
        prog="assessor-app",
        description="Judge quality marks on the day, offline, and lose nothing. Without a command the window opens.",
        epilog="Exit status: 0 done, 1 done but something needs a person, 2 wrong use, 3 refused, 4 environment.",
    )
    _add_global_options(top, None)
    commands = top.add_subparsers(metavar="COMMAND", required=True)
    for group in GROUPS:
        group.add_commands(commands)
    for command in _all_parsers(commands):
        _add_global_options(command, argparse.SUPPRESS)
    return top


def _add_global_options(to: argparse.ArgumentParser, default: object) -> None:
    """The global options may stand before or after the command, so every parser knows them."""
    options = to.add_argument_group("options of every command")
    options.add_argument(
        "--profile", type=Path, default=default, metavar="DIR", help="data, keys and settings of one person"
    )
    options.add_argument(
        "--passphrase-file",
        default=default,
        metavar="FILE",
        help="file whose first line is the passphrase; - reads it from standard input",
    )
    options.add_argument(
        "--database",
        default=default,
        metavar="URL",
        help="an office's PostgreSQL, postgresql+psycopg://USER@HOST/NAME, which the profile uses from now on",
    )
    options.add_argument(
        "--shared-files",
        default=default,
        metavar="DIR",
        help="with --database: the folder of files that the office shares",
    )
    flag = False if default is None else default
    options.add_argument("--json", action="store_true", default=flag, help="answer with one JSON document")
    options.add_argument("--verbose", action="store_true", default=flag, help="say what is being done")


def _all_parsers(commands: "argparse._SubParsersAction[Grammar]") -> list[argparse.ArgumentParser]:
    found: list[argparse.ArgumentParser] = []
    for command in commands.choices.values():
        found.append(command)
        for action in command._subparsers._group_actions if command._subparsers else ():  # noqa: SLF001  argparse has no public way to walk
            found.extend(_all_parsers(action))  # type: ignore[arg-type]
    return found
