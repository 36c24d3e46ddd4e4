"""The sentences of the design, from the scheme's data; each is checked by hand against the rule."""

from dataclasses import replace
from datetime import date

import pytest

from assessor_app.domain.scheme.edition import NOT_ENOUGH
from assessor_app.reports.content.facts import spans
from assessor_app.reports.content.sentences import (
    aspect_standing,
    because,
    outlook_sentences,
    reaches,
    recommendation,
    recommended_to,
    short_day,
)
from assessor_app.reports.page.text import Bold
from assessor_app.schemes.loading import load_shipped
from tests.reports.sample import content_of, with_levels


def said(phrase):
    if isinstance(phrase, str):
        return phrase
    return "".join(part.text if isinstance(part, Bold) else part for part in phrase)


def all_at(content, level):
    return with_levels(content, **{strand.id.replace(".", "__"): level for strand in content.scheme.strands})


def test_one_short_aspect_names_the_strands_that_would_settle_it(content):
    assert said(outlook_sentences(content)) == (
        "Gold needs 3 Embedded strands in every aspect; Evaluating impact has 2. If either 3.2 Culture or "
        "3.4 Best value were Embedded, the outcome would be Gold. No single strand judged one level lower would lose "
        "Silver."
    )


def test_several_short_aspects_are_listed_with_what_each_needs(content):
    further = with_levels(content, leadership__culture="enhancing", leadership__vision="enhancing")
    assert said(outlook_sentences(further)).startswith(
        "Gold needs 2 more Embedded strands in Leadership and 1 in Evaluating impact."
    )


def test_a_level_below_the_highest_is_needed_or_above(content):
    bronze = all_at(content, "developing")
    text = said(outlook_sentences(with_levels(bronze, leadership__vision="embedded")))
    assert text.startswith("Silver needs 2 more strands at Enhancing or above in Leadership, 3 in High quality")


def test_the_only_set_of_strands_is_named_whole(content):
    silver = all_at(content, "enhancing")
    bare = with_levels(
        silver, leadership__vision="developing", leadership__culture="developing", leadership__best_value="not-enough"
    )
    assert "If 1.1 Vision and 1.2 Culture were Enhancing, the outcome would be Silver." in said(outlook_sentences(bare))


def test_many_candidates_are_counted_and_found_in_the_table(content):
    silver = all_at(content, "enhancing")
    assert "If any 12 of 16 strands one level below (Table 1) were Embedded" in said(outlook_sentences(silver))


def test_a_single_strand_that_carries_the_award_is_named(content):
    silver = all_at(content, "embedded")
    edge = with_levels(silver, high_quality__vision="enhancing", high_quality__culture="developing",
                       high_quality__best_value="enhancing", high_quality__strategy_and_policy="enhancing")  # fmt: skip
    text = said(outlook_sentences(edge))
    assert "If 2.1 Vision, 2.3 Strategy and policy or 2.4 Best value were judged one level lower, " in text
    assert text.endswith("the award would be Bronze.")


def test_the_recommendation_gives_rule_gap_and_panel(content):
    assert recommendation(content) == (
        "Silver award",
        "Every aspect has at least 3 of its 4 strands at Enhancing or above. The school is 1 strand short of Gold. "
        "The panel decides the award on 28 November 2026.",
    )


def test_below_the_lowest_award_the_shortest_way_is_said(content):
    none = with_levels(content, leadership__vision=NOT_ENOUGH, leadership__culture=NOT_ENOUGH)
    assert recommendation(none) == ("No award yet", "Leadership needs 1 more strand at Developing.")


@pytest.mark.parametrize(
    ("levels", "words"),
    [
        (["embedded"] * 3 + ["enhancing"], "3 of 4 strands are Embedded. This reaches the Gold standard."),
        (["embedded"] * 2 + ["enhancing"] * 2, "2 of 4 strands are Embedded. Silver standard, 1 strand short of Gold."),
        (
            ["enhancing"] + ["developing"] * 3,
            "1 of 4 strands is Enhancing or above. Bronze standard, 2 strands short of Silver.",
        ),
        (["developing"] * 2 + [None, NOT_ENOUGH], "2 of 4 strands are Developing or above. No standard reached yet."),
    ],
)
def test_the_standing_of_an_aspect(content, levels, words):
    aspect = content.scheme.aspects[0]
    judged = dict(zip((strand.id for strand in aspect.strands), levels, strict=True))
    assert aspect_standing(content.scheme, aspect, judged) == words


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        ("every team shares it.", "Embedded because every team shares it."),
        ("every team shares it", "Embedded because every team shares it."),
        ("Every team shares it.", "Embedded. Every team shares it."),
    ],
)
def test_a_reason_continues_the_level(reason, words):
    assert because("Embedded", reason, has_level=True) == words


def test_words_of_another_mark_are_used(content):
    terms = replace(
        content.scheme.terms,
        strand="criterion",
        strands="criteria",
        aspect="theme",
        aspects="themes",
        institution="university",
    )
    other = content_of(replace(content.scheme, terms=terms), content.assessment)
    assert said(outlook_sentences(other)).startswith("Gold needs 3 Embedded criteria in every theme;")
    assert "The university is 1 criterion short of Gold." in recommendation(other)[1]


def test_strands_in_a_row_are_joined():
    assert spans(["1.1", "1.3", "2.1", "2.2", "2.3", "4.1", "4.2"]) == "1.1, 1.3, 2.1 to 2.3, 4.1, 4.2"


def test_days_in_cells_are_short_and_other_words_stay():
    assert short_day("2026-11-14") == "14 Nov 2026"
    assert short_day("last spring") == "last spring"


@pytest.mark.parametrize(
    ("mark", "said", "decides"),
    [
        ("pdqm", "Recommendation to the award panel of 28 November 2026.", "The panel decides the award on"),
        ("vbe", "Recommendation to the office.", "The office decides the award on"),
        ("ecm", "Recommendation to the office.", "The office decides the award on"),
    ],
)
def test_who_decides_is_as_the_stages_of_the_mark_say(content, mark, said, decides):
    stages = load_shipped(mark).stages
    scheme = replace(content.scheme, stages=stages)
    assert recommended_to(scheme, date(2026, 11, 28)) == said
    assert decides in recommendation(replace(content, scheme=scheme))[1]


def test_a_mark_with_one_award_has_no_standards(content):
    one = replace(content.scheme, outcomes=content.scheme.outcomes[-1:])
    assert reaches(content.scheme, content.scheme.outcomes[-1]) == "reaches the Gold standard"
    assert reaches(one, one.outcomes[0]) == "has what the award needs"
    assert reaches(one, one.outcomes[0], many=True) == "have what the award needs"
    assert "standard" not in aspect_standing(one, one.aspects[0], content.levels)
