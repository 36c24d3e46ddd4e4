"""A report in a language that the mark is only partly written in: the rest is printed as passages in English."""

from dataclasses import replace
from pathlib import Path

import pytest

from assessor_app.domain.assessment.assessment import StrandRecord
from assessor_app.domain.award.outcome import outlook
from assessor_app.paths import resources
from assessor_app.reports.documents.assessment_report import assessment_report
from assessor_app.reports.documents.web_page import web_page
from assessor_app.schemes.loading import load_scheme

from .sample import words


@pytest.fixture
def partly(content, tmp_path: Path):
    """The demo's mark with a title in Welsh and nothing else."""
    text = (resources() / "schemes" / "pdqm" / "3.1.yaml").read_text(encoding="utf-8")
    line = next(each for each in text.splitlines() if each.startswith("title: "))
    welsh = f"languages: [cy]\ntitle: {{en-GB: {line.removeprefix('title: ')}, cy: Marc Ansawdd}}"
    file = tmp_path / "pdqm.yaml"
    file.write_text(text.replace(line, welsh, 1), encoding="utf-8")
    scheme = load_scheme(file, "cy")
    assert scheme.untranslated > 100
    return replace(content, scheme=scheme, outlook=outlook(scheme, content.levels), language="cy")


def test_no_mark_of_a_passage_is_printed_as_it_stands(partly) -> None:
    printed = words(assessment_report(partly))
    assert "Marc Ansawdd" in printed
    assert "[en:" not in printed
    assert "Culture" in printed


def test_nor_on_the_web_page(partly) -> None:
    page = web_page(partly)
    assert "[en:" not in page
    assert 'lang="en"' in page


def test_strands_without_records_print_too(partly) -> None:
    bare = replace(partly.assessment, strands=tuple(StrandRecord(s.strand) for s in partly.assessment.strands))
    assert "[en:" not in words(assessment_report(replace(partly, assessment=bare)))
