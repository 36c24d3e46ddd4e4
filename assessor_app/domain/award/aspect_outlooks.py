"""Each aspect against a rule, whether the rule counts by aspect or over the whole mark."""

from collections.abc import Iterator, Mapping

from assessor_app.domain.award.outlook import AspectOutlook
from assessor_app.domain.award.standing import Ranks, Standing
from assessor_app.domain.scheme.edition import Aspect, Scheme
from assessor_app.domain.scheme.rules import EveryAspect, Strands


def aspect_outlooks(
    scheme: Scheme, stand: Standing, levels: Mapping[str, str | None], ranks: Ranks
) -> tuple[AspectOutlook, ...]:
    """One for each aspect. The level is that of the first count that speaks of the aspect and is not met, or else of
    the first that speaks of it at all."""
    counts = list(counts_in(stand))
    return tuple(_aspect(scheme, aspect, counts, levels, ranks) for aspect in scheme.aspects)


def counts_in(stand: Standing) -> Iterator[Standing]:
    """The parts of a rule that count strands."""
    if stand.group:
        yield stand
    for part in stand.parts:
        yield from counts_in(part)


def level_of(scheme: Scheme, count: Standing, scale: str = "") -> str:
    """The id of the level that a count asks for in a scale; the first it names when it names none of that scale."""
    rule = count.rule
    if isinstance(rule, EveryAspect):
        return rule.level
    if not isinstance(rule, Strands):
        return scheme.levels[0].id
    levels = next((each.levels for each in scheme.scales if each.id == scale), scheme.levels)
    return next((level.id for level in levels if level.id in rule.levels), rule.levels[0])


def _aspect(
    scheme: Scheme, aspect: Aspect, counts: list[Standing], levels: Mapping[str, str | None], ranks: Ranks
) -> AspectOutlook:
    graded = [strand for strand in aspect.strands if not strand.narrative]
    ids = {strand.id for strand in graded}
    speaking = [count for count in counts if count.aspect == aspect.id or (not count.aspect and ids & {*count.group})]
    count = next((each for each in speaking if not each.met), speaking[0] if speaking else None)
    level = scheme.level(level_of(scheme, count, graded[0].scale)) if count and graded else scheme.levels[0]
    mine = [strand for strand in graded if count is None or strand.id in count.group]
    reached = sum(ranks[strand.id] >= level.rank for strand in mine)
    return AspectOutlook(
        aspect=aspect.id,
        short=aspect.short,
        reached=reached,
        needed=_needed(aspect, count, len(mine)),
        strands=len(graded),
        level_name=level.name,
        levels=tuple(levels.get(strand.id) for strand in graded),
    )


def _needed(aspect: Aspect, count: Standing | None, mine: int) -> int:
    if count is None:
        return 0
    if count.aspect == aspect.id:
        return count.needed
    return mine if count.needed == len(count.group) else 0
