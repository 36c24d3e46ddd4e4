from hypothesis import given, settings
from hypothesis import strategies as st

from assessor_app.domain.words.wording import changed_runs, combined

BEFORE = "Extend it to other subjects and give coaches time to prepare."
MINE = "Extend it to the foundation subjects by summer and give coaches time to prepare."


def test_only_the_words_that_differ_are_marked():
    runs = changed_runs(BEFORE, MINE)
    assert [run.text for run in runs if run.changed] == ["the foundation", " by summer"]
    assert "".join(run.text for run in runs) == MINE


@settings(max_examples=80, deadline=None)
@given(st.text(max_size=60), st.text(max_size=60))
def test_the_runs_are_the_text_itself(before, after):
    runs = changed_runs(before, after)
    assert "".join(run.text for run in runs) == after
    assert before != after or not any(run.changed for run in runs)


def test_a_very_long_text_is_compared_too():
    long = "A sentence that is not short. " * 2000
    runs = changed_runs(long, long + "One more.")
    assert [run.text.strip() for run in runs if run.changed] == ["One more."]


def test_both_texts_are_kept_mine_first_without_repeats():
    assert combined("Coaching is strong. Pupils lead.", "Coaching is strong. Parents help.") == (
        "Coaching is strong. Pupils lead. Parents help."
    )
    assert combined("One point.\nTwo.", "two\nThree.") == "One point.\nTwo.\nThree."


def test_an_empty_side_adds_nothing():
    assert combined("", "Theirs.") == "Theirs."
    assert combined("Mine.", "  ") == "Mine."
