"""Which open choices between two levels can change the award: tried out, not guessed."""

from collections.abc import Iterator, Mapping
from itertools import product

from assessor_app.domain.award.facts import AwardFacts
from assessor_app.domain.award.outcome import outcome
from assessor_app.domain.scheme.edition import Scheme

MOST = 6
"""Choices that are tried in every combination. Beyond it, those of one aspect are, with all others at the one end and
at the other."""


def consequential(
    scheme: Scheme,
    levels: Mapping[str, str | None],
    facts: AwardFacts,
    choices: Mapping[str, tuple[str | None, str | None]],
) -> frozenset[str]:
    """The strands among `choices` whose level, the one or the other, changes the award in some combination with the
    other choices. levels: of all strands; choices: strand to its two levels."""
    return frozenset(
        strand
        for strand, pair in choices.items()
        if any(_differs(scheme, {**levels, **rest}, facts, strand, pair) for rest in _rests(scheme, strand, choices))
    )


def _rests(
    scheme: Scheme, strand: str, choices: Mapping[str, tuple[str | None, str | None]]
) -> Iterator[dict[str, str | None]]:
    """The combinations of the other choices that are tried."""
    others = {name: pair for name, pair in choices.items() if name != strand}
    if len(others) < MOST:
        yield from _combined(others)
        return
    aspect = scheme.aspect_of(strand).id
    near = {name: pair for name, pair in others.items() if scheme.aspect_of(name).id == aspect}
    for end in (0, 1):
        far = {name: pair[end] for name, pair in others.items()}
        for chosen in _combined(dict(list(near.items())[: MOST - 1])):
            yield {**far, **chosen}


def _combined(choices: Mapping[str, tuple[str | None, str | None]]) -> Iterator[dict[str, str | None]]:
    for levels in product(*choices.values()):
        yield dict(zip(choices, levels, strict=True))


def _differs(
    scheme: Scheme,
    levels: Mapping[str, str | None],
    facts: AwardFacts,
    strand: str,
    pair: tuple[str | None, str | None],
) -> bool:
    one, two = (outcome(scheme, {**levels, strand: level}, facts) for level in pair)
    return (one and one.id) != (two and two.id)
