"""Names and small groups: noticed where they matter, quiet where they do not."""

import pytest

from assessor_app.domain.visit.privacy_hints import looks_like_name, small_group


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Aisha says she likes maths", "Aisha"),
        ("The pupil Tom Ashworth was absent", "Tom Ashworth"),
        ("We asked Mrs Whitaker about cover", "Mrs Whitaker"),
        ("A boy called Zbigniew Kowalski read aloud", "Zbigniew Kowalski"),
    ],
)
def test_what_looks_like_a_name(text, name):
    found = looks_like_name(text)
    assert found is not None
    assert found.name == name
    assert text[found.start : found.start + found.length] == name


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Teachers plan together in Year 4",
        "The PD Quality Mark is on the wall",
        "Ofsted came in March. Governors know.",
        "Best value in Evaluating impact",
        "She teaches English and Religious Education",
        "the headteacher welcomed us",
        "@Aisha said so",
    ],
)
def test_what_is_no_name(text):
    assert looks_like_name(text) is None


def test_words_of_the_school_are_no_name():
    assert looks_like_name("People at Hollin Bank are proud", frozenset({"Hollin", "Bank"})) is None
    assert looks_like_name("People at Hollin Bank are proud") is not None


@pytest.mark.parametrize(
    "text",
    [
        "3 care-experienced students left",
        "two looked-after children",
        "4 of the pupils with SEND",
        "One refugee family",
        "the 2 girls in year 6",
        "the only boy in the choir",
    ],
)
def test_a_small_group_is_noticed(text):
    assert small_group(text)


@pytest.mark.parametrize(
    "text",
    [
        "Three of six agreed",
        "12 looked-after children",
        "30 pupils with SEND",
        "at 3:15 SEND meeting",
        "2.5 SEND posts",
        "girls and boys alike",
        "the only school with a log",
    ],
)
def test_larger_or_ordinary_groups_are_not(text):
    assert small_group(text) == ""
