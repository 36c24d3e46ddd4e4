"""Marks with any rule over any groups, small enough to try every set of strands."""

from dataclasses import replace

from hypothesis import strategies as st

from assessor_app.domain.award.facts import AwardFacts
from assessor_app.domain.scheme.edition import NOT_ENOUGH, Outcome, Scheme
from assessor_app.domain.scheme.rules import AllOf, AnyOf, Aspects, Condition, EveryAspect, Rule, Signed, Strands, When
from tests.domain.small_scheme import Levels, small_scheme

FACT, PAPER = "fact", "paper"


@st.composite
def marks(draw: st.DrawFn) -> tuple[Scheme, Levels, AwardFacts]:
    """A mark of up to 8 strands with one to three outcomes of any rule, a level for each strand, and facts."""
    sizes = draw(st.lists(st.integers(1, 4), min_size=1, max_size=3).filter(lambda found: sum(found) <= 8))
    levels = draw(st.integers(2, 3))
    plain = small_scheme(sizes, levels, [(1, 1)])
    core = draw(st.sets(st.sampled_from([strand.id for strand in plain.strands])))
    aspects = tuple(
        replace(aspect, strands=tuple(replace(s, core=s.id in core) for s in aspect.strands))
        for aspect in plain.aspects
    )
    rules = draw(st.lists(_rules(plain, bool(core)), min_size=1, max_size=3))
    outcomes = tuple(Outcome(f"award-{n}", f"Award {n}", rule) for n, rule in enumerate(rules, start=1))
    scheme = replace(plain, aspects=aspects, outcomes=outcomes)
    choices = [None, NOT_ENOUGH, *(level.id for level in scheme.levels)]
    judged = {strand.id: draw(st.sampled_from(choices)) for strand in scheme.strands}
    facts = AwardFacts({FACT: draw(st.booleans())}, frozenset({PAPER} if draw(st.booleans()) else ()))
    return scheme, judged, facts


def _rules(scheme: Scheme, core: bool) -> st.SearchStrategy[Rule]:
    simple: st.SearchStrategy[Rule] = st.one_of(
        _counts(scheme, core),
        st.builds(EveryAspect, st.integers(1, min(len(a.strands) for a in scheme.aspects)), _level(scheme)),
        st.builds(Aspects, _counts(scheme, False, True), st.integers(0, len(scheme.aspects))),
        st.just(Condition(FACT)),
        st.just(Signed(PAPER)),
    )
    return st.recursive(simple, _joined, max_leaves=5)


def _joined(rules: st.SearchStrategy[Rule]) -> st.SearchStrategy[Rule]:
    several = st.lists(rules, min_size=1, max_size=3).map(tuple)
    return st.one_of(
        several.map(AllOf),
        several.flatmap(lambda found: st.integers(1, len(found)).map(lambda least: AnyOf(found, least))),
        st.builds(When, st.just(Condition(FACT)), rules),
    )


def _counts(scheme: Scheme, core: bool, within: bool = False) -> st.SearchStrategy[Strands]:
    size = min(len(aspect.strands) for aspect in scheme.aspects) if within else sum(1 for _ in scheme.strands)
    ids = [strand.id for strand in scheme.strands]
    every = st.builds(Strands, _level(scheme).map(lambda level: (level,)), core=st.sampled_from([False, core]))
    some = st.builds(Strands, _level(scheme).map(lambda level: (level,)), at_least=st.integers(1, size))
    share = st.builds(
        Strands, _level(scheme).map(lambda level: (level,)), percent=st.integers(1, 100), nearest=st.booleans()
    )
    named = st.builds(
        Strands,
        _level(scheme).map(lambda level: (level,)),
        strands=st.sets(st.sampled_from(ids), min_size=1).map(lambda found: tuple(sorted(found))),
        in_order=st.booleans(),
    )
    return st.one_of(every, some, share, *([] if within else [named]))


def _level(scheme: Scheme) -> st.SearchStrategy[str]:
    return st.sampled_from([level.id for level in scheme.levels])
