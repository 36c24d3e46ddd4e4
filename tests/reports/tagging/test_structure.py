import io

import pikepdf
import pytest

from tests.tools import needs_tool

from .reading import elements, kinds, spoken
from .small import WELSH, small_document

needs_pdfinfo = needs_tool("pdfinfo")


@pytest.fixture(scope="module")
def small() -> bytes:
    return small_document().pdf


@pytest.fixture(scope="module")
def opened(small):
    with pikepdf.open(io.BytesIO(small)) as pdf:
        yield pdf


def of_kind(pdf, kind):
    return [each for each in elements(pdf) if str(each.S) == f"/{kind}"]


def test_the_tree_has_everything_in_the_order_of_the_story(small):
    assert kinds(small) == [
        "Document",
        *["H1", "P", "Link", "P", "Span", "H2"],
        *["L", "LI", "Lbl", "LBody", "LI", "Lbl", "LBody"] * 2,
        *["H3", "P"],
        *["Table", "Caption", "TR", "TH", "TH", *["TR", "TH", "TD"] * 3],
        *["Figure", "P", "Form", "Form"],
    ]


@needs_pdfinfo
def test_its_words_are_read_in_that_order_and_are_not_joined(small, tmp_path):
    assert spoken(small, tmp_path).startswith(
        f"First things Words, strong ones, a link to the table below and an end. In Welsh: {WELSH} A list of two "
        "• One thing • another thing 1 Step one 2 step two Label What stands beside it. Table 1. Numbers Name Worth"
    )


def test_a_table_over_pages_is_one_element_and_its_header_is_read_once():
    long = small_document(rows=120).pdf
    with pikepdf.open(io.BytesIO(long)) as pdf:
        assert len(pdf.pages) > 2
    assert kinds(long).count("Table") == 1
    assert kinds(long).count("TR") == 121
    assert kinds(long).count("TH") == 122


def test_lists_say_how_they_are_numbered(opened):
    assert [str(each.A.ListNumbering) for each in of_kind(opened, "L")] == ["/Disc", "/Decimal"]


def test_headers_say_whether_they_head_a_column_or_a_row(opened):
    assert [str(each.A.Scope) for each in of_kind(opened, "TH")] == ["/Column"] * 2 + ["/Row"] * 3


def test_a_figure_has_its_words_and_its_place(opened):
    (figure,) = of_kind(opened, "Figure")
    assert str(figure.Alt) == "One bar: 60 of 100."
    left, bottom, right, top = map(float, figure.A.BBox)
    assert (round(top - bottom), left < right) == (30, True)


def test_a_passage_in_another_language_says_which(opened):
    (span,) = of_kind(opened, "Span")
    assert str(span.Lang) == "cy"
    assert str(opened.Root.Lang) == "en-GB"


def test_a_link_of_several_words_is_one_element_and_says_them(opened):
    (link,) = of_kind(opened, "Link")
    annotations = [kid.Obj for kid in link.K if isinstance(kid, pikepdf.Dictionary)]
    assert " ".join(str(each.Contents) for each in annotations) == "link to the table below"


def test_every_mark_leads_back_to_its_element(opened):
    by_key = dict(zip(*[iter(opened.Root.StructTreeRoot.ParentTree.Nums)] * 2, strict=True))
    for page in opened.pages:
        marks = page.Contents.read_bytes().count(b"/MCID")
        assert marks == len(by_key[int(page.obj.StructParents)])
        for annotation in page.get("/Annots", []):
            assert "/S" in by_key[int(annotation.StructParent)]


def test_the_same_story_gives_the_same_bytes(small):
    assert small_document().pdf == small
