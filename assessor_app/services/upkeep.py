"""The store's health: checks, rebuilding from the journal, backups."""

import shutil
from dataclasses import dataclass
from pathlib import Path

from assessor_app.domain.problem import Problem
from assessor_app.errors import Refused, Unavailable
from assessor_app.identity.profile import Layout
from assessor_app.models import upkeep
from assessor_app.models.blobs import Blobs
from assessor_app.models.store import Store


@dataclass(frozen=True, slots=True)
class BackedUp:
    """A finished backup: its folder and how many evidence files it holds."""

    folder: Path
    files: int


class Upkeep:
    """Checks and backups of the opened profile."""

    def __init__(self, profile: Path, store: Store, blobs: Blobs) -> None:
        self._profile = profile
        self._store = store
        self._blobs = blobs

    def check(self, rebuild: bool = False) -> tuple[Problem, ...]:
        """Everything that is not whole: pages, journal, chains; with `rebuild`, also tables that differ from those
        made anew from the journal. Empty when all is well.
        """
        found = upkeep.check(self._store)
        if not rebuild:
            return found
        return (*found, *upkeep.rebuild_and_compare(self._store).differences)

    def backup(self, folder: Path) -> BackedUp:
        """Copy the whole profile, encrypted as it is. A backup of the same profile is brought up to date.

        Raises Refused when the folder holds another profile, Unavailable when it cannot be written.
        """
        source, target = Layout(self._profile), Layout(folder)
        if target.profile.is_file() and target.profile.read_bytes() != source.profile.read_bytes():
            raise Refused(f"{folder} holds a backup of another profile. Nothing was copied.", "other-profile")
        try:
            made = upkeep.backup(self._store, self._blobs, target.data)
            shutil.copytree(source.identity, target.identity, dirs_exist_ok=True)
        except OSError as error:
            raise Unavailable(
                f"The backup could not be written ({error.strerror or error}). The profile itself is unharmed; choose "
                "another place.",
                "cannot-write",
            ) from error
        return BackedUp(folder, made.held)
