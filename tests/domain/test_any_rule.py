"""Whatever the rule: raising never lowers, reasons add up, and swing sets are those that trying every set finds."""

from itertools import combinations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assessor_app.domain.award.facts import AwardFacts
from assessor_app.domain.award.outcome import MOST_SWING_SETS, falls, outcome, outlook
from assessor_app.domain.award.outlook import Reason
from assessor_app.domain.scheme.edition import NOT_ENOUGH, Aspect, Scheme
from assessor_app.domain.scheme.rules import (
    AllOf,
    AnyOf,
    Aspects,
    Condition,
    EveryAspect,
    Rule,
    Signed,
    Strands,
    When,
)
from tests.domain.any_rule import marks
from tests.domain.small_scheme import Levels, raised

Case = tuple[Scheme, Levels, AwardFacts]

UNHURRIED = settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
"""A busy machine is no failure."""


def _place(case: Case, levels: Levels) -> int:
    scheme, _, facts = case
    reached = outcome(scheme, levels, facts)
    return scheme.outcomes.index(reached) + 1 if reached else 0


def _sets(case: Case, steps: int) -> list[tuple[str, ...]]:
    """Every smallest set that changes the outcome upwards (1) or downwards (-1), found by trying all."""
    scheme, levels, _ = case
    before = _place(case, levels)
    order = [strand.id for strand in scheme.strands]
    for size in range(1, len(order) + 1):
        sets = combinations(order, size)
        found = [one for one in sets if (_place(case, raised(scheme, levels, one, steps)) - before) * steps > 0]
        if found:
            return found
    return []


@UNHURRIED
@given(marks())
def test_swing_sets_are_those_found_by_trying_every_set(case: Case) -> None:
    seen = outlook(*case)
    assert len(seen.swing) <= MOST_SWING_SETS
    assert sorted(tuple(sorted(one)) for one in seen.swing) == sorted(tuple(sorted(one)) for one in _sets(case, 1))


@UNHURRIED
@given(marks())
def test_losing_sets_are_those_found_by_trying_every_set(case: Case) -> None:
    seen = outlook(*case)
    expected = _sets(case, -1) if seen.award else []
    assert sorted(tuple(sorted(one)) for one in seen.losing) == sorted(tuple(sorted(one)) for one in expected)
    assert list(falls(*case)) == [one[0] for one in expected if len(one) == 1]


@UNHURRIED
@given(marks(), st.data())
def test_raising_a_level_never_lowers_the_outcome(case: Case, data: st.DataObject) -> None:
    scheme, levels, _ = case
    strands = data.draw(st.lists(st.sampled_from(sorted(levels)), unique=True))
    assert _place(case, raised(scheme, levels, strands)) >= _place(case, levels)


@UNHURRIED
@given(marks())
def test_the_outcome_is_that_of_a_plain_recount(case: Case) -> None:
    scheme, levels, facts = case
    held = [_recount(scheme, each.rule, levels, facts, scheme.aspects) for each in scheme.outcomes]
    assert _place(case, levels) == (held.index(False) if False in held else len(held))


def _recount(scheme: Scheme, rule: Rule, levels: Levels, facts: AwardFacts, aspects: tuple[Aspect, ...]) -> bool:
    """The rule, read as it stands in the handbook."""

    def again(part: Rule, within: tuple[Aspect, ...] = aspects) -> bool:
        return _recount(scheme, part, levels, facts, within)

    if isinstance(rule, EveryAspect):
        rule = Aspects(Strands((rule.level,), at_least=rule.at_least))
    if isinstance(rule, Aspects):
        held = [again(rule.each, (aspect,)) for aspect in aspects]
        return sum(held) >= (rule.at_least or len(held))
    if isinstance(rule, AllOf | AnyOf):
        least = rule.at_least if isinstance(rule, AnyOf) else len(rule.rules)
        return sum(again(part) for part in rule.rules) >= least
    if isinstance(rule, When):
        return not again(rule.condition) or again(rule.then)
    if isinstance(rule, Strands):
        return _recount_strands(scheme, rule, levels, aspects)
    return _recount_fact(rule, facts)


def _recount_fact(rule: Rule, facts: AwardFacts) -> bool:
    if isinstance(rule, Condition):
        return facts.values.get(rule.fact) is True
    assert isinstance(rule, Signed)
    return rule.commitment in facts.signed


def _recount_strands(scheme: Scheme, rule: Strands, levels: Levels, aspects: tuple[Aspect, ...]) -> bool:
    rank = {None: 0, NOT_ENOUGH: 0} | {level.id: level.rank for level in scheme.levels}
    group = [s for aspect in aspects for s in aspect.strands if not rule.strands or s.id in rule.strands]
    group = [s for s in group if s.core or not rule.core]
    count = sum(rank[levels[s.id]] >= rank[rule.levels[0]] for s in group)
    if rule.percent and rule.nearest:
        return count >= int(rule.percent * len(group) / 100 + 0.5)
    if rule.percent:
        return count * 100 >= rule.percent * len(group)
    return count >= (rule.at_least or len(group))


@UNHURRIED
@given(marks())
def test_the_reasons_add_up_to_the_outcome(case: Case) -> None:
    seen = outlook(*case)
    assert all(_adds_up(reason) for reason in seen.reasons)
    met = all(reason.met for reason in seen.reasons)
    assert met == (seen.next is None)
    if seen.swing:
        assert not met


def _adds_up(reason: Reason) -> bool:
    if reason.parts and reason.reached != sum(part.met for part in reason.parts):
        return False
    return reason.met == (reason.reached >= reason.needed) and all(_adds_up(part) for part in reason.parts)


@UNHURRIED
@given(marks())
def test_every_sentence_is_short_enough_to_read_and_ends(case: Case) -> None:
    seen = outlook(*case)
    for sentence in (seen.sentence, seen.change_sentence, seen.open_sentence):
        assert not sentence or sentence.endswith(".")
        assert "  " not in sentence
