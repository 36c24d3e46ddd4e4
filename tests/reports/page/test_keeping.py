"""What stays together where a section goes on to another page."""

from datetime import date

import pytest
from reportlab.platypus import Spacer

from assessor_app.reports.figures.comparison import track_of
from assessor_app.reports.page.document import About, Dress, make_document
from assessor_app.reports.page.keeping import CARRIED
from assessor_app.reports.page.paper import TEXT_HEIGHT
from assessor_app.reports.page.prose import Prose
from assessor_app.reports.page.story import Story
from assessor_app.reports.page.styles import TIGHT
from assessor_app.reports.page.table import data_table
from assessor_app.reports.sections.summary import _widths
from assessor_app.schemes.loading import load_shipped
from tests.reports.sample import pages

DAY = date(2026, 11, 14)
LINE = TIGHT.leading
WORD = "word " * 13
"""A line."""


def printed(story):
    about = About("A title", "en-GB", "", "", (), DAY)
    return [text.split("head")[-1] for text in pages(make_document(story, about, Dress(lambda *_: None)).pdf)]


def lines(count):
    return Prose(WORD * count, TIGHT)


def filled_but_for(room):
    """A section that leaves so many points free."""
    story = Story()
    story.page("Section", "section")
    story.add(Spacer(1, TEXT_HEIGHT - 39 - room))
    return story


@pytest.mark.parametrize("too_much", [1, 2, 5])
def test_a_section_ends_with_more_than_a_few_lines_of_a_paragraph(too_much):
    story = filled_but_for(30 * LINE)
    story.add(lines(30 + too_much))
    *_, last = printed(story)
    assert last.count("word") // 13 * LINE >= CARRIED - LINE


def test_a_heading_goes_on_with_what_it_heads_and_some_of_what_stands_before_it():
    story = filled_but_for(22 * LINE)
    story.paragraph(WORD * 20)
    story.section("Little")
    story.paragraph("An end.")
    *_, last = printed(story)
    assert last.endswith("Little An end.")
    assert last.count("word") >= 13 * 4


def test_the_last_page_of_a_table_has_many_rows():
    story = filled_but_for(200)
    story.table("Rows", ["One", "Two"], [[f"row {each}", "x"] for each in range(8)], [80, 86])
    *_, last = printed(story)
    assert last.count("row") >= 4


def test_a_table_of_three_rows_is_never_divided():
    tall = "word " * 15
    story = filled_but_for(280)
    story.table("Rows", ["One", "Two"], [[tall, f"x{each}"] for each in range(3)], [30, 136])
    story.paragraph(WORD * 40)
    (page,) = [text for text in printed(story) if "x0" in text]
    assert "x2" in page


def test_a_note_stays_with_the_last_rows_of_its_table():
    for room in range(120, 200, 8):
        story = filled_but_for(room)
        story.table("Rows", ["One"], [[f"row {each}"] for each in range(4)], [166])
        story.note("A note.")
        story.paragraph(WORD * 40)
        (page,) = [text for text in printed(story) if "A note." in text]
        assert "row 3" in page


def test_sections_that_say_little_share_a_page():
    story = filled_but_for(60)
    for each in ("First", "Second", "Third"):
        story.page(each, each)
        story.paragraph("None.")
    story.page("Fourth", "fourth")
    story.paragraph(WORD * 20)
    found = printed(story)
    assert [text.count("None.") for text in found if text] == [0, 3, 0]


def test_a_section_that_says_little_stands_under_the_one_before_it():
    story = filled_but_for(400)
    story.page("First", "first")
    story.paragraph("None.")
    assert len([text for text in printed(story) if text]) == 1


def test_a_block_of_nearly_half_a_page_is_broken_rather_than_leave_half_a_page_empty():
    story = filled_but_for(0.48 * TEXT_HEIGHT)
    story.together([lines(2) for _ in range(10)])
    story.paragraph(WORD * 20)
    first, second = [text for text in printed(story) if text]
    assert first.count("word") > 13 * 8
    assert second


def test_a_smaller_block_goes_on_whole():
    story = filled_but_for(0.4 * TEXT_HEIGHT)
    story.together([lines(2) for _ in range(9)])
    story.paragraph(WORD * 20)
    first, _ = [text for text in printed(story) if text]
    assert "word" not in first


def test_an_end_taller_than_any_page_is_printed():
    story = filled_but_for(100)
    story.add(data_table(["One"], [["word " * 2000]], [400]))
    assert sum(text.count("word") for text in printed(story)) == 2000


def test_a_scale_of_two_levels_leaves_room_for_long_titles():
    assert track_of(load_shipped("vbe")).room > 200 > track_of(load_shipped("nnecl")).room


def test_columns_of_counts_are_as_wide_as_the_names_of_levels():
    first, *counts = _widths(["Complete", "Not complete"])
    assert counts[0] > 24
    assert first + sum(counts) == pytest.approx(166)
    assert _widths(["A", "B"])[1:] == [24, 24, 24]
