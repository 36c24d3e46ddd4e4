"""`python -m tests.shots DIR [--screen NAME] [--look NAME]`: pictures of every screen, and a contact sheet for each."""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

from .contact_sheet import write_contact_sheet
from .variants import VARIANTS, Variant

AT_ONCE = 2
REPOSITORY = Path(__file__).parents[2]


def main() -> int:
    """Take the pictures; 1 when one of them could not be taken."""
    arguments = _parser().parse_args()
    target, screens = arguments.folder.resolve(), arguments.screen or _all_screens()
    looks = [variant for variant in VARIANTS if variant.name in (arguments.look or [each.name for each in VARIANTS])]
    for screen in screens:
        if not arguments.look:
            shutil.rmtree(target / screen, ignore_errors=True)
    with tempfile.TemporaryDirectory(prefix="assay-shots-") as work:
        demo = Path(work) / "demo"
        _build_demo(demo)
        with ThreadPoolExecutor(AT_ONCE) as pool:
            statuses = list(pool.map(partial(_take, target, demo, screens), looks))
    sheets = [write_contact_sheet(target / screen) for screen in screens]
    sys.stdout.write(f"{sum(sheet is not None for sheet in sheets)} screens in {len(looks)} looks: {target}\n")
    return max(statuses)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.shots", description=__doc__)
    parser.add_argument("folder", type=Path, metavar="DIR")
    parser.add_argument("--screen", action="append", metavar="NAME", help=f"one of: {', '.join(_all_screens())}")
    parser.add_argument("--look", action="append", metavar="NAME", choices=[each.name for each in VARIANTS])
    return parser


def _all_screens() -> list[str]:
    from .screens import SCREENS  # imports Qt, which the helper processes import for themselves

    return list(SCREENS)


def _build_demo(folder: Path) -> None:
    os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"  # invented people leave no keys behind
    from assessor_app.services.demo.demo import build_demo

    from .second_marks import make_second_marks

    build_demo(folder)
    make_second_marks(folder)


def _take(target: Path, demo: Path, screens: list[str], variant: Variant) -> int:
    command = [sys.executable, "-m", "tests.shots.one_variant", target, demo, variant.name, *screens]
    return subprocess.run([str(part) for part in command], cwd=REPOSITORY, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
