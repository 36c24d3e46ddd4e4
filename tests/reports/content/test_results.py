import io
import json
from dataclasses import replace

import pikepdf

from assessor_app.domain.scheme.visit import Reader
from assessor_app.reports.content.results import NAME
from assessor_app.reports.documents.assessment_report import assessment_report


def attached(pdf):
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return json.loads(opened.attachments[NAME].get_file().read_bytes())


def test_the_results_of_a_report_are_inside_it_for_programs(content, made):
    found = attached(made.pdf)
    assert found["format"] == "assay-results/1"
    assert found["recommended"] == {"id": "silver", "name": "Silver"}
    assert found["data"] == content.fingerprint
    assert found["mark"]["sha256"] == content.scheme.sha256
    assert {each["id"]: each["level"] for each in found["strands"]} == content.levels
    assert [each["reference"] for each in found["evidence"]] == [each.code for each in content.assessment.evidence]


def test_they_hold_no_words_of_the_assessor(content, made):
    told = json.dumps(attached(made.pdf))
    for strand in content.assessment.strands:
        assert strand.reason not in told


def test_they_are_the_same_whatever_copy_they_are_in(content):
    copy = assessment_report(replace(content, reader=Reader.PANEL))
    assert attached(copy) == attached(assessment_report(content))
