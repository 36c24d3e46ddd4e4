"""Which open choices can change the award, tried out on the rule of a real mark."""

import pytest

from assessor_app.domain.award.consequence import MOST, consequential
from assessor_app.domain.award.facts import AwardFacts
from assessor_app.domain.scheme.edition import Scheme
from assessor_app.schemes.loading import load_shipped

PAIR = ("embedded", "enhancing")


@pytest.fixture(scope="module")
def scheme() -> Scheme:
    return load_shipped("pdqm")


def tried(scheme: Scheme, *strands: str, lowered: tuple[str, ...] = ()) -> frozenset[str]:
    levels = {each.id: "enhancing" if each.id in lowered else "embedded" for each in scheme.strands}
    return consequential(scheme, levels, AwardFacts(), dict.fromkeys(strands, PAIR))


def test_one_strand_of_four_below_costs_no_award(scheme: Scheme) -> None:
    assert tried(scheme, "leadership.vision") == frozenset()


def test_the_second_one_in_an_aspect_does(scheme: Scheme) -> None:
    assert tried(scheme, "leadership.vision", lowered=("leadership.culture",)) == {"leadership.vision"}


def test_two_that_only_matter_together_both_matter(scheme: Scheme) -> None:
    pair = {"leadership.vision", "leadership.culture"}
    assert tried(scheme, *pair, "collaboration.culture") == pair


def test_many_open_choices_are_still_told(scheme: Scheme) -> None:
    many = [each.id for each in scheme.strands][: MOST + 2]
    assert tried(scheme, *many, lowered=("leadership.culture", "high-quality.culture")) >= {"leadership.vision"}
