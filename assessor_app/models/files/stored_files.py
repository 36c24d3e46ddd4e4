"""Copies of the folder of stored files."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

from assessor_app.errors import Stopped


def copy_files(source: Path, target: Path, cancelled: Callable[[], bool] = lambda: False) -> tuple[int, int]:
    """Copy stored files that are not there yet, or were cut short; how many were copied, and how many `source` holds.
    One that has been cut short in `source` never takes the place of a longer one.

    Raises Stopped when cancelled; what was copied stays.
    """
    copied = held = 0
    target.mkdir(exist_ok=True)
    for file in sorted(source.glob("??/*.age")):
        goal = target / file.parent.name / file.name
        held += 1
        if cancelled():
            raise Stopped("Stopped. The backup that was there is whole.")
        if goal.is_file() and goal.stat().st_size >= file.stat().st_size:
            continue
        goal.parent.mkdir(exist_ok=True)  # never the folders above: where a stick was pulled there would be another
        part = goal.with_suffix(".part")
        copy_file(file, part)
        part.replace(goal)
        copied += 1
    return copied, held


def copy_file(source: Path, target: Path) -> None:
    """Copy one file; on the disk for good on return."""
    shutil.copyfile(source, target)
    sync_file(target)


def sync_file(file: Path) -> None:
    """Wait until a file is on the disk."""
    with file.open("rb+") as handle:
        os.fsync(handle.fileno())
