"""The sample of second marks: which strands, which assessments, and what is said of it."""

from collections import Counter
from dataclasses import replace
from datetime import date

import pytest

from assessor_app.domain.assessment.assessment import Assessment, Institution, Judgement, Stage, StrandRecord
from assessor_app.domain.cycle.facts import fact_values
from assessor_app.domain.scheme.edition import Scheme
from assessor_app.domain.scheme.second import SecondMarking
from assessor_app.domain.second.mark import Agreed, Mark, SecondMark
from assessor_app.domain.second.sample import (
    asked_words,
    is_drawn,
    marked_twice,
    missing_words,
    rule_words,
    sampled,
    unsettled,
    verified,
)
from assessor_app.schemes.loading import load_shipped

LEAD, VERIFIER = "P-LEAD", "P-VERIFIER"
IDS = [f"{number:032x}" for number in range(400)]


@pytest.fixture(scope="module")
def scheme() -> Scheme:
    return load_shipped("pdqm")


def with_rule(scheme: Scheme, **rule: object) -> Scheme:
    return replace(scheme, second=SecondMarking(**rule))  # type: ignore[arg-type]


def record(scheme: Scheme, first: str = "embedded", second: str = "", **more: object) -> Assessment:
    strands = tuple(StrandRecord(each.id, judgements=(Judgement(LEAD, first),)) for each in scheme.strands)
    marks = tuple(Mark(each.id, second) for each in marked_twice(scheme, IDS[0]))
    sealed = (SecondMark(VERIFIER, "2026-11-22T12:00:00Z", "David", "", "", marks),) if second else ()
    return Assessment(
        IDS[0], scheme.id, scheme.edition, Institution("i", "Weir Road"), "", "", date(2026, 11, 22), "", "", None,
        LEAD, "Amara", VERIFIER, "David", Stage.REPORT, "", strands, (), (), (), (), (), second_marks=sealed,
        **more,  # type: ignore[arg-type]
    )  # fmt: skip


def test_without_a_rule_every_strand_is_marked_and_nothing_waits(scheme: Scheme) -> None:
    assert marked_twice(scheme, IDS[0]) == scheme.graded
    assert not is_drawn(scheme, IDS[0])
    assert missing_words(scheme, record(scheme)) == ""
    assert rule_words(scheme) == ""


def test_named_strands_are_the_sample(scheme: Scheme) -> None:
    ruled = with_rule(scheme, strands=("leadership.vision", "collaboration.culture"))
    assert [each.id for each in marked_twice(ruled, IDS[0])] == ["leadership.vision", "collaboration.culture"]
    assert [aspect.id for aspect in sampled(ruled, IDS[0]).aspects] == ["leadership", "collaboration"]
    assert asked_words(ruled, IDS[0]) == "You are asked to mark 2 of 16 strands."


def test_strands_are_drawn_from_every_aspect_and_differ_between_assessments(scheme: Scheme) -> None:
    ruled = with_rule(scheme, in_each_aspect=2)
    draws = {each: marked_twice(ruled, each) for each in IDS}
    assert {len(strands) for strands in draws.values()} == {8}
    for aspect in scheme.aspects:
        assert {sum(each.id.startswith(f"{aspect.id}.") for each in strands) for strands in draws.values()} == {2}
    counts = Counter(strand.id for strands in draws.values() for strand in strands)
    assert min(counts.values()) > 150  # 200 expected of each
    assert len(counts) == 16
    assert draws[IDS[0]] == marked_twice(ruled, IDS[0])


def test_a_share_of_the_assessments_is_drawn(scheme: Scheme) -> None:
    drawn = sum(is_drawn(with_rule(scheme, assessments=25), each) for each in IDS)
    assert 70 <= drawn <= 130
    assert all(is_drawn(with_rule(scheme), each) for each in IDS)


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ({}, "In every assessment a verifier marks every strand."),
        ({"assessments": 25}, "In 25 of 100 assessments, drawn by chance, a verifier marks every strand."),
        ({"in_each_aspect": 2}, "In every assessment a verifier marks 2 strands of every aspect, drawn by chance."),
        (
            {"strands": ("leadership.vision",), "before_report": True},
            "In every assessment a verifier marks 1.1 Vision. The assessment report is signed once both have agreed.",
        ),
    ],
)
def test_the_rule_is_said_in_the_words_of_the_mark(scheme: Scheme, rule: dict[str, object], words: str) -> None:
    assert rule_words(with_rule(scheme, **rule)) == words


def test_the_report_waits_for_the_sample(scheme: Scheme) -> None:
    ruled = with_rule(scheme, strands=("leadership.vision", "leadership.culture"), before_report=True)
    assert missing_words(ruled, record(ruled)) == "David has not marked 2 strands yet, which this edition asks for."
    differing = record(ruled, second="developing")
    assert missing_words(ruled, differing) == "2 strands are still to be agreed with the verifier."
    assert [each.id for each in unsettled(ruled, differing)] == ["leadership.vision", "leadership.culture"]
    left_open = Agreed("leadership.culture", panel=True)
    by_one = replace(differing, agreed=(Agreed("leadership.vision", "enhancing", by=frozenset({LEAD})), left_open))
    assert missing_words(ruled, by_one) == "1 strand agreed by one judge only: the other must say so too."
    assert not verified(ruled, by_one)
    settled = replace(
        differing, agreed=(Agreed("leadership.vision", "enhancing", by=frozenset({LEAD, VERIFIER})), left_open)
    )
    assert missing_words(ruled, settled) == ""
    assert verified(ruled, settled)
    assert fact_values(ruled, settled)["verified"]
    assert not fact_values(ruled, differing)["verified"]


def test_nothing_waits_for_an_assessment_that_was_not_drawn(scheme: Scheme) -> None:
    ruled = with_rule(scheme, assessments=1, before_report=True)
    assert not is_drawn(ruled, IDS[0])
    assert missing_words(ruled, record(ruled)) == ""
