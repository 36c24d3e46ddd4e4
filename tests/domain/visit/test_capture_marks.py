"""Marks in a note: what counts, what is only punctuation, and what # and @ may become."""

import pytest

from assessor_app.domain.assessment.assessment import NoteKind
from assessor_app.domain.visit.capture_marks import completions, mark_of, marked_spans, read_marks
from tests.ui.assessment_sample import scheme

SMALL = scheme()
STRANDS = list(SMALL.strands)


@pytest.mark.parametrize(
    ("typed", "text", "kind"),
    [
        ("They plan together +", "They plan together", NoteKind.STRENGTH),
        ("+ They plan together", "They plan together", NoteKind.STRENGTH),
        ("+They plan", "They plan", NoteKind.STRENGTH),
        ("No cover for training -", "No cover for training", NoteKind.DEVELOP),
        ("\u2013 No cover", "No cover", NoteKind.DEVELOP),
        ("? Who decides", "Who decides", NoteKind.CHECK),
        ("Who decides?", "Who decides?", NoteKind.NOTE),
        ("Ask for the follow-up - it is late", "Ask for the follow-up - it is late", NoteKind.NOTE),
        ("-5 degrees in the hall", "-5 degrees in the hall", NoteKind.NOTE),
        ("Up 3 + 4 points", "Up 3 + 4 points", NoteKind.NOTE),
        ("   ", "", NoteKind.NOTE),
        ("+", "", NoteKind.STRENGTH),
    ],
)
def test_a_sign_counts_only_where_it_cannot_be_punctuation(typed, text, kind):
    found = read_marks(typed, SMALL)
    assert (found.text, found.kind) == (text, kind)


def test_strand_and_role_at_the_end_leave_the_words_alone():
    mark = mark_of(STRANDS[1])
    found = read_marks(f"They look at books + #{mark} @teaching-staff", SMALL)
    assert (found.text, found.kind) == ("They look at books", NoteKind.STRENGTH)
    assert (found.strand, found.source) == (STRANDS[1].id, "teaching staff")


def test_marks_inside_a_sentence_leave_their_words():
    found = read_marks(f"The @headteacher says #{STRANDS[0].number} comes first", SMALL)
    assert found.text == f"The headteacher says {STRANDS[0].title} comes first"
    assert (found.strand, found.source) == (STRANDS[0].id, "headteacher")


def test_a_word_that_names_no_strand_is_kept_as_words():
    found = read_marks("They call it #nonsense", SMALL)
    assert (found.text, found.strand) == ("They call it nonsense", "")


def test_every_strand_has_a_mark_of_its_own_that_names_it():
    for strand in STRANDS:
        assert read_marks(f"x #{mark_of(strand)}", SMALL).strand == strand.id


def test_completions_narrow_as_one_types_and_name_the_aspect():
    whole = completions("#", SMALL)
    assert len(whole) == len(STRANDS)
    narrowed = completions(f"#{STRANDS[0].title[:4].lower()}", SMALL)
    assert narrowed
    assert all(STRANDS[0].title[:4].casefold() in found.words.casefold() for found in narrowed)
    assert completions("@tea", SMALL, ["Teaching staff"])[0].words == "teaching staff"
    assert completions("word", SMALL) == ()


def test_marks_are_found_for_colouring_where_they_stand():
    typed = "Good + #1.1"
    assert [typed[start : start + length] for start, length in marked_spans(typed)] == ["+", "#1.1"]
    assert marked_spans("follow-up, then 3 - 1") == ()
