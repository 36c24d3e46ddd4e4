"""The log of what went out and came in, and what an interrupted export left behind."""

import glob
import re
import time
from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from assessor_app.domain.exchange.contents import Act, LogEntry
from assessor_app.domain.journal.operation import Json
from assessor_app.models.database.store import Store
from assessor_app.models.journal import exchanged

PEOPLE = "people"
STILL_WRITING = 60
"""Seconds; an export writes all the time."""


def read_log(store: Store) -> tuple[LogEntry, ...]:
    """The newest thousand entries, newest first."""
    with store.read() as reading:
        found = exchanged.entries(reading)
    return tuple(_entry(*row) for row in found)


def _entry(at: str, act: str, file: str, finished: bool, body: Mapping[str, Json]) -> LogEntry:
    people = body.get(PEOPLE, [])
    names = tuple(str(name) for name in people) if isinstance(people, list) else ()
    facts = {name: value for name, value in body.items() if name != PEOPLE}
    return LogEntry(datetime.fromisoformat(at), Act(act), file, names, finished, facts)


def sweep(store: Store) -> int:
    """Remove what exports left that were killed half-way (NAME.part), where the place can be reached; how many files.

    Their entries of the log go with them. One that was written to within the last minute belongs to an export that
    runs in another process of the same profile, and stays.
    """
    if store.read_only:
        return 0
    with store.read() as reading:
        left = exchanged.unfinished(reading)
    count = 0
    for number, name in left:
        parts = _parts(Path(name))
        if parts is None or any(_is_fresh(part) for part in parts):
            continue  # the stick is not in, or somebody is still writing; the next sweep sees to it
        with suppress(OSError):  # read-only by now: nothing to be done, and no reason to stop work
            for part in parts:
                part.unlink()
                count += 1
        _drop(store, number)
    return count


def _parts(target: Path) -> list[Path] | None:
    """Unfinished files of a bundle; None when its folder cannot be reached."""
    if not target.parent.is_dir():
        return None
    found = target.parent.glob(f"{glob.escape(target.name)}*.part")
    return [part for part in found if re.fullmatch(re.escape(target.name) + r"(\.[0-9]{3})?\.part", part.name)]


def _is_fresh(part: Path) -> bool:
    try:
        return time.time() - part.stat().st_mtime < STILL_WRITING
    except OSError:
        return True


def _drop(store: Store, number: int) -> None:
    store.write(lambda writing: exchanged.drop(writing, number)).result()
