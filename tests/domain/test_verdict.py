"""Which of two reports replaces the other, by what they say of themselves."""

import pytest

from assessor_app.domain.verdict import ReportVersion, Verdict

FIRST = ReportVersion("QM-1", "P-1", 1, "AAAA")
SECOND = ReportVersion("QM-1", "P-1", 2, "BBBB", "AAAA")
THIRD = ReportVersion("QM-1", "P-1", 3, "CCCC", "BBBB")


@pytest.mark.parametrize(("older", "newer"), [(FIRST, SECOND), (SECOND, THIRD), (FIRST, THIRD)])
def test_a_later_version_replaces_an_earlier_one_and_not_the_other_way(older, newer):
    assert older.is_replaced_by(newer)
    assert not newer.is_replaced_by(older)


@pytest.mark.parametrize(
    "other",
    [
        FIRST,
        ReportVersion("QM-2", "P-1", 2, "BBBB", "AAAA"),
        ReportVersion("QM-1", "P-2", 2, "BBBB", "AAAA"),
        ReportVersion("QM-1", "P-1", 2, "BBBB", "DDDD"),
        ReportVersion("QM-1", "P-1", 2, "BBBB"),
    ],
)
def test_another_report_another_assessors_or_one_that_follows_on_other_data_does_not(other):
    assert not FIRST.is_replaced_by(other)


def test_reports_without_a_reference_are_never_taken_for_one_another():
    assert not ReportVersion("", "P-1", 1, "AAAA").is_replaced_by(ReportVersion("", "P-1", 2, "BBBB", "AAAA"))


def test_the_newest_of_the_files_beside_it_is_named():
    checked = [(name, Verdict("report", True, (), report=each)) for name, each in (("2", SECOND), ("3", THIRD))]
    first = Verdict("report", True, (), report=FIRST)
    assert first.replaced_among([*checked, ("card", Verdict("card", True, ()))]) == (
        "Version 3 of it, in 3, has replaced this one."
    )
    assert first.replaced_among([("1", first)]) == ""
