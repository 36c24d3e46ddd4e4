"""Try a built program on the desktop this runs on: check_build.py dist/assay/assay. Used by `make package-check`.

It has to find its resources, make a profile, read its own key from the keyring, sign, be its own child processes, use
a server, and show its window.
"""

import io
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import pyrage

sys.path.insert(0, str(Path(__file__).parents[1]))

from assessor_app.identity.age_child import PIECE, FramedSource, write_frame
from assessor_app.identity.age_process import LARGE
from tests.desk.program import Program
from tests.postgresql import running

COLOURS_OF_A_WINDOW = 50
"""A window that shows something has more colours than this; an empty one has a few."""


class NotGood(Exception):
    """What the program did not do."""


def main(program: Path) -> int:
    """Run every step, saying how long it took; 1 at the first that fails."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        steps: tuple[Callable[[Path, Path], str], ...] = (
            _schemes,
            _profile,
            _master,
            _spelling,
            _agreement,
            _large_file,
            _whole_job,
            _server,
            _window,
        )
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


def _spelling(program: Path, folder: Path) -> str:
    """Its child process checks spelling."""
    if _child(program, folder, "--check-spelling", b'{"check": ["colour", "coulour"]}\n') != b'["coulour"]\n':
        raise NotGood("Other words were found wrong.")
    return ""


def _agreement(program: Path, folder: Path) -> str:
    """Its child process computes agreement."""
    pairs = [["mark", "aspect", "strand", "assessor", level, level] for level in (1, 2, 3, 2)]
    whole = json.loads(_child(program, folder, "--agreement", json.dumps(pairs).encode()))[0]
    if whole[4][0] != 1.0:
        raise NotGood(f"Judges who agree always were given {whole}.")
    return ""


def _large_file(program: Path, folder: Path) -> str:
    """Its child process encrypts and decrypts what is large."""
    identity, content, asked = pyrage.x25519.Identity.generate(), b"evidence" * LARGE, io.BytesIO()
    asked.write(json.dumps({"encrypt": [str(identity.to_public())]}).encode() + b"\n")
    for at in range(0, len(content), PIECE):
        write_frame(asked, content[at : at + PIECE])
    write_frame(asked, b"")
    answer = FramedSource(io.BytesIO(_child(program, folder, "--age", asked.getvalue())))
    if pyrage.decrypt(b"".join(iter(lambda: answer.read(PIECE), b"")), [identity]) != content:
        raise NotGood("Something else came out.")
    return f"{len(content) / 10**6:.0f} MB"


def _server(program: Path, folder: Path) -> str:
    """An office on PostgreSQL begins with it."""
    (folder / "shared").mkdir()
    with running() as server:
        place = ("--profile", str(folder / "office"), "--database", server.new_database())
        shared = ("--shared-files", str(folder / "shared"))
        words = ("identity", "create", "--name", "Joan Bell", "--role", "administrator")
        _run(program, folder, *place, *shared, *words)
        return _run(program, folder, *place, "check").strip().splitlines()[0]


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


def _child(program: Path, folder: Path, argument: str, asked: bytes) -> bytes:
    run = subprocess.run([program, argument], cwd=folder, input=asked, capture_output=True, timeout=60, check=False)
    if run.returncode != 0:
        raise NotGood(f"{argument} gave {run.returncode}\n{run.stderr.decode(errors='replace')}")
    return run.stdout


def _size(folder: Path) -> int:
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file() and not file.is_symlink())


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]).resolve()))
