from hypothesis import given
from hypothesis import strategies as st

from assessor_app.reports.page import fonts
from assessor_app.reports.page.line_breaking import cut, lines, words
from assessor_app.reports.page.prose import Prose, fitting
from assessor_app.reports.page.styles import BODY, TIGHT
from assessor_app.reports.page.text import Link, Run, cleaned, runs

NARROW = 90.0


def wide(line):
    return sum(fonts.width(run.text.rstrip(" ") if run is line[-1] else run.text, run.face, 12) for run in line)


def said(laid):
    return "".join(run.text for line in laid for run in line)


@given(st.text(max_size=400))
def test_no_line_is_wider_than_its_place_and_no_word_is_lost(text):
    laid = list(lines(text, TIGHT, NARROW))
    assert all(wide(line) <= NARROW + 0.01 for line in laid)
    assert said(laid).replace(" ", "") == "".join(run.text for run in runs(text, TIGHT.face)).replace(" ", "")


def test_a_line_broken_at_a_space_ends_with_it():
    laid = list(lines("one two three four five six seven", TIGHT, NARROW))
    assert len(laid) > 1
    assert all(line[-1].text.endswith(" ") for line in laid[:-1])


def test_a_no_break_space_is_not_broken_at():
    laid = list(lines("aaaaaaaa bbbbbbb 14\u00a0November", TIGHT, NARROW))
    assert any("14\u00a0November" in "".join(run.text for run in line) for line in laid)


def test_a_word_of_several_runs_stays_together():
    found = list(words(runs(["(", Link("E3", "x"), ") end"], TIGHT.face)))
    assert [[run.text for run in word] for word in found] == [["(", "E3", ")"], ["end"]]


def test_a_long_word_is_cut_at_the_margin():
    pieces = cut([Run("x" * 1000, fonts.REGULAR)], 12, NARROW)
    assert said(pieces) == "x" * 1000
    assert all(wide(piece) <= NARROW for piece in pieces)


def test_a_split_leaves_two_lines_on_either_side():
    text = Prose("word " * 200, BODY)
    _, height = text.wrap(300, 1000)
    first, rest = text.split(300, BODY.leading * 4)
    assert first.wrap(300, 1000)[1] == 4 * BODY.leading
    assert first.height + rest.wrap(300, 1000)[1] == height
    assert text.split(300, BODY.leading * 1.5) == []
    almost = Prose("word " * 200, BODY)
    almost.wrap(300, 1000)
    parts = almost.split(300, height - BODY.leading)
    assert parts[1].wrap(300, 1000)[1] == 2 * BODY.leading


def test_a_name_that_is_too_long_ends_with_an_ellipsis_inside_its_place():
    short = fitting("A name that is far too long for this", TIGHT, NARROW)
    assert short.endswith("…")
    assert fonts.width(short, TIGHT.face, 12) <= NARROW
    assert fitting("Short", TIGHT, NARROW) == "Short"
    assert fitting("x" * 500, TIGHT, NARROW, 2).endswith("…")
    assert " " not in fitting("x" * 500, TIGHT, NARROW, 2)


def test_composed_text_is_measured_composed():
    assert next(lines("cafe\u0301", TIGHT, NARROW))[0].text == cleaned("cafe\u0301") == "café"
