"""Replaced reports in the register of awards: by their hash, never taken out, in one spelling."""

import json

import pytest

from assessor_app.domain.award.register import AwardRegister, ReplacedReport, parse_register, register_bytes
from assessor_app.errors import Refused

EMPTY = AwardRegister("Northern Quality Marks", "", 1, "2026-11-01T10:00:00Z", (), ())
BY_SECOND, BY_THIRD = ReplacedReport("b" * 64, 2, "2026-11-20"), ReplacedReport("b" * 64, 3, "2026-11-22")
OTHER = ReplacedReport("a" * 64, 2, "2026-11-21")


def test_what_was_listed_stays_and_a_still_later_version_takes_the_place_of_the_later_one():
    register = EMPTY.with_reports([BY_SECOND]).with_reports([OTHER, BY_THIRD]).with_reports([BY_SECOND])
    assert register.reports == (OTHER, BY_THIRD)
    assert register.with_reports([]) == register


def test_a_report_is_found_by_any_of_its_hashes():
    register = EMPTY.with_reports([BY_SECOND, OTHER])
    assert register.replaced_report(["c" * 64, BY_SECOND.sha256]) == BY_SECOND
    assert register.replaced_report(["c" * 64]) is None


def test_it_is_read_as_it_was_written_and_one_without_reports_as_ever():
    register = EMPTY.with_reports([BY_SECOND, OTHER])
    assert parse_register(register_bytes(register)) == register
    assert "reports" not in json.loads(register_bytes(EMPTY))


@pytest.mark.parametrize(
    "reports",
    [
        [{"sha256": 1, "replaced_by": 2, "replaced_on": "2026-11-20"}],
        [{"sha256": "b", "replaced_by": 2, "replaced_on": "soon"}],
        [{"sha256": ""}],
        [1],
        {"a": 1},
        [],
    ],
)
def test_other_reports_than_those_are_refused(reports):
    content = {**json.loads(register_bytes(EMPTY)), "reports": reports}
    with pytest.raises(Refused, match="not one that this Assay can read"):
        parse_register(json.dumps(content, sort_keys=True, separators=(",", ":")).encode())
