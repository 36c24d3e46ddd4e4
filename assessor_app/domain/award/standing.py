"""How a rule stands: for every part of it how much is reached, how much is needed and which strands would help."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from assessor_app.domain.award.facts import AwardFacts, FactValue
from assessor_app.domain.scheme.edition import Aspect, Scheme, Strand
from assessor_app.domain.scheme.rules import (
    AllOf,
    AnyOf,
    Aspects,
    Condition,
    EveryAspect,
    FormRows,
    InForce,
    Rule,
    Signed,
    Strands,
    When,
)

Ranks = Mapping[str, int]
"""Strand id to the rank of its level in its own scale; 0 for not judged and for not enough evidence."""


@dataclass(frozen=True, slots=True)
class Standing:
    """One part of a rule and what it comes to.

    reached of needed: strands at the level, parts that hold, or 1 of 1 for a fact. missing: how many of `gains`
    (strands one level below) must rise; 0 when the part holds. losses: strands that count and stand exactly at the
    level; the part fails when more than `spare` of them fall. parts: of a rule made of rules. aspect: its id where a
    count is within one; group: the graded strands that were counted.
    """

    rule: Rule
    reached: int
    needed: int
    missing: int
    gains: tuple[str, ...] = ()
    losses: tuple[str, ...] = ()
    parts: tuple["Standing", ...] = ()
    aspect: str = ""
    group: tuple[str, ...] = ()

    @property
    def met(self) -> bool:
        """True when the part holds."""
        return self.missing <= 0

    @property
    def spare(self) -> int:
        """How many may fall before the part fails."""
        return self.reached - self.needed


def standing(scheme: Scheme, rule: Rule, ranks: Ranks, facts: AwardFacts) -> Standing:
    """The rule worked out for these ranks and facts."""
    return _Case(scheme, ranks, facts).of(rule)


def counts(rule: Strands, strand: Strand) -> bool:
    """True when the strand is of the group a count is over."""
    return (
        not strand.narrative
        and (strand.core or not rule.core)
        and (not rule.strands or strand.id in rule.strands)
        and (not rule.aspects or strand.id.partition(".")[0] in rule.aspects)
    )


def needed_of(rule: Strands, size: int) -> int:
    """How many of a group of this size must be at the level; a percentage is never rounded down."""
    if rule.percent:
        exact = rule.percent * size
        return (2 * exact + 100) // 200 if rule.nearest else -(-exact // 100)
    return rule.at_least or size


@dataclass(frozen=True, slots=True)
class _Case:
    """What every part of a rule is worked out from."""

    scheme: Scheme
    ranks: Ranks
    facts: AwardFacts

    def of(self, rule: Rule) -> Standing:
        return _WORKED_OUT[type(rule)](self, rule)

    def every_aspect(self, rule: EveryAspect) -> Standing:
        return self._by_aspect(rule, Strands((rule.level,), at_least=rule.at_least), 0, self.scheme.aspects)

    def aspects(self, rule: Aspects) -> Standing:
        chosen = [aspect for aspect in self.scheme.aspects if not rule.of or aspect.id in rule.of]
        return self._by_aspect(rule, rule.each, rule.at_least, chosen)

    def strands(self, rule: Strands) -> Standing:
        return self._count(rule, self.scheme.strands)

    def all_of(self, rule: AllOf) -> Standing:
        return _joined(rule, [self.of(part) for part in rule.rules], len(rule.rules))

    def any_of(self, rule: AnyOf) -> Standing:
        return _joined(rule, [self.of(part) for part in rule.rules], rule.at_least)

    def when(self, rule: When) -> Standing:
        asked = _is_true(rule.condition, self.facts.values.get(rule.condition.fact))
        parts = [self.of(rule.then)] if asked else []
        return _joined(rule, parts, len(parts))

    def condition(self, rule: Condition) -> Standing:
        return _fact(rule, _is_true(rule, self.facts.values.get(rule.fact)))

    def signed(self, rule: Signed) -> Standing:
        return _fact(rule, rule.commitment in self.facts.signed)

    def in_force(self, rule: InForce) -> Standing:
        held = self.facts.in_force.get(rule.mark)
        return _fact(rule, held is not None and (not rule.outcomes or held in rule.outcomes))

    def form(self, rule: FormRows) -> Standing:
        return _fact(rule, _is_filled(rule, self.facts))

    def _by_aspect(self, rule: Rule, each: Strands, at_least: int, aspects: Sequence[Aspect]) -> Standing:
        parts = [self._count(each, aspect.strands, aspect.id) for aspect in aspects]
        graded = [part for part in parts if part.group]
        return _joined(rule, graded, at_least or len(graded))

    def _count(self, rule: Strands, strands: Iterable[Strand], aspect: str = "") -> Standing:
        group = [strand for strand in strands if counts(rule, strand)]
        levels, named, ranks = _ranks_of_levels(self.scheme, rule), _named_in(rule, self.facts), self.ranks
        needed = needed_of(rule, len(group))
        if rule.in_order:
            group = group[:needed]
        short = [s for s in group if s.id not in named and ranks[s.id] < levels[s.scale]]
        reached = group.index(short[0]) if rule.in_order and short else len(group) - len(short)
        return Standing(
            rule=rule,
            reached=reached,
            needed=needed,
            missing=max(0, len(short) if rule.in_order else needed - reached),
            gains=tuple(s.id for s in short if ranks[s.id] == levels[s.scale] - 1),
            losses=tuple(s.id for s in group if s.id not in named and ranks[s.id] == levels[s.scale]),
            aspect=aspect,
            group=tuple(s.id for s in group),
        )


_WORKED_OUT: dict[type, Callable[[_Case, Any], Standing]] = {
    EveryAspect: _Case.every_aspect,
    Aspects: _Case.aspects,
    Strands: _Case.strands,
    AllOf: _Case.all_of,
    AnyOf: _Case.any_of,
    When: _Case.when,
    Condition: _Case.condition,
    Signed: _Case.signed,
    InForce: _Case.in_force,
    FormRows: _Case.form,
}


def _ranks_of_levels(scheme: Scheme, count: Strands) -> dict[str, int]:
    """Scale id to the rank asked for in it; the main scale is ""."""
    found = {"": next((level.rank for level in scheme.levels if level.id in count.levels), len(scheme.levels) + 1)}
    for scale in scheme.scales:
        found[scale.id] = next(
            (level.rank for level in scale.levels if level.id in count.levels), len(scale.levels) + 1
        )
    return found


def _named_in(count: Strands, facts: AwardFacts) -> frozenset[str]:
    """The strands that rows of the form name, in any of its fields."""
    rows = facts.rows.get(count.or_in_form, ()) if count.or_in_form else ()
    return frozenset(value for row in rows for value in row.values())


def _joined(rule: Rule, parts: Sequence[Standing], at_least: int) -> Standing:
    held = sum(part.met for part in parts)
    return Standing(rule, held, at_least, max(0, at_least - held), parts=tuple(parts))


def _fact(rule: Rule, holds: bool) -> Standing:
    return Standing(rule, int(holds), 1, int(not holds))


def _is_true(condition: Condition, value: FactValue | None) -> bool:
    if condition.one_of:
        return value in condition.one_of
    if condition.at_least is not None:
        return isinstance(value, int | float) and value >= condition.at_least
    return value not in (None, False, "", "no")


def _is_filled(rule: FormRows, facts: AwardFacts) -> bool:
    rows = facts.rows.get(rule.form, ())
    return len(rows) >= rule.at_least and all(row.get(name, "").strip() for row in rows for name in rule.filled)
