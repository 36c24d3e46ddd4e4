"""A mark with several scales: what is drawn and said of a strand is by its own scale."""

from dataclasses import replace

import pytest

from assessor_app.domain.scheme.edition import Level, Scale
from assessor_app.domain.scheme.rules import Strands
from assessor_app.reports.content.facts import Facts
from assessor_app.reports.content.readings import school_and_ours
from assessor_app.reports.documents.assessment_report import assessment_report
from assessor_app.reports.figures.comparison import alternative
from tests.reports.sample import content_of, with_levels, with_strand, words

FIVE = Scale("five", "Grades", tuple(Level(f"grade-{n}", f"Grade {n}", n, f"Grade {n} means so") for n in range(1, 6)))
TWO = Scale("two", "Yes or no", (Level("no", "No yet", 1, "Not so"), Level("yes", "Yes now", 2, "So")))


@pytest.fixture(scope="module")
def scaled(content):
    """The demo's school, its first strand graded 4 of 5, its second "Yes now" of two."""
    first, second, *rest = content.scheme.aspects[0].strands
    strands = (replace(first, scale="five", descriptors={}), replace(second, scale="two", descriptors={}), *rest)
    aspects = (replace(content.scheme.aspects[0], strands=strands), *content.scheme.aspects[1:])
    rule = Strands(at_least=10, levels=("embedded", "grade-5", "yes"))
    gold = replace(content.scheme.outcomes[-1], rule=rule)
    scheme = replace(content.scheme, scales=(FIVE, TWO), aspects=aspects, outcomes=(gold,))
    found = content_of(scheme, replace(content.assessment, strands=content.assessment.strands[2:]))
    records = (
        replace(content.assessment.strand(first.id), judgements=(), school_level="grade-2"),
        replace(content.assessment.strand(second.id), judgements=(), school_level="yes"),
    )
    whole = replace(found.assessment, strands=(*records, *found.assessment.strands))
    levels = {s.id.replace(".", "__").replace("-", "_"): content.levels[s.id] for s in scheme.strands}
    mine = {first.id: "grade-4", second.id: "yes"}
    levels |= {strand.replace(".", "__").replace("-", "_"): level for strand, level in mine.items()}
    return with_levels(replace(found, assessment=whole), **levels)


def test_the_report_explains_every_scale_that_is_used(scaled):
    printed = words(assessment_report(scaled))
    assert "The 5 levels of \u201cGrades\u201d, highest first" in printed
    assert "The 2 levels of \u201cYes or no\u201d, highest first" in printed
    assert "Grade 3 means so" in printed


def test_the_comparison_names_each_level_by_the_scale_of_its_strand(scaled):
    said = alternative(scaled.scheme, school_and_ours(Facts(scaled)))
    first, second = scaled.scheme.aspects[0].strands[:2]
    assert f"{first.number} {first.title}: Grade 2 by the school, Grade 4 by us." in said
    assert f"{second.number} {second.title}: Yes now by the school, Yes now by us." in said


def test_only_the_top_of_its_own_scale_leaves_nothing_to_develop(scaled):
    first, second = (strand.id for strand in scaled.scheme.aspects[0].strands[:2])
    told = with_strand(with_strand(scaled, first, develop="Above four"), second, develop="Above yes")
    others = {strand.id for strand in scaled.scheme.strands} - {first, second}
    for strand in others:
        told = with_strand(told, strand, develop="")
    assert [point.text for point in Facts(told).priorities] == ["Above four"]


def test_an_aspect_on_several_scales_is_not_squeezed_into_one_grid(scaled):
    assert scaled.scheme.has_own_scales
    assert "Every judgement" in words(assessment_report(scaled))
