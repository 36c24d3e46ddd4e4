"""Marks of any size, made of nothing but ids, to hold the award rule to its word beyond the marks that ship."""

from collections.abc import Mapping, Sequence

from hypothesis import strategies as st

from assessor_app.domain.scheme.edition import (
    NOT_ENOUGH,
    Aspect,
    EveryAspect,
    Level,
    Outcome,
    Scheme,
    Strand,
    Terms,
)

TERMS = Terms("theme", "themes", "criterion", "criteria", "grade", "college", "review")
Levels = Mapping[str, str | None]


def small_scheme(sizes: Sequence[int], levels: int, rules: Sequence[tuple[int, int]]) -> Scheme:
    """sizes: strands of each aspect; rules: (at least, rank of the level) of each outcome, lowest first."""
    aspects = tuple(_aspect(number, size) for number, size in enumerate(sizes, start=1))
    outcomes = tuple(
        Outcome(f"award-{place}", f"Award {place}", EveryAspect(least, f"level-{rank}"))
        for place, (least, rank) in enumerate(rules, start=1)
    )
    return Scheme(
        id="small",
        edition="1",
        title="Small Mark",
        short_title="Small Mark",
        owner="Nobody",
        language="en-GB",
        terms=TERMS,
        levels=tuple(Level(f"level-{rank}", f"Level {rank}", rank) for rank in range(1, levels + 1)),
        aspects=aspects,
        outcomes=outcomes,
        debriefs=(),
        valid_years=3,
        sha256="",
    )


def _aspect(number: int, size: int) -> Aspect:
    strands = tuple(
        Strand(f"a{number}.s{place}", f"{number}.{place}", f"Strand {number}.{place}", "", {})
        for place in range(1, size + 1)
    )
    return Aspect(f"a{number}", str(number), f"Aspect {number}", f"Aspect {number}", strands)


@st.composite
def schemes(draw: st.DrawFn) -> Scheme:
    """Marks of up to 8 strands, each outcome asking for all that the one before asks for, and more."""
    sizes = draw(st.lists(st.integers(1, 4), min_size=1, max_size=3).filter(lambda found: sum(found) <= 8))
    levels = draw(st.integers(2, 4))
    steps = st.tuples(st.integers(1, min(sizes)), st.integers(1, levels))
    drawn = sorted(draw(st.sets(steps, min_size=1, max_size=4)))
    rules: list[tuple[int, int]] = []
    for least, rank in drawn:  # by how many first, so only the level has to be looked at
        if not rules or rank >= rules[-1][1]:
            rules.append((least, rank))
    return small_scheme(sizes, levels, rules)


@st.composite
def schemes_with_levels(draw: st.DrawFn) -> tuple[Scheme, dict[str, str | None]]:
    """A mark and a judgement, or none, for each of its strands."""
    scheme = draw(schemes())
    choices = [None, NOT_ENOUGH, *(level.id for level in scheme.levels)]
    return scheme, {strand.id: draw(st.sampled_from(choices)) for strand in scheme.strands}


def raised(scheme: Scheme, levels: Levels, strands: Sequence[str], steps: int = 1) -> dict[str, str | None]:
    """The same levels with some strands one level higher, or lower for -1; below the lowest there is none."""
    order = [NOT_ENOUGH, *(level.id for level in scheme.levels)]
    changed = dict(levels)
    for strand in strands:
        place = order.index(levels[strand] or NOT_ENOUGH) + steps
        changed[strand] = order[max(0, min(place, len(order) - 1))]
    return changed
