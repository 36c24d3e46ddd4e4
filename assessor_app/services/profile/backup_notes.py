"""Small notes about copies: in a backup, what it is of; in a profile, what it was restored from and when copied."""

import json
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from assessor_app.files import write_whole

MARKER, STATE = "backup.json", "copies.json"


@dataclass(frozen=True, slots=True)
class Marker:
    """What a backup says of itself, readable by all. device: whose changes it continues; made: ISO 8601, UTC;
    blob_recipient: public half of the key its files are under."""

    device: str
    made: str
    blob_recipient: str


@dataclass(frozen=True, slots=True)
class CopyState:
    """What a profile remembers. last: when a second copy was finished last, ISO 8601, UTC, "" before the first;
    restored_device and restored_made: of the backup this profile came from."""

    last: str = ""
    restored_device: str = ""
    restored_made: str = ""


def read_marker(backup: Path) -> Marker | None:
    """What the backup in this folder says; None for a folder that is no finished backup."""
    try:
        return Marker(**{name: str(value) for name, value in _read(backup / MARKER).items()})
    except TypeError:
        return None


def write_marker(backup: Path, marker: Marker) -> None:
    """Say what the backup in this folder is of."""
    write_whole(backup / MARKER, json.dumps(asdict(marker), indent=1).encode())


def former_of(backup: Path) -> Path:
    """Where a backup stands aside for the moment in which another takes its name."""
    return backup.with_name(f"{backup.name}.old")


def bring_back_former(backup: Path) -> None:
    """Undo half of an exchange: a program killed in that moment has left the former backup, whole, under its other
    name. Raises OSError when it cannot be renamed.
    """
    if not backup.exists() and read_marker(former_of(backup)) is not None:
        former_of(backup).rename(backup)


def read_state(profile: Path) -> CopyState:
    """What this profile remembers of its copies."""
    known = CopyState.__dataclass_fields__
    return CopyState(**{name: str(value) for name, value in _read(profile / STATE).items() if name in known})


def write_restored_from(profile: Path, marker: Marker | None) -> None:
    """Note which backup a profile was made from."""
    if marker is not None:
        _write(profile, replace(read_state(profile), restored_device=marker.device, restored_made=marker.made))


def write_copied(profile: Path, at: str) -> None:
    """Note since when a second copy holds everything: a time as it stands in the record."""
    _write(profile, replace(read_state(profile), last=at))


def _write(profile: Path, state: CopyState) -> None:
    write_whole(profile / STATE, json.dumps(asdict(state), indent=1).encode(), owner_only=True)


def _read(file: Path) -> dict[str, Any]:
    try:
        found = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}
