from dataclasses import replace

import pytest

from assessor_app.domain.problem import Severity
from assessor_app.domain.scheme.texts import Wording
from assessor_app.domain.scheme.visit import Reader, ReportSection, readers_of
from assessor_app.reports.content.order import SHORT, WHOLE, sections_of
from assessor_app.reports.content.readiness import sections
from assessor_app.reports.documents.assessment_report import assessment_report, made_report
from tests.reports.sample import pages, with_strand, words


def section(shows, title="", readers=()):
    return ReportSection(id=shows, title=title or shows, shows=shows, readers=readers, wording=Wording.SOURCE)


@pytest.fixture
def planned(content):
    """A mark whose edition wants its own order, with a page for the panel and one for everybody but the panel."""
    report = (
        section("register", "What we used"),
        section("strengths", "What stood out", (Reader.PANEL,)),
        section("development", "What to deepen", (Reader.INSTITUTION, Reader.PUBLIC)),
        section("exceptional-practice"),
        section("aspects"),
    )
    return replace(content, scheme=replace(content.scheme, report=report))


def starts(content):
    made = made_report(content)
    return [key for key in made.starts if key in ("cover", "summary", "register", "strengths", "develop", "sign-off")]


def test_an_edition_that_does_not_say_gets_every_section_and_a_panel_the_short_form(content):
    assert sections_of(content) == WHOLE
    assert sections_of(replace(content, reader=Reader.PANEL)) == SHORT


def test_an_edition_orders_and_names_its_sections(planned):
    assert starts(planned) == ["cover", "summary", "register", "strengths", "develop", "sign-off"]
    printed = pages(assessment_report(planned))
    assert "What we used" in printed[0]
    assert any("What stood out" in page and "Leadership of professional development" in page for page in printed[1:])


def test_a_reader_gets_the_sections_for_that_reader(planned):
    assert starts(replace(planned, reader=Reader.PANEL)) == ["cover", "summary", "register", "strengths", "sign-off"]
    assert starts(replace(planned, reader=Reader.PUBLIC)) == ["cover", "summary", "register", "develop", "sign-off"]


def test_a_copy_for_a_reader_says_so(planned):
    assert "The award panel. The signed report has every section" in words(
        assessment_report(replace(planned, reader=Reader.PANEL))
    )
    assert "this copy may leave some out" not in words(assessment_report(planned))


def test_a_teaching_school_application_gets_what_was_verified_of_partnership_work(content):
    copy = replace(content, reader=Reader.TEACHING_SCHOOL)
    made = made_report(copy)
    assert [key for key in made.starts if key.startswith("aspect-")] == ["aspect-collaboration"]
    assert "register" in made.starts
    assert not {"actions", "debriefs", "method", "appeals"} & set(made.starts)
    printed = words(made.pdf)
    assert "Those who consider a Teaching School application. The signed report has every section" in printed
    for strand in content.scheme.strands:
        told = content.assessment.strand(strand.id).saw.split(".")[0] in printed
        assert told == strand.id.startswith("collaboration."), strand.id


def test_every_copy_a_mark_makes_names_its_reader_and_says_that_parts_are_left_out(content):
    readers = readers_of(content.scheme.report)
    assert readers == tuple(Reader)
    for reader in readers:
        assert "this copy may leave some out" in words(assessment_report(replace(content, reader=reader)))


def test_what_has_no_room_in_the_summary_is_printed_in_every_order(planned):
    text = "A sentence of six words here. " * 200
    long = replace(planned, assessment=replace(planned.assessment, summary=text))
    assert words(assessment_report(long)).count(" six ") == 200


def test_strengths_and_what_to_develop_are_all_there_with_their_strands(planned):
    printed = words(assessment_report(planned))
    for strand in planned.scheme.strands:
        for text in planned.assessment.strand(strand.id).strengths.splitlines():
            assert f"{text} ({strand.number})" in printed


def test_a_missing_reason_stops_signing_whatever_is_printed(planned):
    short = replace(planned, scheme=replace(planned.scheme, report=(section("register"),)))
    missing = with_strand(short, "leadership.vision", reason="")
    listed = sections(replace(missing, scheme=short.scheme), {})
    assert [each.severity for each in listed].count(Severity.ERROR) == 1
    assert [each.id for each in listed][:3] == ["cover", "summary", "register"]


def test_a_copy_without_the_register_names_evidence_without_leading_there(content):
    report = (section("aspects"), section("register", readers=(Reader.INSTITUTION,)))
    panel = replace(content, scheme=replace(content.scheme, report=report), reader=Reader.PANEL)
    assert "E1, E2" in words(assessment_report(panel))
