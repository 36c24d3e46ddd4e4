"""A figure of more rows than a page has room for."""

from assessor_app.reports.page.blocks import TALLEST, Figure
from assessor_app.reports.page.paper import TEXT_HEIGHT


def test_a_figure_is_made_as_small_as_a_page_needs_and_no_smaller():
    drawn = []
    tall, usual = (Figure(height, drawn.append, "Bars") for height in (5 * TEXT_HEIGHT, TEXT_HEIGHT / 2))
    assert tall.wrap(470, 700)[1] == TALLEST < TEXT_HEIGHT
    assert usual.wrap(470, 700)[1] == TEXT_HEIGHT / 2
