"""What falls due because of an award, day by day."""

from dataclasses import replace
from datetime import date

import pytest

from assessor_app.domain.award.dues import Due, award_dues, months_after
from assessor_app.domain.cycle.cycle import Award, Cycle, RecordedFact, Withdrawal
from assessor_app.domain.scheme.cycle import Actor
from assessor_app.schemes.loading import load_shipped
from tests.reports.sample import demo, demo_assessment

AWARD = Award("w1", "nnecl", "1.0", "award", "Award", "a1", "N-1", "2024-01-31", "2027-01-30")


@pytest.fixture(scope="module")
def nnecl():
    return load_shipped("nnecl")


@pytest.fixture(scope="module")
def record():
    return demo_assessment(load_shipped("pdqm"), demo())


def dues(scheme, record, cycle, day):
    return [each.due for each in award_dues(scheme, replace(record, cycle=cycle), date.fromisoformat(day))]


@pytest.mark.parametrize(
    ("day", "found"),
    [
        ("2024-01-31", []),
        ("2025-07-30", []),
        ("2025-07-31", [Due.MID_TERM]),
        ("2026-07-29", [Due.MID_TERM]),
        ("2026-07-30", [Due.MID_TERM, Due.RENEWAL]),
        ("2027-01-30", [Due.MID_TERM, Due.RENEWAL]),
        ("2027-01-31", [Due.LAPSED]),
    ],
)
def test_review_renewal_and_lapse_come_on_their_day(nnecl, record, day, found):
    assert dues(nnecl, record, Cycle(awards=(AWARD,)), day) == found


def test_a_review_that_was_held_is_not_due(nnecl, record):
    held = RecordedFact("mid-term-held", Actor.ASSESSOR, value=True, happened_on="2025-07-01")
    assert dues(nnecl, record, Cycle(awards=(AWARD,), facts=(held,)), "2025-09-01") == []


def test_nothing_is_due_of_an_award_that_was_withdrawn_or_renewed(nnecl, record):
    later = replace(AWARD, id="w2", assessment="a2", given_on="2026-12-01", until_on="2029-11-30")
    both = (Withdrawal("P-1", "Priya Nair", "2025-01-01"), Withdrawal("P-2", "Sunita Patel", "2025-01-02"))
    for awards in ((replace(AWARD, withdrawals=both),), (AWARD, later)):
        assert dues(nnecl, record, Cycle(awards=awards), "2027-05-01") == []


def test_one_word_alone_withdraws_nothing_and_a_renewal_that_has_begun_is_not_opened(nnecl, record):
    asked = Cycle(awards=(replace(AWARD, withdrawals=(Withdrawal("P-1", "Priya Nair", "2025-01-01"),)),))
    assert dues(nnecl, record, asked, "2026-07-30") == [Due.MID_TERM, Due.RENEWAL]
    assert dues(nnecl, replace(record, followed_by="a2"), asked, "2026-07-30") == [Due.MID_TERM]


def test_months_end_where_the_month_does():
    assert months_after(date(2024, 8, 31), 18) == date(2026, 2, 28)
    assert months_after(date(2026, 8, 31), -6) == date(2026, 2, 28)
