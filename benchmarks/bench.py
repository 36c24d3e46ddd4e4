"""What every goal is given: how large and how often, a work folder, and the profiles to measure on."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from benchmarks.profile import Places, add_evidence_visit, build_profiles
from benchmarks.rounds import Case, interleaved

MB = 10**6


@dataclass(frozen=True, slots=True)
class Scale:
    """Sizes. warm_up: rounds that are not kept; rounds: of everything but windows; windows: rounds of starting a
    program; evidence: bytes; listed: visits in a list."""

    warm_up: int
    rounds: int
    windows: int
    visits: int
    saves: int
    keys: int
    evidence: int
    memory: tuple[int, int]
    bundles: int
    listed: int


FULL = Scale(
    warm_up=1,
    rounds=5,
    windows=9,
    visits=50,
    saves=300,
    keys=60,
    evidence=200 * MB,
    memory=(50 * MB, 500 * MB),
    bundles=1000,
    listed=60_000,
)
TINY = Scale(
    warm_up=0,
    rounds=1,
    windows=1,
    visits=2,
    saves=5,
    keys=12,
    evidence=2 * MB,
    memory=(1 * MB, 2 * MB),
    bundles=3,
    listed=300,
)


@dataclass
class Bench:
    """One run. Profiles are made when the first goal asks for them."""

    folder: Path
    scale: Scale = field(default=FULL)

    def interleaved(self, cases: Mapping[str, Case], rounds: int) -> dict[str, list[float]]:
        """Run every case once a round, after the rounds that warm up; see `rounds.interleaved`."""
        return interleaved(cases, rounds, self.scale.warm_up)

    @cached_property
    def places(self) -> Places:
        """An assessor's profile with `scale.visits` visits, and the office's."""
        return build_profiles(self.folder / "profiles", self.scale.visits)

    @cached_property
    def evidence_visit(self) -> str:
        """Id of one more visit of the assessor, with `scale.evidence` bytes of files."""
        return add_evidence_visit(self.places.assessor, self.evidence, self.scale.evidence)

    @property
    def evidence(self) -> Path:
        """Folder of that visit's files as the school sent them: what the floors read."""
        return self.folder / "evidence"

    def empty(self, name: str) -> Path:
        """A new folder for one goal."""
        made = self.folder / name
        made.mkdir(parents=True)
        return made
