"""Several files of a folder replaced as one: made beside, then put in place all or none, also when the power fails.

The new files lie in `pending.part` while they are made. Renaming that to `pending` decides: from then on whoever
opens the folder finishes the work, before it, nothing has happened.
"""

import json
import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from assessor_app.files import settle, unavailable

PENDING, UNFINISHED = "pending", "pending.part"
_REMOVED = "removed.json"
_LOGS = ("-wal", "-shm", "-journal")
"""What belongs to the database that was there before, and must not be taken for the new one's."""


@contextmanager
def staged(root: Path) -> Iterator[Path]:
    """A folder for the new files, by the names they will have under `root`. They count when the block ends well.

    Raises Unavailable, in words, for errors of the file system; then everything is as it was.
    """
    finish(root)
    part = root / UNFINISHED
    try:
        shutil.rmtree(part, ignore_errors=True)
        part.mkdir(mode=0o700, parents=True)
        try:
            yield part
            _settle_all(part)
            part.rename(root / PENDING)
        except BaseException:
            shutil.rmtree(part, ignore_errors=True)
            raise
        settle(root)
        finish(root)
    except OSError as error:
        raise unavailable(error, root / PENDING) from error


def also_remove(part: Path, names: Sequence[str]) -> None:
    """Let files under the root go, by their names there, when the new ones are put in place."""
    (part / _REMOVED).write_text(json.dumps(list(names)), encoding="utf-8")


def finish(root: Path) -> bool:
    """Put in place what was decided before an interruption; True when there was something. May be called at any time.

    Raises OSError when the folder cannot be written now.
    """
    ready = root / PENDING
    if not ready.is_dir():
        return False
    for file in sorted(ready.rglob("*")):
        if file.is_file() and file.name != _REMOVED:
            _put(file, root / file.relative_to(ready))
    for name in _removed(ready):
        (root / name).unlink(missing_ok=True)
    for folder in {root, *(path.parent for path in root.glob("*/*") if path.is_file())}:
        settle(folder)
    shutil.rmtree(ready)
    return True


def _put(file: Path, target: Path) -> None:
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if target.suffix == ".db":
        for end in _LOGS:
            target.with_name(target.name + end).unlink(missing_ok=True)
    with suppress(FileNotFoundError):  # another program of ours is finishing the same work
        file.replace(target)


def _removed(ready: Path) -> list[str]:
    try:
        return [str(name) for name in json.loads((ready / _REMOVED).read_text(encoding="utf-8"))]
    except FileNotFoundError:
        return []


def _settle_all(folder: Path) -> None:
    for where, _, names in os.walk(folder):
        for name in names:
            with (Path(where) / name).open("rb+") as file:
                os.fsync(file.fileno())
        settle(Path(where))
