"""A quality mark's edition as frozen values: what a scheme file says (docs/schemes.md)."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum

from assessor_app.domain.scheme.cycle import (
    Actor,
    Commitment,
    CycleFact,
    MidTerm,
    Prerequisite,
    Remark,
    Renewal,
    Stage,
    Upgrade,
)
from assessor_app.domain.scheme.debriefs import PANEL_DATE as PANEL_DATE
from assessor_app.domain.scheme.debriefs import PLACEHOLDERS as PLACEHOLDERS
from assessor_app.domain.scheme.debriefs import DebriefSession as DebriefSession
from assessor_app.domain.scheme.forms import Form
from assessor_app.domain.scheme.overlays import Overlay
from assessor_app.domain.scheme.procedures import Fee as Fee
from assessor_app.domain.scheme.procedures import Procedure as Procedure
from assessor_app.domain.scheme.rubric import Aspect as Aspect
from assessor_app.domain.scheme.rubric import Level as Level
from assessor_app.domain.scheme.rubric import Scale as Scale
from assessor_app.domain.scheme.rubric import Strand as Strand
from assessor_app.domain.scheme.rules import EveryAspect as EveryAspect
from assessor_app.domain.scheme.rules import Rule
from assessor_app.domain.scheme.second import SecondMarking
from assessor_app.domain.scheme.terms import Terms as Terms
from assessor_app.domain.scheme.texts import Provenance
from assessor_app.domain.scheme.texts import Wording as Wording
from assessor_app.domain.scheme.visit import WRITTEN, ReportSection, VisitPlan
from assessor_app.errors import WrongUse

NOT_ENOUGH = "not-enough"
"""Judgement id for "Not enough evidence yet": an honest gap, below every level."""
NOT_ENOUGH_WORDS = "Not enough evidence yet"
"""The same as people read it, where the words are not translated."""


class Kind(Enum):
    """Who is assessed."""

    INSTITUTION = "institution"
    INDIVIDUAL = "individual"


@dataclass(frozen=True, slots=True)
class Outcome:
    """One award and what it takes, beside all that the outcomes below it take."""

    id: str
    name: str
    rule: Rule
    meaning: str = ""


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
    kind: Kind = Kind.INSTITUTION
    languages: tuple[str, ...] = ()
    """All languages of the edition's texts, the main one first; `language` is the one these texts are in."""
    untranslated: int = 0
    """How many texts stand in the main language because there are none in `language`."""
    provenance: dict[str, Provenance] = field(default_factory=dict)
    """The origin of single texts that differ from the part they stand in, by place ("aspects[1].strands[2].title")."""
    unnamed_terms: tuple[str, ...] = ()
    """The fields of `terms` that the edition leaves to the program, whose words are English."""
    scales: tuple[Scale, ...] = ()
    overlays: tuple[Overlay, ...] = ()
    cycle_facts: tuple[CycleFact, ...] = ()
    stages: tuple[Stage, ...] = ()
    forms: tuple[Form, ...] = ()
    visit: VisitPlan | None = None
    report: tuple[ReportSection, ...] = ()
    remarks: tuple[Remark, ...] = ()
    renewal: Renewal | None = None
    mid_term: MidTerm | None = None
    upgrades: tuple[Upgrade, ...] = ()
    prerequisites: tuple[Prerequisite, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    privacy: str = ""
    second: SecondMarking | None = None

    @property
    def decided_by(self) -> str:
        """Who decides on the award, in the mark's own word, as the first stage of that kind says; the panel where the
        edition names no stages."""
        deciding = [stage for stage in self.stages if stage.activity == "panel"]
        deciding = deciding or [stage for stage in self.stages if stage.activity == "award"]
        names = {
            Actor.OFFICE: self.terms.office,
            Actor.PANEL: self.terms.panel,
            Actor.ASSESSOR: self.terms.assessor,
            Actor.VERIFIER: self.terms.verifier,
        }
        found = [names[actor] for stage in deciding[:1] for actor in stage.acts if actor in names]
        return found[0] if found else "" if self.stages else self.terms.panel

    @property
    def strands(self) -> Iterator[Strand]:
        """All strands, in order."""
        return (strand for aspect in self.aspects for strand in aspect.strands)

    @property
    def graded(self) -> tuple[Strand, ...]:
        """The strands that are judged; those that are only written about are not among them."""
        return tuple(strand for strand in self.strands if not strand.narrative)

    def graded_in(self, aspect: str) -> tuple[Strand, ...]:
        """The strands of an aspect that are judged; none for an aspect there is not."""
        found = next((each.strands for each in self.aspects if each.id == aspect), ())
        return tuple(strand for strand in found if not strand.narrative)

    @property
    def written_sections(self) -> tuple[ReportSection, ...]:
        """The sections of the report that people write themselves."""
        return tuple(section for section in self.report if section.shows == WRITTEN)

    @property
    def has_model_wording(self) -> bool:
        """True when any text of the edition is model wording and must be said to be so."""
        worded = (self.strands, self.levels, self.debriefs, self.stages, self.forms, self.report, self.cycle_facts)
        wordings = [part.wording for parts in worded for part in parts]
        wordings += [level.wording for scale in self.scales for level in scale.levels]
        wordings += [found.wording for found in self.provenance.values()]
        return Wording.MODEL in wordings

    def levels_of(self, strand: Strand) -> tuple[Level, ...]:
        """The levels a strand is judged by, lowest first; none for a narrative strand."""
        if strand.narrative:
            return ()
        return next((scale.levels for scale in self.scales if scale.id == strand.scale), self.levels)

    def steps_of(self, strand: Strand) -> int:
        """How many levels a strand's scale has; the main one's for a narrative strand."""
        return len(self.levels_of(strand)) or len(self.levels)

    def scale_with(self, *levels: str | None) -> tuple[Level, ...]:
        """The scale that the first of these that is a level belongs to; the main one where none is."""
        scales = [self.levels, *(scale.levels for scale in self.scales)]
        found = (scale for given in levels for scale in scales if any(level.id == given for level in scale))
        return next(found, self.levels)

    @property
    def all_levels(self) -> tuple[Level, ...]:
        """The levels of the main scale and of every other one."""
        return self.levels + tuple(level for scale in self.scales for level in scale.levels)

    @property
    def has_own_scales(self) -> bool:
        """True when some strand is judged on another scale than the main one."""
        return any(levels != self.levels for _, levels in self.levels_in_use)

    @property
    def levels_in_use(self) -> tuple[tuple[str, tuple[Level, ...]], ...]:
        """Every scale that a strand is judged on, by its id ("" for the main one, which comes first)."""
        used = {strand.scale for strand in self.graded}
        others = tuple((scale.id, scale.levels) for scale in self.scales if scale.id in used)
        known = {scale.id for scale in self.scales}
        return ((("", self.levels),) if used - known or not others else ()) + others

    def level(self, level: str) -> Level:
        """The level with this id. Raises WrongUse for an id that is of no scale of the mark."""
        for candidate in self.all_levels:
            if candidate.id == level:
                return candidate
        names = ", ".join(candidate.id for candidate in self.all_levels)
        raise WrongUse(f"{level!r} is not a level of {self.title}. Use one of: {names}, {NOT_ENOUGH}.", "unknown-level")

    def strand(self, strand: str) -> Strand:
        """The strand with this id or number. Raises WrongUse when there is none."""
        for candidate in self.strands:
            if strand in (candidate.id, candidate.number):
                return candidate
        words = f"{self.title} has no {self.terms.strand} {strand!r}. Look at `schemes show {self.id}`."
        raise WrongUse(words, "unknown-strand")

    def aspect_of(self, strand: str) -> Aspect:
        """The aspect that holds a strand."""
        return next(aspect for aspect in self.aspects if any(s.id == strand for s in aspect.strands))
