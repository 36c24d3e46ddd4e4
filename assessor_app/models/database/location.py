"""Where a profile's record is: a file in its folder, or an office's server, which a small file then names."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from assessor_app.errors import Unavailable
from assessor_app.files import read_small, write_whole

LOCATION = "database.json"
"""Name of the small file, beside where the database file would lie."""

FORMAT = 1


@dataclass(frozen=True, slots=True)
class Location:
    """A store on a server, as one profile sees it. Nothing in it is secret.

    address: `postgresql+psycopg://user@host/name`, without a password; device: this profile's id in the journal;
    incarnation: what the server said of itself when that id was made; files: the folder of the stored files that the
    office shares, "" for this profile's own.
    """

    address: str
    device: str
    incarnation: str
    files: str = ""


def is_shared(folder: Path) -> bool:
    """True when the store of this folder is on a server."""
    return (folder / LOCATION).is_file()


def read_location(folder: Path) -> Location | None:
    """Where the store of this folder is; None for a file in the folder. Raises Unavailable for a damaged note."""
    if not is_shared(folder):
        return None
    try:
        body = json.loads(read_small(folder / LOCATION, "The note of where the office's database is"))
        if body.pop("format") == FORMAT:
            return Location(**{name: str(value) for name, value in body.items()})
    except (ValueError, KeyError, TypeError, AttributeError):
        pass
    raise Unavailable(
        f"The note of where the office's database is ({LOCATION}) cannot be understood. Nothing was changed; name the "
        "database again with --database.",
        "damaged-location",
    )


def write_location(folder: Path, location: Location) -> None:
    """Remember where the store of this folder is."""
    body = {"format": FORMAT, **asdict(location)}
    write_whole(folder / LOCATION, (json.dumps(body, indent=1) + "\n").encode(), owner_only=True)
