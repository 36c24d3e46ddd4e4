"""From levels and facts to the award: the outcome with its reasons, what is missing, and what would change it.

Pure functions of a scheme's edition, the levels judged and the facts of the cycle. "At a level" always means at that
level or above, or an aspect with three strands at the highest level and one at the lowest would miss the lowest award.
An outcome is reached when its rule holds and so do the rules of all outcomes below it.
"""

from collections.abc import Mapping, Sequence
from itertools import takewhile

from assessor_app.domain.award.aspect_outlooks import aspect_outlooks
from assessor_app.domain.award.facts import NO_FACTS, AwardFacts
from assessor_app.domain.award.outlook import AspectOutlook, Outlook, Remarked
from assessor_app.domain.award.sets import Choose, Formula, falling, rising, smallest_sets
from assessor_app.domain.award.standing import Standing, standing
from assessor_app.domain.award.words import Aim, announcement, open_words, outlook_words
from assessor_app.domain.scheme.edition import NOT_ENOUGH, Outcome, Scheme
from assessor_app.domain.scheme.rule_words import reasons
from assessor_app.domain.scheme.rules import Rule
from assessor_app.errors import WrongUse

__all__ = [
    "Levels",
    "against",
    "announcement",
    "falls",
    "losing_sets",
    "outcome",
    "outlook",
    "remarks",
    "rule_standing",
    "swing_strands",
]

Levels = Mapping[str, str | None]
"""Strand id to level id, NOT_ENOUGH or None; a strand left out counts as None."""

MOST_SWING_SETS = 200
"""More sets than anybody reads; a scheme of 64 strands can have millions."""


def outcome(scheme: Scheme, levels: Levels, facts: AwardFacts = NO_FACTS) -> Outcome | None:
    """The highest outcome whose rule holds with all below it; None below the lowest. Raises WrongUse for a level or
    strand that the scheme does not have."""
    return _outcome(scheme, _ranks(scheme, levels), facts)


def outlook(scheme: Scheme, levels: Levels, facts: AwardFacts = NO_FACTS) -> Outlook:
    """The award now, the gap to the next with its reasons, the swing strands and the sentences that say so.

    While no award is reached and less is judged than the lowest award asks for, there is no outlook yet: every gap
    named then would only say how little has been judged. NOT_ENOUGH counts as judged, since the assessor has looked.
    Raises WrongUse for a level or strand that the scheme does not have.
    """
    ranks = _ranks(scheme, levels)
    stands = [standing(scheme, each.rule, ranks, facts) for each in scheme.outcomes]
    award, following = _around(scheme, stands)
    aim = following or scheme.outcomes[-1]
    stand = stands[scheme.outcomes.index(aim)]
    aspects = aspect_outlooks(scheme, stand, levels, ranks)
    swing = smallest_sets(rising(stand), MOST_SWING_SETS) if following else ()
    words = outlook_words(scheme, award, Aim(following, aspects, stand, swing), levels)
    graded = [strand.id for strand in scheme.strands if not strand.narrative]
    still = [strand for strand in graded if levels.get(strand) is None]
    return Outlook(
        award=award,
        next=following,
        aspects=aspects,
        swing=swing,
        judged=len(graded) - len(still),
        strands=len(graded),
        headline=words.headline,
        gap=words.gap,
        sentence=words.sentence,
        change_sentence=words.change,
        open_sentence=open_words(scheme, len(still), _best(scheme, ranks, still, facts) != award)
        if words.gap or award
        else "",
        reasons=reasons(scheme, stand),
        losing=_losing(scheme, stands, award, MOST_SWING_SETS),
        remarks=remarks(scheme, levels),
    )


def against(scheme: Scheme, aim: Outcome, levels: Levels, facts: AwardFacts = NO_FACTS) -> tuple[AspectOutlook, ...]:
    """Every aspect against the rule of one outcome, whichever is reached."""
    ranks = _ranks(scheme, levels)
    return aspect_outlooks(scheme, standing(scheme, aim.rule, ranks, facts), levels, ranks)


def rule_standing(scheme: Scheme, rule: Rule, levels: Levels, facts: AwardFacts = NO_FACTS) -> Standing:
    """How any rule stands, such as that of a gate. Raises WrongUse for a level or strand the scheme does not have."""
    return standing(scheme, rule, _ranks(scheme, levels), facts)


