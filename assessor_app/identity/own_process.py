"""Processes of the program's own, each with one thing to do."""

import subprocess
import sys
from pathlib import Path


def start_own(module: str, argument: str, *words: str, hears: bool = True) -> "subprocess.Popen[bytes]":
    """Start a module of this program as a process; what it says comes through its pipe. Raises OSError.

    argument: the hidden argument by which the installed program, which has no interpreter to give, is that module;
    words: what it is to know; hears: it is asked through a pipe too.
    """
    itself = [argument] if getattr(sys, "frozen", False) else ["-m", module]
    return subprocess.Popen(
        [sys.executable, *itself, *words],
        cwd=Path(__file__).parents[2],  # no module lying in the person's present folder is imported
        stdin=subprocess.PIPE if hears else subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )
