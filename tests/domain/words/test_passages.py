"""Passages and texts in another language: marked in sentences, plain to whoever measures them, whole when cut."""

import copy

import pytest

from assessor_app.domain.words.counting import listed
from assessor_app.domain.words.passages import InLanguage, language_of, parted, passages, plain, told
from assessor_app.domain.words.phrases import capital, small


def test_a_text_in_another_language_is_its_plain_words_and_marks_itself_in_a_sentence():
    level = InLanguage("Usual", "en-GB")
    assert (level, len(level), {level: 1}["Usual"]) == ("Usual", 5, 1)
    assert f"Mae'n {level} yma" == "Mae'n [en: Usual] yma"
    assert list(passages(level)) == [("Usual", "en")]
    assert (told(level), plain(level)) == ("Usual (English)", "Usual")
    assert listed([level, InLanguage("Met", "en")]) == "[en: Usual] and [en: Met]"


def test_a_passage_inside_it_keeps_its_own_language_and_lines_are_marked_by_themselves():
    text = InLanguage("Every [cy: maen prawf] at Met\nand more", "en")
    assert f"{text}" == "[en: Every] [cy: maen prawf] [en: at Met]\n[en: and more]"
    assert [language for _, language in passages(text)] == ["en", "cy", "en"]


def test_a_language_that_no_mark_knows_puts_no_brackets_into_a_sentence():
    title = InLanguage("Irakurketa [cy: maen prawf]", "eu")
    assert f"Mark: {title}" == "Mark: Irakurketa [cy: maen prawf]"
    assert list(passages(title)) == [("Irakurketa ", "eu"), ("maen prawf", "cy")]


def test_capital_and_small_letters_stay_in_the_language():
    term = InLanguage("strand", "en")
    assert (capital(term), language_of(capital(term))) == ("Strand", "en")
    assert capital(f"{term} 1") == "[en: Strand] 1"
    assert small("[cy: Staff]") == "[cy: staff]"
    assert small("[cy: UCM]") == "[cy: UCM]"
    assert language_of(InLanguage("Staff Session", "en").lower()) == "en"


def test_a_copy_of_it_is_in_the_same_language():
    assert language_of(copy.deepcopy(InLanguage("Met", "en"))) == "en"


@pytest.mark.parametrize(
    ("place", "halves"),
    [
        (2, ("We", " said [cy: Da. Iawn] twice")),
        (9, ("We said ", "[cy: Da. Iawn] twice")),
        (16, ("We said [cy: Da.]", "[cy: Iawn] twice")),
        (21, ("We said [cy: Da. Iawn]", " twice")),
    ],
)
def test_a_text_that_is_parted_inside_a_passage_marks_both_halves(place, halves):
    assert parted("We said [cy: Da. Iawn] twice", place) == halves
