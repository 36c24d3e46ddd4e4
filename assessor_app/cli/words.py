"""Phrases that several commands share."""

import argparse
from collections.abc import Iterable
from typing import TypeAlias

from assessor_app.domain.problem import Problem

Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"  # noqa: SLF001  argparse has no public name for it


def problem_lines(problems: Iterable[Problem]) -> list[str]:
    """One line a problem: how bad, where, what."""
    return [f"{problem.severity.value:8}{problem.where}  {problem.message}".rstrip() for problem in problems]
