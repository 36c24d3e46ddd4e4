"""Suggestions come from the strand's own words, are the same every time, and stay away when nothing stands out."""

from assessor_app.domain.visit.suggesting import stems, suggest, words_of_scheme
from tests.ui.assessment_sample import scheme

SMALL = scheme()


def test_a_strands_own_words_suggest_it():
    words = words_of_scheme(SMALL)
    for strand in SMALL.strands:
        aspect = SMALL.aspect_of(strand.id)
        own = suggest(f"{strand.title} {aspect.title} {strand.question}", words)
        assert own in (strand.id, "")
    assert any(suggest(f"{s.title} {SMALL.aspect_of(s.id).title}", words) == s.id for s in SMALL.strands)


def test_nothing_is_suggested_for_words_that_say_nothing():
    words = words_of_scheme(SMALL)
    assert suggest("", words) == ""
    assert suggest("It was raining all day", words) == ""


def test_endings_do_not_matter():
    assert stems("evaluations evaluated") == stems("evaluating evaluate")[:2] or len(set(stems("planning plans"))) <= 2
