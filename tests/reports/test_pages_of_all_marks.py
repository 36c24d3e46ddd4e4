"""Reports of all marks as somebody leafs through them: usual, with too much in them, and with hardly anything."""

import pytest

from assessor_app.reports.documents.assessment_report import assessment_report
from assessor_app.schemes.loading import shipped_schemes
from tests.reports.edges import VARIANTS, readings
from tests.reports.page_faults import faults

MARKS = tuple(file.parent.name for file in shipped_schemes())
READINGS = {name: scheme for mark in MARKS for name, scheme in readings(mark).items()}


@pytest.mark.parametrize("state", ["filled", "long", "missing"])
@pytest.mark.parametrize("reading", READINGS)
def test_no_page_of_a_report_would_be_sent_back(reading, state):
    assert faults(assessment_report(VARIANTS[state](READINGS[reading]))) == []
