"""Try a built program on the desktop this runs on: check_build.py dist/assay/assay. Used by `make package-check`.

It has to find its resources, make a profile, read its own key from the keyring, sign, and show its window.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.desk.program import Program

COLOURS_OF_A_WINDOW = 50
"""A window that shows something has more colours than this; an empty one has a few."""


class NotGood(Exception):
    """What the program did not do."""


def main(program: Path) -> int:
    """Run every step, saying how long it took; 1 at the first that fails."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        steps: tuple[Callable[[Path, Path], str], ...] = (_schemes, _profile, _master, _whole_job, _window)
        for step in steps:
            began = time.perf_counter()
            try:
                found = step(program, folder)
            except (NotGood, AssertionError, OSError, subprocess.SubprocessError) as problem:
                _say(f"NOT GOOD: {step.__doc__}\n{problem}")
                return 1
            _say(f"{time.perf_counter() - began:5.1f} s  {step.__doc__} {found}")
    _say(f"{_size(program.parent) / 10**6:.0f} MB in {program.parent}")
    return 0


def _schemes(program: Path, folder: Path) -> str:
    """Its quality marks are found."""
    listed = _run(program, folder, "schemes", "list")
    if "pdqm" not in listed:
        raise NotGood(listed)
    return listed.strip().splitlines()[0]


def _profile(program: Path, folder: Path) -> str:
    """A profile is made, its key in the keyring."""
    words = ("identity", "create", "--name", "Amara Okafor", "--role", "assessor")
    return _run(program, folder, "--profile", str(folder / "profile"), *words).strip().splitlines()[0]


def _master(program: Path, folder: Path) -> str:
    """It reads the key as its own child process."""
    identity = json.loads((folder / "profile/identity/profile.json").read_text(encoding="utf-8"))["id"]
    if not _run(program, folder, "--read-master", identity).startswith("AGE-SECRET-KEY-1"):
        raise NotGood("Something else was printed.")
    return ""


def _whole_job(program: Path, folder: Path) -> str:
    """The whole job is done, signature and bundle included."""
    _run(program, folder, "tour", str(folder / "tour"))
    return f"{sum(file.is_file() for file in (folder / 'tour').rglob('*'))} files"


def _window(program: Path, folder: Path) -> str:
    """The window shows the list of visits, then has everything loaded."""
    log = folder / "window.log"
    with Program([program, "--profile", folder / "profile"], os.environ, log) as running:
        running.settle(quiet=1, timeout=20)
        colours = running.shot(folder / "window.png").getcolors(1 << 20) or []
        running.close_window()
        status = running.wait_exit()
    if len(colours) < COLOURS_OF_A_WINDOW or status != 0 or "Traceback" in running.log:
        raise NotGood(f"{len(colours)} colours, exit status {status}\n{running.log}")
    return f"first paint after {running.first_paint:.2f} s"


def _run(program: Path, folder: Path, *arguments: str) -> str:
    # The folder is not the checkout: nothing of that may be found by accident.
    run = subprocess.run([program, *arguments], cwd=folder, capture_output=True, text=True, timeout=300, check=False)
    if run.returncode != 0:
        raise NotGood(f"{' '.join(arguments)} gave {run.returncode}\n{run.stdout}{run.stderr}")
    return run.stdout


def _size(folder: Path) -> int:
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file() and not file.is_symlink())


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]).resolve()))
