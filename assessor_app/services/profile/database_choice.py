"""Letting a profile use an office's database on a server instead of its own file."""

from pathlib import Path

from assessor_app.domain.database_place import DatabasePlace
from assessor_app.identity.profile import Layout
from assessor_app.identity.vault import Secrets


def use_database(profile: Path, secrets: Secrets, place: DatabasePlace) -> int:
    """Use the database at `place` from now on, and remember it; how many changes of this profile moved there.

    Raises WrongUse for an address that is none or holds a password, Refused when there is work on both sides,
    Unavailable when the server cannot be reached; nothing is changed then.
    """
    from assessor_app.models.database.joining import OwnFile, join  # PostgreSQL's driver takes time to load

    own = OwnFile(Layout(profile).data, secrets.database_key, secrets.blob_identity)
    return join(own, place.address, Path(place.files) if place.files else None).moved
