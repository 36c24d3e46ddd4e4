"""What the program is doing when the accident happens, and what must hold of it afterwards."""

import hashlib
import shutil
from abc import ABC, abstractmethod
from collections.abc import Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import Any, ClassVar

from assessor_app.domain.exchange.contents import BundleLook
from assessor_app.errors import AssayError
from assessor_app.services.profile.opening import open_profile
from assessor_app.services.profile.restoring import restore_profile
from tests.soak.later import newer_program
from tests.soak.record import Acknowledged, Findings, examine
from tests.soak.scene import Scene

Line = dict[str, Any]


class Work(ABC):
    """One kind of work. `begin` gives the task; `finish` takes what was acknowledged and looks at everything."""

    name: ClassVar[str]

    def __init__(self, scene: Scene) -> None:
        self.scene = scene

    @abstractmethod
    def begin(self) -> dict[str, Any]: ...

    def pulled(self) -> Path:
        """The folder that may be pulled away meanwhile."""
        return self.scene.lead

    def finish(self, lines: Sequence[Line]) -> Findings:
        self.note(lines)
        return self.look()

    def note(self, lines: Sequence[Line]) -> None:
        """Keep what was acknowledged."""
        self.acknowledged = any("done" in line for line in lines)

    def look(self) -> Findings:
        scene = self.scene
        return examine(scene.lead, scene.passphrase, scene.assessment, scene.acknowledged, scene.rounds % 10 == 0)


class Typing(Work):
    name = "typing"

    def begin(self) -> dict[str, Any]:
        scene = self.scene
        return {
            "profile": str(scene.lead),
            "passphrase": scene.passphrase,
            "assessment": scene.assessment,
            "strand": scene.chance.choice(scene.strands),
            "round": scene.rounds,
            "words": 300,
        }

    def note(self, lines: Sequence[Line]) -> None:
        for line in lines:
            if "text" in line:
                self.scene.acknowledged.text(*line["text"])
            elif "note" in line:
                self.scene.acknowledged.note(line["note"])


class Load(Work):
    name = "load"

    def begin(self) -> dict[str, Any]:
        workbook, evidence = self.scene.new_submission()
        return self.scene.command("load", workbook, "--evidence", evidence)

    def note(self, lines: Sequence[Line]) -> None:
        for line in lines:
            if "done" in line:
                self.scene.acknowledged.load(line["answer"]["assessment"])


class Export(Work):
    name = "export"

    def begin(self) -> dict[str, Any]:
        self.bundle = self.scene.stick / f"{self.scene.rounds:05d}.qmb"
        return self.scene.command("bundle", "export", "-o", self.bundle)

    def pulled(self) -> Path:
        return self.scene.stick

    def note(self, lines: Sequence[Line]) -> None:
        for line in lines:
            if "done" in line:
                self.scene.exported[self.bundle] = line["answer"]["sha256"]
                self.scene.acknowledged.writes += 1

    def look(self) -> Findings:
        found = super().look()
        if self.bundle.exists():
            found.half += not_whole(self.scene, self.bundle)
        there = hashlib.sha256(self.bundle.read_bytes()).hexdigest() if self.bundle.exists() else ""
        if there != self.scene.exported.get(self.bundle, there):
            found.lost.append(f"{self.bundle.name} was acknowledged and is not there as it was")
        return found


def not_whole(scene: Scene, bundle: Path) -> list[str]:
    try:
        scene.look_at_office(bundle)
    except AssayError as error:
        return [f"{bundle.name}: {error.sentence}"]
    return []


class Import(Work):
    name = "import"

    def begin(self) -> dict[str, Any]:
        waiting = sorted(set(self.scene.exported) - self.scene.imported)
        self.bundle = waiting[0]
        self.before = self.scene.look_at_office(self.bundle)
        return self.scene.command("bundle", "import", self.bundle, office=True)

    def pulled(self) -> Path:
        return self.scene.office

    def note(self, lines: Sequence[Line]) -> None:
        super().note(lines)
        if self.acknowledged:
            self.scene.imported.add(self.bundle)
            self.scene.acknowledged.writes += 1

    def look(self) -> Findings:
        office = self.scene.opened_office()
        try:
            found = Findings(damaged=[str(each) for each in office.upkeep.check()])
            now = office.exchange.look(self.bundle)
        finally:
            office.close()
        for bundle in sorted(self.scene.imported):
            if not self.scene.look_at_office(bundle).already:
                found.lost.append(f"{bundle.name} was taken in and is not there")
        if _is_half(self.before, now):
            found.half.append(f"{self.bundle.name}: {now.operations} of {self.before.operations} changes are missing")
        return found


def _is_half(before: BundleLook, now: BundleLook) -> bool:
    """Files may be there before anything names them; changes are there all together."""
    return now.operations not in (0, before.operations) or (now.operations == 0 and now.files > 0)


class Backup(Work):
    name = "backup"

    def begin(self) -> dict[str, Any]:
        return self.scene.command("backup", self.scene.backup)

    def pulled(self) -> Path:
        return self.scene.stick

    def note(self, lines: Sequence[Line]) -> None:
        super().note(lines)
        if self.acknowledged:
            self.scene.backed_up = self.scene.acknowledged.copy()
            self.scene.acknowledged.writes += 1

    def look(self) -> Findings:
        found = super().look()
        if self.scene.backed_up is not None:
            found.lost += [f"in the backup: {each}" for each in self._missing(self.scene.backed_up)]
        return found

    def _missing(self, backed_up: Acknowledged) -> list[str]:
        """What the backup last acknowledged does not bring back."""
        scene, target = self.scene, self.scene.room() / "restored"
        for words in (scene.passphrase, scene.other_words()):  # made before or after new keys
            try:
                restore_profile(scene.backup, target, lambda words=words: words)
            except AssayError as error:
                told = error.sentence
                continue
            found = examine(target, words, scene.assessment, backed_up, rebuild=False)
            shutil.rmtree(target)
            return [*found.lost, *found.half, *found.damaged]
        return [told]


class NewKeys(Work):
    name = "rekey"

    def begin(self) -> dict[str, Any]:
        new = self.scene.words_file(self.scene.other_words())
        return self.scene.command("identity", "rekey", "--new-passphrase-file", new)

    def note(self, lines: Sequence[Line]) -> None:
        super().note(lines)
        self.scene.acknowledged.writes += self.acknowledged

    def look(self) -> Findings:
        if self.acknowledged or not self._opens():
            self.scene.passphrase = self.scene.other_words()
        return super().look()

    def _opens(self) -> bool:
        try:
            open_profile(self.scene.lead, lambda: self.scene.passphrase).close()
        except AssayError:
            return False
        return True


class Migration(Work):
    """On a copy: the soak goes on with the present version."""

    name = "migration"

    def begin(self) -> dict[str, Any]:
        self.copy = self.scene.room() / "lead"
        shutil.copytree(self.scene.lead, self.copy)
        return {**self.scene.command("list", profile=self.copy), "later": True}

    def pulled(self) -> Path:
        return self.copy

    def look(self) -> Findings:
        scene = self.scene
        with newer_program() if scene.rounds % 2 or self._is_newer() else nullcontext():
            found = examine(self.copy, scene.passphrase, scene.assessment, scene.acknowledged, rebuild=False)
        shutil.rmtree(self.copy)
        return found

    def _is_newer(self) -> bool:
        """The step was taken: the present version rightly refuses the store."""
        try:
            open_profile(self.copy, lambda: self.scene.passphrase).close()
        except AssayError as error:
            return error.code == "newer-store"
        return False


WORKS = (Typing, Load, Export, Import, Backup, NewKeys, Migration)
