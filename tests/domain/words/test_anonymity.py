"""Names go, and what may still give somebody away is said."""

import pytest

from assessor_app.domain.words.anonymity import anonymous, doubts_in


def test_names_of_the_institution_its_place_and_people_are_replaced() -> None:
    words = (
        "Hollin Bank Community School in Leeds learns together. Amara Okafor coaches; Okafor's team at Hollin Bank too."
    )
    found = anonymous(words, "Hollin Bank Community School", "Leeds", ["Amara Okafor"], "school")
    assert found.text == (
        "The school in the area learns together. A colleague coaches; a colleague's team at the school too."
    )
    assert "Leeds" in found.replaced


def test_an_article_is_not_doubled_and_short_names_are_left_alone() -> None:
    assert anonymous("the Oak Academy plans", "Oak Academy", "Ely", [], "school").text == "The school plans"


@pytest.mark.parametrize(
    ("words", "part"),
    [
        ("All staff meet with Sarah Jones.", "Sarah Jones"),
        ("Two refugees in Year 9 lead it.", "Two refugees"),
        ("Write to head@example.org.", "address"),
        ("All 1,483 pupils.", "1,483"),
    ],
)
def test_what_may_give_somebody_away_is_named(words: str, part: str) -> None:
    assert any(part in doubt for doubt in doubts_in(words))


def test_plain_words_raise_no_doubt() -> None:
    assert not list(doubts_in("Staff plan together each week, and since 2024 governors join them."))


def test_contact_details_are_left_out() -> None:
    found = anonymous("Ring 0113 496 0000 or see www.example.org/x now", "Oak", "", [], "school")
    assert found.text == "Ring (left out) or see (left out) now"
