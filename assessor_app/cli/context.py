"""What the commands share: the chosen profile, its secrets, and the opened workplace."""

import argparse
import getpass
import sys
from functools import cached_property
from pathlib import Path

from assessor_app.errors import Unavailable
from assessor_app.paths import default_profile
from assessor_app.services.opening import open_profile
from assessor_app.services.workplace import Workplace

LONGEST_LINE = 4096
"""Characters that are read of a passphrase: a device file has no end."""


class Context:
    """One run of the program. The workplace is opened when a command first needs it, and closed at the end."""

    def __init__(self, arguments: argparse.Namespace) -> None:
        self.profile: Path = arguments.profile or default_profile()
        self._passphrase_file: str | None = arguments.passphrase_file
        self._opened: Workplace | None = None

    @cached_property
    def given_passphrase(self) -> str | None:
        """The passphrase from --passphrase-file; None without one. Raises Unavailable when it cannot be read."""
        if self._passphrase_file is None:
            return None
        where = "on standard input" if self._passphrase_file == "-" else f"file {self._passphrase_file}"
        try:
            line = _first_line(self._passphrase_file)
            line.encode()  # half a character, from bytes that are no text
        except (OSError, ValueError) as error:
            raise Unavailable(f"The passphrase {where} cannot be read; nothing was done.") from error
        return line.rstrip("\r\n")

    def ask_passphrase(self, words: str) -> str | None:
        """The passphrase given, or typed at a terminal; None when there is neither."""
        if self.given_passphrase is not None:
            return self.given_passphrase
        return getpass.getpass(f"{words}: ") if sys.stdin is not None and sys.stdin.isatty() else None

    @property
    def workplace(self) -> Workplace:
        """The opened profile."""
        if self._opened is None:
            self._opened = open_profile(self.profile, lambda: self.ask_passphrase("Passphrase"))
        return self._opened

    def close(self) -> None:
        """Wait until everything is on disk."""
        if self._opened is not None:
            self._opened.close()


def _first_line(file: str) -> str:
    if file == "-":
        return sys.stdin.readline(LONGEST_LINE)
    with Path(file).open(encoding="utf-8") as opened:
        return opened.readline(LONGEST_LINE)
