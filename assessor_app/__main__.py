"""Start-up: without a command the window, with one the command line."""

import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

READ_MASTER = "--read-master"
"""The installed program is its own keyring reader (`identity.unlocking.CHILD_ARGUMENT`)."""

CHECK_SPELLING = "--check-spelling"
"""And its own spelling checker (`services.spelling.CHILD_ARGUMENT`)."""

AGE = "--age"
"""And its own process for large age files (`identity.age_process.CHILD_ARGUMENT`)."""

AGREEMENT = "--agreement"
"""And its own process for the agreement of judges (`services.second.agreement.CHILD_ARGUMENT`)."""

STOPPED = 4
"""Exit status of a command that Ctrl-C ends."""

WINDOW_OPTIONS = ("--profile", "--passphrase-file", "--database", "--shared-files")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program; gives its exit status."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    leave_no_memory_behind()
    if given[:1] == [READ_MASTER]:
        from assessor_app.identity.keyring_child import child_main  # nothing else of the program is needed

        return child_main(given[1])
    if given[:1] == [CHECK_SPELLING]:
        from assessor_app.services.spelling_child import child_main as spelling_main  # and nothing else

        return spelling_main()
    if given[:1] == [AGE]:
        from assessor_app.identity.age_child import child_main as age_main  # and nothing else

        return age_main()
    if given[:1] == [AGREEMENT]:
        from assessor_app.services.second.agreement_child import child_main as agreement_main  # and nothing else

        return agreement_main()
    if wants_window(given):
        from assessor_app.app import run
        from assessor_app.domain.database_place import DatabasePlace  # the command line needs no Qt

        address = word_after(given, "--database")
        database = DatabasePlace(address, word_after(given, "--shared-files") or "") if address else None
        return run(path_after(given, "--profile"), path_after(given, "--passphrase-file"), database)
    return run_command(given)


def run_command(given: Sequence[str]) -> int:
    """Run the command line; Ctrl-C ends it in words from the first moment, which is spent on importing it."""
    try:
        from assessor_app.cli.main import main as command_line  # the window needs no command line

        return command_line(given)
    except KeyboardInterrupt:
        with suppress(OSError, AttributeError):  # no standard error to say it on
            sys.stderr.write("Stopped before it was finished. What was saved before stays saved.\n")
        return STOPPED


def leave_no_memory_behind() -> None:
    """Let the system write no copy of this program's memory when it crashes: it holds what was typed, and the keys."""
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))


def wants_window(arguments: Sequence[str]) -> bool:
    """True when nothing is named but a profile and a file with its passphrase."""
    rest = list(arguments)
    while rest:
        option = rest.pop(0)
        if option in WINDOW_OPTIONS and rest:
            rest.pop(0)
        elif not option.startswith(tuple(f"{name}=" for name in WINDOW_OPTIONS)):
            return False
    return True


def path_after(arguments: Sequence[str], option: str) -> Path | None:
    """The path given with an option, None without it."""
    word = word_after(arguments, option)
    return None if word is None else Path(word)


def word_after(arguments: Sequence[str], option: str) -> str | None:
    """The word given with an option, None without it."""
    named: str | None = None
    for at, word in enumerate(arguments):
        if word == option:
            named = arguments[at + 1]
        elif word.startswith(f"{option}="):
            named = word.partition("=")[2]
    return named


if __name__ == "__main__":
    sys.exit(main())
