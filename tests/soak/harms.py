"""The accidents: killed, the disk full, the folder gone."""

import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

KILL, LIMIT, FULL, PULL, NONE = "kill -9", "file limit", "disk full", "folder away", "none"
SERVER = "server killed"
STEP = 200_000
LEFT = 400_000
"""Bytes at the most that a disk has left when it is about to be full."""


@contextmanager
def small_disk(folder: Path, size: int) -> Iterator[Path | None]:
    """A real file system of so many bytes in `folder`; None where we may not make one."""
    folder.mkdir(parents=True, exist_ok=True)
    options = ["mount", "-t", "tmpfs", "-o", f"size={size}", "assay-soak", str(folder)]
    mounted = os.name == "posix" and shutil.which("mount") is not None
    mounted = mounted and subprocess.run(options, check=False, capture_output=True).returncode == 0
    try:
        yield folder if mounted else None
    finally:
        if mounted:
            subprocess.run(["umount", "--lazy", str(folder)], check=False, capture_output=True)


def fill(disk: Path, left: int) -> Path:
    """Fill a disk up to so many bytes; gives the file to delete afterwards."""
    filler = disk / "filler"
    with filler.open("wb") as file:
        for more in range(left, left + 20 * STEP, STEP):
            try:
                os.posix_fallocate(file.fileno(), 0, max(1, shutil.disk_usage(disk).free - more))
            except OSError:
                continue  # somebody else has just written to it: leave more
            break
    return filler


def pull_away(folder: Path, seconds: float) -> str:
    """Rename a folder for a moment, as a stick that is pulled and put back; says what was made in its place."""
    away = folder.with_name(f"{folder.name}.away")
    folder.rename(away)
    time.sleep(seconds)
    made = ""
    if folder.exists():  # the program has begun a new one where the folder was
        made = ", ".join(sorted(str(each.relative_to(folder)) for each in folder.rglob("*") if each.is_file()))
        shutil.rmtree(folder)
    away.rename(folder)
    return made
