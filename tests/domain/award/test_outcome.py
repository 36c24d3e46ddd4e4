"""The award rule: "at this level or above", the swing strands and the floor, on marks of any size."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessor_app.domain.award.outcome import MOST_SWING_SETS, falls, outcome, outlook, swing_strands
from assessor_app.domain.scheme.edition import NOT_ENOUGH, Scheme
from assessor_app.errors import WrongUse
from tests.domain.small_scheme import Levels, raised, schemes_with_levels, small_scheme

MARK = small_scheme((4, 4), 3, ((3, 1), (3, 2), (3, 3)))


def _levels(scheme: Scheme, *rows: str) -> dict[str, str | None]:
    """One letter a strand: a level's rank, x for not enough evidence, - for not judged."""
    words: dict[str, str | None] = {"-": None, "x": NOT_ENOUGH} | {str(n): f"level-{n}" for n in range(1, 5)}
    letters = "".join(rows)
    return {strand.id: words[letter] for strand, letter in zip(scheme.strands, letters, strict=True)}


def _place(scheme: Scheme, levels: Levels) -> int:
    """0 for no award, 1 for the lowest."""
    reached = outcome(scheme, levels)
    return scheme.outcomes.index(reached) + 1 if reached else 0


@pytest.mark.parametrize(
    ("rows", "award"),
    [
        (("----", "----"), None),
        (("111-", "111-"), "Award 1"),
        (("1111", "11xx"), None),
        (("3331", "3331"), "Award 3"),
        (("3311", "3331"), "Award 1"),
        (("3321", "3321"), "Award 2"),
        (("333x", "3332"), "Award 3"),
        (("3333", "1111"), "Award 1"),
    ],
)
def test_levels_above_the_one_asked_for_count(rows: tuple[str, ...], award: str | None) -> None:
    reached = outcome(MARK, _levels(MARK, *rows))
    assert (reached.name if reached else None) == award


def test_a_strand_left_out_counts_as_not_judged() -> None:
    levels = _levels(MARK, "333-", "333-")
    assert outcome(MARK, {strand: level for strand, level in levels.items() if level}) == MARK.outcomes[2]


def test_a_level_of_another_mark_is_refused_by_name() -> None:
    with pytest.raises(WrongUse, match="'gold' is not a level of Small Mark"):
        outcome(MARK, {"a1.s1": "gold"})


@pytest.mark.parametrize("strand", ["a9.s1", "1.1"])
def test_a_strand_of_another_mark_is_refused_by_name(strand: str) -> None:
    with pytest.raises(WrongUse, match="is not the id of a criterion of Small Mark"):
        outlook(MARK, {strand: "level-1"})


@given(schemes_with_levels(), st.data())
def test_raising_a_level_never_lowers_the_outcome(found: tuple[Scheme, Levels], data: st.DataObject) -> None:
    scheme, levels = found
    strands = data.draw(st.lists(st.sampled_from(sorted(levels)), unique=True))
    assert _place(scheme, raised(scheme, levels, strands)) >= _place(scheme, levels)


@given(schemes_with_levels())
def test_an_outcome_is_the_highest_whose_rule_can_be_counted_by_hand(found: tuple[Scheme, Levels]) -> None:
    scheme, levels = found
    rank = {None: 0, NOT_ENOUGH: 0} | {level.id: level.rank for level in scheme.levels}
    reached = 0
    for place, candidate in enumerate(scheme.outcomes, start=1):
        needed = rank[candidate.rule.level]
        counts = [sum(rank[levels[s.id]] >= needed for s in aspect.strands) for aspect in scheme.aspects]
        if min(counts) >= candidate.rule.at_least:
            reached = place
    assert _place(scheme, levels) == reached


@given(schemes_with_levels())
def test_swing_sets_are_all_the_smallest_sets_that_reach_the_next_outcome(found: tuple[Scheme, Levels]) -> None:
    scheme, levels = found
    before = _place(scheme, levels)
    smallest: list[tuple[str, ...]] = []
    for size in range(1, len(levels) + 1):
        sets = combinations([strand.id for strand in scheme.strands], size)
        smallest = [one for one in sets if _place(scheme, raised(scheme, levels, one)) > before]
        if smallest:
            break
    assert sorted(swing_strands(scheme, levels)) == sorted(smallest)


@given(schemes_with_levels())
def test_swing_sets_keep_the_order_of_the_rubric(found: tuple[Scheme, Levels]) -> None:
    scheme, levels = found
    order = [strand.id for strand in scheme.strands]
    for strands in swing_strands(scheme, levels):
        assert list(strands) == [strand for strand in order if strand in strands]


def test_there_are_no_swing_sets_when_a_strand_must_rise_twice() -> None:
    assert swing_strands(MARK, _levels(MARK, "3311", "3333")) == (("a1.s3",), ("a1.s4",))
    assert swing_strands(MARK, _levels(MARK, "33x1", "2222")) == (("a1.s4",),)
    assert swing_strands(MARK, _levels(MARK, "33xx", "2222")) == (("a1.s3",), ("a1.s4",))
    assert swing_strands(MARK, _levels(MARK, "3331", "3311")) == (("a2.s3",), ("a2.s4",))
    assert swing_strands(small_scheme((3,), 3, ((3, 3),)), _levels(small_scheme((3,), 3, ((3, 3),)), "331")) == ()


def test_swing_sets_stop_at_a_number_anybody_could_read() -> None:
    large = small_scheme((8, 8, 8, 8, 8, 8, 8, 8), 3, ((4, 1), (4, 2)))
    levels = _levels(large, "1" * 64)
    sets = swing_strands(large, levels)
    assert len(sets) == len(set(sets)) == MOST_SWING_SETS
    assert _place(large, raised(large, levels, sets[-1])) == 2


@given(schemes_with_levels())
def test_falls_are_the_strands_that_lose_the_award_by_themselves(found: tuple[Scheme, Levels]) -> None:
    scheme, levels = found
    held = _place(scheme, levels)
    losing = [
        strand.id
        for strand in scheme.strands
        if held and _place(scheme, raised(scheme, levels, [strand.id], -1)) < held
    ]
    assert list(falls(scheme, levels)) == losing


@given(schemes_with_levels())
def test_counts_add_up(found: tuple[Scheme, Levels]) -> None:
    scheme, levels = found
    seen = outlook(scheme, levels)
    assert seen.judged == sum(level is not None for level in levels.values())
    assert seen.strands == len(levels) == sum(aspect.strands for aspect in seen.aspects)
    assert [level for aspect in seen.aspects for level in aspect.levels] == [levels[s.id] for s in scheme.strands]
    assert (seen.next is None) == (seen.award == scheme.outcomes[-1])
    assert all(aspect.met for aspect in seen.aspects) == (seen.next is None)
    if seen.swing:
        assert {len(strands) for strands in seen.swing} == {sum(max(0, a.needed - a.reached) for a in seen.aspects)}


@given(schemes_with_levels())
def test_the_open_sentence_is_true(found: tuple[Scheme, Levels]) -> None:
    scheme, levels = found
    still = [strand for strand, level in levels.items() if level is None]
    seen = outlook(scheme, levels)
    highest = levels | dict.fromkeys(still, scheme.levels[-1].id)
    if seen.open_sentence:
        assert ("could" in seen.open_sentence) == (_place(scheme, highest) > _place(scheme, levels))
    else:
        assert not still or seen.headline == "No outlook yet"
