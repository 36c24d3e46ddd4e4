"""Errors that a person can act on. Each carries one sentence: what happened, what was (not) changed, what to do."""


class AssayError(Exception):
    """Base of every error meant for a person.

    `code` is a stable word for programs and tests; `exit_status` is the command line's (see docs/command-line.md).
    """

    exit_status = 3

    def __init__(self, sentence: str, code: str = "") -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.code = code or type(self).__name__


class WrongUse(AssayError):
    """The command or call was put wrongly: an unknown name, a missing choice."""

    exit_status = 2


class Refused(AssayError):
    """The input or the act is not acceptable: a bad file, a bad signature, signed work, a missing right."""

    exit_status = 3


class Unavailable(AssayError):
    """The surroundings do not allow it: no key, disk full, read-only folder, no database."""

    exit_status = 4


class Stopped(AssayError):
    """The person stopped a long piece of work; nothing of it remains."""
