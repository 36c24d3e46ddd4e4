"""From levels to the award: the outcome, what is missing for the next one, and what would change it.

Pure functions of a scheme's edition and the levels judged. "At a level" always means at that level or above, or an
aspect with three strands at the highest level and one at the lowest would miss the lowest award.
"""

from collections.abc import Iterator, Mapping
from itertools import combinations, islice, product

from assessor_app.domain.award_words import announcement, open_words, outlook_words
from assessor_app.domain.outlook import AspectOutlook, Outlook
from assessor_app.domain.scheme import NOT_ENOUGH, Aspect, EveryAspect, Outcome, Scheme
from assessor_app.errors import WrongUse

__all__ = ["Levels", "announcement", "falls", "outcome", "outlook", "swing_strands"]

Levels = Mapping[str, str | None]
"""Strand id to level id, NOT_ENOUGH or None; a strand left out counts as None."""

MOST_SWING_SETS = 200
"""More sets than anybody reads; a scheme of 64 strands can have millions."""


def outcome(scheme: Scheme, levels: Levels) -> Outcome | None:
    """The highest outcome whose rule holds; None below the lowest. Raises WrongUse for a level or strand that the
    scheme does not have."""
    return _outcome(scheme, _ranks(scheme, levels))


def outlook(scheme: Scheme, levels: Levels) -> Outlook:
    """The award now, the gap to the next, the swing strands and the sentences that say so.

    While no award is reached and an aspect has fewer judged strands than the lowest award asks for, there is no
    outlook yet: every gap named then would only say how little has been judged. NOT_ENOUGH counts as judged, since
    the assessor has looked. Raises WrongUse for a level or strand that the scheme does not have.
    """
    ranks = _ranks(scheme, levels)
    award = _outcome(scheme, ranks)
    following = _following(scheme, award)
    aim = following or scheme.outcomes[-1]
    aspects = tuple(_aspect(scheme, aspect, aim.rule, levels, ranks) for aspect in scheme.aspects)
    words = outlook_words(scheme, award, following, aspects)
    still = [strand.id for strand in scheme.strands if levels.get(strand.id) is None]
    best = _outcome(scheme, {**ranks, **dict.fromkeys(still, len(scheme.levels))})
    return Outlook(
        award=award,
        next=following,
        aspects=aspects,
        swing=_swing(scheme, following, ranks),
        judged=len(ranks) - len(still),
        strands=len(ranks),
        headline=words.headline,
        gap=words.gap,
        sentence=words.sentence,
        change_sentence=words.change,
        open_sentence=open_words(scheme, len(still), best != award) if words.gap or award else "",
    )


def swing_strands(scheme: Scheme, levels: Levels) -> tuple[tuple[str, ...], ...]:
    """The smallest sets of strands whose rise by one level each reaches the next outcome, in rubric order.

    Strands without a level rise to the lowest. Empty when there is no next outcome or no rise by one level reaches
    it; the first MOST_SWING_SETS of them when there are more.
    """
    ranks = _ranks(scheme, levels)
    return _swing(scheme, _following(scheme, _outcome(scheme, ranks)), ranks)


def falls(scheme: Scheme, levels: Levels) -> tuple[str, ...]:
    """The strands that one level lower would each lose the present award, in rubric order."""
    ranks = _ranks(scheme, levels)
    award = _outcome(scheme, ranks)
    return tuple(_falls(scheme, award.rule, ranks)) if award else ()


def _outcome(scheme: Scheme, ranks: Mapping[str, int]) -> Outcome | None:
    met = [candidate for candidate in scheme.outcomes if _holds(scheme, candidate.rule, ranks)]
    return met[-1] if met else None


def _swing(scheme: Scheme, following: Outcome | None, ranks: Mapping[str, int]) -> tuple[tuple[str, ...], ...]:
    """Each short aspect gains from those of its strands that stand just below the level, and from no others."""
    if following is None:
        return ()
    needed = scheme.level(following.rule.level).rank
    choices = []
    for aspect in scheme.aspects:
        short = max(0, following.rule.at_least - _count(aspect, ranks, needed))
        candidates = [strand.id for strand in aspect.strands if ranks[strand.id] == needed - 1]
        choices.append(list(islice(combinations(candidates, short), MOST_SWING_SETS)))
    sets = islice(product(*choices), MOST_SWING_SETS)
    return tuple(tuple(strand for part in parts for strand in part) for parts in sets)


def _falls(scheme: Scheme, rule: EveryAspect, ranks: Mapping[str, int]) -> Iterator[str]:
    needed = scheme.level(rule.level).rank
    for aspect in scheme.aspects:
        if _count(aspect, ranks, needed) == rule.at_least:
            yield from (strand.id for strand in aspect.strands if ranks[strand.id] == needed)


def _following(scheme: Scheme, award: Outcome | None) -> Outcome | None:
    place = scheme.outcomes.index(award) + 1 if award else 0
    return scheme.outcomes[place] if place < len(scheme.outcomes) else None


def _ranks(scheme: Scheme, levels: Levels) -> dict[str, int]:
    """Rank of every strand's level; 0 for not judged and for not enough evidence."""
    ranks = {strand.id: 0 for strand in scheme.strands}
    known = {None: 0, NOT_ENOUGH: 0} | {level.id: level.rank for level in scheme.levels}
    for strand, level in levels.items():
        if strand not in ranks:
            raise WrongUse(f"{strand!r} is not the id of a {scheme.terms.strand} of {scheme.title}.", "unknown-strand")
        ranks[strand] = known[level] if level in known else scheme.level(str(level)).rank
    return ranks


def _holds(scheme: Scheme, rule: EveryAspect, ranks: Mapping[str, int]) -> bool:
    needed = scheme.level(rule.level).rank
    return all(_count(aspect, ranks, needed) >= rule.at_least for aspect in scheme.aspects)


def _count(aspect: Aspect, ranks: Mapping[str, int], needed: int) -> int:
    return sum(ranks[strand.id] >= needed for strand in aspect.strands)


def _aspect(
    scheme: Scheme, aspect: Aspect, rule: EveryAspect, levels: Levels, ranks: Mapping[str, int]
) -> AspectOutlook:
    level = scheme.level(rule.level)
    return AspectOutlook(
        aspect=aspect.id,
        short=aspect.short,
        reached=_count(aspect, ranks, level.rank),
        needed=rule.at_least,
        strands=len(aspect.strands),
        level_name=level.name,
        levels=tuple(levels.get(strand.id) for strand in aspect.strands),
    )
