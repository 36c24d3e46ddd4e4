"""The store's health: checks, rebuilding from the journal, backups."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from assessor_app.domain.journal.clock import Clock, moment
from assessor_app.domain.problem import Problem, Severity
from assessor_app.errors import Refused, Unavailable
from assessor_app.files import write_whole
from assessor_app.identity.profile import Layout, read_profile
from assessor_app.models.database.store import Store
from assessor_app.models.files.blobs import Blobs
from assessor_app.models.upkeep import upkeep
from assessor_app.services.profile.backup_notes import (
    Marker,
    bring_back_former,
    former_of,
    read_marker,
    read_state,
    write_marker,
)

OFFICE = "office"
"""Folder of a profile that holds an office's own keys; only an administrator has one."""


@dataclass(frozen=True, slots=True)
class BackedUp:
    """A finished backup: its folder and how many evidence files it holds."""

    folder: Path
    files: int


class Upkeep:
    """Checks and backups of the opened profile."""

    def __init__(
        self, profile: Path, store: Store, blobs: Blobs, database_key: bytes, recipient: str, clock: Clock
    ) -> None:
        self._profile = profile
        self._store = store
        self._blobs = blobs
        self._key = database_key
        self._recipient = recipient
        self._clock = clock

    def check(self, rebuild: bool = False) -> tuple[Problem, ...]:
        """Everything that is not whole: pages, journal, chains, files of evidence; with `rebuild`, also tables that
        differ from those made anew from the journal. Empty when all is well.
        """
        found = (*upkeep.check(self._store), *map(_damaged_file, self._blobs.damaged()))
        if not rebuild:
            return found
        return (*found, *upkeep.rebuild_and_compare(self._store).differences)

    def check_pages(self) -> tuple[Problem, ...]:
        """What a start looks at: every page of the file authenticated, trees and references. Seconds, not minutes."""
        return upkeep.check_pages(self._store)

    def backup(self, folder: Path, cancelled: Callable[[], bool] = lambda: False) -> BackedUp:
        """Copy the whole profile, encrypted as it is. A backup of the same profile is brought up to date.

        Raises Refused when the folder holds another profile, one that somebody works in, or work that is not here;
        Unavailable when it cannot be written; Stopped when cancelled. The backup that was there is whole then.
        """
        try:
            bring_back_former(folder)
            self._check_target(folder)
            former = read_marker(folder)
            if former is not None and former.blob_recipient != self._recipient:
                return self._replace(folder, cancelled)
            return self._copy(folder, cancelled)
        except OSError as error:
            raise Unavailable(
                f"The backup could not be written ({error.strerror or error}). The profile itself is unharmed; choose "
                "another place.",
                "cannot-write",
            ) from error

    def _copy(self, folder: Path, cancelled: Callable[[], bool]) -> BackedUp:
        folder.mkdir(mode=0o700, exist_ok=True)
        made = upkeep.backup(self._store, self._blobs, Layout(folder).data, cancelled)
        copy_keys(self._profile, folder)
        copy_own_things(self._profile, folder)
        write_marker(folder, Marker(self._store.device, moment(self._clock()), self._recipient))
        return BackedUp(folder, made.held)

    def _replace(self, folder: Path, cancelled: Callable[[], bool]) -> BackedUp:
        """After new keys nothing of the former backup can stay: the new one is made beside and takes its name."""
        beside, former = folder.with_name(f"{folder.name}.new"), former_of(folder)
        for leftover in (beside, former):
            shutil.rmtree(leftover, ignore_errors=True)
        made = self._copy(beside, cancelled)
        folder.rename(former)
        beside.rename(folder)
        shutil.rmtree(former, ignore_errors=True)
        return BackedUp(folder, made.files)

    def _check_target(self, folder: Path) -> None:
        source, target = Layout(self._profile), Layout(folder)
        if folder.resolve().is_relative_to(self._profile.resolve()):
            raise Refused(f"{folder} is the profile itself. Nothing was copied; choose another folder.", "same-folder")
        if not target.profile.is_file():
            return
        if read_profile(folder).person.key_fingerprint != read_profile(source.root).person.key_fingerprint:
            raise Refused(f"{folder} holds a backup of another profile. Nothing was copied.", "other-profile")
        marker = read_marker(folder)
        if marker is None:
            raise Refused(
                f"{folder} holds a profile that somebody works in, not a backup. Nothing was copied; choose another "
                "folder.",
                "live-profile",
            )
        if self._has_newer_work(folder, marker):
            raise Refused(
                f"The backup in {folder} has work that is not in this profile. Nothing was copied; choose another "
                "folder, or send yourself that work as a bundle first.",
                "newer-work",
            )

    def _has_newer_work(self, folder: Path, marker: Marker) -> bool:
        database = Layout(folder).database
        if not database.is_file():
            return False
        if marker.blob_recipient != self._recipient:  # it cannot be opened any more
            return marker.device != self._store.device
        with self._store.read() as reading:
            devices = upkeep.only_in_copy(reading, database, self._key)
        state = read_state(self._profile)
        if (marker.device, marker.made) == (state.restored_device, state.restored_made):
            devices -= {marker.device}  # issued again here under another device when this profile was made from it
        return bool(devices)


def copy_keys(profile: Path, target: Path, leave: frozenset[str] = frozenset()) -> None:
    """Copy who somebody is, and the office when they founded one: all of it is encrypted or public. Files named in
    `leave` are left out.

    A file that is there is replaced whole or not at all. Raises OSError or Unavailable.
    """
    for folder in (Layout(profile).identity, profile / OFFICE):
        for file in sorted(folder.glob("*")) if folder.is_dir() else ():
            if file.name in leave or not file.is_file():
                continue
            goal = target / folder.name / file.name
            goal.parent.mkdir(mode=0o700, exist_ok=True)
            write_whole(goal, file.read_bytes(), owner_only=True)


def _damaged_file(sha256: str) -> Problem:
    message = (
        "This stored file is not what it was. Ask whoever has it for a bundle with everything, or load it again: a "
        "whole one takes its place."
    )
    return Problem(Severity.ERROR, "damaged-file", f"file {sha256[:12]}", message)


def copy_own_things(profile: Path, target: Path) -> None:
    """Copy the editions that were installed, with the templates and pictures beside them, and the person's own words.

    A file that is there is replaced whole or not at all. Raises OSError or Unavailable.
    """
    marks, words = Layout(profile).schemes, Layout(profile).own_words
    files = [file for file in sorted(marks.rglob("*")) if file.is_file()] if marks.is_dir() else []
    for file in [*files, *([words] if words.is_file() else [])]:
        goal = target / file.relative_to(profile)
        goal.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_whole(goal, file.read_bytes(), owner_only=True)
