import io
from dataclasses import replace
from datetime import date

import pikepdf
import pytest

from assessor_app.domain.assessment.assessment import Judgement
from assessor_app.domain.assessment.report import Earlier
from assessor_app.domain.second.mark import Agreed
from assessor_app.reports.content.facts import Facts
from assessor_app.reports.content.readings import before_and_now, change_heading
from assessor_app.reports.documents.assessment_report import assessment_report, made_report
from assessor_app.reports.figures.comparison import alternative
from tests.reports.sample import LEAD, VERIFIER, content_of, pages, words
from tests.reports.tagging.reading import kinds


@pytest.fixture
def returning(content):
    """A school that was at Developing throughout in 2023, in all strands but the last, which is new."""
    levels = {strand.id: "developing" for strand in list(content.scheme.strands)[:-1]}
    return replace(content, before=Earlier(date(2023, 11, 2), levels))


def test_the_heading_counts_what_has_changed(returning, content):
    assert change_heading(Facts(returning)) == "Since 2023, 15 strands are higher"
    same = replace(content, before=Earlier(date(2023, 11, 2), dict(content.levels)))
    assert change_heading(Facts(same)) == "No strand has changed level since 2023"
    one = {**content.levels, "leadership.vision": "developing", "leadership.best-value": "embedded"}
    mixed = replace(content, before=Earlier(date(2023, 11, 2), one))
    assert change_heading(Facts(mixed)) == "Since 2023, 1 strand is higher, 14 the same and 1 lower"


def test_a_returning_school_sees_the_change_as_a_figure_and_in_a_table(returning):
    made = made_report(returning)
    printed = pages(made.pdf)
    detail = " ".join(printed[made.starts["detail"] - 1 : made.starts["aspect-leadership"] - 1])
    assert "Since 2023, 15 strands are higher" in detail
    assert "Up 2 levels" in detail
    assert "New" in detail
    assert "1.1 Leadership: Vision Developing Embedded" in detail
    assert kinds(made.pdf).count("Figure") == 2


def test_the_cover_names_the_last_visit_and_what_it_led_to(returning, content):
    assert "Last visit 2 November 2023: Bronze recommended" in pages(assessment_report(returning))[0]
    assert "Last visit" not in pages(assessment_report(content))[0]


def test_the_figure_is_told_in_words_with_both_levels(returning):
    told = alternative(returning.scheme, before_and_now(Facts(returning)))
    assert told.startswith("The level of each strand in 2023 and now. 1.1 Vision: Developing in 2023, Embedded now.")
    assert "no level in 2023" in told


def test_a_level_that_this_edition_does_not_know_is_none(content):
    old = replace(content, before=Earlier(date(2015, 1, 2), {"leadership.vision": "outstanding"}))
    assert "1.1 Vision: no level in 2015" in alternative(content.scheme, before_and_now(Facts(old)))


def test_where_the_judges_differ_a_figure_and_a_table_say_so(content):
    strands = tuple(
        replace(record, judgements=(record.judgement_of(LEAD), Judgement(VERIFIER, "developing")))
        if record.strand == "leadership.vision"
        else record
        for record in content.assessment.strands
    )
    pdf = assessment_report(content_of(content.scheme, replace(content.assessment, strands=strands)))
    printed = words(pdf)
    assert "The verifier judged 15 of 16 strands as the assessor did" in printed
    assert "1.1 Leadership: Vision Developing Embedded" in printed
    assert kinds(pdf).count("Figure") == 3


def test_what_was_agreed_stands_beside_both_first_marks_and_counts(content):
    strands = tuple(
        replace(record, judgements=(record.judgement_of(LEAD), Judgement(VERIFIER, "developing")))
        if record.strand == "leadership.vision"
        else record
        for record in content.assessment.strands
    )
    agreed = (Agreed("leadership.vision", "enhancing", "The minutes of two years"),)
    record = replace(content.assessment, strands=strands, agreed=agreed)
    settled = replace(content_of(content.scheme, record), levels=record.decided_levels())
    printed = words(assessment_report(settled))
    assert "1.1 Leadership: Vision Developing Embedded Enhancing" in printed
    assert "The verifier judged 15 of 16 strands as the assessor did" in printed


def test_the_language_is_the_reports_own_not_the_marks(content):
    welsh_mark = replace(content, scheme=replace(content.scheme, language="cy"))
    for language in ("en-GB", "cy"):
        with pikepdf.open(io.BytesIO(assessment_report(replace(welsh_mark, language=language)))) as pdf:
            assert str(pdf.Root.Lang) == language
            assert f"<rdf:li>{language}</rdf:li>".encode() in pdf.Root.Metadata.read_bytes()
