"""A short-lived process that reads the master from the keyring, so that the window can load meanwhile."""

import sys

from assessor_app.errors import AssayError
from assessor_app.identity.master import find_in_keyring

PROBLEM_STATUS = {"no-keyring": 13, "keyring-locked": 14, "not-in-keyring": 15}


def child_main(profile_id: str) -> int:
    """Write the master to standard output, a pipe to the parent; the exit status says why when there is none."""
    try:
        master = find_in_keyring(profile_id)
    except AssayError as error:
        return PROBLEM_STATUS[error.code]
    sys.stdout.write(master)
    sys.stdout.flush()
    return 0


if __name__ == "__main__":
    sys.exit(child_main(sys.argv[1]))
