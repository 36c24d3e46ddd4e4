"""What the commands share: the chosen profile, its secrets, and the opened workplace."""

import argparse
import getpass
import sys
from functools import cached_property
from pathlib import Path

from assessor_app.domain.assessment.assessment import Assessment
from assessor_app.domain.database_place import DatabasePlace
from assessor_app.errors import AssayError, Unavailable, WrongUse
from assessor_app.files import first_line_of
from assessor_app.paths import default_profile
from assessor_app.services.profile.opening import open_profile
from assessor_app.services.profile.standing import Caution, standing_of
from assessor_app.services.profile.workplace import Workplace
from assessor_app.services.saving import utc_now

LONGEST_LINE = 4096
"""Characters that are read of a passphrase: a device file has no end."""


class Context:
    """One run of the program. The workplace is opened when a command first needs it, and closed at the end."""

    def __init__(self, arguments: argparse.Namespace) -> None:
        self.profile: Path = arguments.profile or default_profile()
        self._passphrase_file: str | None = arguments.passphrase_file
        self.database = _database(arguments)
        self._opened: Workplace | None = None

    @cached_property
    def given_passphrase(self) -> str | None:
        """The passphrase from --passphrase-file; None without one. Raises Unavailable when it cannot be read."""
        return None if self._passphrase_file is None else read_secret("passphrase", self._passphrase_file)

    def ask_passphrase(self, words: str) -> str | None:
        """The passphrase given, or typed at a terminal; None when there is neither."""
        if self.given_passphrase is not None:
            return self.given_passphrase
        return getpass.getpass(f"{words}: ") if sys.stdin is not None and sys.stdin.isatty() else None

    def root_passphrase(self) -> str:
        """The passphrase of the office's root key. Raises WrongUse when there is none."""
        passphrase = self.ask_passphrase("Passphrase of the office's root key")
        if not passphrase:
            raise WrongUse(
                "The office's root key needs a passphrase. Give --passphrase-file; nothing was changed.", "passphrase"
            )
        return passphrase

    def ask_new_passphrase(self, file: str | None) -> str | None:
        """A new passphrase from `file`, or typed twice at a terminal; None when there is neither."""
        if file is not None:
            return read_secret("new passphrase", file)
        if sys.stdin is None or not sys.stdin.isatty():
            return None
        first = getpass.getpass("New passphrase (4 or more words): ")
        if first and getpass.getpass("The same again: ") != first:
            raise WrongUse("The two passphrases are different. Nothing was changed; try again.", "different")
        return first or None

    @property
    def cautions(self) -> tuple[Caution, ...]:
        """What the person has to see to, when the profile was opened."""
        return standing_of(self.profile, utc_now()).cautions if self._opened is not None else ()

    @property
    def workplace(self) -> Workplace:
        """The opened profile."""
        if self._opened is None:
            self._opened = open_profile(self.profile, lambda: self.ask_passphrase("Passphrase"), self.database)
        return self._opened

    def record(self, assessment: str) -> Assessment:
        """The assessment of this id, beginning of one, or reference. Raises WrongUse for none or more than one."""
        visits = self.workplace.visits
        return visits.open(visits.find(assessment))

    @cached_property
    def unasked_workplace(self) -> Workplace | None:
        """The opened profile, when it opens without a question; else None."""
        if self._opened is None:
            try:
                self._opened = open_profile(self.profile, lambda: self.given_passphrase, self.database)
            except AssayError:
                return None
        return self._opened

    def close(self) -> None:
        """Wait until everything is on disk."""
        if self._opened is not None:
            self._opened.close()
            self._opened = None


def read_secret(what: str, file: str) -> str:
    """The first line of a file, or of standard input for "-". Raises Unavailable when it cannot be read."""
    where = "on standard input" if file == "-" else f"file {file}"
    try:
        line = sys.stdin.readline(LONGEST_LINE) if file == "-" else first_line_of(Path(file), LONGEST_LINE)
        line.encode()  # half a character, from bytes that are no text
    except (OSError, ValueError) as error:
        raise Unavailable(f"The {what} {where} cannot be read; nothing was done.") from error
    return line.rstrip("\r\n")


def _database(arguments: argparse.Namespace) -> DatabasePlace | None:
    """The office's database, when one is named."""
    if arguments.database is not None:
        return DatabasePlace(arguments.database, arguments.shared_files or "")
    if arguments.shared_files:
        raise WrongUse("--shared-files goes with --database, which is not given. Nothing was done.", "files-alone")
    return None
