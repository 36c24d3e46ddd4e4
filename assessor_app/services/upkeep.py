"""The store's health: checks, rebuilding from the journal, backups."""

from dataclasses import dataclass
from pathlib import Path

from assessor_app.domain.problem import Problem
from assessor_app.errors import Refused, Unavailable
from assessor_app.files import write_whole
from assessor_app.identity.profile import Layout
from assessor_app.models import upkeep
from assessor_app.models.blobs import Blobs
from assessor_app.models.store import Store

OFFICE = "office"
"""Folder of a profile that holds an office's own keys; only an administrator has one."""


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
        if folder.resolve() == self._profile.resolve():
            raise Refused(f"{folder} is the profile itself. Nothing was copied; choose another folder.", "same-folder")
        if target.profile.is_file() and target.profile.read_bytes() != source.profile.read_bytes():
            raise Refused(f"{folder} holds a backup of another profile. Nothing was copied.", "other-profile")
        try:
            made = upkeep.backup(self._store, self._blobs, target.data)
            copy_keys(self._profile, folder)
        except OSError as error:
            raise Unavailable(
                f"The backup could not be written ({error.strerror or error}). The profile itself is unharmed; choose "
                "another place.",
                "cannot-write",
            ) from error
        return BackedUp(folder, made.held)


def copy_keys(profile: Path, target: Path) -> None:
    """Copy who somebody is, and the office when they founded one: all of it is encrypted or public.

    A file that is there is replaced whole or not at all. Raises OSError or Unavailable.
    """
    for folder in (Layout(profile).identity, profile / OFFICE):
        for file in sorted(folder.glob("*")) if folder.is_dir() else ():
            goal = target / folder.name / file.name
            goal.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            write_whole(goal, file.read_bytes(), owner_only=True)
