"""The folders of a soak: a lead and an office, the files that go between them, and what was acknowledged."""

import random
import shutil
from dataclasses import dataclass, field
from pathlib import Path

from assessor_app.domain.exchange.contents import BundleLook
from assessor_app.services.demo.content import demo_content
from assessor_app.services.profile.opening import open_profile
from assessor_app.services.profile.workplace import Workplace
from assessor_app.services.schemes.shelf import SchemeShelf
from assessor_app.workbooks.writing import write_filled
from benchmarks.profile import answers
from tests.offices import DAY, PASSPHRASE, copy_of_office
from tests.soak.record import FILES_A_LOAD, Acknowledged

OTHER_PASSPHRASE = "kettle harbour violet ladder"


@dataclass
class Scene:
    """passphrase: the lead's at the moment; the office's never changes."""

    folder: Path
    chance: random.Random
    acknowledged: Acknowledged = field(default_factory=Acknowledged)
    backed_up: Acknowledged | None = None
    exported: dict[Path, str] = field(default_factory=dict)
    imported: set[Path] = field(default_factory=set)
    passphrase: str = PASSPHRASE
    assessment: str = ""
    rounds: int = 0

    def __post_init__(self) -> None:
        copy_of_office(self.folder)
        self.assessment = (self.folder / "assessment.txt").read_text()
        self.stick.mkdir()
        for number, words in enumerate((PASSPHRASE, OTHER_PASSPHRASE)):
            (self.folder / f"words{number}").write_text(words, encoding="utf-8")
        self.strands = tuple(strand.strand for strand in demo_content("pdqm", DAY).strands)

    @property
    def lead(self) -> Path:
        return self.folder / "lead"

    @property
    def office(self) -> Path:
        return self.folder / "office"

    @property
    def stick(self) -> Path:
        """Where bundles and backups go."""
        return self.folder / "stick"

    @property
    def backup(self) -> Path:
        return self.stick / "backup"

    def words_file(self, words: str) -> Path:
        return self.folder / ("words0" if words == PASSPHRASE else "words1")

    def other_words(self) -> str:
        return OTHER_PASSPHRASE if self.passphrase == PASSPHRASE else PASSPHRASE

    def command(self, *words: object, office: bool = False, profile: Path | None = None) -> dict[str, object]:
        """A task: a command in somebody's profile."""
        place = self.office if office else profile or self.lead
        secret = self.words_file(PASSPHRASE if office else self.passphrase)
        return {"argv": ["--profile", str(place), "--passphrase-file", str(secret), "--json", *map(str, words)]}

    def new_submission(self) -> tuple[Path, Path]:
        """A completed workbook that was not there before, and the folder of its evidence."""
        evidence = self.folder / "sent" / str(self.rounds)
        evidence.mkdir(parents=True)
        names = tuple(f"E{number} - photo {self.rounds}.jpg" for number in range(1, FILES_A_LOAD + 1))
        for name in names:
            (evidence / name).write_bytes(self.chance.randbytes(self.chance.randint(10_000, 600_000)))
        workbook = evidence.with_suffix(".xlsx")
        scheme = SchemeShelf().get("pdqm")
        write_filled(scheme, workbook, answers(scheme, names))
        return workbook, evidence

    def opened_office(self) -> Workplace:
        return open_profile(self.office, lambda: PASSPHRASE)

    def look_at_office(self, bundle: Path) -> BundleLook:
        """What of a bundle is new at the office. Raises Refused for one that is not whole."""
        office = self.opened_office()
        try:
            return office.exchange.look(bundle)
        finally:
            office.close()

    def room(self) -> Path:
        """A new folder for one round."""
        place = self.folder / "rounds" / str(self.rounds)
        shutil.rmtree(place, ignore_errors=True)
        place.mkdir(parents=True)
        return place
