"""The two first marks of an assessment side by side, what matters most first."""

from dataclasses import dataclass

from assessor_app.domain.assessment.assessment import Assessment
from assessor_app.domain.award.consequence import consequential
from assessor_app.domain.award.facts import AwardFacts
from assessor_app.domain.award.outlook import Outlook
from assessor_app.domain.journal.clock import moment, moment_of
from assessor_app.domain.journal.operation import UNSET
from assessor_app.domain.scheme.edition import Scheme, Strand
from assessor_app.domain.second.mark import Agreed, Mark, SecondMark
from assessor_app.domain.second.sample import marked_twice


@dataclass(frozen=True, slots=True)
class Compared:
    """One strand. first, second: the assessor's and the verifier's marks; swings: which of the two levels counts can
    change the award, alone or with other differences; distance: ranks between the two levels, the whole scale where
    only one judge gave a level; changed: the assessor's level or reason is newer than the verifier's seal."""

    strand: str
    first: Mark
    second: Mark
    agreed: Agreed
    swings: bool
    distance: int
    changed: bool

    @property
    def differs(self) -> bool:
        """True when the two gave different levels."""
        return self.first.level != self.second.level

    @property
    def open(self) -> bool:
        """True while somebody has to agree: the levels differ and nothing is agreed."""
        return self.differs and not self.agreed.level


@dataclass(frozen=True, slots=True)
class Comparison:
    """Both first marks side by side. strands: what matters most first; by_first, by_second, now: the outlook by the
    assessor's levels, by the verifier's, and by what is agreed (else the assessor's)."""

    seal: SecondMark
    strands: tuple[Compared, ...]
    by_first: Outlook
    by_second: Outlook
    now: Outlook

    @property
    def open(self) -> int:
        """How many strands still wait for agreement."""
        return sum(each.open for each in self.strands)


def compare(scheme: Scheme, record: Assessment, sealed: SecondMark, facts: AwardFacts) -> tuple[Compared, ...]:
    """Every strand that was marked twice: differences before agreement, those that can change the award before others,
    the further apart the earlier, else in the scheme's order."""
    strands = marked_twice(scheme, record.id)
    marks = {each.id: (first_mark(record, each.id).level, sealed.mark(each.id).level) for each in strands}
    differing = {strand: (one or None, two or None) for strand, (one, two) in marks.items() if one != two}
    swinging = consequential(scheme, record.levels_of(record.lead), facts, differing)
    found = [_compared(scheme, record, sealed, strand, strand.id in swinging) for strand in strands]
    return tuple(sorted(found, key=lambda each: (not each.differs, not each.swings, -each.distance)))


def first_mark(record: Assessment, strand: str) -> Mark:
    """The assessor's mark of a strand."""
    found = record.strand(strand)
    return Mark(strand, found.judgement_of(record.lead).level or "", found.reason)


def _compared(scheme: Scheme, record: Assessment, sealed: SecondMark, strand: Strand, swings: bool) -> Compared:
    first, second = first_mark(record, strand.id), sealed.mark(strand.id)
    changed = max(record.strand(strand.id).judgement_of(record.lead).judged_at, _reasoned_at(record, strand.id))
    return Compared(
        strand.id,
        first,
        second,
        record.agreed_on(strand.id),
        swings,
        _distance(scheme, strand, first, second),
        changed > sealed.sealed_at,
    )


def _reasoned_at(record: Assessment, strand: str) -> str:
    state = record.strand(strand).states.get("reason", UNSET)
    return max((moment(moment_of(value.hlc)) for value in state.values), default="")


def _distance(scheme: Scheme, strand: Strand, first: Mark, second: Mark) -> int:
    ranks = {level.id: level.rank for level in scheme.levels_of(strand)}
    if first.level == second.level:
        return 0
    if first.level in ranks and second.level in ranks:
        return abs(ranks[first.level] - ranks[second.level])
    return len(ranks)
