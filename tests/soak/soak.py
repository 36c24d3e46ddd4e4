"""Rounds of work and accident, and the count of what came of them."""

import json
import random
import shutil
import subprocess
import sys
import threading
import time
import traceback
from collections import Counter
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.soak.harms import FULL, KILL, LEFT, LIMIT, NONE, PULL, SERVER, fill, pull_away, small_disk
from tests.soak.record import Findings
from tests.soak.scene import Scene
from tests.soak.works import WORKS, Export, Import, Line, Work

DISK = 96 * 2**20
SHOWN = 20
LONGEST = 300.0
"""Seconds that a round's work may take before it counts as hung."""


@dataclass
class Tally:
    """What a soak has seen; the last four must stay empty."""

    seconds: float = 0.0
    rounds: Counter[str] = field(default_factory=Counter)
    acknowledged: int = 0
    lost: list[str] = field(default_factory=list)
    half: list[str] = field(default_factory=list)
    unopened: list[str] = field(default_factory=list)
    damaged: list[str] = field(default_factory=list)

    @property
    def clean(self) -> bool:
        """True when nothing went wrong."""
        return not (self.lost or self.half or self.unopened or self.damaged)

    def count(self, harm: str) -> int:
        """Rounds with one kind of accident."""
        return sum(count for name, count in self.rounds.items() if name.endswith(f", {harm}"))

    def lines(self) -> list[str]:
        """For a person."""
        return [
            f"{self.seconds:.0f} s, {self.rounds.total()} rounds: {self.count(KILL)} kills, {self.count(FULL)} full "
            f"disks, {self.count(LIMIT)} file limits, {self.count(PULL)} folders pulled away, {self.count(SERVER)} "
            "servers killed",
            f"acknowledged writes {self.acknowledged}, lost {len(self.lost)}; half-applied {len(self.half)}; stores "
            f"that do not open {len(self.unopened)}; damaged {len(self.damaged)}",
            *(f"  {name}: {count}" for name, count in sorted(self.rounds.items())),
            *(f"LOST {each}" for each in self.lost[:SHOWN]),
            *(f"HALF {each}" for each in self.half[:SHOWN]),
            *(f"DOES NOT OPEN {each}" for each in self.unopened[:SHOWN]),
            *(f"DAMAGED {each}" for each in self.damaged[:SHOWN]),
        ]


class Child:
    """The program, warmed up; `start` hands it a task, and a thread keeps what it acknowledges."""

    def __init__(self) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.soak.program"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd=Path(__file__).parents[2],
        )
        self.lines: list[Line] = []
        self.complaints = b""

    def start(self, task: dict[str, Any]) -> None:
        assert self.process.stdout is not None
        assert self.process.stdin is not None
        self.process.stdout.readline()  # ready
        self._reader = threading.Thread(target=self._read)
        self._reader.start()
        self.process.stdin.write(json.dumps(task).encode() + b"\n")
        self.process.stdin.close()

    def _read(self) -> None:
        assert self.process.stdout is not None
        with self.process.stdout as pipe:
            for line in pipe:
                self.lines.append(json.loads(line))

    def wait(self, seconds: float = LONGEST) -> bool:
        """True when it ended by itself within so many seconds."""
        try:
            self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            return False
        return True

    def end(self) -> list[Line]:
        """Kill what is left of it; gives what it has acknowledged."""
        self.process.kill()
        self.process.wait()
        self._reader.join()
        assert self.process.stderr is not None
        with self.process.stderr as pipe:
            self.complaints = pipe.read()
        return self.lines

    def dismiss(self) -> None:
        """End one that never got a task."""
        self.process.communicate(b"null\n")


