"""A short-lived process that reads the master from the keyring, so that the window can load meanwhile."""

import sys

from assessor_app.identity.secret_service import find_in_secret_service

PROBLEM_STATUS = {"no-keyring": 13, "keyring-locked": 14, "not-in-keyring": 15}


def child_main(profile_id: str) -> int:
    """Write the master to standard output, a pipe to the parent; the exit status says why when there is none."""
    master = find_in_secret_service(profile_id)
    if master is None:
        # Slow to load, so only now: this way knows every kind of keyring and lets a locked one ask the person.
        from assessor_app.errors import AssayError
        from assessor_app.identity.master import find_in_keyring

        try:
            master = find_in_keyring(profile_id)
        except AssayError as error:
            return PROBLEM_STATUS[error.code]
    sys.stdout.write(master)
    sys.stdout.flush()
    return 0


if __name__ == "__main__":
    sys.exit(child_main(sys.argv[1]))
