"""What was acknowledged, kept outside of the program that acknowledged it, and what of it is missing afterwards."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from assessor_app.services.profile.opening import open_profile
from assessor_app.services.profile.workplace import Workplace

FILES_A_LOAD = 3


@dataclass
class Acknowledged:
    """texts: of a strand, the round and the length acknowledged last; loads: assessments; writes: how many
    acknowledgements in all."""

    texts: dict[str, tuple[int, int]] = field(default_factory=dict)
    notes: set[str] = field(default_factory=set)
    loads: set[str] = field(default_factory=set)
    writes: int = 0

    def text(self, strand: str, round_: int, length: int) -> None:
        """A saved text has grown."""
        self.texts[strand] = (round_, length)
        self.writes += 1

    def note(self, words: str) -> None:
        """A note was kept."""
        self.notes.add(words)
        self.writes += 1

    def load(self, assessment: str) -> None:
        """A workbook was loaded, with its evidence."""
        self.loads.add(assessment)
        self.writes += 1

    def copy(self) -> "Acknowledged":
        """As it is now."""
        return Acknowledged(dict(self.texts), set(self.notes), set(self.loads), self.writes)


@dataclass
class Findings:
    """What is wrong in a profile: acknowledged writes that are missing, half-applied work, damage."""

    lost: list[str] = field(default_factory=list)
    half: list[str] = field(default_factory=list)
    damaged: list[str] = field(default_factory=list)


def examine(profile: Path, passphrase: str, assessment: str, acknowledged: Acknowledged, rebuild: bool) -> Findings:
    """Open a profile as its owner does after the accident, and look for everything. Raises when it does not open."""
    workplace = open_profile(profile, lambda: passphrase)
    try:
        found = Findings(damaged=[str(problem) for problem in workplace.upkeep.check(rebuild)])
        found.lost += _lost_words(workplace, assessment, acknowledged)
        found.lost += [f"assessment {one}" for one in acknowledged.loads - {row.id for row in workplace.visits.list()}]
        found.half += _half_loads(workplace, assessment)
        return found
    finally:
        workplace.close()


def _lost_words(workplace: Workplace, assessment: str, acknowledged: Acknowledged) -> Iterator[str]:
    record = workplace.visits.open(assessment)
    for strand in record.strands:
        if strand.strand not in acknowledged.texts:
            continue
        round_, _, typed = strand.reason.partition(":")
        last = acknowledged.texts[strand.strand]
        if (int(round_ or 0), len(typed)) < last:
            yield f"{strand.strand}: {last} was acknowledged, {round_}:{len(typed)} is there"
    yield from sorted(acknowledged.notes - {note.text for note in record.notes})


def _half_loads(workplace: Workplace, assessment: str) -> Iterator[str]:
    """Assessments loaded by the soak that are there, but not with everything."""
    for row in workplace.visits.list():
        if row.id == assessment:
            continue
        record = workplace.visits.open(row.id)
        answered = sum(bool(strand.school_text) for strand in record.strands)
        files = [each for each in record.evidence if each.file_sha256]
        if len(files) != FILES_A_LOAD or answered != len(record.strands):
            yield f"{row.id}: {len(files)} files, {answered} answers"
        for each in files:
            if hashlib.sha256(workplace.visits.evidence_bytes(each)).hexdigest() != each.file_sha256:
                yield f"{row.id}: {each.code} is another file"