def swing_strands(scheme: Scheme, levels: Levels, facts: AwardFacts = NO_FACTS) -> tuple[tuple[str, ...], ...]:
    """The smallest sets of strands whose rise by one level each reaches the next outcome.

    Strands without a level rise to the lowest. Empty when there is no next outcome or no rise by one level reaches
    it, as while a fact is missing; the first MOST_SWING_SETS of them when there are more.
    """
    ranks = _ranks(scheme, levels)
    stands = [standing(scheme, each.rule, ranks, facts) for each in scheme.outcomes]
    following = _around(scheme, stands)[1]
    return smallest_sets(rising(stands[scheme.outcomes.index(following)]), MOST_SWING_SETS) if following else ()


def losing_sets(scheme: Scheme, levels: Levels, facts: AwardFacts = NO_FACTS) -> tuple[tuple[str, ...], ...]:
    """The smallest sets of strands whose fall by one level each loses the present award; at most MOST_SWING_SETS."""
    return _losing_of(scheme, levels, facts, MOST_SWING_SETS)


def falls(scheme: Scheme, levels: Levels, facts: AwardFacts = NO_FACTS) -> tuple[str, ...]:
    """The strands that one level lower would each lose the present award, in rubric order."""
    order = [strand.id for strand in scheme.strands]
    sets = _losing_of(scheme, levels, facts, len(order))
    return tuple(sorted((found[0] for found in sets if len(found) == 1), key=order.index))


def remarks(scheme: Scheme, levels: Levels) -> tuple[Remarked, ...]:
    """What single strands become in the award by their level, as the scheme says: recommendations, exceptional
    practice."""
    found = []
    for remark in scheme.remarks:
        strands = tuple(strand.id for strand in scheme.strands if levels.get(strand.id) in remark.levels)
        if strands:
            found.append(Remarked(remark.id, remark.title, strands))
    return tuple(found)


def _outcome(scheme: Scheme, ranks: Mapping[str, int], facts: AwardFacts) -> Outcome | None:
    held = takewhile(lambda each: standing(scheme, each.rule, ranks, facts).met, scheme.outcomes)
    return next(iter(list(held)[-1:]), None)


def _around(scheme: Scheme, stands: Sequence[Standing]) -> tuple[Outcome | None, Outcome | None]:
    """The outcome reached and the one after it."""
    reached = len(list(takewhile(lambda stand: stand.met, stands)))
    return (
        scheme.outcomes[reached - 1] if reached else None,
        scheme.outcomes[reached] if reached < len(stands) else None,
    )


def _best(scheme: Scheme, ranks: Mapping[str, int], still: Sequence[str], facts: AwardFacts) -> Outcome | None:
    """The outcome if everything still to judge came out at the top."""
    if not still:
        return _outcome(scheme, ranks, facts)
    tops = {strand.id: len(scheme.levels_of(strand)) for strand in scheme.strands}
    return _outcome(scheme, {**ranks, **{strand: tops[strand] for strand in still}}, facts)


def _losing_of(scheme: Scheme, levels: Levels, facts: AwardFacts, most: int) -> tuple[tuple[str, ...], ...]:
    ranks = _ranks(scheme, levels)
    stands = [standing(scheme, each.rule, ranks, facts) for each in scheme.outcomes]
    return _losing(scheme, stands, _around(scheme, stands)[0], most)


def _losing(
    scheme: Scheme, stands: Sequence[Standing], award: Outcome | None, most: int
) -> tuple[tuple[str, ...], ...]:
    """The award is lost as soon as one rule up to its own fails."""
    if award is None:
        return ()
    parts = [falling(stand) for stand in stands[: scheme.outcomes.index(award) + 1]]
    possible: tuple[Formula, ...] = tuple(dict.fromkeys(part for part in parts if part is not None))
    return smallest_sets(Choose(1, possible), most) if possible else ()


def _ranks(scheme: Scheme, levels: Levels) -> dict[str, int]:
    """Rank of every strand's level; 0 for not judged and for not enough evidence."""
    strands = {strand.id: strand for strand in scheme.strands}
    ranks = dict.fromkeys(strands, 0)
    known = {level.id: level.rank for level in scheme.all_levels}
    for strand, level in levels.items():
        if strand not in ranks:
            raise WrongUse(f"{strand!r} is not the id of a {scheme.terms.strand} of {scheme.title}.", "unknown-strand")
        if level is None or level == NOT_ENOUGH:
            continue
        rank = known.get(level) or scheme.level(level).rank
        if scheme.scales and all(level != each.id for each in scheme.levels_of(strands[strand])):
            raise WrongUse(f"{strand!r} is not judged on the scale of {level!r}.", "wrong-scale")
        ranks[strand] = rank
    return ranks
