"""How far assessors and verifiers agree, before they talk: what is compared, and what is said of it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from assessor_app.domain.assessment.assessment import Assessment
from assessor_app.domain.scheme.edition import Scheme
from assessor_app.domain.second.comparing import first_mark
from assessor_app.domain.second.sample import marked_twice


@dataclass(frozen=True, slots=True)
class Pair:
    """One strand judged twice, each without knowing the other. first, second: ranks from 1 on the strand's scale."""

    mark: str
    aspect: str
    strand: str
    assessor: str
    first: int
    second: int


@dataclass(frozen=True, slots=True)
class Estimate:
    """A coefficient with its 95 % confidence interval. None: it cannot be told from these pairs, for example a kappa
    where both judges gave one level throughout."""

    value: float | None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Agreement:
    """The agreement of some pairs. kind: "mark", "aspect", "strand" or "assessor"; pairs: how many; exact: the share
    of equal levels; linear, quadratic: Cohen's kappa with those weights; alpha: Krippendorff's, ordinal."""

    mark: str
    kind: str
    name: str
    pairs: int
    exact: Estimate
    linear: Estimate
    quadratic: Estimate
    alpha: Estimate


def pairs_of(scheme: Scheme, record: Assessment) -> tuple[Pair, ...]:
    """The strands of an assessment to which both judges gave a level; none before the verifier has sealed. "Not enough
    evidence" is no place on the scale, so such a strand is left out."""
    sealed = record.second_mark
    found = []
    for strand in marked_twice(scheme, record.id) if sealed is not None else ():
        ranks = {level.id: level.rank for level in scheme.levels_of(strand)}
        first, second = first_mark(record, strand.id).level, sealed.mark(strand.id).level if sealed else ""
        if first in ranks and second in ranks:
            where = (scheme.short_title, scheme.aspect_of(strand.id).title, f"{strand.number} {strand.title}")
            found.append(Pair(*where, record.lead_name, ranks[first], ranks[second]))
    return tuple(found)


def grouped(pairs: Iterable[Pair]) -> Mapping[tuple[str, str, str], list[Pair]]:
    """Pairs by mark, kind and name. Scales of different marks are never mixed."""
    found: dict[tuple[str, str, str], list[Pair]] = {}
    for pair in pairs:
        for kind in ("mark", "aspect", "assessor", "strand"):
            found.setdefault((pair.mark, kind, str(getattr(pair, kind))), []).append(pair)
    return found
