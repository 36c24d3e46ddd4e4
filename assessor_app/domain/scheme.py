"""A quality mark's edition as frozen values: what a scheme file says (docs/schemes.md)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum

from assessor_app.errors import WrongUse

NOT_ENOUGH = "not-enough"
"""Judgement id for "Not enough evidence yet": an honest gap, below every level."""


PANEL_DATE = "{panel_date}"
PLACEHOLDERS = (PANEL_DATE,)
"""What a standard point of a debrief may leave for the program to fill in."""


class Wording(Enum):
    """Where a text comes from."""

    SOURCE = "source"
    MODEL = "model"


@dataclass(frozen=True, slots=True)
class Level:
    """One step of a scale. `rank` counts from 1 for the lowest; `wording` is that of the meaning."""

    id: str
    name: str
    rank: int
    meaning: str = ""
    wording: Wording = Wording.MODEL


@dataclass(frozen=True, slots=True)
class Strand:
    """The unit that is judged. `number` is "3.2"; `descriptors` maps level id to the rubric's text, lowest first;
    `wording` is that of the question, the descriptors and the typical evidence."""

    id: str
    number: str
    title: str
    question: str
    descriptors: dict[str, str]
    typical_evidence: tuple[str, ...] = ()
    wording: Wording = Wording.MODEL


@dataclass(frozen=True, slots=True)
class Aspect:
    """A group of strands. `short` is the name used in lists and figures."""

    id: str
    number: str
    title: str
    short: str
    strands: tuple[Strand, ...]


@dataclass(frozen=True, slots=True)
class EveryAspect:
    """The rule "at least `at_least` strands within every aspect are at `level` or above"."""

    at_least: int
    level: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """One award and what it takes. Further kinds of rule join `EveryAspect` in the type of `rule`."""

    id: str
    name: str
    rule: EveryAspect


@dataclass(frozen=True, slots=True)
class DebriefSession:
    """A debrief of the visit day: for whom, and the points that are always made."""

    id: str
    title: str
    audience: str
    starts: str
    ends: str
    standard_points: tuple[str, ...]
    wording: Wording = Wording.MODEL

    def points(self, panel_on: date | None) -> tuple[str, ...]:
        """The standard points, with the day of the panel ("18 November") or words for a day that is not known yet."""
        day = f"{panel_on.day} {panel_on:%B}" if panel_on else "a date still to be set"
        return tuple(point.replace(PANEL_DATE, day) for point in self.standard_points)


@dataclass(frozen=True, slots=True)
class Source:
    """A document that facts of a scheme were taken from."""

    id: str
    title: str


@dataclass(frozen=True, slots=True)
class Fact:
    """Something the owner says of the mark, and the id of the source that says it."""

    id: str
    text: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class Fee:
    """What a mark costs. `amount` is a decimal number as text ("575.00"); `currency` is its ISO 4217 code."""

    title: str
    amount: str
    currency: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class Procedure:
    """How the owner deals with a complaint or an appeal: steps in order, and what may be brought forward."""

    steps: tuple[str, ...]
    admissible: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Terms:
    """What this mark calls things, singular and plural, in lower case."""

    aspect: str
    aspects: str
    strand: str
    strands: str
    level: str
    institution: str
    report: str


@dataclass(frozen=True, slots=True)
class Scheme:
    """One edition of one mark. Outcomes run from low to high; levels too."""

    id: str
    edition: str
    title: str
    short_title: str
    owner: str
    language: str
    terms: Terms
    levels: tuple[Level, ...]
    aspects: tuple[Aspect, ...]
    outcomes: tuple[Outcome, ...]
    debriefs: tuple[DebriefSession, ...]
    valid_years: int
    sha256: str
    """SHA-256 of the edition's content (canonical JSON), so that a judgement can be tied to its wording."""
    model_wording_notice: str = "Model wording. Replace it with your scheme's own."
    sources: tuple[Source, ...] = ()
    facts: tuple[Fact, ...] = ()
    fees: tuple[Fee, ...] = ()
    complaints: Procedure | None = None
    appeals: Procedure | None = None

    @property
    def strands(self) -> Iterator[Strand]:
        """All strands, in order."""
        return (strand for aspect in self.aspects for strand in aspect.strands)

    @property
    def has_model_wording(self) -> bool:
        """True when any text of the edition is model wording and must be said to be so."""
        wordings = [text.wording for texts in (self.strands, self.levels, self.debriefs) for text in texts]
        return Wording.MODEL in wordings

    def level(self, level: str) -> Level:
        """The level with this id. Raises WrongUse for an id that is not of this scale."""
        for candidate in self.levels:
            if candidate.id == level:
                return candidate
        names = ", ".join(candidate.id for candidate in self.levels)
        raise WrongUse(f"{level!r} is not a level of {self.title}. Use one of: {names}, {NOT_ENOUGH}.", "unknown-level")

    def strand(self, strand: str) -> Strand:
        """The strand with this id or number. Raises WrongUse when there is none."""
        for candidate in self.strands:
            if strand in (candidate.id, candidate.number):
                return candidate
        raise WrongUse(f"{self.title} has no strand {strand!r}. Look at `schemes show {self.id}`.", "unknown-strand")

    def aspect_of(self, strand: str) -> Aspect:
        """The aspect that holds a strand."""
        return next(aspect for aspect in self.aspects if any(s.id == strand for s in aspect.strands))
