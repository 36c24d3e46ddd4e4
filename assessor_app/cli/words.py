"""Phrases that several commands share."""

import argparse
from collections.abc import Iterable
from datetime import date
from typing import TypeAlias

from assessor_app.domain.problem import Problem

Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"  # noqa: SLF001  argparse has no public name for it


def on_assessment(commands: Commands, name: str, run: object, words: str) -> argparse.ArgumentParser:
    """A command about one assessment, which is its first word. run: what does it; words: its line in the help."""
    command = commands.add_parser(name, help=words)
    command.add_argument("assessment", metavar="ASSESSMENT", help="id, the beginning of one, or reference")
    command.set_defaults(run=run)
    return command


def add_day(command: argparse.ArgumentParser) -> None:
    """The option that says on which day it was."""
    command.add_argument(
        "--on", type=date.fromisoformat, default=None, metavar="YYYY-MM-DD", help="today when left out"
    )


def problem_lines(problems: Iterable[Problem]) -> list[str]:
    """One line a problem: how bad, where, what."""
    return [f"{problem.severity.value:8}{problem.where}  {problem.message}".rstrip() for problem in problems]
