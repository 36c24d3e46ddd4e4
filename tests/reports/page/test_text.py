import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessor_app.reports.page import fonts
from assessor_app.reports.page.text import (
    MOST_PARAGRAPHS,
    Link,
    cleaned,
    linked,
    paragraphs,
    printable,
    reads_right_to_left,
    references,
    runs,
    unprintable,
)


@given(st.text(max_size=300))
def test_every_run_has_a_glyph_for_every_character(text):
    for run in printable(text):
        assert run.text
        assert set(run.text) <= fonts.characters(run.face)


@given(st.text(alphabet=st.characters(max_codepoint=0x24F, categories=["L", "N", "P", "Zs"]), max_size=200))
def test_latin_text_keeps_its_characters(text):
    assert "".join(run.text for run in printable(text)) == cleaned(text)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("cafe\u0301", "café"),
        ("tab\there\nthere\r\nagain", "tab here there again"),
        ("soft\u00adhyphen zero\u200bwidth", "softhyphen zerowidth"),
        ("\ue000private\ud7ff", "private"),
        ("no\u00a0break", "no\u00a0break"),
        ("plain ASCII", "plain ASCII"),
        ("heart\u2764\ufe0f", "heart\u2764"),
    ],
)
def test_cleaning(typed, kept):
    assert cleaned(typed) == kept


def test_stacked_marks_are_limited():
    assert len(cleaned("a" + "\u0323" * 50)) <= 5


def test_a_word_in_another_face_keeps_the_line_in_order():
    found = list(printable("tick ☐ box"))
    assert [run.text for run in found] == ["tick ", "☐", " box"]
    assert found[1].face == fonts.FALLBACK


def test_paragraphs_leave_out_empty_lines_and_end_at_a_hundred():
    assert paragraphs(" a \n\n\u200b\nb\r\nc") == ["a", "b", "c"]
    assert len(paragraphs("x\n" * 500)) == MOST_PARAGRAPHS


def test_only_known_references_become_links():
    phrase = linked("See (E1), E99 and PE1.", lambda code: f"to-{code}" if code == "E1" else None)
    assert [part for part in phrase if isinstance(part, Link)] == [Link("E1", "to-E1")]
    assert "".join(run.text for run in runs(phrase, fonts.REGULAR)) == "See (E1), E99 and PE1."


def test_references_are_found_as_words():
    assert references("E1, (E12); not WE1 or E1234 or e3") == ["E1", "E12"]


def test_what_cannot_be_printed_is_named_once():
    assert unprintable("ok 😀😀 漢") == "漢😀"
    assert unprintable("ŵŷ ☐") == ""


def test_right_to_left_letters_are_noticed():
    assert reads_right_to_left("שלום")
    assert not reads_right_to_left("Siân Ŵyn")
