from dataclasses import replace

from assessor_app.domain.problem import Severity
from assessor_app.reports.content.readiness import sections
from tests.reports.sample import content_of, with_levels, with_strand

CULTURE = "evaluating-impact.culture"


def found(content, key, made=None):
    return next(section for section in sections(content, made.starts if made else {}) if section.id == key)


def test_a_finished_report_has_no_error(content, made):
    assert not [section for section in sections(content, made.starts) if section.severity is Severity.ERROR]


def test_sections_come_in_page_order_with_the_pages_where_they_begin(content, made):
    listed = sections(content, made.starts)
    assert [section.page for section in listed] == sorted(section.page for section in listed)
    assert {section.id: section.page for section in listed} == {
        key: page for key, page in made.starts.items() if key in {section.id for section in listed}
    }
    assert sections(content) == listed


def test_a_strand_without_a_level_stops_signing_and_is_named(content):
    section = found(with_levels(content, evaluating_impact__culture=None), "aspect-evaluating-impact")
    assert (section.severity, section.strands) == (Severity.ERROR, (CULTURE,))
    assert section.message == "Evaluating impact: Culture has no level yet."


def test_strands_without_a_reason_stop_signing_and_are_counted(content):
    silent = with_strand(with_strand(content, CULTURE, reason=" "), "evaluating-impact.vision", reason="")
    section = found(silent, "aspect-evaluating-impact")
    assert section.severity is Severity.ERROR
    assert section.message == "2 strands have no reason yet."


def test_not_enough_evidence_is_a_level_but_needs_its_reason(content):
    honest = with_levels(content, evaluating_impact__culture="not-enough")
    assert found(honest, "aspect-evaluating-impact").severity is not Severity.ERROR
    assert found(with_strand(honest, CULTURE, reason=""), "aspect-evaluating-impact").severity is Severity.ERROR


def test_what_is_empty_or_too_long_is_a_warning(content):
    for change, words in (
        ({"effect": ""}, "no effect yet"),
        ({"saw": ""}, "does not say what you saw"),
        ({"saw": "word " * 400}, "400 words"),
        ({"saw": "As we read (E77)."}, "E77, which is not in the evidence list"),
        ({"effect": "Well done 😀"}, "cannot be printed"),
        ({"effect": "שלום"}, "from the right"),
    ):
        section = found(with_strand(content, CULTURE, **change), "aspect-evaluating-impact")
        assert section.severity is Severity.WARNING
        assert words in section.message


def test_the_summary_is_counted(content):
    long = content_of(content.scheme, replace(content.assessment, summary="word " * 90))
    assert "90 words" in found(long, "summary").message
    empty = content_of(content.scheme, replace(content.assessment, summary=""))
    assert found(empty, "summary").severity is Severity.WARNING


def test_a_debrief_that_nobody_heard_is_a_warning(content):
    silent = tuple(replace(each, listeners=()) for each in content.assessment.debriefs)
    section = found(content_of(content.scheme, replace(content.assessment, debriefs=silent)), "debriefs")
    assert section.severity is Severity.WARNING


def test_a_report_without_an_assessor_cannot_be_signed(content):
    nobody = content_of(content.scheme, replace(content.assessment, lead_name=""))
    assert found(nobody, "sign-off").severity is Severity.ERROR
