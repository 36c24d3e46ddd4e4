"""From levels to the award: the outcome, what is missing for the next one, and what would change it.

Pure functions of a scheme's edition and the levels judged. "At a level" always means at that level or above, or an
aspect with three strands at the highest level and one at the lowest would miss the lowest award.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, islice, product

from assessor_app.domain.award_words import open_words, outlook_words
from assessor_app.domain.outlook import AspectOutlook, Outlook
from assessor_app.domain.scheme import NOT_ENOUGH, Aspect, EveryAspect, Outcome, Scheme

Levels = Mapping[str, str | None]
"""Strand id to level id, NOT_ENOUGH or None; a strand left out counts as None."""

MOST_SWING_SETS = 200
"""More sets than anybody reads; a scheme of 64 strands can have millions."""


def outcome(scheme: Scheme, levels: Levels) -> Outcome | None:
    """The highest outcome whose rule holds; None below the lowest."""
    ranks = _ranks(scheme, levels)
    met = [candidate for candidate in scheme.outcomes if _holds(scheme, candidate.rule, ranks)]
    return met[-1] if met else None


def outlook(scheme: Scheme, levels: Levels) -> Outlook:
    """The award now, the gap to the next, the swing strands and the sentences that say so."""
    award = outcome(scheme, levels)
    following = _following(scheme, award)
    aim = following or scheme.outcomes[-1]
    aspects = tuple(_aspect(scheme, aspect, aim.rule, levels) for aspect in scheme.aspects)
    swing = swing_strands(scheme, levels)
    words = outlook_words(scheme, award, following, aspects, swing)
    return Outlook(
        award=award,
        next=following,
        aspects=aspects,
        swing=swing,
        judged=sum(levels.get(strand.id) is not None for strand in scheme.strands),
        strands=sum(1 for _ in scheme.strands),
        headline=words.headline,
        gap=words.gap,
        sentence=words.sentence,
        change_sentence=words.change,
        open_sentence=_open_sentence(scheme, levels, award),
    )


def swing_strands(scheme: Scheme, levels: Levels) -> tuple[tuple[str, ...], ...]:
    """The smallest sets of strands whose rise by one level each reaches the next outcome, in rubric order.

    Empty when there is no next outcome or no rise by one level reaches it; at most MOST_SWING_SETS of them.
    """
    following = _following(scheme, outcome(scheme, levels))
    if following is None:
        return ()
    ranks, needed = _ranks(scheme, levels), scheme.level(following.rule.level).rank
    choices = []
    for aspect in scheme.aspects:
        short = max(0, following.rule.at_least - _count(aspect, ranks, needed))
        candidates = [strand.id for strand in aspect.strands if ranks[strand.id] == needed - 1]
        choices.append(list(islice(combinations(candidates, short), MOST_SWING_SETS)))
    return tuple(
        tuple(strand for part in sets for strand in part) for sets in islice(product(*choices), MOST_SWING_SETS)
    )


def falls(scheme: Scheme, levels: Levels) -> tuple[str, ...]:
    """The strands that one level lower would each lose the present award, in rubric order."""
    award = outcome(scheme, levels)
    return tuple(_falls(scheme, award.rule, _ranks(scheme, levels))) if award else ()


def announcement(strand: str, level: str, before: Outlook, after: Outlook) -> str:
    """What is said aloud after a judgement: "Culture is Enhancing. Outlook changes from Gold to Silver." """
    if before.award == after.award:
        return f"{strand} is {level}."
    names = [side.award.name if side.award else "no award" for side in (before, after)]
    return f"{strand} is {level}. Outlook changes from {names[0]} to {names[1]}."


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
    rank = {level.id: level.rank for level in scheme.levels} | {NOT_ENOUGH: 0}
    return {strand.id: rank[level] if (level := levels.get(strand.id)) else 0 for strand in scheme.strands}


def _holds(scheme: Scheme, rule: EveryAspect, ranks: Mapping[str, int]) -> bool:
    needed = scheme.level(rule.level).rank
    return all(_count(aspect, ranks, needed) >= rule.at_least for aspect in scheme.aspects)


def _count(aspect: Aspect, ranks: Mapping[str, int], needed: int) -> int:
    return sum(ranks[strand.id] >= needed for strand in aspect.strands)


def _aspect(scheme: Scheme, aspect: Aspect, rule: EveryAspect, levels: Levels) -> AspectOutlook:
    level = scheme.level(rule.level)
    return AspectOutlook(
        aspect=aspect.id,
        short=aspect.short,
        reached=_count(aspect, _ranks(scheme, levels), level.rank),
        needed=rule.at_least,
        strands=len(aspect.strands),
        level_name=level.name,
        levels=tuple(levels.get(strand.id) for strand in aspect.strands),
    )


def _open_sentence(scheme: Scheme, levels: Levels, award: Outcome | None) -> str:
    still = [strand.id for strand in scheme.strands if levels.get(strand.id) is None]
    best = outcome(scheme, {**levels, **dict.fromkeys(still, scheme.levels[-1].id)})
    return open_words(scheme, len(still), best != award)


__all__: Sequence[str] = ("Levels", "announcement", "falls", "outcome", "outlook", "swing_strands")
