"""The second copy of a profile: on another disk or stick, as often as its person has set."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from assessor_app.domain.journal.clock import Clock, moment
from assessor_app.errors import Refused, Unavailable
from assessor_app.models.database.store import Store
from assessor_app.models.upkeep.upkeep import oldest_change_after
from assessor_app.services.profile.backup_notes import read_state, write_copied
from assessor_app.services.profile.upkeep import BackedUp, Upkeep

A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class CopyFacts:
    """How it stands with the second copy. last: when the last one was finished, None before the first; waiting_since:
    when the oldest change was made that is in no second copy, None when all is copied; there: its folder can be
    reached now; same_disk: it lies on the disk of the profile itself; due: one should be made now; late: work of more
    than a day has no second copy."""

    last: datetime | None
    waiting_since: datetime | None
    there: bool
    same_disk: bool
    due: bool
    late: bool


class Copies:
    """The use cases of Settings, Backups. They take time: they are called from a worker."""

    def __init__(self, profile: Path, person: str, store: Store, upkeep: Upkeep, clock: Clock) -> None:
        self._profile = profile
        self._person = person
        self._store = store
        self._upkeep = upkeep
        self._clock = clock

    def folder_in(self, chosen: Path) -> Path:
        """Where the copy lies inside the folder that was chosen: that may hold other things too."""
        return chosen / f"Assay backup {self._person}"

    def facts(self, chosen: Path | None, hours: int) -> CopyFacts:
        """How it stands. `chosen` is None while no folder has been chosen."""
        now, state = self._clock(), read_state(self._profile)
        with self._store.read() as reading:
            oldest = oldest_change_after(reading, state.last)
        last, since = _time(state.last), _time(oldest or "")
        # The folder itself, not the chosen one: without the stick its name may still stand there, empty.
        there = chosen is not None and self.folder_in(chosen).is_dir()
        due = there and since is not None and (last is None or now - last >= timedelta(hours=hours))
        late = since is not None and now - since >= A_DAY
        return CopyFacts(last, since, there, chosen is not None and self._on_own_disk(chosen), due, late)

    def choose(self, chosen: Path) -> Path:
        """Make the folder of the copy inside the chosen one. Raises Refused or Unavailable."""
        folder = self.folder_in(chosen)
        if folder.resolve().is_relative_to(self._profile.resolve()):
            raise Refused(
                "That is the folder of the profile itself. Nothing was changed; choose another.", "same-folder"
            )
        try:
            folder.mkdir(exist_ok=True)
        except OSError as error:
            raise Unavailable(
                f"{chosen} cannot be written ({error.strerror}). Nothing was changed; choose another folder.",
                "cannot-write",
            ) from error
        return folder

    def copy(self, chosen: Path, cancelled: Callable[[], bool]) -> BackedUp:
        """Make the copy now, and note when. Raises as `Upkeep.backup` does."""
        begun = self._clock() - timedelta(seconds=1)  # changes of this very second may come after the copy
        made = self._upkeep.backup(self.folder_in(chosen), cancelled)
        write_copied(self._profile, moment(begun))
        return made

    def _on_own_disk(self, chosen: Path) -> bool:
        try:
            return chosen.stat().st_dev == self._profile.stat().st_dev
        except OSError:
            return False


def _time(text: str) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
