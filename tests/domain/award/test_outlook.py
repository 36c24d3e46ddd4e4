"""The sentences of the outlook, word for word as the design gives them, and in another mark's words."""

import pytest
from hypothesis import given

from assessor_app.domain.award.outcome import announcement, outlook
from assessor_app.domain.award.outlook import Outlook
from assessor_app.domain.scheme.edition import NOT_ENOUGH, Scheme
from assessor_app.schemes.loading import load_shipped
from tests.domain.small_scheme import Levels, schemes_with_levels, small_scheme

MARK = load_shipped("pdqm", "3.1")
LETTERS = {"-": None, "x": NOT_ENOUGH, "d": "developing", "n": "enhancing", "b": "embedded"}


def _outlook(rows: str) -> Outlook:
    """One letter a strand: Developing, eNhancing, emBedded, x not enough evidence, - not judged."""
    letters = rows.replace(" ", "")
    return outlook(MARK, {s.id: LETTERS[letter] for s, letter in zip(MARK.strands, letters, strict=True)})


SILVER = "bbbn bbnb bnbn bbbn"
SENTENCES = [
    ("---- ---- ---- ----", "No outlook yet. Judge 3 strands in every aspect to see one."),
    ("bbbb bbbb bbbb bb--", "No outlook yet. Judge 3 strands in every aspect to see one."),
    ("ddx- dddd dddd dddd", "No award yet. Leadership needs 1 more strand at Developing."),
    ("xxxx dddd dddd dddd", "No award yet. Leadership needs 3 more strands at Developing."),
    ("ddxx dddd dddd dxxx", "No award yet. Leadership needs 1 more strand at Developing and Collaboration 2."),
    ("dddd dddd dddd dddx", "Bronze now. Silver needs 3 more strands in Leadership, 3 in High quality, 3 in Evaluating "
     "impact and 3 in Collaboration."),
    (SILVER, "Silver now. 1 strand short of Gold in Evaluating impact."),
    ("bbbn bbnb bnbn bbb-", "Silver now. 1 strand short of Gold in Evaluating impact."),
    ("bbbn bbnb bnnn bbbn", "Silver now. 2 strands short of Gold in Evaluating impact."),
    ("bbnn bbbb bbbb bnnn", "Silver now. Gold needs 1 more strand in Leadership and 2 in Collaboration."),
    ("bbbd bbbb bbbx bbb-", "Gold now. Every aspect has at least 3 strands at Embedded."),
]  # fmt: skip


@pytest.mark.parametrize(("rows", "sentence"), SENTENCES)
def test_the_sentence_of_every_case(rows: str, sentence: str) -> None:
    assert _outlook(rows).sentence == sentence


@pytest.mark.parametrize(
    ("rows", "headline", "gap"),
    [
        ("---- ---- ---- ----", "No outlook yet", ""),
        ("ddxx dddd dddd dxxx", "No award yet", "3 strands short of Bronze"),
        (SILVER, "Silver now", "1 strand short of Gold"),
        ("bbbb bbbb bbbb bbbb", "Gold now", ""),
    ],
)
def test_the_headline_and_the_gap(rows: str, headline: str, gap: str) -> None:
    seen = _outlook(rows)
    assert (seen.headline, seen.gap) == (headline, gap)


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ("---- ---- ---- ----", ""),
        (SILVER, "Gold needs Embedded in Culture or Best value."),
        ("bbbn bbnb bnb- bbbn", "Gold needs Embedded in Culture or Best value."),
        ("bbbn bbnb bnnb bbbn", "Gold needs Embedded in Culture or Strategy and policy."),
        ("bbbn bbnb bnnn bbbn", "Gold needs Embedded in 2 of these: Culture, Strategy and policy, Best value."),
        ("bbnn bbbb bbbb bbnn", "Gold needs Embedded in Strategy and policy or Best value (Leadership) and in Strategy "
         "and policy or Best value (Collaboration)."),
        ("nnnn bbbb bbbb nnnn", ""),
        ("dxxx dddd dddd dddd", "Bronze needs Developing in 2 of these: Culture, Strategy and policy, Best value."),
        ("bbbb bbbb bbbb bbbb", ""),
    ],
)  # fmt: skip
def test_what_would_change_the_outcome(rows: str, sentence: str) -> None:
    assert _outlook(rows).change_sentence == sentence


