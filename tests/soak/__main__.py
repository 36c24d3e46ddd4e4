"""python -m tests.soak --minutes 30: a long soak; prints what it counted, exit status 1 when anything was lost."""

import argparse
import secrets
import shutil
import sys
import tempfile
from pathlib import Path

import pytest

from tests.soak.office import OfficeSoak, small_server
from tests.soak.soak import Soak, Tally


def soak(folder: Path, seed: int, seconds: float, office: bool) -> Tally:
    """One soak of either kind."""
    if not office:
        return Soak(folder, seed).run_for(seconds)
    with small_server() as (server, disk):
        return OfficeSoak(folder, seed, server, disk).run_for(seconds)


def main() -> int:
    """Soak for as long as asked."""
    parser = argparse.ArgumentParser(prog="python -m tests.soak", description=__doc__)
    parser.add_argument("--minutes", type=float, default=30)
    parser.add_argument("--seed", type=int, default=secrets.randbits(32))
    parser.add_argument("--office", action="store_true", help="of an office on PostgreSQL in place of one in a file")
    parser.add_argument("--keep", action="store_true", help="leave the folders, to look at them")
    options = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="assay-soak-"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")
        patch.setattr("assessor_app.identity.age_passphrase.WORK_FACTOR", 10)
        tally = soak(folder, options.seed, 60 * options.minutes, options.office)
    sys.stdout.write("\n".join([f"seed {options.seed}", *tally.lines()]) + "\n")
    if tally.clean and not options.keep:
        shutil.rmtree(folder)
    else:
        sys.stdout.write(f"The folders are in {folder}.\n")
    return 0 if tally.clean else 1


if __name__ == "__main__":
    sys.exit(main())
