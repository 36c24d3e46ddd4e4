import pytest

from assessor_app.errors import Refused
from assessor_app.reports.preview import MOST_PIXELS, page_count, page_picture, page_text


def test_a_page_is_a_picture_on_white(made):
    picture = page_picture(made.pdf, 1, 300)
    assert (picture.width, picture.height) == (300, pytest.approx(424, abs=1))
    assert len(picture.bgra) == picture.stride * picture.height
    assert picture.bgra[:4] == b"\xff\xff\xff\xff"


def test_the_cover_is_tinted(made):
    assert page_picture(made.pdf, 0, 100).bgra[:4] == bytes((0xE7, 0xEC, 0xD3, 0xFF))


def test_a_picture_has_a_largest_size(made):
    assert page_picture(made.pdf, 1, 10**6).width == MOST_PIXELS


def test_pages_are_counted_and_read(made):
    assert page_count(made.pdf) == 17
    assert "Summary" in page_text(made.pdf, 1)


def test_what_is_no_pdf_is_refused():
    with pytest.raises(Refused):
        page_count(b"%PDF-1.7 but not really")
