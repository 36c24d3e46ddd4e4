"""Start-up: without a command the window, with one the command line."""

import sys
from collections.abc import Sequence
from pathlib import Path

READ_MASTER = "--read-master"
"""The installed program is its own keyring reader (`identity.unlocking.CHILD_ARGUMENT`)."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program; gives its exit status."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    if given[:1] == [READ_MASTER]:
        from assessor_app.identity.keyring_child import child_main  # nothing else of the program is needed

        return child_main(given[1])
    if wants_window(given):
        from assessor_app.app import run  # the command line needs no Qt

        return run(profile_named(given))
    from assessor_app.cli.main import main as command_line  # the window needs no command line

    return command_line(given)


def wants_window(arguments: Sequence[str]) -> bool:
    """True when nothing but a profile is named."""
    rest = list(arguments)
    while rest:
        option = rest.pop(0)
        if option == "--profile" and rest:
            rest.pop(0)
        elif not option.startswith("--profile="):
            return False
    return True


def profile_named(arguments: Sequence[str]) -> Path | None:
    """The profile named with --profile, None when none is."""
    named: Path | None = None
    for at, option in enumerate(arguments):
        if option == "--profile":
            named = Path(arguments[at + 1])
        elif option.startswith("--profile="):
            named = Path(option.partition("=")[2])
    return named


if __name__ == "__main__":
    sys.exit(main())