class Soak:
    """Rounds on one scene. thorough: first every work once unharmed, to know how long it takes; then each with each
    accident, then at random."""

    def __init__(self, folder: Path, seed: int, thorough: bool = True) -> None:
        self.seed, self.thorough = seed, thorough
        self.chance = random.Random(seed)
        self.scene = Scene(folder / "scene", self.chance)
        self.tally = Tally()
        self.usual: dict[str, float] = {}
        self._child = Child()
        self._open = ExitStack()
        self.disk = self._open.enter_context(small_disk(folder / "disk", DISK))

    def run_for(self, seconds: float, least: int = 0) -> Tally:
        """Go on until the time is up and `least` rounds are over; what has begun is finished."""
        began = time.monotonic()
        plan = self._plan()
        try:
            while not self.tally.unopened and (time.monotonic() - began < seconds or self.tally.rounds.total() < least):
                work, harm = plan.pop(0) if plan else self._any()
                self.round(work, harm)
        finally:
            self._child.dismiss()
            self._open.close()
        self.tally.seconds = time.monotonic() - began
        self.tally.acknowledged = self.scene.acknowledged.writes
        return self.tally

    def _plan(self) -> list[tuple[type[Work], str]]:
        """What comes before chance alone decides."""
        harms = [(work, harm) for work in WORKS for harm in self._harms(work)]
        self.chance.shuffle(harms)
        return [*((work, NONE) for work in WORKS), *harms] if self.thorough else harms

    def _any(self) -> tuple[type[Work], str]:
        work = self.chance.choice(WORKS)
        harms = self._harms(work)
        return work, KILL if self.chance.random() < 0.6 else self.chance.choice(harms)

    def _harms(self, work: type[Work]) -> list[str]:
        if sys.platform == "win32":
            return [KILL]
        real = [FULL] if self.disk is not None and work is not Import else []
        return [KILL, LIMIT, PULL, *real]

    def round(self, kind: type[Work], harm: str) -> None:
        """One piece of work, one accident, one look at everything."""
        if kind is Import and not set(self.scene.exported) - self.scene.imported:
            kind = Export
        scene = self.scene
        scene.rounds += 1
        where = f"round {scene.rounds} of seed {self.seed}, {kind.name}, {harm}"
        child, self._child = self._child, Child()
        self.tally.rounds[f"{kind.name}, {harm}"] += 1
        try:
            found = self._on_small_disk(kind, child) if harm == FULL else self._harmed(kind(scene), harm, child, where)
        except Exception:  # noqa: BLE001  whatever keeps a profile from opening is what this looks for
            self.tally.unopened.append(f"{where}: {traceback.format_exc()}")
            return
        self._add(where, found)

    def _add(self, where: str, found: Findings) -> None:
        for mine, theirs in (
            (self.tally.lost, found.lost),
            (self.tally.half, found.half),
            (self.tally.damaged, found.damaged),
        ):
            mine += [f"{where}: {each}" for each in theirs]

    def _harmed(self, work: Work, harm: str, child: Child, where: str) -> Findings:
        task = work.begin()
        if harm == LIMIT:
            task["largest"] = int(self.chance.uniform(0.02, 1.2) * largest_file(Path(work.pulled())))
        began = time.monotonic()
        child.start(task)
        made = ""
        if harm == KILL:
            child.wait(self._moment(work))
        elif harm == PULL:
            child.wait(self._moment(work))
            made = pull_away(work.pulled(), self.chance.uniform(0.0, 0.3))
        hung = harm != KILL and not child.wait()
        lines = child.end()
        if harm == NONE:
            self.usual[work.name] = time.monotonic() - began
        found = work.finish(lines)
        if hung or b"Traceback" in child.complaints:
            found.damaged.append(child.complaints.decode(errors="replace")[-2000:] or "it hung")
        if made and any("done" in line for line in lines):
            found.damaged.append(f"work was done in a folder made anew: {made}")
        return found

    def _moment(self, work: Work) -> float:
        """Seconds after which the accident happens: anywhere within what the work usually takes."""
        return self.chance.uniform(0.0, 1.1 * self.usual.get(work.name, 0.5))

    def _on_small_disk(self, kind: type[Work], child: Child) -> Findings:
        """The same scene on a disk that fills up; when there is room again, everything must be there, and go on."""
        assert self.disk is not None
        own, place = self.scene, self.disk / "scene"
        size = sum(file.stat().st_size for file in own.lead.rglob("*") if file.is_file())
        if size > DISK // 3:
            self._child.dismiss()
            self._child = child
            return Findings()
        scene = object.__new__(Scene)
        scene.__dict__.update(own.__dict__ | {"folder": place, "acknowledged": own.acknowledged.copy()})
        scene.backed_up, scene.exported, scene.imported = None, {}, set()
        for name in ("lead", "office"):
            shutil.copytree(getattr(own, name), place / name)
        for name in ("words0", "words1"):
            shutil.copyfile(own.folder / name, place / name)
        scene.stick.mkdir()
        try:
            work = kind(scene)
            task = work.begin()
            filler = fill(self.disk, self.chance.randint(0, LEFT))
            child.start(task)
            hung = not child.wait()
            lines = child.end()
            filler.unlink()
            found = work.finish(lines)
            if hung or b"Traceback" in child.complaints:
                found.damaged.append(child.complaints.decode(errors="replace")[-2000:] or "it hung")
            own.acknowledged.writes += scene.acknowledged.writes - own.acknowledged.writes
            return found
        finally:
            shutil.rmtree(place)


def largest_file(folder: Path) -> int:
    """Bytes of the largest file under a folder; 1 MB when there is none."""
    return max((file.stat().st_size for file in folder.rglob("*") if file.is_file()), default=10**6)
