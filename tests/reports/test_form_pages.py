"""What the institution filled in during the cycle is printed where the edition has a section for it."""

from dataclasses import replace

import pytest

from assessor_app.domain.cycle.cycle import Cycle, FormEntry
from assessor_app.reports.content.order import sections_of
from assessor_app.reports.content.readiness import sections
from assessor_app.reports.documents.assessment_report import assessment_report
from assessor_app.schemes.loading import load_shipped

from .sample import words

GROUP = {"group": "G1", "size": "12", "indicator": "Reading age", "baseline": "8.1", "target": "9", "latest": "9.4"}
PARTNER = {"partner": "Library of the town", "offer": "A reading hour", "begun": "2026-01-09"}


@pytest.fixture
def with_forms(content):
    """The demo's school with the forms and the plan of the report of a mark that has target groups."""
    ecm = load_shipped("ecm")
    scheme = replace(content.scheme, forms=ecm.forms, report=ecm.report)
    entries = (FormEntry("target-groups", "1", 1, GROUP), FormEntry("partnerships", "2", 1, PARTNER))
    return replace(content, scheme=scheme, assessment=replace(content.assessment, cycle=Cycle(entries=entries)))


def test_target_groups_and_partners_are_printed_with_their_figures(with_forms):
    printed = words(assessment_report(with_forms))
    for said in ("Achievement of the target groups", "Reading age", "8.1", "9.4", "Library of the town"):
        assert said in printed
    assert "9 January 2026" in printed
    assert {"target-groups", "partnerships"} <= {section.id for section in sections(with_forms, {})}


def test_the_name_of_a_row_stands_over_its_answers(with_forms):
    printed = words(assessment_report(with_forms))
    start = printed.index("1. G1")
    assert 0 < printed.index("Reading age", start) - start < 120


def test_a_form_that_nobody_filled_in_has_no_page(with_forms):
    empty = replace(with_forms, assessment=replace(with_forms.assessment, cycle=Cycle()))
    assert not {"target-groups", "partnerships"} & set(sections_of(empty))
    assert {"target-groups", "partnerships"} <= set(sections_of(with_forms))