def test_every_strand_of_an_aspect_can_be_what_is_missing() -> None:
    mark = small_scheme((2, 2), 2, ((1, 1), (2, 2)))
    levels = dict.fromkeys(("a1.s1", "a1.s2"), "level-1") | dict.fromkeys(("a2.s1", "a2.s2"), "level-2")
    assert outlook(mark, levels).change_sentence == "Award 2 needs Level 2 in Strand 1.1 and Strand 1.2."


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ("---- ---- ---- ----", ""),
        (SILVER, ""),
        ("bbbn bbnb bnbn bbb-", "The strand still to judge cannot change the outcome."),
        ("bbbn bbnb bnb- bbbn", "The strand still to judge could change the outcome."),
        ("bbb- bbnb bnb- bbbn", "2 strands still to judge could change the outcome."),
        ("bbb- bbnb bnbn bbb-", "The 2 strands still to judge cannot change the outcome."),
    ],
)
def test_whether_open_strands_matter(rows: str, sentence: str) -> None:
    assert _outlook(rows).open_sentence == sentence


def test_not_enough_evidence_is_judged_but_reaches_no_level() -> None:
    seen = _outlook("xxxx xxxx xxxx xxxx")
    assert (seen.judged, seen.award, seen.open_sentence) == (16, None, "")
    assert [aspect.reached for aspect in seen.aspects] == [0, 0, 0, 0]


def test_the_aspects_are_measured_against_the_next_award() -> None:
    seen = _outlook(SILVER)
    assert [(a.short, a.reached, a.needed, a.level_name) for a in seen.aspects] == [
        ("Leadership", 3, 3, "Embedded"),
        ("High quality", 3, 3, "Embedded"),
        ("Evaluating impact", 2, 3, "Embedded"),
        ("Collaboration", 3, 3, "Embedded"),
    ]
    assert [aspect.met for aspect in seen.aspects] == [True, True, False, True]


def test_a_change_of_award_is_announced_with_both_names() -> None:
    gold, silver, none = _outlook("bbbb bbbb bbbn bbbb"), _outlook("bbbb bbbb bbnn bbbb"), _outlook("xxxx" * 4)
    assert announcement("Culture", "Enhancing", gold, silver) == (
        "Culture is Enhancing. Outlook changes from Gold to Silver."
    )
    assert announcement("Culture", "Embedded", none, gold) == (
        "Culture is Embedded. Outlook changes from no award to Gold."
    )
    assert announcement("Culture", "Enhancing", silver, silver) == "Culture is Enhancing."


def test_another_mark_speaks_in_its_own_words() -> None:
    mark = small_scheme((3, 3), 2, ((2, 1), (2, 2)))
    assert outlook(mark, {}).sentence == "No outlook yet. Judge 2 criteria in every theme to see one."
    one_short = {"a1.s1": "level-1", "a1.s2": NOT_ENOUGH, "a2.s1": "level-1", "a2.s2": "level-1"}
    seen = outlook(mark, one_short)
    assert seen.sentence == "No award yet. Aspect 1 needs 1 more criterion at Level 1."
    assert seen.open_sentence == "2 criteria still to judge could change the outcome."


@given(schemes_with_levels())
def test_no_sentence_of_a_mark_with_ordinary_names_is_too_long(found: tuple[Scheme, Levels]) -> None:
    seen = outlook(*found)
    for sentence in (seen.sentence, seen.change_sentence, seen.open_sentence):
        assert all(len(part.split()) <= 25 for part in sentence.split(". "))
        assert not sentence or sentence.endswith(".")
