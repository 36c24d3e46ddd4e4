"""What becomes of an award, day by day, and how the awards that end are told."""

from dataclasses import replace
from datetime import date

import pytest

from assessor_app.domain.award.lines import (
    AwardLine,
    AwardState,
    RenewalState,
    ending_words,
    renewal_state,
    renewals,
    state_of,
)
from assessor_app.domain.award.register import AwardStatus, RegisteredAward
from assessor_app.domain.cycle.cycle import Award, Withdrawal

AWARD = Award("a", "pdqm", "1", "silver", "Silver", "v", "N-1", "2026-11-22", "2029-11-21", "2026-11-22")
ENTRY = RegisteredAward("N-1", "urn", "00", "s", "School", "PD", "Silver", "2026-11-22", "2029-11-21")
ONE, TWO = Withdrawal("P-1", "Priya Nair", "2027-01-01", "Closed"), Withdrawal("P-2", "Sunita Patel", "2027-01-02")
LINE = AwardLine("v", "i", "School", "PD", "a", "silver", "Silver", "N-1", "2026-11-22", "2029-11-21", AwardState.HOLDS)


@pytest.mark.parametrize(
    ("award", "entry", "day", "state"),
    [
        (replace(AWARD, certificate_on=""), None, "2026-11-22", AwardState.NO_CERTIFICATE),
        (AWARD, ENTRY, "2026-11-22", AwardState.HOLDS),
        (AWARD, ENTRY, "2029-08-23", AwardState.ENDS_SOON),
        (AWARD, ENTRY, "2029-08-22", AwardState.HOLDS),
        (AWARD, ENTRY, "2029-11-21", AwardState.ENDS_SOON),
        (AWARD, ENTRY, "2029-11-22", AwardState.LAPSED),
        (replace(AWARD, withdrawals=(ONE,)), ENTRY, "2027-01-02", AwardState.WITHDRAWAL),
        (replace(AWARD, withdrawals=(ONE, TWO)), ENTRY, "2027-01-02", AwardState.WITHDRAWN),
        (AWARD, replace(ENTRY, status=AwardStatus.SUPERSEDED), "2027-01-02", AwardState.REPLACED),
    ],
)
def test_an_award_stands_as_its_days_and_the_two_registers_say(
    award: Award, entry: RegisteredAward | None, day: str, state: AwardState
) -> None:
    assert state_of(award, entry, date.fromisoformat(day)) is state


def test_a_withdrawal_counts_from_the_second_word() -> None:
    both = replace(AWARD, withdrawals=(ONE, TWO))
    assert (both.withdrawn_on, both.reason) == ("2027-01-02", "Closed")
    assert both.in_force(date(2027, 1, 1))
    assert not both.in_force(date(2027, 1, 2))
    assert replace(AWARD, withdrawals=(ONE,)).in_force(date(2027, 1, 2))


def test_only_what_ends_is_renewed_and_the_first_to_end_comes_first() -> None:
    later = replace(LINE, award="b", until_on="2030-01-01")
    gone = replace(LINE, award="c", state=AwardState.WITHDRAWN)
    endless = replace(LINE, award="d", until_on="")
    assert [line.award for line in renewals((later, gone, endless, LINE))] == ["a", "b"]


def test_how_far_a_renewal_is() -> None:
    assert renewal_state(LINE) is RenewalState.NOT_ASKED
    assert renewal_state(replace(LINE, renewal_asked_on="2029-09-01")) is RenewalState.ASKED
    assert renewal_state(replace(LINE, state=AwardState.LAPSED)) is RenewalState.LAPSED
    assert renewal_state(replace(LINE, followed_by="v2", state=AwardState.LAPSED)) is RenewalState.BEGUN


def test_what_ends_soon_is_counted_in_a_sentence() -> None:
    today, begun = date(2029, 10, 1), replace(LINE, followed_by="v2")
    assert ending_words((), today) == "No award ends in the next 90 days."
    assert ending_words((LINE,), today) == "1 award ends in the next 90 days. Its renewal has not begun."
    assert ending_words((LINE, LINE), today).endswith(
        "2 awards end in the next 90 days. No renewal has begun for any of them."
    )
    assert ending_words((LINE, begun), today).endswith("Renewal has begun for 1 of them.")
